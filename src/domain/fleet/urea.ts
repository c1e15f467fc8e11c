import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { addDays, legalDayOf, startOfDay } from '../time.ts';
import { heavyDieselOf } from './heavy-diesel.ts';
import type { VehicleFacts } from './vehicle.ts';
import { verifiedStageOf } from './verified-stage.ts';

export const UREA_SHORTFALL = 'urea_shortfall';

/** Legal days, both included, with the instants (ms) from the first to before the day after the last. */
export type UreaWindow = {
  readonly month: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly from: number;
  readonly until: number;
};

/** The month (`YYYY-MM`) of a legal day, and the one after a month. */
export const monthOf = (day: string): string => day.slice(0, 7);
export const monthAfter = (month: string): string => monthOf(addDays(`${month}-01`, 31));

/**
 * The days over which urea (车用尿素) of a month is judged: so many, ending on the month's last one. A month thus has one
 * window and one answer, whose law is that of its last day. Clause 2.4.5.
 */
export function ureaWindow(month: string, days: number): UreaWindow {
  const end = `${monthAfter(month)}-01`;
  const lastDay = addDays(end, -1);
  const firstDay = addDays(end, -days);
  return { month, firstDay, lastDay, from: startOfDay(firstDay), until: startOfDay(end) };
}

/** Whether a month is over, so that it can be judged. */
export const isOver = (month: string, now: number): boolean => month < monthOf(legalDayOf(now));

/** Since when (a legal day) an enterprise reports refills here: the earlier of what it declared and its first refill. */
export function reportingSince(declaredOn: string | null, firstRefillAt: number | null): string | undefined {
  const days = [declaredOn, firstRefillAt === null ? null : legalDayOf(firstRefillAt)].filter((day) => day !== null);
  return days.sort()[0];
}

export type UreaMonth = {
  readonly window: UreaWindow;
  /** The vehicle as verified on the window's last day; undefined where it is on no register. */
  readonly verified: VehicleFacts | undefined;
  /** Since when the enterprise that it passed reports refills. */
  readonly reportsSince: string | undefined;
  /** Accesses at that enterprise within the window: repeats are one, refused ones none. */
  readonly passages: number;
  /** Refills of the vehicle within the window, whoever reported them. */
  readonly refills: number;
};

/**
 * Judges a vehicle's month at an enterprise. An enterprise counts as reporting only where it did so on the window's first
 * day already: of days before that nothing could be on record. Undefined where no policy judges it.
 */
export function judgeUrea(
  policy: Policy,
  { window, verified, reportsSince, passages, refills }: UreaMonth,
): { readonly decision: RuleDecision | undefined; readonly facts: Facts } {
  const registry = (value: boolean | string): Fact => ({ value, origin: 'registry' });
  const heavy = verified && heavyDieselOf(verified);
  const stage = verified && verifiedStageOf(verified);
  const facts: Facts = {
    ...(heavy === undefined ? {} : { 'vehicle.heavyDiesel': registry(heavy) }),
    ...(stage === undefined ? {} : { 'vehicle.emissionStage': registry(stage) }),
    ...(reportsSince !== undefined && reportsSince <= window.firstDay
      ? { 'enterprise.reportsUrea': { value: true, origin: 'record' } as const }
      : {}),
    'urea.passages': { value: passages, origin: 'record' },
    'urea.refills': { value: refills, origin: 'record' },
  };
  return { decision: decisionOf(policy, window, facts), facts };
}

/** Whether the rule could be broken by so many passages, whatever else is true of vehicle and enterprise. */
export function couldFallShort(policy: Policy, window: UreaWindow, passages: number): boolean {
  const facts: Facts = {
    'enterprise.reportsUrea': { value: true, origin: 'record' },
    'urea.passages': { value: passages, origin: 'record' },
  };
  const outcome = decisionOf(policy, window, facts)?.outcome;
  return outcome !== undefined && outcome !== 'not_applicable';
}

function decisionOf(policy: Policy, window: UreaWindow, facts: Facts): RuleDecision | undefined {
  return decide(policy, 'vehicle_month', window.lastDay, facts)[0];
}
