import { makeTally, type PreviewSummary } from '../../domain/policy/preview-tally.ts';
import { addDays } from '../../domain/time.ts';
import type { PreviewListRow } from '../../store/policy-previews.ts';
import type { Reader } from '../../store/store.ts';
import type { PreviewContext } from './preview-context.ts';
import { makeListing, vehicleKey } from './preview-listing.ts';
import { compareMachines } from './preview-machines.ts';
import { compareVisits, rangeOf } from './preview-passages.ts';
import { compareTransmission } from './preview-transmission.ts';
import { compareVehicles } from './preview-vehicles.ts';

/** How many things of each scan are looked at in one step. */
export type StepSizes = Readonly<Record<PreviewCursor['phase'], number>>;
const SIZES: StepSizes = { passages: 500, vehicles: 200, machines: 50, transmission: 100 };
/** So many passages of each of worse and other changes are listed; all are counted. */
const LISTED = 50_000;

/** Where a preview goes on: in which of its scans, and after what. `listed` counts the passages listed, worse and other ones. */
export type PreviewCursor = {
  readonly phase: 'passages' | 'vehicles' | 'machines' | 'transmission';
  readonly at?: number | undefined;
  readonly id?: string | undefined;
  readonly day?: string | undefined;
  readonly listed: readonly [number, number];
};

type Part = {
  readonly summary: PreviewSummary;
  readonly rows: readonly PreviewListRow[];
  readonly done: number;
  readonly total: number | undefined;
  readonly cursor: PreviewCursor | null;
};

/** One bounded part: the next things of the scan under way, or the count of all that are to come. */
export async function previewPart(
  bulk: Reader,
  context: PreviewContext,
  cursor: PreviewCursor | null,
  summary: PreviewSummary,
  sizes: StepSizes = SIZES,
): Promise<Part> {
  if (!cursor) {
    const total =
      (await bulk.policyPreviews.countVisits(rangeOf(context))) + (await bulk.policyPreviews.countSubjects());
    return { summary, rows: [], done: 0, total, cursor: { phase: 'passages', listed: [0, 0] } };
  }
  const part = await SCANS[cursor.phase](bulk, context, cursor, summary, sizes[cursor.phase]);
  return { ...part, total: undefined };
}

type Scan = (
  bulk: Reader,
  context: PreviewContext,
  cursor: PreviewCursor,
  summary: PreviewSummary,
  limit: number,
) => Promise<Omit<Part, 'total'>>;

const scanPassages: Scan = async (bulk, context, cursor, summary, limit) => {
  const { at, id } = cursor;
  const after = at === undefined || id === undefined ? undefined : { at, id };
  const visits = await bulk.policyPreviews.visits(rangeOf(context), after, limit);
  const tally = makeTally(summary);
  const listing = makeListing(context.previewId, context.newId);
  let [worse, others] = cursor.listed;
  for (const { visit, compared } of await compareVisits(bulk, context, visits)) {
    const difference = tally.add(compared);
    if (!difference) continue;
    const { id: passageId, passedAt, plate, plateColour, enterpriseId, countyCode } = visit;
    const { before, after: now } = compared;
    const detail = { plate: plate || null, plateColour, before, after: now };
    const isWorse = difference.newly.length > 0;
    if ((isWorse ? worse : others) < LISTED) {
      if (isWorse) worse += 1;
      else others += 1;
      const told = { ...detail, passageId, at: passedAt, enterpriseId, countyCode };
      listing.add('passages', passageId, difference, told);
    }
    if (plate !== '') listing.add('vehicles', vehicleKey(plate, plateColour), difference, detail);
    listing.add('enterprises', enterpriseId, difference, { enterpriseId, countyCode, before, after: now });
  }
  const last = visits.at(-1);
  const listed = [worse, others] as const;
  const next: PreviewCursor =
    last && visits.length === limit
      ? { phase: 'passages', at: last.passedAt, id: last.id, listed }
      : { phase: 'vehicles', listed };
  return { summary: tally.summary(), rows: await named(bulk, listing.rows()), done: visits.length, cursor: next };
};

const scanVehicles: Scan = async (bulk, context, { id, listed }, summary, limit) => {
  const ids = await bulk.vehicles.idsAfter(id, limit);
  const tally = makeTally(summary);
  const listing = makeListing(context.previewId, context.newId);
  for (const { vehicleId, plate, plateColour, compared } of await compareVehicles(bulk, context, ids)) {
    const difference = tally.add(compared);
    if (!difference) continue;
    const { before, after, countyCode } = compared;
    const key = plate === null ? vehicleId : vehicleKey(plate, plateColour);
    listing.add('vehicles', key, difference, { plate, plateColour, vehicleId, countyCode, before, after });
  }
  const cursor: PreviewCursor =
    ids.length === limit ? { phase: 'vehicles', id: ids.at(-1), listed } : { phase: 'machines', listed };
  return { summary: tally.summary(), rows: listing.rows(), done: ids.length, cursor };
};

const scanMachines: Scan = async (bulk, context, { id, listed }, summary, limit) => {
  const machines = await bulk.machines.after(id, limit);
  const tally = makeTally(summary);
  const listing = makeListing(context.previewId, context.newId);
  for (const { machine, compared } of await compareMachines(bulk, context, machines)) {
    const difference = tally.add(compared);
    if (!difference) continue;
    const { before, after, countyCode } = compared;
    const { id: machineId, name } = machine;
    listing.add('machines', machineId, difference, { machineId, name, countyCode, before, after });
  }
  const cursor: PreviewCursor =
    machines.length === limit
      ? { phase: 'machines', id: machines.at(-1)?.id, listed }
      : { phase: 'transmission', listed };
  return { summary: tally.summary(), rows: listing.rows(), done: machines.length, cursor };
};

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const scanTransmission: Scan = async (bulk, context, { id, day, listed }, summary, limit) => {
  const after = { day: day ?? addDays(context.from, -1), enterpriseId: id ?? LAST_ID };
  const days = await bulk.gateCounts.declaredDays(after, context.to, limit);
  const tally = makeTally(summary);
  const listing = makeListing(context.previewId, context.newId);
  for (const { enterpriseId, compared } of await compareTransmission(bulk, context, days)) {
    const difference = tally.add(compared);
    if (!difference) continue;
    const { before, after: now, countyCode } = compared;
    listing.add('enterprises', enterpriseId, difference, { enterpriseId, countyCode, before, after: now });
  }
  const last = days.at(-1);
  const cursor: PreviewCursor | null =
    last && days.length === limit ? { phase: 'transmission', day: last.day, id: last.enterpriseId, listed } : null;
  return { summary: tally.summary(), rows: await named(bulk, listing.rows()), done: 0, cursor };
};

const SCANS: Readonly<Record<PreviewCursor['phase'], Scan>> = {
  passages: scanPassages,
  vehicles: scanVehicles,
  machines: scanMachines,
  transmission: scanTransmission,
};

/** Enterprises with their names, which the list shows and its export needs. */
async function named(bulk: Reader, rows: readonly PreviewListRow[]): Promise<PreviewListRow[]> {
  const ids = [...new Set(rows.flatMap(({ list, key }) => (list === 'enterprises' ? [key] : [])))];
  if (ids.length === 0) return [...rows];
  const names = await bulk.organisations.namesOf(ids);
  return rows.map((row) =>
    row.list === 'enterprises'
      ? { ...row, detail: { ...(row.detail as object), name: names.get(row.key) ?? null } }
      : row,
  );
}
