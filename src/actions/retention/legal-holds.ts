import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { LegalHoldRow } from '../../store/legal-holds.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

export type NewHold = {
  readonly enterpriseId: string;
  /** Null: all vehicles. */
  readonly plate: string | null;
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly reason: string;
};

/** Keeps retention from the visits of an enterprise that touch a period (证据保全), until the hold is released. */
export async function placeHold(tx: Writer, actor: Actor, hold: NewHold, at: At): Promise<LegalHoldRow> {
  const enterprise = await getOrganisation(tx, actor, hold.enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'hold.write', enterprise)) throw forbidden();
  const { countyCode } = enterprise;
  const made = { id: at.newId(), createdAt: at.now, createdBy: actor.id, releasedAt: null };
  const row: LegalHoldRow = { ...hold, ...made, countyCode };
  await tx.legalHolds.insert(row);
  await record(tx, actor, at, 'legal-hold.create', { type: 'legal_hold', id: row.id }, hold);
  return row;
}

/** Ends a hold; conflict where it was released before. */
export async function releaseHold(tx: Writer, actor: Actor, id: string, at: At): Promise<LegalHoldRow> {
  const row = await getHold(tx, actor, id, 'hold.write');
  if (!(await tx.legalHolds.release(id, at.now))) throw conflict(RELEASED);
  await record(tx, actor, at, 'legal-hold.release', { type: 'legal_hold', id });
  return { ...row, releasedAt: at.now };
}

export async function getHold(
  reader: Pick<Reader, 'legalHolds'>,
  actor: Actor,
  id: string,
  action: Action = 'hold.read',
): Promise<LegalHoldRow> {
  const row = await reader.legalHolds.find(id);
  if (!row || !covers(scopeOf(actor, 'hold.read'), { countyCode: row.countyCode })) throw notFound();
  if (!covers(scopeOf(actor, action), { countyCode: row.countyCode })) throw forbidden();
  return row;
}

const NO_ENTERPRISE = { en: 'Holds are on the passages of enterprises.', zh: '证据保全针对企业的过车记录。' };
const RELEASED = { en: 'This hold was released before.', zh: '该证据保全已解除。' };
