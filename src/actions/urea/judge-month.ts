import type { DesiredFlag } from '../../domain/enforcement/violation.ts';
import { judgeUrea, UREA_SHORTFALL, type UreaWindow, ureaWindow } from '../../domain/fleet/urea.ts';
import { type VehicleChange, vehicleOn } from '../../domain/fleet/vehicle.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import { keptFrom } from '../../domain/ledgers/retention.ts';
import type { RuleDecision } from '../../domain/policy/kernel.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { addDays, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UreaAccess } from '../../store/urea-months.ts';
import type { PlateBindingRow } from '../../store/vehicles.ts';
import { raiseFlags } from '../enforcement/raise-flags.ts';
import { reportedSince } from './reported-since.ts';

export type JudgingUrea = {
  readonly policies: PolicySet;
  readonly now: number;
  readonly newId: () => string;
  /** How long passages are kept at the least, months. */
  readonly ledgerMonths: number;
  /** What made it judge, such as `job:<id>`. */
  readonly cause?: string;
};

/** So many passages are named as evidence; they are kept as long as the flag is open. */
const EVIDENCE = 200;

/** The policy and window that judge a month (`YYYY-MM`); undefined where no policy was in force on its last day. */
export function windowOf(
  policies: PolicySet,
  month: string,
): { readonly policy: Policy; readonly window: UreaWindow } | undefined {
  const policy = policies.on(ureaWindow(month, 1).lastDay);
  return policy && { policy, window: ureaWindow(month, policy.parameter('ureaWindowDays')) };
}

/**
 * Judges a vehicle's month by the urea rule, as the law of its last day and the record say now: makes its one flag stand, at
 * the enterprise with most passages where several would raise it, or takes it back. Clause 2.4.5.
 */
export async function judgeVehicleMonth(
  tx: Writer,
  vehicleId: string,
  month: string,
  context: JudgingUrea,
): Promise<void> {
  const found = windowOf(context.policies, month);
  if (!found) return;
  const { policy, window } = found;
  const subjectKey = `urea:${vehicleId}:${month}`;
  const standing = await tx.violations.ofSubjects([subjectKey]);
  // Passages as old as this may be gone: what they showed when they were there is not taken back for that.
  const fading = window.from < keptFrom(context.now, context.ledgerMonths);
  if (fading && standing.some(({ status }) => status !== 'withdrawn')) return;
  const changes = await tx.vehicles.changesOf([vehicleId]);
  const { accesses, refills } = await seenOf(tx, vehicleId, window);
  const short = await shortfalls(tx, policy, window, changes, accesses, refills);
  const [worst] = short.sort(
    (a, b) => b.accesses.length - a.accesses.length || (a.enterpriseId < b.enterpriseId ? -1 : 1),
  );
  const about = vehicleOn(changes, window.lastDay).verified;
  await raiseFlags(
    tx,
    standing,
    worst ? [flagOf(worst, { subjectKey, vehicleId, policy, window, about })] : [],
    context,
  );
}

type Seen = { readonly accesses: readonly UreaAccess[]; readonly refills: number };

/** What a vehicle did in a window under whatever plate it carried: accesses at all enterprises, and how many refills it had. */
async function seenOf(reader: Reader, vehicleId: string, window: UreaWindow): Promise<Seen> {
  const own = (await reader.vehicles.bindingsOf(vehicleId)).filter((binding) => carriedIn(binding, window));
  const plates = [...new Set(own.map(({ plate }) => plate))];
  const bindings = await reader.timelines.bindingsUnder(plates);
  const accesses: UreaAccess[] = [];
  let refills = 0;
  for (const plate of plates) {
    const holders = bindings.filter((one) => one.plate === plate);
    const isOwn = (at: number, colour: string | null) => vehicleUnder(holders, at, colour) === vehicleId;
    const passed = await reader.ureaMonths.accessesOf(plate, window.from, window.until);
    accesses.push(...passed.filter((one) => isOwn(one.passedAt, one.plateColour)));
    const refilled = await reader.ureaRefills.ofPlate(plate, window.from, window.until);
    refills += refilled.filter((one) => isOwn(one.refilledAt, one.plateColour)).length;
  }
  return { accesses, refills };
}

/** Which vehicle a plate text and colour meant at an instant (ms), by who carried it when. */
export function vehicleUnder(
  bindings: readonly PlateBindingRow[],
  at: number,
  plateColour: string | null,
): string | undefined {
  const holders = bindings.map((binding) => ({ ...binding, changes: [] }));
  return holderOf(holdersOn(holders, legalDayOf(at)), plateColour)?.vehicleId;
}

/** Whether a plate was carried on any day of a window. */
export const carriedIn = (
  { validFrom, validUntil }: PlateBindingRow,
  { firstDay, lastDay }: Pick<UreaWindow, 'firstDay' | 'lastDay'>,
): boolean => (validFrom === null || validFrom <= lastDay) && (validUntil === null || validUntil > firstDay);

type Shortfall = {
  readonly enterpriseId: string;
  readonly accesses: readonly UreaAccess[];
  readonly decision: RuleDecision;
  readonly facts: Facts;
};

async function shortfalls(
  reader: Reader,
  policy: Policy,
  window: UreaWindow,
  changes: readonly VehicleChange[],
  accesses: readonly UreaAccess[],
  refills: number,
): Promise<Shortfall[]> {
  const { verified } = vehicleOn(changes, window.lastDay);
  const found: Shortfall[] = [];
  for (const enterpriseId of new Set(accesses.map((access) => access.enterpriseId))) {
    const there = accesses.filter((access) => access.enterpriseId === enterpriseId);
    const reportsSince = await reportedSince(reader, enterpriseId);
    const passages = there.length;
    const { decision, facts } = judgeUrea(policy, { window, verified, reportsSince, passages, refills });
    if (decision?.outcome === 'review') found.push({ enterpriseId, accesses: there, decision, facts });
  }
  return found;
}

function flagOf(
  { enterpriseId, accesses, decision, facts }: Shortfall,
  of: {
    readonly subjectKey: string;
    readonly vehicleId: string;
    readonly policy: Policy;
    readonly window: UreaWindow;
    readonly about: { readonly plate?: string; readonly plateColour?: string; readonly emissionStage?: string };
  },
): DesiredFlag {
  const { window, policy, about } = of;
  const last = accesses.at(-1);
  return {
    kind: UREA_SHORTFALL,
    subjectKey: of.subjectKey,
    effect: decision.effect,
    rule: decision.rule,
    clause: decision.clause,
    alsoRules: [],
    policy: policy.ref,
    occurredAt: startOfDay(window.lastDay),
    legalDay: window.lastDay,
    beforePublication: window.lastDay < policy.publishedOn,
    countyCode: last?.countyCode ?? null,
    enterpriseId,
    organisationId: enterpriseId,
    vehicleId: of.vehicleId,
    plate: last?.plate ?? about.plate ?? null,
    plateColour: last?.plateColour ?? about.plateColour ?? null,
    emissionStage: about.emissionStage ?? null,
    evidence: {
      month: window.month,
      from: window.firstDay,
      to: window.lastDay,
      passages: accesses.length,
      passageIds: accesses.slice(-EVIDENCE).map(({ id }) => id),
    },
    why: { decision, also: [], facts },
  };
}

/** Months whose window may hold a day: its own, and those that begin before the window has passed. */
export function monthsAround(policies: PolicySet, day: string): { readonly from: string; readonly until: string } {
  const days = policies.on(day)?.parameter('ureaWindowDays') ?? 31;
  return { from: day.slice(0, 7), until: addDays(day, days).slice(0, 7) };
}
