import { conflict } from '../../domain/failure.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { type AuditActor, record } from '../audit.ts';
import { tell } from '../tell.ts';

type Newcomer = { readonly username: string; readonly passwordHash: string; readonly manager: boolean };

/** Adds somebody to the people of an organisation, in the role of its kind and under its county. */
export async function addUser(
  tx: Writer,
  actor: AuditActor,
  organisation: OrganisationRow,
  newcomer: Newcomer,
  at: At,
): Promise<UserRow> {
  const { id: organisationId, countyCode, kind: role } = organisation;
  const row: UserRow = {
    ...newcomer,
    id: at.newId(),
    ...{ role, organisationId, countyCode, active: true, stoppedBy: null, createdAt: at.now },
  };
  await tx.users.insert(row);
  const { username, manager } = newcomer;
  const told = { username, role, organisationId, countyCode, manager };
  await record(tx, actor, at, 'user.create', { type: 'user', id: row.id }, told);
  return row;
}

/** Tells an organisation that it has somebody new, who sees what is its own. */
export async function tellJoined(tx: Writer, user: UserRow, { id, name }: OrganisationRow, at: At): Promise<void> {
  await tell(tx, at, {
    topic: 'account.joined',
    subject: { type: 'user', id: user.id },
    countyCodes: [],
    organisationIds: [id],
    summary: { en: `Somebody new joined ${name}.`, zh: `${name}新增一名用户。` },
  });
}

/** Conflict where somebody has the user name. */
export async function requireFreeName(reader: Pick<Reader, 'users'>, username: string): Promise<void> {
  if (await reader.users.findByUsername(username)) throw conflict(TAKEN, '#/username');
}

const TAKEN = { en: 'This user name is taken.', zh: '该用户名已被占用。' };
