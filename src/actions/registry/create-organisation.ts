import { conflict, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { OrganisationKind } from '../../domain/identity/organisation.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { reaches } from './get-organisation.ts';

/** `creditCode` is a valid unified social credit code; `countyCode` is the county that keeps the account. */
export type NewOrganisation = {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly creditCode: string;
  readonly countyCode: string;
} & Partial<Contact>;

/** Who answers for an organisation, and where it has its seat; null where nobody said. */
export type Contact = Pick<OrganisationRow, 'contactName' | 'contactPhone' | 'address'>;

/** Opens the account of an organisation: forbidden for another county, conflict where the credit code has an account. */
export async function createOrganisation(
  tx: Writer,
  actor: Actor,
  { kind, name, creditCode, countyCode, contactName = null, contactPhone = null, address = null }: NewOrganisation,
  at: At,
): Promise<OrganisationRow> {
  if (!covers(scopeOf(actor, 'organisation.create'), { countyCode })) throw forbidden();
  const holder = await tx.organisations.findByCreditCode(creditCode);
  if (holder) {
    const known = reaches(actor, 'organisation.read', holder) ? { existing: holder.id } : undefined;
    throw conflict(TAKEN, '#/creditCode', known);
  }
  const row: OrganisationRow = {
    id: at.newId(),
    kind,
    name,
    creditCode,
    countyCode,
    ...{ contactName, contactPhone, address },
    createdAt: at.now,
    createdBy: actor.id,
  };
  await tx.organisations.insert(row);
  const subject = { type: 'organisation', id: row.id };
  await record(tx, actor, at, 'organisation.create', subject, { kind, name, creditCode, countyCode });
  return row;
}

const TAKEN = {
  en: 'There is an organisation with this credit code already.',
  zh: '该统一社会信用代码已登记。',
};
