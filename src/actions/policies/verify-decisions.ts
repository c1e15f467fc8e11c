import { decisionsOn, outcomeOf } from '../../domain/gates/judge-visit.ts';
import { judgeSmoke, type SmokeClass } from '../../domain/machinery/smoke.ts';
import { decodeFacts, encodeOutcomes } from '../../domain/policy/fact-codec.ts';
import { decide } from '../../domain/policy/kernel.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Facts } from '../../domain/policy/vocabulary.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { Cursor, PageRequest } from '../../store/page.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { InspectionJudgement } from '../machinery/machine-case.ts';

const AT_ONCE = 500;
const EVERYTHING = { to: 'all' } as const;

/**
 * Passages, standing violations and inspections of which the policy that they name, applied to the facts kept with them,
 * says otherwise than is kept; one line each.
 */
export async function* verifyDecisions(bulk: Reader, policies: PolicySet): AsyncGenerator<string> {
  const passages = walk(
    (request) => bulk.passages.page(EVERYTHING, {}, request),
    ({ id, passedAt }) => ({ id, at: passedAt }),
  );
  for await (const row of passages) {
    const fault = passageFault(policies, row);
    if (fault) yield `passage ${row.id}: ${fault}`;
  }
  const violations = walk(
    (request) => bulk.violations.standing(request),
    ({ id, occurredAt }) => ({ id, at: occurredAt }),
  );
  for await (const row of violations) {
    const fault = violationFault(policies, row);
    if (fault) yield `violation ${row.id}: ${fault}`;
  }
  const inspections = walk(
    (request) => bulk.inspections.page(EVERYTHING, {}, request),
    ({ id }) => ({ id }),
  );
  for await (const row of inspections) {
    const fault = inspectionFault(policies, row);
    if (fault) yield `inspection ${row.id}: ${fault}`;
  }
}

async function* walk<Row>(
  pageOf: (request: PageRequest) => Promise<Row[]>,
  keyOf: (row: Row) => Cursor,
): AsyncGenerator<Row> {
  for (let after: Cursor | undefined; ; ) {
    const rows = await pageOf({ limit: AT_ONCE, ...(after ? { after } : {}) });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
    after = keyOf(last);
  }
}

const unknown = (ref: string): string => `it was judged by ${ref}, which is not on record`;

function passageFault(policies: PolicySet, { policy: ref, facts: text, lawAt, ...row }: PassageRow) {
  if (ref === null) return undefined;
  const policy = policies.get(ref);
  if (!policy) return unknown(ref);
  const facts = decodeFacts(text);
  const decisions = decisionsOn(policy, legalDayOf(lawAt), facts);
  if (encodeOutcomes(decisions) !== row.outcomes) return `${ref} decides otherwise of its facts`;
  const outcome = outcomeOf(decisions, facts['plate.readable']?.value !== false);
  return outcome === row.outcome ? undefined : `its outcome is ${row.outcome}, and ${ref} says ${outcome}`;
}

/** What an officer recorded, or what was odd about data, no rule decided. */
function violationFault(policies: PolicySet, { policy: ref, rule: id, kind, legalDay, why }: ViolationRow) {
  const { decision, facts } = why as { readonly decision?: unknown; readonly facts: Facts };
  if (decision === undefined) return undefined;
  const policy = policies.get(ref);
  if (!policy) return unknown(ref);
  const rule = policy.rule(id);
  const decided = rule && decide(policy, rule.judges, legalDay, facts).find((one) => one.rule === id);
  const raised = decided?.kind === kind && (decided.outcome === 'violation' || decided.outcome === 'review');
  return raised ? undefined : `${ref} does not flag ${kind} of its facts`;
}

function inspectionFault(policies: PolicySet, row: InspectionRow) {
  const { policy: ref, emissionStage: stage, powerW, leastClass, possibleClass } = row.judgement as InspectionJudgement;
  if (ref === null) return undefined;
  const policy = policies.get(ref);
  if (!policy) return unknown(ref);
  const { result } = judgeSmoke(policy.parameter('smoke'), {
    ...{ stage, powerW, class: row.smokeClass as SmokeClass | null, leastClass, possibleClass },
    ...{ readings: row.readings as number[] | null, ringelmann: row.ringelmann },
  });
  return result === row.result ? undefined : `its result is ${row.result}, and ${ref} says ${result}`;
}
