import { conflict, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { erasedName } from '../../domain/identity/erased-name.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Keys } from '../../files/keys.ts';
import type { Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import { revokeInvitationsBy } from '../accounts/revoke-invitation.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getUser } from '../registry/get-user.ts';
import { noteRemoval } from '../seals/removal-notes.ts';
import { erasedDigest } from '../seals/streams.ts';

/**
 * Erases a person (个人信息删除): the account ends and loses its name, what was told to it and what it kept for itself is
 * removed, and the audit rows about it lose their salt and what they tell. The chain of seals still holds, since it covers
 * digests; a signed note says which rows were erased. What the person did stays, by a number that leads to nobody.
 */
export async function eraseUser(tx: Writer, actor: Actor, id: string, keys: Keys, at: At): Promise<UserRow> {
  const user = await getUser(tx, actor, id);
  const owners = { countyCode: user.countyCode, organisationId: user.organisationId, userId: id };
  if (!covers(scopeOf(actor, 'user.erase'), owners)) throw forbidden();
  if (id === actor.id) throw conflict(ONESELF);
  if (user.username === erasedName(id)) throw conflict(TWICE);
  const change = { username: erasedName(id), passwordHash: '', active: false };
  await tx.users.update(id, change);
  await tx.sessions.revokeOfUser(id, at.now);
  await tx.notifications.removeOf(id);
  await tx.savedViews.removeOf(id);
  await tx.drafts.removeOf(id);
  await tx.uploads.removeOf(id);
  await tx.passwordResets.removeOf(id);
  await tx.passwordResets.removeBy(id);
  await tx.signUps.forgetUser(id);
  await tx.invitations.forgetUser(id);
  await revokeInvitationsBy(tx, actor, id, at);
  const rows = await tx.audit.about('user', id);
  for (const row of rows) await tx.audit.erase(row.id);
  const left = rows
    .map((row) => ({ id: row.id, digest: erasedDigest({ ...row, detail: {} }) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  await noteRemoval(tx, keys, { kind: 'erased', stream: 'audit', left }, at);
  await record(tx, actor, at, 'user.erase', { type: 'user', id }, { rows: rows.length });
  return { ...user, ...change };
}

const ONESELF = { en: 'Nobody erases the own account.', zh: '不能删除本人账号。' };
const TWICE = { en: 'This person was erased before.', zh: '该用户的个人信息已删除。' };
