import { notFound } from '../../domain/failure.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { AuditRow } from '../../store/audit.ts';
import type { CaseEventRow, CaseRow, CaseStatementRow } from '../../store/cases.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { NoticeRow } from '../../store/notices.ts';
import type { Reader } from '../../store/store.ts';
import type { ViolationEventRow } from '../../store/violation-events.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { evidenceOfViolations } from './case-pictures.ts';
import { type CaseFinding, findingsOf } from './find-aggravating.ts';
import { fellAway } from './open-case.ts';

/** Everything on record about a case. */
export type CaseRecords = {
  readonly case: CaseRow;
  readonly violations: readonly {
    readonly violation: ViolationRow;
    readonly stands: boolean;
    readonly history: readonly ViolationEventRow[];
  }[];
  readonly findings: readonly CaseFinding[];
  readonly statements: readonly CaseStatementRow[];
  readonly notices: readonly NoticeRow[];
  readonly history: readonly CaseEventRow[];
  readonly evidence: readonly EvidenceRow[];
  /** Without the salts: whoever has them tells a guess about a person from the truth. */
  readonly audit: readonly Omit<AuditRow, 'salt'>[];
};

export async function gatherRecords(
  reader: Reader,
  caseId: string,
  { policies }: { readonly policies: PolicySet },
): Promise<CaseRecords> {
  const row = await reader.cases.find(caseId);
  if (!row) throw notFound();
  const inCase = (await reader.cases.violationsOf([caseId])).map(({ violation }) => violation);
  const notices = await reader.notices.ofCase(caseId);
  const violations: CaseRecords['violations'][number][] = [];
  for (const violation of inCase)
    violations.push({
      violation,
      stands: !fellAway(violation),
      history: await reader.violationEvents.ofViolation(violation.id),
    });
  const evidence = [
    ...(await evidenceOfViolations(reader, inCase)).map((found) => found.evidence),
    ...(await reader.evidence.ofSubjects('case', [caseId])),
    ...(await reader.evidence.ofSubjects(
      'notice',
      notices.map(({ id }) => id),
    )),
  ];
  const subjects: [string, string][] = [
    ['case', caseId],
    ...notices.map(({ id }): [string, string] => ['notice', id]),
    ...inCase.map(({ id }): [string, string] => ['violation', id]),
  ];
  const audit: Omit<AuditRow, 'salt'>[] = [];
  for (const [subjectType, subjectId] of subjects) audit.push(...(await auditOf(reader, subjectType, subjectId)));
  return {
    case: row,
    violations,
    findings: await findingsOf(reader, policies, row, inCase),
    statements: await reader.cases.statementsOf(caseId),
    notices,
    history: await reader.cases.eventsOf(caseId),
    evidence: [...new Map(evidence.map((one) => [one.id, one])).values()],
    audit: audit.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

const PAGE = 200;

async function auditOf(
  reader: Pick<Reader, 'audit'>,
  subjectType: string,
  subjectId: string,
): Promise<Omit<AuditRow, 'salt'>[]> {
  const rows: Omit<AuditRow, 'salt'>[] = [];
  for (let after: { id: string } | undefined; ; ) {
    const found = await reader.audit.page({ subjectType, subjectId }, { limit: PAGE, ...(after ? { after } : {}) });
    rows.push(...found.map(({ salt: _, ...told }) => told));
    const last = found.at(-1);
    if (!last || found.length < PAGE) return rows;
    after = { id: last.id };
  }
}
