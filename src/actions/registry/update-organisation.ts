import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { OrganisationChange, OrganisationRow } from '../../store/organisations.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { changedMembers } from '../machinery/changed-members.ts';
import { tell } from '../tell.ts';
import { getOrganisation, reaches } from './get-organisation.ts';
import { moveOrganisation } from './move-organisation.ts';

/**
 * Changes the record of an organisation: officers all of it, its managers who answers for it. With the county go its people
 * and the view on its machines. The audit keeps name and county before and after, of persons only that something changed.
 */
export async function updateOrganisation(
  tx: Writer,
  actor: Actor,
  id: string,
  change: OrganisationChange,
  at: At,
): Promise<{ readonly row: OrganisationRow; readonly movedUsers: readonly string[] }> {
  const known = await getChangeable(tx, actor, id);
  const named = change.name !== undefined || change.countyCode !== undefined;
  if (named && scopeOf(actor, 'organisation.update').to === 'organisation') throw forbidden();
  const { before, after } = changedMembers<OrganisationRow>(known, change);
  if (Object.keys(after).length === 0) return { row: known, movedUsers: [] };
  const row = { ...known, ...after };
  await tx.organisations.update(id, after);
  const moves = row.countyCode !== known.countyCode;
  if (moves) await moveOrganisation(tx, known, row.countyCode);
  const contact = (['contactName', 'contactPhone', 'address'] as const).filter((name) => name in after);
  const detail = {
    before: withoutContact(before),
    after: withoutContact(after),
    ...(contact.length > 0 ? { contactChanged: contact } : {}),
  };
  await record(tx, actor, at, 'organisation.update', { type: 'organisation', id }, detail);
  if (moves) await tellMoved(tx, row, known.countyCode, at);
  return { row, movedUsers: moves ? await tx.users.idsOf(id) : [] };
}

/** An organisation that the actor may change something of: not-found where it is out of sight, else forbidden. */
export async function getChangeable(tx: Writer, actor: Actor, id: string): Promise<OrganisationRow> {
  const row = await getOrganisation(tx, actor, id);
  if (!reaches(actor, 'organisation.update', row)) throw forbidden();
  return row;
}

const withoutContact = ({ name, countyCode }: Partial<OrganisationRow>) => ({ name, countyCode });

async function tellMoved(tx: Writer, row: OrganisationRow, from: string, at: At): Promise<void> {
  await tell(tx, at, {
    topic: 'account.moved',
    subject: { type: 'organisation', id: row.id },
    countyCodes: [from, row.countyCode],
    organisationIds: [row.id],
    summary: {
      en: `The account of ${row.name} is kept by another county now.`,
      zh: `${row.name}的账号已改由其他县区管理。`,
    },
    data: { from, to: row.countyCode },
  });
}
