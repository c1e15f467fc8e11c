/** A sentence for people, in both languages of the service. */
export type Message = { readonly en: string; readonly zh: string };

/** What is wrong with one field; `pointer` is a JSON Pointer fragment such as `#/vehicle/vin`. */
export type FieldError = {
  readonly pointer: string;
  readonly detail: Message;
  readonly in?: 'body' | 'query' | 'path' | 'header';
};

/** The closed list of ways in which a request can fail; `http/problem.ts` gives each its status. */
export type FailureKind =
  | 'invalid-request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'secret-already-shown'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'idempotency-key-reused'
  | 'precondition-required'
  | 'too-many-requests'
  | 'unavailable';

/** An expected refusal. It changed nothing; `detail` and `errors` are shown to the caller, `extra` is added to the problem document. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly detail: Message;
  readonly errors: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    kind: FailureKind,
    detail: Message,
    more: { errors?: readonly FieldError[]; extra?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(detail.en);
    this.kind = kind;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.extra = more.extra ?? {};
  }
}

/** The one answer for a missing thing and for one the caller may not see. */
export function notFound(pointer = '#/id'): Failure {
  const detail = { en: 'There is no such thing here.', zh: '此处没有该对象。' };
  return new Failure('not-found', detail, { errors: [{ pointer, detail }] });
}

export function forbidden(): Failure {
  return new Failure('forbidden', {
    en: 'Your role does not allow this.',
    zh: '您的角色无权执行此操作。',
  });
}

/** A 400 about one field. */
export function invalid(pointer: string, detail: Message): Failure {
  return new Failure('invalid-request', detail, { errors: [{ pointer, detail }] });
}

export function conflict(detail: Message, pointer?: string, extra?: Readonly<Record<string, unknown>>): Failure {
  return new Failure('conflict', detail, {
    ...(pointer ? { errors: [{ pointer, detail }] } : {}),
    ...(extra ? { extra } : {}),
  });
}
