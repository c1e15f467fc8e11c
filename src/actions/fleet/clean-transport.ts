import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { CleanMode } from '../../domain/fleet/clean-share.ts';
import type { Direction } from '../../domain/gates/passage.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { CleanTransportRow } from '../../store/clean-transport.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import { followCleanTransport } from '../alerts/follow-look-backs.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import type { TableImport } from '../imports/table-import.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

export type NewCleanTransport = {
  readonly enterpriseId: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly mode: CleanMode;
  readonly direction: Direction;
  readonly cargo: string;
  readonly kg: number;
};

/** Records what an enterprise moved in a month by one clean mode; conflict where that is on record: change it there. */
export async function recordCleanTransport(
  tx: Writer,
  actor: Actor,
  told: NewCleanTransport,
  at: At,
): Promise<CleanTransportRow> {
  const enterprise = await writableEnterprise(tx, actor, told.enterpriseId);
  const same = await sameOf(tx, told);
  if (same) throw conflict(ON_RECORD, '#', { existing: same.id });
  return insert(tx, actor, enterprise, told, at);
}

/** What enterprises moved, by the table; of what is on record with another mass that is corrected. */
export const CLEAN_TRANSPORT_IMPORT: TableImport<NewCleanTransport, 'created' | 'corrected' | 'unchanged'> = {
  kind: 'clean-transport-import',
  outcomes: ['created', 'corrected', 'unchanged'],
  importRow: async (tx, actor, told, { at }) => {
    const same = await sameOf(tx, told);
    if (!same) await recordCleanTransport(tx, actor, told, at);
    else if (same.kg !== told.kg) await correctCleanTransport(tx, actor, same.id, told.kg, at);
    return !same ? 'created' : same.kg === told.kg ? 'unchanged' : 'corrected';
  },
};

/** An enterprise for which the actor may record: not-found where it may not see it, forbidden where it only may. */
export async function writableEnterprise(
  reader: Pick<Reader, 'organisations'>,
  actor: Actor,
  enterpriseId: string,
): Promise<OrganisationRow> {
  const enterprise = await getOrganisation(reader, actor, enterpriseId, '#/enterpriseId');
  if (enterprise.kind !== 'enterprise') throw invalid('#/enterpriseId', NO_ENTERPRISE);
  if (!reaches(actor, 'clean-transport.write', enterprise)) throw forbidden();
  return enterprise;
}

/** The record of the same enterprise, month, mode, direction and cargo, if there is one. */
async function sameOf(
  reader: Pick<Reader, 'cleanTransport'>,
  { enterpriseId, month, mode, direction, cargo }: Omit<NewCleanTransport, 'kg'>,
): Promise<CleanTransportRow | undefined> {
  const rows = await reader.cleanTransport.ofMonth(enterpriseId, month);
  return rows.find((row) => row.mode === mode && row.direction === direction && row.cargo === cargo);
}

async function insert(
  tx: Writer,
  actor: Actor,
  enterprise: OrganisationRow,
  { month, mode, direction, cargo, kg }: NewCleanTransport,
  at: At,
): Promise<CleanTransportRow> {
  const row: CleanTransportRow = {
    id: at.newId(),
    enterpriseId: enterprise.id,
    countyCode: enterprise.countyCode,
    ...{ month, mode, direction, cargo, kg },
    recordedAt: at.now,
    recordedBy: actor.id,
  };
  await tx.cleanTransport.insert(row);
  const detail = { enterpriseId: enterprise.id, month, mode, direction, cargo, kg };
  await record(tx, actor, at, 'clean-transport.record', { type: 'clean_transport', id: row.id }, detail);
  await followCleanTransport(tx, enterprise.id, month, at);
  return row;
}

/** A record the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getCleanTransport(
  reader: Pick<Reader, 'cleanTransport'>,
  actor: Actor,
  id: string,
  action: Action = 'clean-transport.read',
): Promise<CleanTransportRow> {
  const row = await reader.cleanTransport.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'clean-transport.read'), owners)) throw notFound();
  if (!covers(scopeOf(actor, action), owners)) throw forbidden();
  return row;
}

/** Corrects the mass of a record; 0 takes it out of the share without taking it off the record. */
export async function correctCleanTransport(
  tx: Writer,
  actor: Actor,
  id: string,
  kg: number,
  at: At,
): Promise<CleanTransportRow> {
  const row = await getCleanTransport(tx, actor, id, 'clean-transport.write');
  if (row.kg === kg) return row;
  const change = { kg, recordedAt: at.now, recordedBy: actor.id };
  await tx.cleanTransport.update(id, change);
  const detail = { before: row.kg, after: kg };
  await record(tx, actor, at, 'clean-transport.correct', { type: 'clean_transport', id }, detail);
  await followCleanTransport(tx, row.enterpriseId, row.month, at);
  return { ...row, ...change };
}

const NO_ENTERPRISE = { en: 'This organisation is not an enterprise.', zh: '该单位不是企业。' };
const ON_RECORD = {
  en: 'This month, mode, direction and cargo is on record: correct it there.',
  zh: '该月份、方式、方向和货物已有记录，请在原记录上更正。',
};
