import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Restriction } from '../../domain/alerts/order.ts';
import { type BarredCount, countBarred, wouldBar } from '../../domain/alerts/would-bar.ts';
import type { EnterpriseFacts } from '../../domain/fleet/enterprise.ts';
import { accessFacts } from '../../domain/gates/access-facts.ts';
import { orderFacts } from '../../domain/gates/order-facts.ts';
import type { Reading } from '../../domain/gates/passage.ts';
import type { PlateHolder } from '../../domain/gates/plate-holder.ts';
import { machineFacts } from '../../domain/machinery/machine-work.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { DAY_MS, legalDayOf } from '../../domain/time.ts';
import type { EntryGroup, StandingMachine } from '../../store/alert-reach.ts';
import type { AlertRevisionRow } from '../../store/alerts.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { readingOf } from '../gates/visit-window.ts';
import { type BoundEnterprise, boundBy } from './bound-by.ts';

/** What an order says, issued or not. */
export type Terms = Pick<AlertRevisionRow, 'countyCodes' | 'startsAt' | 'endsAt' | 'restrictions' | 'closedHours'>;

/** An enterprise that the order binds: how much of what entered it lately would be barred. */
export type AffectedEnterprise = BoundEnterprise & { readonly passages: BarredCount; readonly vehicles: BarredCount };
/** A site that the order binds: how many of the machines on it would be barred. */
export type AffectedSite = { readonly site: SiteRow; readonly machines: BarredCount };

export type AffectedThing = { readonly enterprise: AffectedEnterprise } | { readonly site: AffectedSite };

export type Asked = { readonly policies: PolicySet; readonly now: number; readonly days: number };

/** Sites whose machines are counted at a time. */
const SITES_A_CHUNK = 200;

/**
 * Whom an order binds with how much it would bar, by what came in the last `days`: enterprises first, then sites, each by
 * id. Long: reads by `store.bulk` and gives way to others between enterprises.
 */
export async function* affectedBy(bulk: Reader, terms: Terms, asked: Asked): AsyncGenerator<AffectedThing[]> {
  const { enterprises, sites } = await boundBy(bulk, asked.policies, terms);
  const policy = policyAt(asked.policies, terms.startsAt);
  for (const bound of enterprises) {
    yield [{ enterprise: await enterpriseFigures(bulk, policy, terms, bound, asked) }];
    await nextTurn();
  }
  const onMachines = terms.restrictions.filter(({ appliesTo }) => appliesTo === 'machine');
  for (let start = 0; start < sites.length; start += SITES_A_CHUNK) {
    const some = sites.slice(start, start + SITES_A_CHUNK);
    const ids = some.map(({ id }) => id);
    const standing = await bulk.alertReach.standing(ids, asked.now, asked.now - asked.days * DAY_MS);
    yield some.map((site) => ({ site: { site, machines: machinesBarred(policy, onMachines, standing, site) } }));
  }
}

function machinesBarred(
  policy: Policy,
  restrictions: readonly Restriction[],
  standing: readonly StandingMachine[],
  { id }: SiteRow,
): BarredCount {
  const own = standing.filter(({ siteId }) => siteId === id);
  return countBarred(
    own.map((machine) => ({
      bars: wouldBar(policy, restrictions, machineFacts(machine)),
      stage: machine.emissionStage,
      count: 1,
    })),
  );
}

async function enterpriseFigures(
  bulk: Reader,
  policy: Policy,
  terms: Terms,
  bound: BoundEnterprise,
  { now, days }: Asked,
): Promise<AffectedEnterprise> {
  const { id } = bound.organisation;
  const restrictions = terms.restrictions.filter(({ appliesTo }) => appliesTo !== 'machine');
  const byMinute = restrictions.some(({ hours }) => hours !== undefined);
  const period = { from: now - days * DAY_MS, until: now };
  const groups = bound.restricted ? await bulk.alertReach.entriesOf(id, period, byMinute) : [];
  const vehicles = [...byVehicle(groups).values()];
  const plates = [...new Set(groups.flatMap(({ plate }) => (plate === '' ? [] : plate)))];
  const holders = await bulk.gateLists.holdersOf(plates.sort());
  const day = legalDayOf(terms.startsAt);
  const judged: { bars: boolean | undefined; stage: string; groups: readonly EntryGroup[]; facts: Facts }[] = [];
  for (const of of vehicles) {
    const [last] = [...of].sort((a, b) => b.last - a.last);
    const row = last && (await bulk.alertReach.saidAt(id, last.plate, last.last));
    if (!row) continue;
    const known = factsOf(policy, readingOf(row), row.plate, holders.get(row.plate) ?? [], bound.facts, day);
    const bars = row.plate === '' ? undefined : wouldBar(policy, restrictions, known.facts);
    judged.push({ bars, stage: known.stage, groups: of, facts: known.facts });
  }
  return {
    ...bound,
    vehicles: countBarred(judged.map(({ bars, stage }) => ({ bars, stage, count: 1 }))),
    passages: countBarred(
      judged.flatMap(({ groups: of, facts, stage }) =>
        of.map(({ plate, minute, count }) => ({
          bars: plate === '' ? undefined : wouldBar(policy, restrictions, facts, byMinute ? minute : undefined),
          stage,
          count,
        })),
      ),
    ),
  };
}

/** Plate and colour make a vehicle. */
function byVehicle(groups: readonly EntryGroup[]): ReadonlyMap<string, EntryGroup[]> {
  const vehicles = new Map<string, EntryGroup[]>();
  for (const group of groups) {
    const name = `${group.plate} ${group.plateColour ?? ''}`;
    const of = vehicles.get(name);
    if (of) of.push(group);
    else vehicles.set(name, [group]);
  }
  return vehicles;
}

/** What is known of a vehicle as it last entered, by the register of a day. */
function factsOf(
  policy: Policy,
  reading: Reading,
  plate: string,
  holders: readonly PlateHolder[],
  enterprise: EnterpriseFacts | undefined,
  day: string,
): { readonly facts: Facts; readonly stage: string } {
  const entry = { id: reading.id, direction: reading.direction, startedAt: reading.passedAt, readings: [reading] };
  const rows = enterprise ? [enterprise] : [];
  const known = accessFacts(policy, { visit: { id: reading.id, entry }, plate, holders, enterprise: rows }, day);
  return { facts: { ...known.facts, ...orderFacts(known, enterprise) }, stage: known.vehicle.stage?.value ?? 'X' };
}
