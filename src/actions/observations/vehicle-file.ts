import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { ObservationRow } from '../../store/observations.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { VehicleDetail } from '../fleet/view-vehicle.ts';
import { carriedBy } from './carried-plates.ts';

/** How much of everything there was in a calendar year; volumes in ml. */
export type FileYear = {
  readonly year: string;
  readonly passages: number;
  readonly violations: number;
  readonly refills: number;
  readonly millilitres: number;
  readonly observations: Readonly<Record<string, number>>;
};

/** One vehicle in short (一车一档). */
export type VehicleFile = {
  readonly seen: VehicleDetail;
  /** Its remote-monitoring state as last observed. */
  readonly network: ObservationRow | undefined;
  readonly lastInspection: ObservationRow | undefined;
  /** The newest flags that are not settled. */
  readonly openFlags: readonly ViolationRow[];
  readonly openFollowUps: number;
  readonly lastRefillAt: number | null;
  readonly years: readonly FileYear[];
  readonly declarants: readonly { readonly id: string; readonly name: string | null }[];
};

const MOST_FLAGS = 50;

/** What the actor may know of a vehicle it sees: counts are of what it may list, and an enterprise is told of no other declarant. */
export async function vehicleFile(reader: Reader, actor: Actor, seen: VehicleDetail): Promise<VehicleFile> {
  const { id } = seen.row;
  const { timelines, observations } = reader;
  const scope = scopeOf(actor, 'violation.read');
  const carried = await carriedBy(reader, seen.plates);
  const refills = await Promise.all(
    carried.map((one) => timelines.refills(scopeOf(actor, 'urea.read'), one, { limit: 1 })),
  );
  const times = refills.flat().map(({ refilledAt }) => refilledAt);
  return {
    seen,
    network: await observations.latest(id, 'online_state'),
    lastInspection: await observations.latest(id, 'periodic_inspection'),
    openFlags: await timelines.openFlags(scope, id, MOST_FLAGS),
    openFollowUps: await timelines.openFollowUps(scopeOf(actor, 'observation.read'), id),
    lastRefillAt: times.length === 0 ? null : Math.max(...times),
    years: await yearsOf(reader, actor, id, carried),
    declarants: await declarantsFor(reader, actor, id),
  };
}

async function yearsOf(
  { timelines }: Reader,
  actor: Actor,
  vehicleId: string,
  carried: Awaited<ReturnType<typeof carriedBy>>,
): Promise<FileYear[]> {
  const years = new Map<string, FileYear>();
  const add = (year: string, more: (before: FileYear) => Partial<FileYear>): void => {
    const none = { year, passages: 0, violations: 0, refills: 0, millilitres: 0, observations: {} };
    const before = years.get(year) ?? none;
    years.set(year, { ...before, ...more(before) });
  };
  for (const one of carried) {
    for (const { year, count } of await timelines.passagesByYear(scopeOf(actor, 'passage.read'), one))
      add(year, ({ passages }) => ({ passages: passages + count }));
    for (const { year, count, millilitres: ml } of await timelines.refillsByYear(scopeOf(actor, 'urea.read'), one))
      add(year, ({ refills, millilitres }) => ({ refills: refills + count, millilitres: millilitres + ml }));
  }
  for (const { year, count } of await timelines.violationsByYear(scopeOf(actor, 'violation.read'), { vehicleId }))
    add(year, ({ violations }) => ({ violations: violations + count }));
  const scope = scopeOf(actor, 'observation.read');
  for (const { year, kind, count } of await timelines.observationsByYear(scope, vehicleId))
    add(year, ({ observations }) => ({ observations: { ...observations, [kind]: count } }));
  return [...years.values()].sort((a, b) => (a.year < b.year ? 1 : -1));
}

async function declarantsFor(reader: Reader, actor: Actor, vehicleId: string): Promise<VehicleFile['declarants']> {
  const own = scopeOf(actor, 'vehicle.read');
  const ids = (await reader.vehicles.declarantsOf(vehicleId)).filter(
    (id) => own.to !== 'organisation' || id === own.organisationId,
  );
  const names = await reader.organisations.namesOf(ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? null }));
}
