import { judgeVisit } from '../gates/judge-visit.ts';
import type { AssertedVehicle, Reading } from '../gates/passage.ts';
import type { Judges } from '../policy/document.ts';
import type { RuleDecision } from '../policy/kernel.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import type { Facts } from '../policy/vocabulary.ts';
import { startOfDay } from '../time.ts';
import type { EnterpriseFacts } from './enterprise.ts';
import { retirementOn } from './retirement.ts';
import { shownOn, type VehicleChange, vehicleOn } from './vehicle.ts';

/** A vehicle as it is planned for, and the enterprise that it is to serve, if any. */
export type PlannedFor = {
  readonly changes: readonly VehicleChange[];
  /** Dated facts of the enterprise; null plans for no gate, only for what the vehicle itself is asked. */
  readonly enterprise: readonly EnterpriseFacts[] | null;
  /** Whether it carries bulk goods there; undefined is not known. */
  readonly bulk: boolean | undefined;
};

/** A time in which a rule bites: [from, until), legal days; `until` null where nothing on record ends it. */
export type PlanSpan = {
  readonly from: string;
  readonly until: string | null;
  readonly policy: string;
  /** As decided on the first day. `unverified`: it would bite, or not, by what is missing. */
  readonly decision: RuleDecision;
  readonly facts: Facts;
};

/**
 * From which day each access and retirement rule bites for a vehicle, and until when, under policies that may lie ahead.
 * Nothing changes between two days on which a rule's version, an enterprise's facts or the vehicle's own begin or end, so
 * only those days are judged. Spans that ended by `today` are left out.
 */
export function fleetPlan(policies: PolicySet, planned: PlannedFor, today: string): PlanSpan[] {
  const open = new Map<string, PlanSpan>();
  const spans: PlanSpan[] = [];
  for (const day of boundaries(policies, planned)) {
    const biting = new Map(
      decidedOn(policies, planned, day).map((one) => [keyOf(one.decision), { ...one, from: day }]),
    );
    for (const [key, span] of open) {
      if (biting.has(key)) continue;
      spans.push({ ...span, until: day });
      open.delete(key);
    }
    for (const [key, one] of biting) if (!open.has(key)) open.set(key, { ...one, until: null });
  }
  return [...spans, ...open.values()]
    .filter(({ until }) => until === null || until > today)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The first day on which the vehicle may serve no more: an access rule broken, or its retirement overdue. */
export function fallsOut(spans: readonly PlanSpan[]): PlanSpan | undefined {
  return spans.find(
    ({ decision: { outcome, kind } }) => outcome === 'violation' || kind === 'china_iii_retirement_overdue',
  );
}

const BITES: readonly RuleDecision['outcome'][] = ['violation', 'review', 'unverified'];
const PLANNED: readonly Judges[] = ['passage', 'vehicle'];

/** What is decided alike is one span, whatever the number of the policy. */
const keyOf = ({ rule, outcome, kind, missing }: RuleDecision): string =>
  JSON.stringify([rule, outcome, kind ?? null, missing]);

/** Every day on which something begins or ends that decides, in order. */
function boundaries(policies: PolicySet, { changes, enterprise }: PlannedFor): string[] {
  const days = [
    ...policies.all.flatMap((policy) => [
      policy.from,
      ...PLANNED.flatMap((judges) => policy.rulesFor(judges)).flatMap(({ versions }) =>
        versions.flatMap(({ from, until }) => [from, until]),
      ),
    ]),
    ...(enterprise ?? []).flatMap(({ validFrom, railLineCompletedOn }) => [validFrom, railLineCompletedOn]),
    ...changes.map(({ effectiveOn }) => effectiveOn),
  ];
  return [...new Set(days.filter((day) => day !== null && day !== undefined))].sort();
}

type Decided = Pick<PlanSpan, 'policy' | 'decision' | 'facts'>;

function decidedOn(policies: PolicySet, { changes, enterprise, bulk }: PlannedFor, day: string): Decided[] {
  const policy = policies.on(day);
  if (!policy) return [];
  const shown = shownOn(changes, day);
  const retirement = retirementOn(policy, shown, day);
  const own = retirement.decision ? [{ decision: retirement.decision, facts: retirement.facts }] : [];
  const access = enterprise ? accessOn(policies, { changes, enterprise, bulk }, day) : [];
  return [...access, ...own]
    .filter(({ decision }) => BITES.includes(decision.outcome))
    .map((one) => ({ ...one, policy: policy.ref }));
}

/** Judged as the gates would judge an entry of that day, what was only declared standing for what a gate would say. */
function accessOn(
  policies: PolicySet,
  { changes, enterprise, bulk }: PlannedFor & { readonly enterprise: readonly EnterpriseFacts[] },
  day: string,
): Omit<Decided, 'policy'>[] {
  const { plate = '', plateColour = null } = shownOn(changes, day);
  const at = startOfDay(day);
  const reading: Reading = {
    ...{ id: 'planned', direction: 'in', passedAt: at, receivedAt: at, plateColour, barrier: 'passed' },
    asserted: declaredOn(changes, day),
    cargo: bulk === undefined ? null : { bulk },
  };
  const visit = {
    id: 'planned',
    entry: { id: 'planned', direction: 'in' as const, startedAt: at, readings: [reading] },
  };
  const holder = {
    vehicleId: 'planned',
    plateColour: plateColour ?? 'other',
    validFrom: null,
    validUntil: null,
    changes,
  };
  const { decisions, facts } = judgeVisit(policies, { visit, plate, holders: [holder], enterprise });
  return decisions.map((decision) => ({ decision, facts }));
}

function declaredOn(changes: readonly VehicleChange[], day: string): AssertedVehicle {
  const { fuel, emissionStage, usage, usageCode, vehicleType, grossMassKg } = vehicleOn(changes, day).declared;
  const given = Object.entries({ fuel, emissionStage, usage, usageCode, vehicleType, grossMassKg });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== null));
}
