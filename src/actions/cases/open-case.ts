import { type Offender, type OffenderType, offenderAs, usualOffender } from '../../domain/cases/offender.ts';
import { isCountyCode } from '../../domain/codes/county.ts';
import { serialNumber } from '../../domain/documents/serial-number.ts';
import { type ViolationStatus, VOID_STATUSES } from '../../domain/enforcement/violation.ts';
import { stateForbids } from '../../domain/enforcement/violation-states.ts';
import { conflict, forbidden, invalid, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Policy } from '../../domain/policy/policy-set.ts';
import { addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { tell } from '../tell.ts';
import type { CaseContext } from './case-context.ts';
import { describeOffender } from './describe-offender.ts';
import { noteStep } from './take-step.ts';

export type NewCase = {
  readonly violationIds: readonly string[];
  /** As whom they are pursued; the usual party of the first unless given. */
  readonly offenderType?: OffenderType | undefined;
  /** Only violations of this county; without it the county that all are of, else the city. */
  readonly countyCode?: string | undefined;
  readonly title?: string | undefined;
};

/**
 * Gathers violations of one offender into a case (立案). Not-found about a violation the actor may not see; conflict, naming
 * the odd one, where one is of another offender or county, no breach that stands, or in an undecided case.
 */
export async function openCase(
  tx: Writer,
  actor: Actor,
  wanted: NewCase,
  { at, policies }: CaseContext,
): Promise<CaseRow> {
  const rows = await requireViolations(tx, actor, wanted.violationIds);
  const [first] = rows;
  if (!first) throw invalid('#/violationIds', NOT_ONE);
  const offender = wanted.offenderType ? offenderAs(wanted.offenderType, first) : usualOffender(first);
  if (!offender) throw conflict(NO_OFFENDER, '#/violationIds/0', { violationId: first.id });
  requireSameOffender(rows, offender);
  const countyCode = wanted.countyCode ?? commonCounty(rows);
  if (!covers(scopeOf(actor, 'case.write'), { countyCode })) throw forbidden();
  requireSameCounty(rows, countyCode);
  await requireFree(tx, wanted.violationIds);
  const policy = policyAt(policies, at.now);
  const today = legalDayOf(at.now);
  const known = await describeOffender(tx, offender, first, today);
  const { plate, plateColour } = known;
  const row: CaseRow = {
    id: at.newId(),
    countyCode,
    ...(await nextNumber(tx, policy, countyCode, today)),
    title: wanted.title ?? `${known.name ?? plate ?? ''} ${rows.length} 起违规`.trim(),
    offenderType: offender.type,
    offenderKey: offender.key,
    offender: known,
    organisationId: known.organisationId ?? null,
    plate: plate ?? null,
    plateColour: plateColour ?? null,
    status: 'open',
    openedAt: at.now,
    openedBy: actor.id,
    changedAt: at.now,
    decideBy: addWorkingDays(today, policy.parameter('caseDecisionWorkingDays'), policy.parameter('holidays')),
    ...{ answerBy: null, noticedAt: null, outcome: null, decidedAt: null, decisionReason: null },
    ...{ transferredTo: null, resumesTo: null, suspendedAt: null, told: null },
  };
  await tx.cases.insert(row);
  for (const { id: violationId } of rows)
    await tx.cases.addViolation({ caseId: row.id, violationId, addedAt: at.now, addedBy: actor.id });
  const detail = { violationIds: wanted.violationIds, number: row.number };
  await noteStep(tx, actor, row.id, { step: 'open', from: 'none', to: 'open', detail }, at);
  await tell(tx, at, {
    topic: 'case.opened',
    subject: { type: 'case', id: row.id },
    countyCodes: countyCode === null ? [] : [countyCode],
    organisationIds: [],
    summary: { en: `Case ${row.number} was opened.`, zh: `已立案：${row.number}。` },
  });
  return row;
}

/** Violations the actor may see, that are breaches and stand; fails about the one that is not. */
export async function requireViolations(
  tx: Writer,
  actor: Actor,
  ids: readonly string[],
  pointer = '#/violationIds',
): Promise<ViolationRow[]> {
  const rows: ViolationRow[] = [];
  const scope = scopeOf(actor, 'violation.read');
  for (const [index, id] of ids.entries()) {
    const at = `${pointer}/${index}`;
    const row = await tx.violations.find(id);
    if (!row || !covers(scope, row)) throw notFound(at);
    if (ids.indexOf(id) !== index) throw invalid(at, TWICE);
    if (row.effect !== 'breach') throw conflict(NO_BREACH, at, { violationId: id });
    if (!GATHERED.includes(row.status as ViolationStatus))
      throw odd(stateForbids(row.status as ViolationStatus).detail, at, id);
    rows.push(row);
  }
  return rows;
}

/** States in which a violation may come into a case; what is void, or settled already, may not. */
const GATHERED: readonly ViolationStatus[] = ['open', 'notified', 'appealed'];

export function requireSameOffender(
  rows: readonly ViolationRow[],
  { type, key }: Offender,
  pointer = '#/violationIds',
): void {
  for (const [index, row] of rows.entries())
    if (offenderAs(type, row)?.key !== key) throw odd(OTHER_OFFENDER, `${pointer}/${index}`, row.id);
}

/** A case of a county holds only its violations; one of the city holds any. */
export function requireSameCounty(
  rows: readonly ViolationRow[],
  countyCode: string | null,
  pointer = '#/violationIds',
): void {
  for (const [index, row] of rows.entries())
    if (countyCode !== null && row.countyCode !== countyCode) throw odd(OTHER_COUNTY, `${pointer}/${index}`, row.id);
}

/** Conflict where one of them is in a case that is not decided. */
export async function requireFree(tx: Writer, ids: readonly string[], pointer = '#/violationIds'): Promise<void> {
  const [held] = await tx.cases.holding(ids);
  if (held)
    throw conflict(
      { en: `This violation is in case ${held.number}.`, zh: `该违规线索已列入案件 ${held.number}。` },
      `${pointer}/${ids.indexOf(held.violationId)}`,
      { violationId: held.violationId, caseId: held.id },
    );
}

const odd = (detail: Message, pointer: string, violationId: string) => conflict(detail, pointer, { violationId });

function commonCounty(rows: readonly ViolationRow[]): string | null {
  const [county, ...others] = new Set(rows.map(({ countyCode }) => countyCode));
  return others.length === 0 ? (county ?? null) : null;
}

/** The next number of the year in a county, or of the city. */
async function nextNumber(tx: Writer, policy: Policy, countyCode: string | null, today: string) {
  const year = Number(today.slice(0, 4));
  const serial = (await tx.cases.lastSerial(year, countyCode)) + 1;
  const { case: form, digits } = policy.parameter('caseNumbering');
  const number = serialNumber(form, digits, { year, serial, county: countyWord(policy, countyCode) });
  return { year, serial, number };
}

/** What stands for a county in numbers: its name, or what the policy says of the city. */
export const countyWord = (policy: Policy, countyCode: string | null): string =>
  countyCode !== null && isCountyCode(countyCode)
    ? (policy.document.counties[countyCode]?.zh ?? countyCode)
    : policy.parameter('caseNumbering').city;

/** Whether a violation counts for nothing any more. */
export const fellAway = ({ status }: Pick<ViolationRow, 'status'>): boolean =>
  VOID_STATUSES.includes(status as ViolationStatus);

const NOT_ONE: Message = { en: 'Name at least one violation.', zh: '请至少指定一条违规线索。' };
const TWICE: Message = { en: 'This violation stands twice.', zh: '该违规线索重复。' };
const NO_BREACH: Message = {
  en: 'This flag is for review and no breach; a case is about breaches.',
  zh: '该线索为待复核项，不是违规，不能列入案件。',
};
const NO_OFFENDER: Message = {
  en: 'It is not known who committed this violation in this capacity.',
  zh: '无法确定该违规线索的此类当事人。',
};
const OTHER_OFFENDER: Message = {
  en: 'This violation is of another offender than the first.',
  zh: '该违规线索与第一条不属于同一当事人。',
};
const OTHER_COUNTY: Message = {
  en: 'This violation is of another county than the case.',
  zh: '该违规线索与案件不属于同一县区。',
};
