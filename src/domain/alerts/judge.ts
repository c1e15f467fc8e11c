import { factsIn } from '../policy/conditions.ts';
import type { Condition } from '../policy/document.ts';
import { type Evaluated, evaluate } from '../policy/evaluate.ts';
import type { OrderNote, RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Fact, FactName, Facts } from '../policy/vocabulary.ts';
import { formatInstant } from '../time.ts';
import { type Exemption, frees, holding, type Met } from './exemption.ts';
import { inForce, type OrderRevision, type Restriction, withinHours } from './order.ts';
import { conditionOf } from './restriction.ts';

/** What is known of orders and exemptions where something is judged; more than bears on it does no harm. */
export type AlertKnowledge = {
  readonly revisions: readonly OrderRevision[];
  readonly exemptions: readonly Exemption[];
  /**
   * Whether the enterprise missed clean transport (2.4.2c) in the look-back before an order that starts at an instant
   * (ms); undefined or absent: unknown.
   */
  readonly missed: ReadonlyMap<number, boolean | undefined>;
};

/** What the orders in force make of something: the facts they add, and how each of them bears on it. */
export type UnderOrders = {
  readonly facts: Facts;
  /** By restrictions, and by closed hours. */
  readonly barring: readonly OrderNote[];
  readonly closing: readonly OrderNote[];
};

type Bearing = {
  readonly revision: OrderRevision;
  /** Absent where its closed hours are what bears. */
  readonly condition?: Condition;
  readonly evaluated: Evaluated;
  readonly exemptions: readonly Exemption[];
};

const BARS = { vehicle: 'order.barsVehicle', machine: 'order.barsMachine' } as const;

/**
 * The orders in force over `met`'s county at its instant, put to a vehicle that enters or a machine at work by its facts;
 * undefined where none is. An exemption counts where all that would bar it is exempted. Plan-clauses, point 10.
 */
export function underOrders(
  policy: Policy,
  known: AlertKnowledge,
  met: Met,
  what: 'vehicle' | 'machine',
  facts: Facts,
): UnderOrders | undefined {
  const revisions = inForce(known.revisions, met.countyCode, met.at);
  if (revisions.length === 0) return undefined;
  const held = holding(known.exemptions, met);
  const ofBars = clausesAsking(policy, BARS[what]);
  const ofHours = clausesAsking(policy, 'order.closedHours');
  const restricted = revisions.flatMap((revision) =>
    restrictionsAt(revision, what, met.at).map((restriction): Bearing => {
      const from = { orderId: revision.orderId, clauses: ofBars, allowed: restriction.exempt ?? [] };
      const condition = conditionOf(restriction);
      const evaluated = evaluate(policy, condition, facts);
      return { revision, condition, evaluated, exemptions: held.filter((one) => frees(one, from)) };
    }),
  );
  const closed = what === 'vehicle' ? revisions.filter((one) => withinHours(one.closedHours, met.at)) : [];
  const closing = closed.map((revision): Bearing => {
    const from = { orderId: revision.orderId, clauses: ofHours };
    return { revision, evaluated: CLOSED, exemptions: held.filter((one) => frees(one, from)) };
  });
  const barred = settled(restricted);
  const shut = settled(closing);
  const exemptedFrom = [...(shut.exempted ? ofHours : []), ...(barred.exempted ? ofBars : [])];
  const asked = new Set(restricted.flatMap(({ condition }) => (condition ? factsIn(condition) : [])));
  return {
    facts: {
      ...Object.fromEntries(Object.entries(facts).filter(([name]) => asked.has(name))),
      'order.inForce': onRecord(revisions.map(({ serial, revision }) => `${serial}.${revision}`).join('+')),
      ...(barred.fact ? { [BARS[what]]: barred.fact } : {}),
      ...(shut.fact ? { 'order.closedHours': shut.fact } : {}),
      ...(exemptedFrom.length > 0 ? { 'exemption.from': onRecord([...new Set(exemptedFrom)].join('+')) } : {}),
      ...missedFact(shut.decisive, known.missed),
    },
    barring: notesOf(revisions, restricted),
    closing: notesOf(closed, closing),
  };
}

/** The decisions with the orders that each rule's conditions are about. */
export function withOrders(
  policy: Policy,
  decisions: readonly RuleDecision[],
  { barring, closing }: Pick<UnderOrders, 'barring' | 'closing'>,
): RuleDecision[] {
  const ofBars = rulesAsking(policy, ['order.barsVehicle', 'order.barsMachine']);
  const ofHours = rulesAsking(policy, ['order.closedHours']);
  return decisions.map((decision) => {
    const orders = ofBars.includes(decision.rule) ? barring : ofHours.includes(decision.rule) ? closing : [];
    return orders.length > 0 ? { ...decision, why: { ...decision.why, orders } } : decision;
  });
}

