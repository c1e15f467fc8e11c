import type { Scope } from '../../domain/identity/permissions.ts';
import type { LedgerFilter, LedgerReading } from '../../store/ledgers.ts';
import type { Reader } from '../../store/store.ts';
import { partsOf, photosOfReadings, type VisitParts, type VisitPhoto } from './visit-parts.ts';

/** Readings read at a time. */
const CHUNK = 1_000;
/** Visits that are held until they have ended; of more the oldest are looked up by themselves. */
const MOST_HELD = 2_000;
/** A visit that has its exit, and of which nothing was read for so long, has ended. */
const SETTLED_MS = 60 * 60_000;
/** How far beyond the period exits are waited for; what has not ended by then is looked up by itself. */
const BEYOND_MS = 3 * SETTLED_MS;

type Held = VisitParts & {
  readonly readings: LedgerReading[];
  readonly photos: VisitPhoto[];
  lastAt: number;
  out: boolean;
};

/**
 * The visits of a period in the order in which they began, some at a time. All readings are read once, in the order in which
 * they were made, and visits are put together from them: to look for the readings of each costs several times as much.
 */
export async function* visitStream(
  reader: Reader,
  { scope, now }: { readonly scope: Scope; readonly now: number },
  filter: LedgerFilter,
): AsyncGenerator<readonly VisitParts[]> {
  const { until = Number.POSITIVE_INFINITY } = filter;
  const period = filter.until === undefined ? filter : { ...filter, until: filter.until + BEYOND_MS };
  const held = new Map<string, Held>();
  let after: { id: string; at: number } | undefined;
  for (;;) {
    const readings = await reader.ledgers.readingsAfter(scope, period, after, CHUNK);
    for (const reading of readings) take(held, reading, until);
    for (const photo of await photosOfReadings(reader, readings)) held.get(photo.visitId)?.photos.push(photo);
    const last = readings.at(-1);
    const isLast = !last || readings.length < CHUNK || (last.passedAt >= until && held.size === 0);
    const readTo = isLast ? (period.until ?? Number.POSITIVE_INFINITY) : last.passedAt;
    const ready = letGo(held, readTo, isLast);
    if (ready.length > 0) yield await whole(reader, ready, readTo, now);
    if (isLast) return;
    after = { id: last.id, at: last.passedAt };
  }
}

/** Adds a reading to its visit, or begins one with it. */
function take(held: Map<string, Held>, reading: LedgerReading, until: number): void {
  const { id, visitId, passedAt } = reading;
  const of = held.get(visitId);
  if (of) {
    if (reading.telling) of.readings.push(reading);
    of.lastAt = passedAt;
    of.out ||= reading.direction === 'out';
  } else if (visitId === id && reading.barrier !== 'refused' && passedAt < until) {
    const out = reading.direction === 'out';
    held.set(id, { visit: reading, readings: [reading], photos: [], lastAt: passedAt, out });
  }
}

/** Takes out those that may go on, in the order in which they began; `all` of them at the end. */
function letGo(held: Map<string, Held>, readTo: number, all: boolean): Held[] {
  const ready: Held[] = [];
  for (const [id, one] of held) {
    if (!all && !isSettled(one, readTo) && held.size <= MOST_HELD) break;
    held.delete(id);
    ready.push(one);
  }
  return ready;
}

const isSettled = ({ visit, lastAt, out }: Held, readTo: number): boolean =>
  visit.plate === '' || (out && lastAt + SETTLED_MS < readTo);

/** Those that have not ended as far as was read are looked up. */
async function whole(reader: Reader, ready: readonly Held[], readTo: number, now: number): Promise<VisitParts[]> {
  const open = ready.filter((one) => !isSettled(one, readTo));
  const found = await partsOf(
    reader,
    open.map(({ visit }) => visit),
    now,
  );
  const known = new Map(found.map((parts) => [parts.visit.id, parts]));
  return ready.map((one) => known.get(one.visit.id) ?? one);
}
