import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type FieldError, forbidden, invalid, notFound } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import { scopeOf } from '../domain/identity/permissions.ts';
import { type Answer, orUnchanged, render } from './answer.ts';
import { hasBody, readJsonBody, readOctets, unsupported } from './body.ts';
import { change } from './change.ts';
import type { Env } from './env.ts';
import { type Call, exchange } from './exchange.ts';
import { invalidInput } from './issues.ts';
import { preferredLanguage } from './language.ts';
import { pointerOf } from './pointer.ts';
import { tooManyRequests, unauthenticated } from './problem.ts';
import { parseQuery } from './query.ts';
import type { Request, RouteDef } from './route.ts';
import { idText } from './schemas.ts';

/** A route with everything that can be worked out before the first request. */
export type Served = {
  readonly def: RouteDef;
  readonly pathNames: readonly string[];
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType;
};

const NOTHING = z.strictObject({});

export function prepareRoute(def: RouteDef): Served {
  const pathNames = [...def.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return {
    def,
    pathNames,
    params: def.params ?? z.object(Object.fromEntries(pathNames.map((name) => [name, idText]))),
    query: def.query ?? NOTHING,
    body: def.body ?? NOTHING,
  };
}

/**
 * Answers one request for a route. `params` are the percent-decoded parts of the path. Takes node's own request and
 * response, so that a hot route can be served before Express with the same result.
 */
export function serve(
  served: Served,
  env: Env,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  params: Readonly<Record<string, string>>,
): Promise<void> {
  const work = (call: Call) => handle(served, env, call, params);
  return exchange(env, served.def.id, incoming, outgoing, work, (pointer) => placeOf(served, pointer));
}

async function handle(served: Served, env: Env, call: Call, rawParams: unknown): Promise<Answer> {
  const { def } = served;
  const { incoming, now, requestId } = call;
  const actor = await admit(served, env, call);
  if (actor) call.actor = actor;

  const params = served.params.safeParse(rawParams);
  if (!params.success) throw notFound(pointerOf(params.error.issues[0]?.path ?? []));
  const rawQuery = parseQuery(incoming.url ?? '');
  const query = served.query.safeParse(rawQuery);
  if (!query.success) throw invalidInput(query.error, rawQuery, 'query');

  const received = await receive(served, env, incoming);
  try {
    // An empty body is an empty object; `null` is not.
    const fields = received.fields === undefined ? {} : received.fields;
    const body = served.body.safeParse(fields);
    if (!body.success) throw invalidInput(body.error, fields, 'body');
    const { clock: _, newId, randomBytes } = env;
    const req: Request = {
      params: params.data,
      query: query.data,
      body: 'file' in received ? { ...(body.data as object), file: received.file } : body.data,
      // A handler of a route for anyone is typed to see no actor.
      actor: actor as Actor,
      requestId,
      language: call.language,
      preferred: preferredLanguage(incoming.headers['accept-language']),
      now,
      at: { now, newId, randomBytes, requestId },
      operation: def.id,
      header: (name) => {
        const value = incoming.headers[name];
        return typeof value === 'string' ? value : undefined;
      },
      address: incoming.socket.remoteAddress ?? '',
      env,
    };
    if (def.read) {
      return orUnchanged(render(def, await def.read(env.store.read, req)), incoming.headers['if-none-match']);
    }
    if (def.write) return await change(def, def.write, req, call, received.compared);
    if (def.raw) return orUnchanged(render(def, await def.raw(req)), incoming.headers['if-none-match']);
    throw new TypeError(`route ${def.id} has no handler`);
  } finally {
    await received.discard?.();
  }
}

/** Who is asking: 401, 429 for a gate that asks too often, 403 where the role can do this to no row at all. */
async function admit({ def, pathNames }: Served, env: Env, call: Call): Promise<Actor | undefined> {
  if (def.who === 'anyone') return undefined;
  const actor = await env.tokens.actorOf(call.incoming.headers.authorization, call.now);
  if (!actor) throw unauthenticated();
  if (actor.kind === 'gate') {
    const wait = env.gateLimits.take(actor.tokenId, call.now);
    if (wait > 0) {
      const detail = { en: 'This gate sends too fast.', zh: '该门禁发送过于频繁。' };
      throw tooManyRequests(detail, wait);
    }
  }
  // With an id in the path the action decides by the row, so that 403 never tells that a thing exists.
  if (def.who !== 'signed-in' && pathNames.length === 0 && scopeOf(actor, def.who).to === 'none') throw forbidden();
  return actor;
}

type Received = {
  readonly fields: unknown;
  readonly file?: unknown;
  /** What stands for the body where requests are compared. */
  readonly compared: unknown;
  readonly discard?: () => Promise<void>;
};

async function receive({ def }: Served, env: Env, incoming: IncomingMessage): Promise<Received> {
  if (def.method === 'GET') {
    if (hasBody(incoming)) throw invalid('#', { en: 'This call takes no body.', zh: '该请求不接受请求体。' });
    return { fields: undefined, compared: undefined };
  }
  if (def.octets) {
    return { fields: undefined, file: await readOctets(incoming, def.maxBytes), compared: undefined };
  }
  if (!def.multipart) {
    const fields = await readJsonBody(incoming, def.maxBytes);
    return { fields, compared: fields };
  }
  if (!/^multipart\/form-data\s*;/i.test(incoming.headers['content-type'] ?? '')) {
    throw unsupported({ en: 'The body must be multipart/form-data.', zh: '请求体必须为 multipart/form-data。' });
  }
  const { fields, file, fingerprint, discard } = await def.multipart(incoming, env);
  return { fields, file, compared: { fields, file: fingerprint }, discard };
}

/** Where a failure's pointer lies when the failure does not say. */
function placeOf({ def, pathNames }: Served, pointer: string): FieldError['in'] {
  if (pathNames.includes(pointer.slice(2))) return 'path';
  return def.method === 'GET' ? 'query' : 'body';
}
