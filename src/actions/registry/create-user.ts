import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import type { Actor, Role } from '../../domain/identity/actor.ts';
import { MAY_APPOINT, placementFault } from '../../domain/identity/appointment.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation } from './get-organisation.ts';

export type NewUser = {
  readonly username: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly organisationId?: string | undefined;
  readonly countyCode?: string | undefined;
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
  if (await tx.users.findByUsername(username)) throw conflict(TAKEN, '#/username');

  const organisationId = organisation?.id ?? null;
  const row: UserRow = {
    id: at.newId(),
    username,
    passwordHash,
    role,
    organisationId,
    countyCode,
    active: true,
    createdAt: at.now,
  };
  await tx.users.insert(row);
  const told = { username, role, organisationId, countyCode };
  await record(tx, actor, at, 'user.create', { type: 'user', id: row.id }, told);
  return row;
}

const TAKEN = { en: 'This user name is taken.', zh: '该用户名已被占用。' };
