import type { EnterpriseFacts } from '../fleet/enterprise.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import { addDays, legalDayOf, startOfDay } from '../time.ts';
import { type Judgement, judgeVisit } from './judge-visit.ts';
import type { Cargo, Outcome, Reading } from './passage.ts';
import type { PlateHolder } from './plate-holder.ts';

/** What a gate may know of the load of a truck that wants to enter; `unknown` where it knows nothing, or that it is empty. */
export const LOADS = ['unknown', 'bulk', 'other'] as const;
export type Load = (typeof LOADS)[number];

/** What the law says of entering. `rules` are those broken or left open, in policy order; `hold`: a gate that enforces holds. */
export type ListVerdict = {
  readonly outcome: Outcome;
  readonly hold: boolean;
  readonly rules: readonly { readonly rule: string; readonly clause: string; readonly outcome: string }[];
};

/** The law from one legal day (absent: from the making of the list) until the next step, by what the truck carries. */
export type ListStep = {
  readonly from?: string;
  readonly policy: string | null;
  readonly byLoad: Readonly<Record<Load, ListVerdict>>;
};

/** A vehicle on an offline list (离线名单). `verdict` names one of the list's series of steps. */
export type ListedVehicle = {
  readonly plate: string;
  readonly plateColour: string;
  /** As the register vouches for it; null where it does not. */
  readonly emissionStage: string | null;
  readonly verdict: string;
};

/** The content that is signed by its digest. `unknown` is the verdict on any other vehicle, by the colour of its plate. */
export type ListContent = {
  readonly vehicles: readonly ListedVehicle[];
  readonly verdicts: Readonly<Record<string, readonly ListStep[]>>;
  readonly unknown: Readonly<Record<string, string>>;
};

export type ListDelta = {
  readonly added: readonly ListedVehicle[];
  readonly changed: readonly ListedVehicle[];
  readonly removed: readonly Pick<ListedVehicle, 'plate' | 'plateColour'>[];
};

/** A vehicle to be listed, as the register knows it; without holders it is any vehicle that nobody knows. */
export type Listable = {
  readonly plate: string;
  readonly plateColour: string | null;
  readonly holders: readonly PlateHolder[];
};

/** From now until the list expires (ms). */
export type Validity = { readonly now: number; readonly until: number };

/** What the law says of a vehicle entering at any time of the validity: one step for each day on which that changes. */
export function stepsOf(
  policies: PolicySet,
  { plate, plateColour, holders }: Listable,
  enterprise: readonly EnterpriseFacts[],
  { now, until }: Validity,
): { readonly steps: ListStep[]; readonly emissionStage: string | null } {
  const steps: ListStep[] = [];
  let emissionStage: string | null = null;
  for (const day of turningDays(policies, holders, enterprise, legalDayOf(now), legalDayOf(until))) {
    const at = steps.length === 0 ? now : startOfDay(day);
    const judged = LOADS.map(
      (load) => [load, entering(policies, { plate, plateColour, holders }, enterprise, at, load)] as const,
    );
    const [first] = judged;
    if (steps.length === 0 && first?.[1].basis === 'verified') emissionStage = first[1].emissionStage;
    const byLoad = Object.fromEntries(
      judged.map(([load, judgement]) => [load, verdictOf(judgement)]),
    ) as ListStep['byLoad'];
    const step = { policy: first?.[1].policy ?? null, byLoad };
    const last = steps.at(-1);
    if (!last) steps.push(step);
    else if (JSON.stringify([last.policy, last.byLoad]) !== JSON.stringify([step.policy, step.byLoad]))
      steps.push({ from: day, ...step });
  }
  return { steps, emissionStage };
}

/** The days within the validity on which anything said of the vehicle, the enterprise or the law begins or ends. */
function turningDays(
  policies: PolicySet,
  holders: readonly PlateHolder[],
  enterprise: readonly EnterpriseFacts[],
  first: string,
  last: string,
): string[] {
  const days: (string | null | undefined)[] = [
    ...policies.all.flatMap((policy) => [
      policy.from,
      addDays(policy.parameter('retirementDeadline'), 1),
      ...policy.document.rules.flatMap(({ versions }) => versions.flatMap(({ from, until }) => [from, until])),
    ]),
    ...enterprise.flatMap(({ validFrom, railLineCompletedOn }) => [validFrom, railLineCompletedOn]),
    ...holders.flatMap(({ validFrom, validUntil, changes }) => [
      validFrom,
      validUntil,
      ...changes.map(({ effectiveOn }) => effectiveOn),
    ]),
  ];
  const within = days.filter((day): day is string => typeof day === 'string' && first < day && day <= last);
  return [first, ...[...new Set(within)].sort()];
}

const CARGO: Readonly<Record<Load, Cargo | null>> = {
  unknown: null,
  bulk: { bulk: true },
  other: { bulk: false },
};

function entering(
  policies: PolicySet,
  { plate, plateColour, holders }: Listable,
  enterprise: readonly EnterpriseFacts[],
  at: number,
  load: Load,
): Judgement {
  const reading: Reading = {
    id: 'entering',
    direction: 'in',
    passedAt: at,
    receivedAt: at,
    plateColour,
    asserted: null,
    cargo: CARGO[load],
    barrier: null,
  };
  const entry = { id: reading.id, direction: reading.direction, startedAt: at, readings: [reading] };
  return judgeVisit(policies, { visit: { id: reading.id, entry }, plate, holders, enterprise });
}

const SAID = ['violation', 'unverified', 'exempt', 'review'];

function verdictOf({ outcome, hold, decisions }: Judgement): ListVerdict {
  const rules = decisions
    .filter((decision) => SAID.includes(decision.outcome))
    .map(({ rule, clause, outcome: decided }) => ({ rule, clause, outcome: decided }));
  return { outcome, hold, rules };
}

const nameOf = ({ plate, plateColour }: Pick<ListedVehicle, 'plate' | 'plateColour'>) => `${plate} ${plateColour}`;

/** Vehicles in the order of the list. */
export const inListOrder = (a: ListedVehicle, b: ListedVehicle): number => {
  const [left, right] = [nameOf(a), nameOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** What makes one list of another: vehicles whose verdict or stage is another are `changed`. */
export function deltaOf(before: ListContent, after: ListContent): ListDelta {
  const old = new Map(before.vehicles.map((vehicle) => [nameOf(vehicle), vehicle]));
  const now = new Set(after.vehicles.map(nameOf));
  const differs = (vehicle: ListedVehicle) => {
    const known = old.get(nameOf(vehicle));
    return known && (known.verdict !== vehicle.verdict || known.emissionStage !== vehicle.emissionStage);
  };
  return {
    added: after.vehicles.filter((vehicle) => !old.has(nameOf(vehicle))),
    changed: after.vehicles.filter(differs),
    removed: before.vehicles
      .filter((vehicle) => !now.has(nameOf(vehicle)))
      .map(({ plate, plateColour }) => ({ plate, plateColour })),
  };
}
