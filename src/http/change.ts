import { type Answer, render } from './answer.ts';
import { etagOf, requireMatch } from './etag.ts';
import type { Call } from './exchange.ts';
import { IDEMPOTENCY_MS, idempotencyKeyOf, isFresh, type Keyed, keep, keyed, replay } from './idempotency.ts';
import type { Request, RouteDef } from './route.ts';

/**
 * Runs a route's change in one transaction, together with what makes it safe to send again: the `Idempotency-Key` row and
 * the check of `If-Match`. `compared` stands for the body under the key.
 */
export async function change(
  def: RouteDef,
  write: NonNullable<RouteDef['write']>,
  req: Request,
  call: Call,
  compared: unknown,
): Promise<Answer> {
  const { store, violationOf, newId } = req.env;
  const request = keyedRequest(def, req, call, compared);
  const early = request && (await store.read.idempotency.find(request.actorId, request.key));
  if (early && isFresh(early, req.now)) return replay(early, request);

  const prepared = await def.prepare?.(req);
  try {
    return await store.write(async (tx) => {
      if (request) {
        const first = await tx.idempotency.find(request.actorId, request.key);
        if (first && isFresh(first, req.now)) return replay(first, request);
        if (first) await tx.idempotency.sweep(req.now - IDEMPOTENCY_MS + 1);
      }
      if (def.current) {
        const representation = JSON.stringify(await def.current(tx, req));
        requireMatch(call.incoming.headers['if-match'], etagOf(representation));
      }
      const reply = await write(tx, req, prepared);
      const answer = render(def, reply);
      if (request) await keep(tx, request, answer, { id: newId(), now: req.now, secret: reply.secret === true });
      return answer;
    });
  } catch (error) {
    // Two requests with one key may both get as far as the row; the index lets one through and the other answers as it did.
    const first =
      request && violationOf(error) === 'unique'
        ? await store.read.idempotency.find(request.actorId, request.key)
        : undefined;
    if (!first || !request) throw error;
    return replay(first, request);
  } finally {
    await (prepared as { readonly discard?: () => Promise<void> } | undefined)?.discard?.();
  }
}

function keyedRequest(def: RouteDef, req: Request, call: Call, compared: unknown): Keyed | undefined {
  if (def.method !== 'POST' || def.idempotent === false || def.who === 'anyone') return undefined;
  const key = idempotencyKeyOf(call.incoming.headers['idempotency-key']);
  if (key === undefined) return undefined;
  return keyed(req.actor, key, { method: def.method, path: call.path, query: req.query, body: compared });
}
