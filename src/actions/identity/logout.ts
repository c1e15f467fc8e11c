import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** Ends the session the caller is signed in with; gives its id. A gate has no session: forbidden. */
export async function logout(tx: Writer, actor: Actor, at: At): Promise<string> {
  if (actor.kind !== 'user') throw forbidden();
  await tx.sessions.revoke(actor.sessionId, at.now);
  await record(tx, actor, at, 'session.close', { type: 'session', id: actor.sessionId });
  return actor.sessionId;
}
