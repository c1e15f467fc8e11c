import { type Appealed, factOfGrounds, GROUNDS, type Grounds, offenderOf } from '../../domain/enforcement/appeal.ts';
import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import { mayBecome, stateForbids } from '../../domain/enforcement/violation-states.ts';
import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { AppealRow } from '../../store/appeals.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { setViolationStatus } from '../enforcement/set-violation-status.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { tell } from '../tell.ts';

export type NewAppeal = {
  readonly violationIds: readonly string[];
  readonly grounds: Grounds;
  readonly statement: string;
  /** What the appellant holds to be true. */
  readonly claimed: Readonly<Record<string, unknown>> | null;
  /** Who made it, where an officer puts on record what was handed in on paper. */
  readonly appellantName: string | null;
};

/**
 * Appeals (申诉) against violations of one offender that hang on the same fact; they are `appealed` while it runs. Not-found
 * about a violation the actor may not see; conflict where one is void, an appeal against it runs, or the same grounds were
 * refused before. One that comes after its time is taken and marked late: the officer says whether that matters.
 */
export async function submitAppeal(
  tx: Writer,
  actor: Actor,
  appeal: NewAppeal,
  { policies, at }: { readonly policies: PolicySet; readonly at: At },
): Promise<AppealRow> {
  const violations = await appealed(tx, actor, appeal);
  const [first] = violations;
  if (!first) throw invalid('#/violationIds', NOT_ONE);
  const own = scopeOf(actor, 'appeal.create').to === 'organisation';
  if (own !== (appeal.appellantName === null)) throw invalid('#/appellant', own ? OWN_NAME : NO_NAME);
  await requireNewGrounds(tx, appeal);
  const policy = policyAt(policies, at.now);
  const holidays = policy.parameter('holidays');
  const today = legalDayOf(at.now);
  const inTime = policy.parameter('appealWorkingDays');
  let late = false;
  for (const violation of violations)
    if (addWorkingDays(legalDayOf(await knownSince(tx, violation)), inTime, holidays) < today) late = true;
  const { violationIds, ...told } = appeal;
  const row: AppealRow = {
    ...told,
    id: at.newId(),
    status: 'submitted',
    organisationId: first.organisationId,
    countyCode: first.countyCode,
    late,
    submittedAt: at.now,
    submittedBy: actor.id,
    decideBy: addWorkingDays(today, policy.parameter('appealDecisionWorkingDays'), holidays),
    endedAt: null,
    endedBy: null,
    reason: null,
    remedy: null,
    jobIds: [],
  };
  await tx.appeals.insert(
    row,
    violations.map(({ id, status }) => ({ appealId: row.id, violationId: id, statusBefore: status })),
  );
  for (const violation of violations)
    await setViolationStatus(tx, actor, violation, { to: 'appealed', cause: `appeal:${row.id}` }, at);
  const { grounds, statement, claimed } = row;
  const detail = { violationIds, grounds, statement, claimed, late };
  await record(tx, actor, at, 'appeal.create', { type: 'appeal', id: row.id }, detail);
  await tellSubmitted(tx, row, violationIds, at);
  return row;
}

/** The violations, which the actor may appeal against, of one offender and by these grounds about one fact. */
async function appealed(tx: Writer, actor: Actor, { violationIds, grounds }: NewAppeal): Promise<ViolationRow[]> {
  const rows: ViolationRow[] = [];
  for (const [index, id] of violationIds.entries()) {
    const pointer = `#/violationIds/${index}`;
    const row = await tx.violations.find(id);
    if (!row || !covers(scopeOf(actor, 'violation.read'), row)) throw notFound(pointer);
    if (!covers(scopeOf(actor, 'appeal.create'), row)) throw forbidden();
    rows.push(row);
  }
  for (const row of rows) if (!mayBecome(row.status as ViolationStatus, 'appealed')) throw await notOpen(tx, row);
  const same = (key: (row: Appealed) => string | null) => new Set(rows.map(key)).size === 1;
  if (rows.some((row) => factOfGrounds(grounds, row) === null)) throw invalid('#/grounds', NO_FIT);
  if (!same(offenderOf) || !same((row) => factOfGrounds(grounds, row))) throw invalid('#/violationIds', NOT_ONE);
  return rows;
}

async function notOpen(tx: Writer, { id, status }: ViolationRow) {
  if (status !== 'appealed') return stateForbids(status as ViolationStatus);
  const running = (await tx.appeals.against([id])).find(({ appeal }) => appeal.status === 'submitted');
  return conflict(RUNNING, '#/violationIds', { existing: running?.appeal.id });
}

/** After a refusal the same violation needs other grounds; none runs beside another. */
async function requireNewGrounds(tx: Writer, { violationIds, grounds }: NewAppeal): Promise<void> {
  for (const { appeal } of await tx.appeals.against(violationIds)) {
    if (appeal.status === 'submitted') throw conflict(RUNNING, '#/violationIds', { existing: appeal.id });
    if (appeal.status === 'refused' && appeal.grounds === grounds)
      throw conflict(REFUSED, '#/grounds', { existing: appeal.id });
  }
}

/** From when the time to appeal runs, ms: since it was notified, else since it was put on record. */
async function knownSince(tx: Writer, { id, recordedAt }: ViolationRow): Promise<number> {
  const notified = (await tx.violationEvents.ofViolation(id)).filter(({ to }) => to === 'notified');
  return Math.max(recordedAt, ...notified.map(({ at }) => at));
}

async function tellSubmitted(tx: Writer, row: AppealRow, violationIds: readonly string[], at: At): Promise<void> {
  const why = GROUNDS[row.grounds as Grounds];
  await tell(tx, at, {
    topic: 'appeal.submitted',
    subject: { type: 'appeal', id: row.id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId === null ? [] : [row.organisationId],
    summary: {
      en: `An appeal against ${violationIds.length} violation(s), since ${why.en}, is to be decided by ${row.decideBy}.`,
      zh: `收到对 ${violationIds.length} 条违规线索的申诉（${why.zh}），应不晚于${row.decideBy}（含当日）办结。`,
    },
    data: { violationIds, grounds: row.grounds, late: row.late, decideBy: row.decideBy },
  });
}

const NOT_ONE = {
  en: 'Violations of one appeal are of one offender and county, and hang on the same fact.',
  zh: '一份申诉只能针对同一对象、同一县区且基于同一事实的违规线索。',
};
const NO_FIT = { en: 'Such a violation does not hang on this fact.', zh: '该违规线索与所选理由无关。' };
const NO_NAME = { en: 'Say who appeals.', zh: '请填写申诉人。' };
const OWN_NAME = { en: 'Your organisation appeals; leave this out.', zh: '由贵单位申诉，请勿填写。' };
const RUNNING = { en: 'An appeal against this violation is running.', zh: '该违规线索已有申诉正在办理。' };
const REFUSED = {
  en: 'An appeal on these grounds was refused; another one needs new grounds.',
  zh: '以相同理由提出的申诉已被驳回，再次申诉须有新的理由。',
};
