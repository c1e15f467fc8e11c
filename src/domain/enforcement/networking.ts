import { type EnterpriseFacts, enterpriseOn } from '../fleet/enterprise.ts';
import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy, PolicySet } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { addDays, DAY_MS, legalDayOf, startOfDay } from '../time.ts';

export const NOT_NETWORKED = 'gate_not_networked';

/** The gates (门禁) of an enterprise: how many there are, and when any of them was last heard from (ms), null for never. */
export type GatesHeard = { readonly gates: number; readonly heardAt: number | null };

/** A breach of 2.4.2e that stands: since when (ms), and what the law of that day says of it. */
export type NetworkingBreach = {
  readonly from: number;
  readonly legalDay: string;
  readonly policy: Policy;
  readonly decision: RuleDecision;
  readonly facts: Facts;
};

/** How long a gate may be silent under the policy of a day, ms; undefined where there is none. */
export function silenceLimit(policies: PolicySet, at: number): number | undefined {
  const hours = policies.on(legalDayOf(at))?.parameter('gateHeardFromHours');
  return hours === undefined ? undefined : hours * 3_600_000;
}

/**
 * Whether an enterprise breaks 2.4.2e at `now`, and since when without a break; each day by its own law. What moves an
 * answer is a row of facts, a policy, the end of the time of grace, or the limit running out, so only those are looked at.
 */
export function networkingBreach(
  policies: PolicySet,
  rows: readonly EnterpriseFacts[],
  heard: GatesHeard,
  now: number,
): NetworkingBreach | undefined {
  let found = breachAt(policies, rows, heard, now);
  if (!found) return undefined;
  const turns = turningPoints(policies, rows, heard, legalDayOf(now)).filter((at) => at <= now);
  for (const at of turns.sort((a, b) => b - a)) {
    const before = at > (heard.heardAt ?? Number.NEGATIVE_INFINITY) && breachAt(policies, rows, heard, at);
    if (!before) break;
    found = before;
  }
  return found;
}

/** The breach of an instant itself. */
export function breachAt(
  policies: PolicySet,
  rows: readonly EnterpriseFacts[],
  { gates, heardAt }: GatesHeard,
  at: number,
): NetworkingBreach | undefined {
  const legalDay = legalDayOf(at);
  const policy = policies.on(legalDay);
  const row = enterpriseOn(rows, legalDay);
  const limit = silenceLimit(policies, at);
  if (!policy || !row || limit === undefined) return undefined;
  const listed = listedSince(rows, legalDay);
  const fact = (value: boolean | number, origin: Fact['origin']): Fact => ({ value, origin });
  const facts: Facts = {
    'enterprise.keyVehicleUser': fact(row.keyVehicleUser, 'enterprise_record'),
    ...(listed === undefined
      ? {}
      : { 'enterprise.daysOnKeyList': fact(daysBetween(listed, legalDay), 'enterprise_record') }),
    'enterprise.gates': fact(gates, 'record'),
    'enterprise.heardFrom': fact(heardAt !== null && at - heardAt < limit, 'record'),
  };
  const decision = decide(policy, 'enterprise_day', legalDay, facts).find(
    ({ kind, outcome }) => kind === NOT_NETWORKED && outcome === 'violation',
  );
  return decision && { from: at, legalDay, policy, decision, facts };
}

/** The day from which an enterprise has stood on the key list (重点用车单位) until `day` without a break. */
function listedSince(rows: readonly EnterpriseFacts[], day: string): string | undefined {
  const changes = [...new Set(rows.map(({ validFrom }) => validFrom))].filter((from) => from <= day).sort();
  let since: string | undefined;
  for (const from of changes.reverse()) {
    if (!enterpriseOn(rows, from)?.keyVehicleUser) break;
    since = from;
  }
  return since;
}

function turningPoints(
  policies: PolicySet,
  rows: readonly EnterpriseFacts[],
  { heardAt }: GatesHeard,
  today: string,
): number[] {
  const listed = listedSince(rows, today);
  const days = rows.map(({ validFrom }) => validFrom);
  const instants: number[] = [];
  for (const policy of policies.all) {
    days.push(policy.from);
    for (const { versions } of policy.rulesFor('enterprise_day'))
      for (const { from, until } of versions) days.push(from, until ?? from);
    if (listed !== undefined) days.push(addDays(listed, policy.parameter('networkingGraceDays')));
    if (heardAt !== null) instants.push(heardAt + policy.parameter('gateHeardFromHours') * 3_600_000);
  }
  return [...new Set([...days.map(startOfDay), ...instants])];
}

const daysBetween = (from: string, to: string): number => Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
