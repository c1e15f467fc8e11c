import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { PageRequest } from '../../store/page.ts';
import type { SightingFilter, SightingRow } from '../../store/retirements.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleRow } from '../../store/vehicles.ts';

/** A vehicle met at gates while overdue for retirement (逾期未淘汰车辆过车), and where. */
export type Sighted = {
  readonly row: VehicleRow | undefined;
  readonly vehicleId: string;
  readonly at: readonly (SightingRow & { readonly enterprise: string | null })[];
};

type Reads = Pick<Reader, 'retirements' | 'organisations'>;

/** A page of them, newest vehicle first by id; only findings of places that the actor reaches count. */
export async function pageSightings(
  reader: Reads,
  actor: Actor,
  filter: SightingFilter,
  request: PageRequest,
): Promise<{ readonly vehicleId: string }[]> {
  return reader.retirements.sightedPage(scopeOf(actor, 'retirement.read'), filter, request);
}

/** What is to be told of them, at each the place of the latest sighting first. */
export async function describeSightings(
  reader: Reads,
  actor: Actor,
  filter: SightingFilter,
  vehicles: readonly { readonly vehicleId: string }[],
): Promise<Sighted[]> {
  const ids = vehicles.map(({ vehicleId }) => vehicleId);
  const rows = await reader.retirements.sightingsOf(scopeOf(actor, 'retirement.read'), filter, ids);
  const names = await reader.organisations.namesOf(rows.flatMap(({ enterpriseId }) => enterpriseId ?? []));
  const known = await reader.retirements.vehiclesOf(ids);
  return ids.map((vehicleId) => ({
    vehicleId,
    row: known.find(({ id }) => id === vehicleId),
    at: rows
      .filter((one) => one.vehicleId === vehicleId)
      .sort((a, b) => b.lastAt - a.lastAt)
      .map((one) => ({ ...one, enterprise: one.enterpriseId ? (names.get(one.enterpriseId) ?? null) : null })),
  }));
}

const CHUNK = 200;

/** All of them, some at a time. */
export async function* sightingChunks(reader: Reads, actor: Actor, filter: SightingFilter): AsyncGenerator<Sighted[]> {
  let after: { readonly id: string } | undefined;
  for (;;) {
    const page = await pageSightings(reader, actor, filter, { limit: CHUNK, ...(after ? { after } : {}) });
    if (page.length > 0) yield await describeSightings(reader, actor, filter, page);
    const last = page.at(-1);
    after = last && { id: last.vehicleId };
    if (page.length < CHUNK) return;
  }
}
