import type { UserActor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** Sets the own password, the old one having been checked; every other session of the user ends. */
export async function changePassword(
  tx: Writer,
  { id, sessionId }: UserActor,
  passwordHash: string,
  at: At,
): Promise<void> {
  await tx.users.update(id, { passwordHash });
  await tx.passwordResets.removeOf(id);
  await tx.sessions.revokeOthers(id, sessionId, at.now);
  await record(tx, { kind: 'user', id }, at, 'user.password', { type: 'user', id }, { by: 'old password' });
}
