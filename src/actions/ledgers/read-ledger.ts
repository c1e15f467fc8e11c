import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { LedgerFilter } from '../../store/ledgers.ts';
import type { PageRequest } from '../../store/page.ts';
import type { PlantEquipmentRow } from '../../store/plant-equipment.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { type PlantRow, plantRows } from './plant-ledger.ts';
import { ledgerNames, type TransportContext, type TransportRow, transportRows } from './transport-ledger.ts';
import { partsOf } from './visit-parts.ts';
import { visitStream } from './visit-stream.ts';

/** The three ledgers (台账) of HJ 1321: transport vehicles in and out, vehicles in the plant, machinery. */
export const LEDGERS = ['transport', 'in-plant-vehicles', 'machinery'] as const;
export type LedgerName = (typeof LEDGERS)[number];
export type PlantLedger = Exclude<LedgerName, 'transport'>;

const EQUIPMENT: Readonly<Record<PlantLedger, 'vehicle' | 'machine'>> = {
  'in-plant-vehicles': 'vehicle',
  machinery: 'machine',
};

/** Rows read at a time for an export. */
const CHUNK = 200;

/** The rows of ledgers that the actor may read; forbidden where it may read none. */
export function ledgerScope(actor: Actor): Scope {
  const scope = scopeOf(actor, 'ledger.read');
  if (scope.to === 'none') throw forbidden();
  return scope;
}

/** Visits from the newest, as a page. */
export async function transportPage(
  reader: Reader,
  context: TransportContext,
  filter: LedgerFilter,
  request: PageRequest,
): Promise<(TransportRow & { readonly startedAt: number })[]> {
  const visits = await reader.ledgers.visitPage(context.scope, filter, request);
  const rows = await transportRows(reader, await partsOf(reader, visits, context.now), context);
  return rows.map((row, index) => ({ ...row, startedAt: visits[index]?.passedAt ?? 0 }));
}

/** Every visit in the order in which they began, in chunks: only one is held at a time. */
export async function* transportChunks(
  reader: Reader,
  context: TransportContext,
  filter: LedgerFilter,
): AsyncGenerator<TransportRow[]> {
  const names = ledgerNames(reader);
  for await (const visits of visitStream(reader, context, filter))
    yield await transportRows(reader, visits, context, names);
}

/** Vehicles or machines of plants, the last recorded first, as a page. */
export async function plantPage(
  reader: Reader,
  scope: Scope,
  ledger: PlantLedger,
  filter: LedgerFilter,
  request: PageRequest,
): Promise<PlantRow[]> {
  return plantRows(reader, await reader.ledgers.equipmentPage(scope, EQUIPMENT[ledger], daysOf(filter), request));
}

/** All of them in the order in which they were recorded, in chunks. */
export async function* plantChunks(
  reader: Reader,
  scope: Scope,
  ledger: PlantLedger,
  filter: LedgerFilter,
): AsyncGenerator<PlantRow[]> {
  let after: string | undefined;
  for (;;) {
    const days = daysOf(filter);
    const found: PlantEquipmentRow[] = await reader.ledgers.equipmentAfter(
      scope,
      EQUIPMENT[ledger],
      days,
      after,
      CHUNK,
    );
    if (found.length > 0) yield await plantRows(reader, found);
    after = found.at(-1)?.id;
    if (found.length < CHUNK) return;
  }
}

/** Puts on record that a ledger, or its pictures, left the registry: an access to personal data. */
export async function recordExport(
  tx: Writer,
  actor: Actor,
  what: { readonly ledger: LedgerName; readonly as: string; readonly filter: LedgerFilter },
  at: At,
): Promise<void> {
  const { ledger, as, filter } = what;
  const { enterpriseId = null, from = null, until = null } = filter;
  const subject = enterpriseId === null ? { type: 'ledger', id: ledger } : { type: 'organisation', id: enterpriseId };
  await record(tx, actor, at, 'ledger.export', subject, { ledger, as, enterpriseId, from, until });
}

function daysOf({ enterpriseId, from, until }: LedgerFilter) {
  return {
    enterpriseId,
    fromDay: from === undefined ? undefined : legalDayOf(from),
    toDay: until === undefined ? undefined : legalDayOf(until - 1),
  };
}
