import { invalid } from '../../domain/failure.ts';
import type { UserActor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { type Checked, isStillGood } from '../identity/login.ts';

/**
 * Sets the own password, the old one having been checked; every other session of the user ends. Invalid where the password
 * was changed meanwhile, or the session ended or the account shut: who was just locked out does not lock out others.
 */
export async function changePassword(
  tx: Writer,
  { sessionId }: Pick<UserActor, 'sessionId'>,
  checked: Checked,
  passwordHash: string,
  at: At,
): Promise<void> {
  const { id } = checked;
  const session = await tx.sessions.find(sessionId);
  if (session?.revokedAt !== null || !(await isStillGood(tx, checked))) throw wrongPassword();
  await tx.users.update(id, { passwordHash });
  await tx.passwordResets.removeOf(id);
  await tx.sessions.revokeOthers(id, sessionId, at.now);
  await record(tx, { kind: 'user', id }, at, 'user.password', { type: 'user', id }, { by: 'old password' });
}

export const wrongPassword = () => invalid('#/oldPassword', WRONG);

const WRONG = { en: 'This is not the password.', zh: '原密码错误。' };
