import { COUNTY_CODES } from '../../domain/codes/county.ts';
import { retirementProgress } from '../../domain/fleet/retirement-progress.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { CountyCount } from '../../store/retirements.ts';
import type { Reader } from '../../store/store.ts';
import { offListVehicles } from './off-list.ts';

/**
 * The progress of a year as of a legal day, for the counties that the actor reaches; the city's is for those who reach all
 * of it. What is listed and unproven is told as of now.
 */
export async function progressOf(
  reader: Reader,
  actor: Actor,
  { year, on }: { readonly year: number; readonly on: string },
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
) {
  const scope = scopeOf(actor, 'retirement.read');
  const counties = COUNTY_CODES.filter((countyCode) => covers(scope, { countyCode }));
  const progress = retirementProgress({
    ...{ year, on, counties },
    quotas: await reader.retirementQuotas.ofYear(scope, year),
    listed: await reader.retirements.counts(scope, { places: ['listed'] }),
    unproven: await reader.retirements.counts(scope, { places: ['retired'], proven: false }),
    transferredOut: (await transferredOut(reader, { policies, now })).filter((one) => covers(scope, one)),
    retired: await reader.retirements.retiredOn(scope, `${year}-01-01`, `${year}-12-31`),
  });
  return { ...progress, city: scope.to === 'all' ? progress.city : null };
}

/** Vehicles that left the list for another place, by the county that they left. */
async function transferredOut(
  reader: Reader,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<CountyCount[]> {
  const counted = new Map<string | null, number>();
  for await (const { facts } of offListVehicles(reader, 'transferred_out', { policies, now })) {
    const countyCode = COUNTY_CODES.find((code) => code === facts.registeredDivision) ?? null;
    counted.set(countyCode, (counted.get(countyCode) ?? 0) + 1);
  }
  return [...counted].map(([countyCode, vehicles]) => ({ countyCode, vehicles }));
}
