import { Failure, type FailureKind, type FieldError, type Message } from '../domain/failure.ts';
import type { Language } from './language.ts';

export type ProblemKind = FailureKind | 'internal';

/** The closed table of problems (RFC 9457): each kind's status and title. `type` is `/problems/<kind>`. */
export const PROBLEMS: Readonly<Record<ProblemKind, { readonly status: number; readonly title: Message }>> = {
  'invalid-request': { status: 400, title: { en: 'The request is not valid', zh: '请求无效' } },
  unauthenticated: { status: 401, title: { en: 'Not signed in', zh: '未登录' } },
  forbidden: { status: 403, title: { en: 'Not allowed', zh: '无权操作' } },
  'not-found': { status: 404, title: { en: 'Not found', zh: '未找到' } },
  'method-not-allowed': { status: 405, title: { en: 'Method not allowed', zh: '不支持该方法' } },
  conflict: { status: 409, title: { en: 'Conflict with what is stored', zh: '与现有数据冲突' } },
  'secret-already-shown': { status: 409, title: { en: 'The secret was shown before', zh: '密钥已显示过' } },
  'precondition-failed': { status: 412, title: { en: 'Changed in the meantime', zh: '数据已被他人修改' } },
  'too-large': { status: 413, title: { en: 'Too large', zh: '内容过大' } },
  'unsupported-media-type': { status: 415, title: { en: 'Unsupported media type', zh: '不支持的媒体类型' } },
  'idempotency-key-reused': {
    status: 422,
    title: { en: 'Idempotency key used for something else', zh: '幂等键已用于其他请求' },
  },
  'precondition-required': { status: 428, title: { en: 'If-Match is required', zh: '必须提供 If-Match' } },
  'too-many-requests': { status: 429, title: { en: 'Too many requests', zh: '请求过于频繁' } },
  internal: { status: 500, title: { en: 'Internal error', zh: '内部错误' } },
  unavailable: { status: 503, title: { en: 'Busy', zh: '服务繁忙' } },
};

export type Problem = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

const INTERNAL: Message = {
  en: 'Something went wrong here. It has been logged under this request id.',
  zh: '服务内部出错，已按请求编号记录。',
};

/**
 * The problem document of a failure, in one language. `retryAfter` (seconds) in a failure's extra becomes the header as
 * well; an undefined failure is an unexpected error, of which nothing is told.
 */
export function problemOf(
  failure: Failure | undefined,
  request: { readonly path: string; readonly requestId: string; readonly language: Language },
  placeOf: (pointer: string) => FieldError['in'] = () => undefined,
): Problem {
  const kind: ProblemKind = failure?.kind ?? 'internal';
  const { status, title } = PROBLEMS[kind];
  const { language } = request;
  const retryAfter = failure?.extra['retryAfter'];
  const allow = failure?.extra['allow'];
  return {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      ...(typeof retryAfter === 'number' ? { 'Retry-After': String(retryAfter) } : {}),
      ...(typeof allow === 'string' ? { Allow: allow } : {}),
      ...(kind === 'unauthenticated' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    },
    body: {
      type: `/problems/${kind}`,
      title: title[language],
      status,
      detail: (failure?.detail ?? INTERNAL)[language],
      instance: request.path,
      requestId: request.requestId,
      ...(failure && failure.errors.length > 0
        ? { errors: failure.errors.map((error) => fieldOf(error, language, placeOf)) }
        : {}),
      ...failure?.extra,
    },
  };
}

function fieldOf(error: FieldError, language: Language, placeOf: (pointer: string) => FieldError['in']) {
  const place = error.in ?? placeOf(error.pointer);
  return { pointer: error.pointer, detail: error.detail[language], ...(place ? { in: place } : {}) };
}

/** 401: no token, or one that does not (or no longer) stand for anyone. */
export function unauthenticated(detail?: Message): Failure {
  return new Failure(
    'unauthenticated',
    detail ?? {
      en: 'A valid bearer token is needed; this request has none, or it has expired or was revoked.',
      zh: '需要有效的访问令牌；该请求未携带令牌，或令牌已过期、已吊销。',
    },
  );
}

const WRONG_METHOD: Message = { en: 'This path does not take that method.', zh: '该路径不支持此请求方法。' };

/** 405 with the methods that the path takes. */
export const methodNotAllowed = (methods: readonly string[]): Failure =>
  new Failure('method-not-allowed', WRONG_METHOD, { extra: { allow: [...new Set(methods)].join(', ') } });

/** 429, with the whole seconds after which another try may succeed. */
export function tooManyRequests(detail: Message, retryAfterMs: number): Failure {
  return new Failure('too-many-requests', detail, {
    extra: { retryAfter: Math.max(1, Math.ceil(retryAfterMs / 1000)) },
  });
}

/** A 400 about a request header. */
export function invalidHeader(name: string, detail: Message): Failure {
  return new Failure('invalid-request', detail, { errors: [{ pointer: `#/${name}`, detail, in: 'header' }] });
}
