import { conflict } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { RESET_MS } from '../../domain/identity/terms.ts';
import type { PasswordResetRow } from '../../store/password-resets.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isSameHash, makeToken, readToken } from '../identity/opaque-token.ts';
import { userFor } from './change-user.ts';

/**
 * Gives a secret with which somebody who lost the log-in sets a new password (重置密码), once and within a day; an earlier one
 * is no good any more. Of nobody above the own role, and not of oneself: a session left open must not be enough for that.
 */
export async function issueReset(
  tx: Writer,
  actor: Actor,
  userId: string,
  at: At,
): Promise<{ readonly secret: string; readonly expiresAt: number }> {
  const { user, by } = await userFor(tx, actor, userId, 'user.reset');
  if (userId === by.id) throw conflict(ONESELF);
  if (!user.active) throw conflict(SHUT);
  const id = at.newId();
  const { token: secret, hash } = makeToken('reset', id, at);
  const expiresAt = at.now + RESET_MS;
  await tx.passwordResets.put({ id, userId, hash, createdAt: at.now, createdBy: actor.id, expiresAt });
  await record(tx, actor, at, 'user.reset', { type: 'user', id: userId }, { expiresAt });
  return { secret, expiresAt };
}

/** What a secret may still be used for, or undefined: unknown, used, replaced and expired are one. */
export async function resetOf(
  reader: Pick<Reader, 'passwordResets'>,
  secret: string,
  now: number,
): Promise<PasswordResetRow | undefined> {
  const presented = readToken('reset', secret);
  const row = presented && (await reader.passwordResets.find(presented.id));
  return row && isSameHash(row.hash, presented.hash) && row.expiresAt > now ? row : undefined;
}

/** Sets the new password and ends every session of the user; gives its id, or undefined where the secret is no good. */
export async function resetPassword(
  tx: Writer,
  secret: string,
  passwordHash: string,
  at: At,
): Promise<string | undefined> {
  const reset = await resetOf(tx, secret, at.now);
  const user = reset && (await tx.users.find(reset.userId));
  if (!user?.active) return undefined;
  const { id } = user;
  await tx.passwordResets.removeOf(id);
  await tx.users.update(id, { passwordHash });
  await tx.sessions.revokeOfUser(id, at.now);
  await record(tx, { kind: 'user', id }, at, 'user.password', { type: 'user', id }, { by: 'reset' });
  return id;
}

const ONESELF = {
  en: 'The own password is changed with POST /me/password.',
  zh: '修改本人密码请使用 POST /me/password。',
};
const SHUT = { en: 'This account is shut; open it first.', zh: '该账号已停用，请先启用。' };