/** The orders that a decision's breach is of. */
export function ordersBroken({ why }: RuleDecision): OrderNote[] {
  return (why.orders ?? []).filter(({ bearing }) => bearing === 'barred');
}

function restrictionsAt({ restrictions }: OrderRevision, what: 'vehicle' | 'machine', at: number): Restriction[] {
  return restrictions.filter(
    ({ appliesTo, hours }) =>
      (appliesTo === 'machine') === (what === 'machine') && (hours === undefined || withinHours(hours, at)),
  );
}

type Settled = {
  readonly fact: Fact | undefined;
  readonly exempted: boolean;
  readonly decisive: readonly OrderRevision[];
};

/** Whatever is not exempted decides; where nothing of that bars, what is exempted does, as exempted. */
function settled(bearings: readonly Bearing[]): Settled {
  const bound = bearings.filter(({ exemptions }) => exemptions.length === 0);
  const exempted = anyOf(bound).truth === false;
  const deciding = exempted ? bearings : bound;
  const { truth, missing } = anyOf(deciding);
  if (truth === false) return { fact: undefined, exempted: false, decisive: [] };
  const fact = truth ? onRecord(true) : { ...onRecord('X'), lacking: missing };
  return { fact, exempted, decisive: deciding.map(({ revision }) => revision) };
}

function anyOf(bearings: readonly Bearing[]): Pick<Evaluated, 'truth' | 'missing'> {
  const parts = bearings.map(({ evaluated }) => evaluated);
  if (parts.some(({ truth }) => truth === true)) return { truth: true, missing: [] };
  const missing = [...new Set(parts.flatMap((part) => (part.truth === undefined ? part.missing : [])))];
  return { truth: missing.length > 0 ? undefined : false, missing };
}

/** Any of the orders that close these hours is enough. */
function missedFact(closing: readonly OrderRevision[], missed: AlertKnowledge['missed']): Facts {
  const each = closing.map(({ startsAt }) => missed.get(startsAt));
  if (each.includes(true)) return { 'enterprise.missedCleanTransport': onRecord(true) };
  if (each.length === 0 || each.includes(undefined)) return {};
  return { 'enterprise.missedCleanTransport': onRecord(false) };
}

function notesOf(revisions: readonly OrderRevision[], bearings: readonly Bearing[]): OrderNote[] {
  return revisions.map((revision) => {
    const own = bearings.filter((one) => one.revision === revision);
    const { orderId: id, orderNumber, level, startsAt, endsAt, issuedAt } = revision;
    return {
      ...{ id, orderNumber, revision: revision.revision, level },
      startsAt: formatInstant(startsAt),
      endsAt: endsAt === null ? null : formatInstant(endsAt),
      issuedAt: formatInstant(issuedAt),
      bearing: bearingOf(own),
      exemptionIds: [...new Set(own.flatMap(({ exemptions }) => exemptions.map((one) => one.id)))],
      because: own.flatMap(({ evaluated }) => (evaluated === CLOSED ? [] : [evaluated.node])),
    };
  });
}

function bearingOf(own: readonly Bearing[]): OrderNote['bearing'] {
  const bound = anyOf(own.filter(({ exemptions }) => exemptions.length === 0)).truth;
  if (bound !== false) return bound ? 'barred' : 'unknown';
  return anyOf(own).truth === false ? 'free' : 'exempted';
}

const CLOSED: Evaluated = { truth: true, missing: [], node: { op: 'all', value: 'yes' } };

const onRecord = (value: boolean | string): Fact => ({ value, origin: 'record' });

/** The clauses of the rules that turn on a fact. */
function clausesAsking(policy: Policy, fact: FactName): string[] {
  const rules = rulesAsking(policy, [fact]);
  return [...new Set(rules.flatMap((id) => policy.rule(id)?.clause ?? []))];
}

/** The rules of a policy that apply by one of these facts, in policy order. */
export function rulesAsking(policy: Policy, facts: readonly FactName[]): string[] {
  const asks = (condition: Condition) => factsIn(condition).some((name) => facts.some((fact) => fact === name));
  return policy.document.rules.filter(({ versions }) => versions.some(({ when }) => asks(when))).map(({ id }) => id);
}
