import { holding } from '../alerts/exemption.ts';
import type { AlertKnowledge } from '../alerts/judge.ts';
import { type Hours, type OrderRevision, turnsOf } from '../alerts/order.ts';
import type { EnterpriseFacts } from '../fleet/enterprise.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import { addDays, formatInstant, legalDayOf, startOfDay } from '../time.ts';
import { type Judgement, judgeVisit, type VisitToJudge } from './judge-visit.ts';
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

/**
 * The law from one legal day or, where an order or its hours begin or end within a day, from one instant (absent: from the
 * making of the list) until the next step, by what the truck carries.
 */
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

/** An order that the verdicts of a list took into account. */
export type ListedOrder = {
  readonly id: string;
  readonly orderNumber: string | null;
  readonly revision: number;
  readonly level: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
};

/** The content that is signed by its digest. `unknown` is the verdict on any other vehicle, by the colour of its plate. */
export type ListContent = {
  readonly vehicles: readonly ListedVehicle[];
  readonly verdicts: Readonly<Record<string, readonly ListStep[]>>;
  readonly unknown: Readonly<Record<string, string>>;
  /** Absent where there is none. */
  readonly orders?: readonly ListedOrder[];
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

/** What the law says of a vehicle entering at any time of the validity: one step for each instant at which that changes. */
export function stepsOf(
  policies: PolicySet,
  { plate, plateColour, holders }: Listable,
  enterprise: readonly EnterpriseFacts[],
  { now, until }: Validity,
  alerts?: ListAlerts,
): { readonly steps: ListStep[]; readonly emissionStage: string | null } {
  const steps: ListStep[] = [];
  let emissionStage: string | null = null;
  const days = turningDays(policies, holders, enterprise, legalDayOf(now), legalDayOf(until));
  for (const at of turningInstants(days, alerts, { plate, plateColour, holders }, { now, until })) {
    const judged = LOADS.map(
      (load) => [load, entering(policies, { plate, plateColour, holders }, enterprise, at, load, alerts)] as const,
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
      steps.push({ from: nameOfInstant(at), ...step });
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

/** What is known of orders at the enterprise, of every exemption that may hold there in the validity among it. */
export type ListAlerts = NonNullable<VisitToJudge['alerts']>;

const nameOfInstant = (at: number): string => {
  const day = legalDayOf(at);
  return startOfDay(day) === at ? day : formatInstant(at);
};

/** The making of the list, and every instant within the validity at which a day turns or an order, its hours or an exemption begins or ends. */
function turningInstants(
  days: readonly string[],
  alerts: ListAlerts | undefined,
  { plate, plateColour, holders }: Listable,
  { now, until }: Validity,
): number[] {
  const instants = days.map(startOfDay);
  if (alerts) {
    const { revisions, exemptions, countyCode, enterpriseId } = alerts;
    for (const { startsAt, endsAt, issuedAt } of revisions) instants.push(startsAt, issuedAt, endsAt ?? until);
    const hours = revisions.flatMap(hoursOf);
    for (let day = legalDayOf(now); day <= legalDayOf(until); day = addDays(day, 1))
      instants.push(...turnsOf(hours, startOfDay(day)));
    for (const exemption of exemptions) {
      const vehicles = [null, ...holders.map(({ vehicleId }) => vehicleId)];
      const met = { at: Math.max(exemption.from, now), countyCode, enterpriseId, plate, plateColour };
      const own = vehicles.some((vehicleId) => holding([exemption], { ...met, vehicleId }).length > 0);
      if (own) instants.push(exemption.from, exemption.until);
    }
  }
  return [now, ...[...new Set(instants)].filter((at) => now < at && at < until).sort((a, b) => a - b)];
}

const hoursOf = ({ restrictions, closedHours }: OrderRevision): Hours[] => [
  ...closedHours,
  ...restrictions.flatMap(({ hours = [] }) => hours),
];

/** The orders whose latest word at an instant of the validity covers a part of it. */
export function listedOrders(
  { revisions }: Pick<AlertKnowledge, 'revisions'>,
  { now, until }: Validity,
): ListedOrder[] {
  return revisions
    .filter(
      (one) =>
        one.startsAt < until &&
        (one.endsAt === null || one.endsAt > now) &&
        !revisions.some((other) => other.orderId === one.orderId && other.revision > one.revision),
    )
    .map(({ orderId: id, orderNumber, revision, level, startsAt, endsAt }) => ({
      ...{ id, orderNumber, revision, level, startsAt: formatInstant(startsAt) },
      endsAt: endsAt === null ? null : formatInstant(endsAt),
    }));
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
  alerts: ListAlerts | undefined,
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
  const visit = { visit: { id: reading.id, entry }, plate, holders, enterprise };
  return judgeVisit(policies, alerts ? { ...visit, alerts } : visit);
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
