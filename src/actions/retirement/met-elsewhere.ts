import { platesOf } from '../../domain/fleet/plates.ts';
import { homeOf } from '../../domain/fleet/retirement.ts';
import type { LetterVehicle } from '../../domain/fleet/retirement-letter.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { startOfDay } from '../../domain/time.ts';
import type { PassedRow } from '../../store/retirements.ts';
import type { Reader } from '../../store/store.ts';
import type { RecordedChange } from '../../store/vehicles.ts';
import { offListVehicles } from './off-list.ts';

/** Instants, ms; `until` is exclusive. */
export type Period = { readonly from: number; readonly until: number };
export type MetVehicle = LetterVehicle & { readonly home: string };

/**
 * The vehicles of other cities that would be on our list were they ours, and that passed a gate here in a period: of one
 * home, or of all. By verified facts alone, since their home is told of them. Clause 2.4.4.
 */
export async function metElsewhere(
  reader: Pick<Reader, 'retirements' | 'vehicles' | 'organisations'>,
  period: Period,
  wanted: string | undefined,
  context: { readonly policies: PolicySet; readonly now: number },
): Promise<MetVehicle[]> {
  const met: MetVehicle[] = [];
  for await (const { row, changes, facts } of offListVehicles(reader, 'elsewhere', context)) {
    const home = homeOf(facts);
    if (home === undefined || (wanted !== undefined && home !== wanted)) continue;
    const passed = await passagesOf(reader, changes, period);
    if (passed.length === 0) continue;
    const names = await reader.organisations.namesOf(passed.map(({ enterpriseId }) => enterpriseId));
    const enterprises = passed
      .map(({ enterpriseId, countyCode, sightings }) => ({
        name: names.get(enterpriseId) ?? enterpriseId,
        countyCode,
        sightings,
      }))
      .sort((a, b) => b.sightings - a.sightings || (a.name < b.name ? -1 : 1));
    met.push({
      vehicleId: row.id,
      home,
      plate: row.plate,
      plateColour: row.plateColour,
      vin: facts.vin ?? null,
      emissionStage: facts.emissionStage ?? 'X',
      vehicleType: facts.vehicleType ?? null,
      registeredDivision: facts.registeredDivision ?? null,
      registeredOn: facts.registeredOn ?? null,
      enterprises,
      sightings: passed.reduce((sum, { sightings }) => sum + sightings, 0),
      firstAt: Math.min(...passed.map(({ firstAt }) => firstAt)),
      lastAt: Math.max(...passed.map(({ lastAt }) => lastAt)),
    });
  }
  return met.sort((a, b) => (a.plate < b.plate ? -1 : a.plate > b.plate ? 1 : 0));
}

/** Where a vehicle passed, under each plate while it carried that; by enterprise. */
async function passagesOf(
  reader: Pick<Reader, 'retirements'>,
  changes: readonly RecordedChange[],
  { from, until }: Period,
): Promise<PassedRow[]> {
  const sums = new Map<string, PassedRow>();
  for (const span of platesOf(changes)) {
    const since = Math.max(from, span.from === null ? from : startOfDay(span.from));
    const before = Math.min(until, span.until === null ? until : startOfDay(span.until));
    if (since >= before) continue;
    for (const row of await reader.retirements.passed(span.plate, span.plateColour, since, before)) {
      const known = sums.get(row.enterpriseId);
      sums.set(row.enterpriseId, {
        ...row,
        sightings: row.sightings + (known?.sightings ?? 0),
        firstAt: Math.min(row.firstAt, known?.firstAt ?? row.firstAt),
        lastAt: Math.max(row.lastAt, known?.lastAt ?? row.lastAt),
      });
    }
  }
  return [...sums.values()];
}
