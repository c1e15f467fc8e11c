import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import type { Actor, Role, UserActor } from '../../domain/identity/actor.ts';
import { MAY_APPOINT } from '../../domain/identity/appointment.ts';
import { hasManagers, isManager } from '../../domain/identity/manager.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { NO_MANAGERS } from '../registry/create-user.ts';
import { getUser } from '../registry/get-user.ts';
import { revokeInvitationsBy } from './revoke-invitation.ts';

/**
 * A user the actor may see and do `action` to: officers to roles that they may appoint, managers to their own people.
 * Otherwise forbidden.
 */
export async function userFor(
  tx: Writer,
  actor: Actor,
  id: string,
  action: Action,
): Promise<{ readonly user: UserRow; readonly by: UserActor; readonly asOfficer: boolean }> {
  const user = await getUser(tx, actor, id);
  const reach = scopeOf(actor, action);
  const owners = { countyCode: user.countyCode, organisationId: user.organisationId, userId: id };
  if (actor.kind !== 'user' || !covers(reach, owners)) throw forbidden();
  const asOfficer = reach.to !== 'organisation';
  if (asOfficer && !MAY_APPOINT[actor.role].includes(user.role as Role)) throw forbidden();
  return { user, by: actor, asOfficer };
}

/**
 * Makes somebody a manager of its organisation (管理员), or no longer one, whose open invitations end. The last one is only
 * an officer's to take away.
 */
export async function setManager(tx: Writer, actor: Actor, id: string, manager: boolean, at: At): Promise<UserRow> {
  const { user, asOfficer } = await userFor(tx, actor, id, 'user.update');
  if (user.organisationId === null || !hasManagers(user.role)) throw invalid('#/manager', NO_MANAGERS);
  if (isManager(user) === manager) return user;
  if (!manager && !asOfficer) await requireAnotherManager(tx, user);
  await tx.users.update(id, { manager });
  if (!manager) await revokeInvitationsBy(tx, actor, id, at);
  await record(tx, actor, at, manager ? 'user.promote' : 'user.demote', { type: 'user', id });
  return { ...user, manager };
}

/**
 * Ends the sessions of a user and what it let others in by, and shuts its account (停用) until that is taken back. Not the
 * own, nor the last manager's by a manager. What a manager shut, an officer shuts for good.
 */
export async function deactivateUser(tx: Writer, actor: Actor, id: string, at: At): Promise<UserRow> {
  const { user, by, asOfficer } = await userFor(tx, actor, id, 'user.update');
  if (id === by.id) throw conflict(ONESELF);
  if (!user.active && !(asOfficer && user.stoppedBy === 'manager' && !isErased(user))) throw conflict(INACTIVE);
  if (!asOfficer && isManager(user)) await requireAnotherManager(tx, user);
  if (user.role === 'admin' && (await tx.users.othersOfRole('admin', id)) === 0) throw conflict(LAST_ADMIN);
  const change = { active: false, stoppedBy: asOfficer ? 'officer' : 'manager' };
  await tx.users.update(id, change);
  await tx.sessions.revokeOfUser(id, at.now);
  await tx.passwordResets.removeOf(id);
  await tx.passwordResets.removeBy(id);
  await revokeInvitationsBy(tx, actor, id, at);
  await record(tx, actor, at, 'user.deactivate', { type: 'user', id }, { as: change.stoppedBy });
  return { ...user, ...change };
}

/** Opens an account again (启用) that was shut. What an officer shut, no manager opens; an erased person does not come back. */
export async function reactivateUser(tx: Writer, actor: Actor, id: string, at: At): Promise<UserRow> {
  const { user, asOfficer } = await userFor(tx, actor, id, 'user.update');
  if (user.active) throw conflict(ACTIVE);
  if (isErased(user)) throw conflict(ERASED);
  if (!asOfficer && user.stoppedBy !== 'manager') throw conflict(BY_OFFICER);
  const change = { active: true, stoppedBy: null };
  await tx.users.update(id, change);
  await record(tx, actor, at, 'user.reactivate', { type: 'user', id });
  return { ...user, ...change };
}

const isErased = ({ passwordHash }: UserRow): boolean => passwordHash === '';

async function requireAnotherManager(tx: Writer, { id, organisationId }: UserRow): Promise<void> {
  if (organisationId !== null && (await tx.users.otherManagers(organisationId, id)) === 0) throw conflict(LAST_MANAGER);
}

const ONESELF = { en: 'Nobody shuts the own account.', zh: '不能停用本人账号。' };
const INACTIVE = { en: 'This account is shut already.', zh: '该账号已停用。' };
const ACTIVE = { en: 'This account is open.', zh: '该账号为启用状态。' };
const ERASED = { en: 'This person was erased.', zh: '该用户的个人信息已删除。' };
const LAST_MANAGER = {
  en: 'This is the last manager of the organisation; only an officer can take it away.',
  zh: '这是该单位最后一名管理员，只能由执法人员取消。',
};
const LAST_ADMIN = { en: 'This is the last administrator.', zh: '这是最后一名系统管理员。' };
const BY_OFFICER = {
  en: 'An officer shut this account; only an officer opens it again.',
  zh: '该账号由执法人员停用，只能由执法人员启用。',
};
