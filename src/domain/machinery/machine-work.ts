import { type AlertKnowledge, ordersBroken, underOrders, withOrders } from '../alerts/judge.ts';
import { isNewEnergyFuel } from '../codes/fuel.ts';
import { dieselOf } from '../fleet/heavy-diesel.ts';
import { decide, type OrderNote, type RuleDecision, type RuleOutcome } from '../policy/kernel.ts';
import type { PolicySet } from '../policy/policy-set.ts';
import type { Fact, Facts } from '../policy/vocabulary.ts';
import { legalDayOf } from '../time.ts';
import { knownStage } from './known-stage.ts';
import { type MachineSubject, stayKeys, type Use, useEvidence, usesOf } from './machine-subject.ts';
import type { Stay } from './stay.ts';

/** A machine as orders ask of it; stage `X` and no fuel are unknown. */
export type OrderedMachine = { readonly id: string; readonly emissionStage: string; readonly fuel: string | null };

/** A stay's work under orders as the policy of its day decides it. */
export type DecidedWork = {
  readonly subject: MachineSubject;
  readonly policy: string;
  readonly decisions: readonly RuleDecision[];
};

type Judged = {
  readonly use: Use;
  readonly facts: Facts;
  readonly policy: string;
  readonly decisions: readonly RuleDecision[];
};

/** What a stay's uses come to, the first of these. Nothing else is told. */
const TOLD: readonly RuleOutcome[] = ['violation', 'unverified', 'exempt'];

/**
 * A stay's work while orders bar it (3.3): the first use that is a breach, else the first that cannot be decided, else the
 * first that was exempted, with every other like it as evidence; undefined where none of them is. Standing idle is no use.
 * A site is of sector construction and of no performance grade. Plan-clauses, point 10.
 */
export function workOf(
  policies: PolicySet,
  stay: Stay,
  countyCode: string,
  machine: OrderedMachine,
  alerts: Pick<AlertKnowledge, 'revisions' | 'exemptions'>,
): DecidedWork | undefined {
  const uses = usesOf(stay).flatMap((use) => judgeUse(policies, use, stay.siteId, countyCode, machine, alerts) ?? []);
  const outcome = TOLD.find((told) => uses.some(({ decisions }) => comesTo(decisions, told)));
  const alike = outcome ? uses.filter(({ decisions }) => comesTo(decisions, outcome)) : [];
  const [first] = alike;
  if (!first) return undefined;
  const broken = new Map(
    alike
      .flatMap(({ decisions }) => decisions.flatMap(ordersBroken))
      .map((note): [string, OrderNote] => [`${note.id} ${note.revision}`, note]),
  );
  const evidence = useEvidence(
    stay,
    alike.map(({ use }) => use),
  );
  return {
    subject: {
      judges: 'machine_work',
      ...stayKeys(stay),
      siteId: stay.siteId,
      occurredAt: first.use.at,
      facts: first.facts,
      evidence: { ...evidence, orders: [...broken.values()] },
    },
    policy: first.policy,
    decisions: first.decisions,
  };
}

const comesTo = (decisions: readonly RuleDecision[], outcome: RuleOutcome): boolean =>
  decisions.some((decision) => decision.outcome === outcome);

function judgeUse(
  policies: PolicySet,
  use: Use,
  siteId: string,
  countyCode: string,
  machine: OrderedMachine,
  alerts: Pick<AlertKnowledge, 'revisions' | 'exemptions'>,
): Judged | undefined {
  const day = legalDayOf(use.at);
  const policy = policies.on(day);
  if (!policy) return undefined;
  const met = { at: use.at, countyCode, machineId: machine.id, siteId };
  const known = { ...alerts, missed: new Map<number, undefined>() };
  const under = underOrders(policy, known, met, 'machine', machineFacts(machine));
  if (!under) return undefined;
  const { facts } = under;
  const decisions = withOrders(policy, decide(policy, 'machine_work', day, facts), under);
  return { use, facts, policy: policy.ref, decisions };
}

const onRecord = (value: boolean | string): Fact => ({ value, origin: 'record' });

/** What orders ask of a machine and of the site that it is on. */
export function machineFacts(machine: Omit<OrderedMachine, 'id'>): Facts {
  const { fuel } = machine;
  const stage = knownStage(machine);
  const diesel = dieselOf(fuel ?? undefined);
  const newEnergy = stage === 'D' ? true : fuel === null ? undefined : isNewEnergyFuel(fuel);
  return {
    ...(stage === undefined ? {} : { 'machine.emissionStage': onRecord(stage) }),
    ...(fuel === null ? {} : { 'machine.fuel': onRecord(fuel) }),
    ...(diesel === undefined ? {} : { 'machine.diesel': onRecord(diesel) }),
    ...(newEnergy === undefined ? {} : { 'machine.newEnergy': onRecord(newEnergy) }),
    ...SITE_FACTS,
  };
}

/** A building site counts as construction and stands in no list of performance grades. */
export const SITE_FACTS: Facts = {
  'enterprise.sector': onRecord('construction'),
  'enterprise.performanceGrade': onRecord('none'),
};
