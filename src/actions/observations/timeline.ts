import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { startOfDay } from '../../domain/time.ts';
import type { ObservationFilter, ObservationRow } from '../../store/observations.ts';
import type { Cursor, PageRequest } from '../../store/page.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';
import type { Carried, ViolationsOf } from '../../store/timelines.ts';
import type { UreaRefillRow } from '../../store/urea-refills.ts';
import type { PlateBindingRow, RecordedChange } from '../../store/vehicles.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { VehicleDetail } from '../fleet/view-vehicle.ts';
import { carriedAs, carriedBy } from './carried-plates.ts';

/** Something that happened to a vehicle, at an instant (ms). */
export type TimelineEntry = { readonly at: number; readonly id: string } & (
  | { readonly type: 'passage'; readonly row: PassageRow }
  | { readonly type: 'violation'; readonly row: ViolationRow }
  | { readonly type: 'refill'; readonly row: UreaRefillRow }
  | { readonly type: 'observation'; readonly row: ObservationRow }
  | { readonly type: 'change'; readonly change: RecordedChange; readonly first: boolean }
  | { readonly type: 'plate'; readonly binding: PlateBindingRow }
);

/**
 * What happened to a vehicle on record, newest first by (instant, id): each source gives at most a page along its own index, and
 * the pages are merged. Of each source the actor gets what it may list.
 */
export async function vehicleTimeline(
  reader: Reader,
  actor: Actor,
  seen: VehicleDetail,
  request: PageRequest,
): Promise<TimelineEntry[]> {
  const { id, createdAt } = seen.row;
  const carried = await carriedBy(reader, seen.plates);
  const happened = await happenings(
    reader,
    actor,
    { carried, violations: { vehicleId: id }, observations: { vehicleId: id } },
    request,
  );
  const changes = seen.history.map(
    (change): TimelineEntry => ({
      ...{ type: 'change', at: change.recordedAt, id: change.id, change },
      first: change.id === seen.history[0]?.id,
    }),
  );
  // Of a plate that it always carried nobody knows since when: it stands where the vehicle came on record.
  const plates = seen.plates.map((binding): TimelineEntry => {
    const at = binding.validFrom === null ? createdAt : startOfDay(binding.validFrom);
    return { type: 'plate', at, id: binding.id, binding };
  });
  return newest([...happened, ...changes, ...plates], request);
}

/** The same of a plate, whoever carried it: what gates, enterprises and other sources told of it. */
export async function plateTimeline(
  reader: Reader,
  actor: Actor,
  { plate, plateColour }: { readonly plate: string; readonly plateColour: string | null },
  request: PageRequest,
): Promise<TimelineEntry[]> {
  const of = {
    carried: await carriedAs(reader, plate, plateColour),
    violations: { plate, plateColour },
    observations: { plate, ...(plateColour === null ? {} : { plateColour }) },
  };
  return newest(await happenings(reader, actor, of, request), request);
}

type Of = {
  readonly carried: readonly Carried[];
  readonly violations: ViolationsOf;
  readonly observations: ObservationFilter;
};

async function happenings(reader: Reader, actor: Actor, of: Of, request: PageRequest): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = [];
  const { timelines, observations } = reader;
  const [passages, refills] = [scopeOf(actor, 'passage.read'), scopeOf(actor, 'urea.read')];
  for (const one of of.carried) {
    for (const row of await timelines.passages(passages, one, request))
      entries.push({ type: 'passage', at: row.passedAt, id: row.id, row });
    for (const row of await timelines.refills(refills, one, request))
      entries.push({ type: 'refill', at: row.refilledAt, id: row.id, row });
  }
  for (const row of await timelines.violations(scopeOf(actor, 'violation.read'), of.violations, request))
    entries.push({ type: 'violation', at: row.occurredAt, id: row.id, row });
  for (const row of await observations.page(scopeOf(actor, 'observation.read'), of.observations, request))
    entries.push({ type: 'observation', at: row.occurredAt, id: row.id, row });
  return entries;
}

function newest(entries: readonly TimelineEntry[], { after, limit }: PageRequest): TimelineEntry[] {
  return entries
    .filter((entry) => after === undefined || isOlder(entry, after))
    .sort((a, b) => (isOlder(a, b) ? 1 : -1))
    .slice(0, limit);
}

function isOlder(entry: Pick<TimelineEntry, 'at' | 'id'>, than: Cursor): boolean {
  const at = than.at ?? 0;
  return entry.at < at || (entry.at === at && entry.id < than.id);
}
