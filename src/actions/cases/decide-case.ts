import type { CaseStatus } from '../../domain/cases/case-states.ts';
import { OUTCOME_NAMES, type Outcome, tooEarly, VIOLATIONS_BECOME } from '../../domain/cases/outcomes.ts';
import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import { mayBecome } from '../../domain/enforcement/violation-states.ts';
import { conflict, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { addDays, DAY_MS, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import { setViolationStatus } from '../enforcement/set-violation-status.ts';
import { tell } from '../tell.ts';
import type { CaseContext } from './case-context.ts';
import { getCase, stepOf } from './get-case.ts';
import { fellAway } from './open-case.ts';
import { takeStep } from './take-step.ts';

export type Decision = {
  readonly outcome: Outcome;
  readonly reason: string;
  /** The authority it goes to; of a transferred case. */
  readonly transferredTo?: string | undefined;
};

/**
 * Gives a case its outcome (处理决定), which a person decided, and its violations the state that follows. Conflict before
 * the offender was told and heard, while an appeal against one of its violations runs, and where none of them stands,
 * unless it is dismissed.
 */
export async function decideCase(
  tx: Writer,
  actor: Actor,
  id: string,
  { outcome, reason, transferredTo }: Decision,
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  stepOf(row, 'decide');
  if ((outcome === 'transferred') !== (transferredTo !== undefined)) throw invalid('#/transferredTo', WHERE_TO);
  const early = tooEarly(outcome, row.status as CaseStatus, row.answerBy, legalDayOf(at.now));
  if (early) throw conflict(early);
  const violations = (await tx.cases.violationsOf([id])).map(({ violation }) => violation);
  const standing = violations.filter((one) => !fellAway(one));
  const appealed = standing.find(({ status }) => status === 'appealed');
  if (appealed) throw conflict(APPEALED, undefined, { violationId: appealed.id });
  if (standing.length === 0 && outcome !== 'dismissed') throw conflict(ALL_GONE);
  const to = VIOLATIONS_BECOME[outcome];
  const changed: string[] = [];
  if (to !== null)
    for (const one of standing) {
      // What lies before the policy was published is found against nobody; what was settled by itself stays so.
      if (outcome !== 'dismissed' && one.beforePublication) continue;
      if (!mayBecome(one.status as ViolationStatus, to)) continue;
      await setViolationStatus(tx, actor, one, { to, reason, cause: `case:${id}` }, at);
      changed.push(one.id);
    }
  const change = { outcome, decidedAt: at.now, decisionReason: reason, transferredTo: transferredTo ?? null };
  const detail = { outcome, violationIds: changed, ...(transferredTo ? { transferredTo } : {}) };
  const decided = await takeStep(tx, actor, row, { step: 'decide', reason, detail, change }, at);
  const name = OUTCOME_NAMES[outcome];
  await tell(tx, at, {
    topic: 'case.decided',
    subject: { type: 'case', id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId !== null && row.noticedAt !== null ? [row.organisationId] : [],
    summary: {
      en: `Case ${row.number} was decided: ${name.en}.`,
      zh: `案件 ${row.number} 已作出处理决定：${name.zh}。`,
    },
    data: { outcome },
  });
  return decided;
}

/** Ends a decided case (结案). */
export async function closeCase(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string | undefined,
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  return takeStep(tx, actor, row, { step: 'close', ...(reason === undefined ? {} : { reason }) }, at);
}

/** Lets a case stand still (中止); its deadlines wait. */
export async function suspendCase(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  const change = { resumesTo: row.status, suspendedAt: at.now };
  return takeStep(tx, actor, row, { step: 'suspend', reason, change }, at);
}

/** Takes a suspended case up again where it was; its deadlines are later by the days it stood still. */
export async function resumeCase(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string | undefined,
  { at }: CaseContext,
): Promise<CaseRow> {
  const row = await getCase(tx, actor, id, 'case.write');
  stepOf(row, 'resume');
  const stood = startOfDay(legalDayOf(at.now)) - startOfDay(legalDayOf(row.suspendedAt ?? at.now));
  const days = Math.round(stood / DAY_MS);
  const change = {
    resumesTo: null,
    suspendedAt: null,
    decideBy: addDays(row.decideBy, days),
    answerBy: row.answerBy === null ? null : addDays(row.answerBy, days),
  };
  return takeStep(tx, actor, row, { step: 'resume', ...(reason === undefined ? {} : { reason }), change }, at);
}

const WHERE_TO = {
  en: 'Name the authority that a transferred case goes to, and only of one.',
  zh: '移送时须填写接收部门，其他处理结果不得填写。',
};
const APPEALED = {
  en: 'An appeal against a violation of this case runs; it is decided first.',
  zh: '本案有违规线索正在申诉，须先办结申诉。',
};
const ALL_GONE = {
  en: 'None of its violations stands any more; such a case can only be dismissed.',
  zh: '本案所有违规线索均已撤销或失效，只能作撤销处理。',
};
