import type { Reader, Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isPassword } from './password.ts';
import { openSession, type SessionGrant } from './session.ts';

/** Whose password was right, and the hash that it was held against: hashing takes a while, in which both may change. */
export type Checked = Pick<UserRow, 'id' | 'passwordHash'>;

/** The active user with this name and password, or undefined; takes as long for names nobody has. */
export async function checkPassword(
  reader: Pick<Reader, 'users'>,
  username: string,
  password: string,
): Promise<Checked | undefined> {
  const user = await reader.users.findByUsername(username);
  const matches = await isPassword(user?.active ? user.passwordHash : undefined, password);
  return matches ? user : undefined;
}

/** Whether the user is active still and the password the same that was checked. */
export async function isStillGood(reader: Pick<Reader, 'users'>, { id, passwordHash }: Checked): Promise<boolean> {
  const user = await reader.users.find(id);
  return user?.active === true && user.passwordHash === passwordHash;
}

/** Signs in a user whose password was right; undefined where it is so no longer. */
export async function login(tx: Writer, checked: Checked, at: At): Promise<SessionGrant | undefined> {
  if (!(await isStillGood(tx, checked))) return undefined;
  const { id } = checked;
  const grant = await openSession(tx, id, at);
  await record(tx, { kind: 'user', id }, at, 'session.open', { type: 'session', id: grant.sessionId });
  return grant;
}
