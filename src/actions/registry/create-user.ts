import { forbidden, invalid, type Message } from '../../domain/failure.ts';
import type { Actor, Role } from '../../domain/identity/actor.ts';
import { MAY_APPOINT, placementFault } from '../../domain/identity/appointment.ts';
import { hasManagers } from '../../domain/identity/manager.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import { requireFreeName } from '../accounts/add-user.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation } from './get-organisation.ts';

export type NewUser = {
  readonly username: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly organisationId?: string | undefined;
  readonly countyCode?: string | undefined;
  /** Whether it manages the people of its organisation; unless said, where nobody else does. */
  readonly manager?: boolean | undefined;
};

/**
 * Makes an account. Forbidden where the role is not the caller's to give; not-found for an organisation the caller may not
 * see; invalid where role, organisation and county do not go together; conflict where the name is taken. Users of an
 * organisation are kept under its county, whose officers see them.
 */
export async function createUser(tx: Writer, actor: Actor, input: NewUser, at: At): Promise<UserRow> {
  const { username, passwordHash, role } = input;
  if (actor.kind !== 'user' || !MAY_APPOINT[actor.role].includes(role)) throw forbidden();
  const organisation =
    input.organisationId === undefined
      ? undefined
      : await getOrganisation(tx, actor, input.organisationId, '#/organisationId');
  const fault = placementFault(role, organisation, input.countyCode);
  if (fault) throw invalid(`#/${fault.field}`, fault.detail);
  const countyCode = organisation?.countyCode ?? input.countyCode ?? null;
  if (!covers(scopeOf(actor, 'user.create'), { countyCode })) throw forbidden();
  await requireFreeName(tx, username);

  const organisationId = organisation?.id ?? null;
  const manager = await managerOf(tx, role, organisationId, input.manager);
  const row: UserRow = {
    id: at.newId(),
    username,
    passwordHash,
    role,
    organisationId,
    countyCode,
    active: true,
    manager,
    stoppedBy: null,
    createdAt: at.now,
  };
  await tx.users.insert(row);
  const told = { username, role, organisationId, countyCode, manager };
  await record(tx, actor, at, 'user.create', { type: 'user', id: row.id }, told);
  return row;
}

/** The first of an organisation manages it, so that there is somebody to invite the others. */
async function managerOf(
  tx: Writer,
  role: Role,
  organisationId: string | null,
  asked: boolean | undefined,
): Promise<boolean> {
  const may = organisationId !== null && hasManagers(role);
  if (asked && !may) throw invalid('#/manager', NO_MANAGERS);
  return may && (asked ?? (await tx.users.otherManagers(organisationId, undefined)) === 0);
}

export const NO_MANAGERS: Message = {
  en: 'Only contractors and enterprises have managers.',
  zh: '只有施工单位和企业设有管理员。',
};
