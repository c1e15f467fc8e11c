import { CASE_STATUSES, type CaseStatus } from '../../domain/cases/case-states.ts';
import { deadlinesOf, overdueOn } from '../../domain/cases/deadlines.ts';
import type { Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CaseCounts, CaseEventRow, CaseRow, CaseStatementRow } from '../../store/cases.ts';
import type { NoticeRow } from '../../store/notices.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { type CaseFinding, findingsOf } from './find-aggravating.ts';
import { whyNotTold } from './gather-notice.ts';
import { seesNotice } from './get-notice.ts';
import { fellAway } from './open-case.ts';

/** A case as lists give it. */
export type CaseSummary = {
  readonly row: CaseRow;
  readonly counts: CaseCounts;
  /** Each with whether it has passed; none is past while an appeal runs. */
  readonly deadlines: readonly { readonly what: string; readonly by: string; readonly overdue: boolean }[];
};

/** A case with all that belongs to it, as far as the actor may see it. */
export type CaseInFull = CaseSummary & {
  readonly violations: readonly {
    readonly row: ViolationRow;
    readonly stands: boolean;
    /** Why notices leave it out, if they do. */
    readonly leftOut: Message | undefined;
  }[];
  readonly findings: readonly CaseFinding[];
  readonly statements: readonly CaseStatementRow[];
  readonly notices: readonly NoticeRow[];
  readonly history: readonly CaseEventRow[];
};

export async function summarise(
  reader: Pick<Reader, 'cases'>,
  rows: readonly CaseRow[],
  now: number,
): Promise<CaseSummary[]> {
  const counts = await reader.cases.countsOf(rows.map(({ id }) => id));
  return rows.map((row) => summaryOf(row, counts.get(row.id) ?? { all: 0, standing: 0, appealed: 0 }, now));
}

function summaryOf(row: CaseRow, counts: CaseCounts, now: number): CaseSummary {
  const dated = { ...row, status: CASE_STATUSES.find((one) => one === row.status) as CaseStatus };
  const past = counts.appealed > 0 ? [] : overdueOn(dated, legalDayOf(now));
  const deadlines = deadlinesOf(dated).map((one) => ({
    ...one,
    overdue: past.some(({ what }) => what === one.what),
  }));
  return { row, counts, deadlines };
}

export async function viewCase(
  reader: Reader,
  actor: Actor,
  row: CaseRow,
  { policies, now }: { readonly policies: PolicySet; readonly now: number },
): Promise<CaseInFull> {
  const inCase = (await reader.cases.violationsOf([row.id])).map(({ violation }) => violation);
  const counts = {
    all: inCase.length,
    standing: inCase.filter((one) => !fellAway(one)).length,
    appealed: inCase.filter(({ status }) => status === 'appealed').length,
  };
  const notices = await reader.notices.ofCase(row.id);
  return {
    ...summaryOf(row, counts, now),
    violations: inCase.map((one) => ({ row: one, stands: !fellAway(one), leftOut: whyNotTold(one) })),
    findings: await findingsOf(reader, policies, row, inCase),
    statements: await reader.cases.statementsOf(row.id),
    notices: notices.filter((one) => seesNotice(actor, one)),
    history: await reader.cases.eventsOf(row.id),
  };
}
