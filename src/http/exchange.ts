import type { IncomingMessage, ServerResponse } from 'node:http';
import { Failure, type FieldError } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import { type Answer, send } from './answer.ts';
import { ClientGone } from './body.ts';
import type { Env } from './env.ts';
import { type Language, languageOf } from './language.ts';
import { errorFields } from './logs.ts';
import { problemOf } from './problem.ts';
import { pathOf } from './query.ts';

/** One request on its way through: what is known of it before any route looks at it. */
export type Call = {
  readonly incoming: IncomingMessage;
  /** Path as the client wrote it, without the query. */
  readonly path: string;
  readonly requestId: string;
  readonly language: Language;
  readonly now: number;
  /** Set as soon as it is known, for the log. */
  actor?: Pick<Actor, 'id'> & { readonly kind: Actor['kind'] | 'device' };
};

/** What one call does; it gives an answer or throws. `placeOf` says where a pointer of its failures lies. */
export type Work = (call: Call) => Promise<Answer>;

/**
 * Runs one request from its first header to its log line: request id, language, the work, the problem document of what it
 * throws, metrics. Needs node's request and response only. Never rejects.
 */
export async function exchange(
  env: Env,
  operation: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  work: Work,
  placeOf: (pointer: string) => FieldError['in'] = () => undefined,
): Promise<void> {
  const started = env.ticks();
  const call: Call = {
    incoming,
    path: pathOf((incoming as { originalUrl?: string }).originalUrl ?? incoming.url ?? '/'),
    requestId: requestIdOf(incoming.headers['x-request-id']) ?? env.newId(),
    language: languageOf(incoming.headers['accept-language']),
    now: env.clock(),
  };
  outgoing.once('close', () => {
    const ms = env.ticks() - started;
    env.metrics.observe(operation, outgoing.statusCode, ms / 1000);
    env.log.info({
      requestId: call.requestId,
      ...(call.actor ? { actor: { kind: call.actor.kind, id: call.actor.id } } : {}),
      route: operation,
      status: outgoing.statusCode,
      ms: Math.round(ms * 10) / 10,
      ...(outgoing.writableFinished ? {} : { aborted: true }),
    });
  });
  // Where the connection broke there is nobody to tell; the log line says so.
  outgoing.on('error', () => undefined);
  try {
    send(incoming, outgoing, await work(call), call.requestId);
  } catch (error) {
    if (error instanceof ClientGone) outgoing.destroy();
    else send(incoming, outgoing, refusal(error, env, call, placeOf), call.requestId);
  }
}

function refusal(error: unknown, env: Env, call: Call, placeOf: (pointer: string) => FieldError['in']): Answer {
  const failure = failureOf(error, env);
  if (!failure) env.log.error({ requestId: call.requestId, error: errorFields(error) }, 'unexpected error');
  const { status, headers, body } = problemOf(failure, call, placeOf);
  return { status, headers: { 'Cache-Control': 'no-store', ...headers }, text: JSON.stringify(body) };
}

function failureOf(error: unknown, env: Env): Failure | undefined {
  if (error instanceof Failure) return error;
  switch (env.violationOf(error)) {
    case 'unique':
      return new Failure('conflict', {
        en: 'Something with the same identity is already stored.',
        zh: '已存在相同标识的记录。',
      });
    case 'busy':
    case 'serialization':
      return new Failure(
        'unavailable',
        { en: 'The database is busy. Try again.', zh: '数据库繁忙，请重试。' },
        { extra: { retryAfter: 1 } },
      );
    case 'foreign-key':
    case 'check':
    case undefined:
      return undefined;
  }
}

/** A client's own request id where it is a plain short token, so that it can be logged and sent back. */
function requestIdOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(header) ? header : undefined;
}
