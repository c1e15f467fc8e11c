import type { Store } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/**
 * Makes user `admin` in a database that has no user yet, with the password given or a random one; gives the random one,
 * to be shown once. Does nothing where there are users.
 */
export async function ensureFirstAdmin(
  store: Store,
  password: string | undefined,
  hashPassword: (password: string) => Promise<string>,
  at: At,
): Promise<{ readonly randomPassword: string } | undefined> {
  if ((await store.read.users.count()) > 0) return undefined;
  const chosen = password ?? at.randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(chosen);
  const made = await store.write(async (tx) => {
    if ((await tx.users.count()) > 0) return false;
    const id = at.newId();
    await tx.users.insert({
      id,
      username: 'admin',
      passwordHash,
      role: 'admin',
      organisationId: null,
      countyCode: null,
      active: true,
      manager: false,
      stoppedBy: null,
      createdAt: at.now,
    });
    await record(tx, { kind: 'system', id: 'first-start' }, at, 'user.create', { type: 'user', id }, { role: 'admin' });
    return true;
  });
  return made && password === undefined ? { randomPassword: chosen } : undefined;
}
