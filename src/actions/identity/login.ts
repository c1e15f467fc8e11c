import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isPassword } from './password.ts';
import { openSession, type SessionGrant } from './session.ts';

/** The id of the active user with this name and password, or undefined; takes as long for names nobody has. */
export async function checkPassword(reader: Reader, username: string, password: string): Promise<string | undefined> {
  const user = await reader.users.findByUsername(username);
  const matches = await isPassword(user?.active ? user.passwordHash : undefined, password);
  return matches ? user?.id : undefined;
}

/** Signs in a user whose password has been checked. */
export async function login(tx: Writer, userId: string, at: At): Promise<SessionGrant> {
  const grant = await openSession(tx, userId, at);
  await record(tx, { kind: 'user', id: userId }, at, 'session.open', { type: 'session', id: grant.sessionId });
  return grant;
}
