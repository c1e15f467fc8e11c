import type { ReportedCase } from '../../domain/cases/case-report.ts';
import type { CaseStatus } from '../../domain/cases/case-states.ts';
import type { Outcome } from '../../domain/cases/outcomes.ts';
import { plateWord } from '../../domain/cases/words.ts';
import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader } from '../../store/store.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import type { CaseRecords } from './case-records.ts';
import type { KnownOffender } from './describe-offender.ts';
import { countyWord } from './open-case.ts';
import type { Service } from './serve-notice.ts';
import { toldViolations } from './told-violations.ts';

/** A case as its report tells of it, with the names of those who worked on it. */
export async function reportedCase(
  reader: Reader,
  policies: PolicySet,
  { case: row, violations, findings, statements, notices, history }: CaseRecords,
): Promise<ReportedCase> {
  const named = await namesOf(reader, [
    row.openedBy,
    ...statements.map(({ by }) => by),
    ...history.map((one) => one.actorId),
  ]);
  const nameOf = (id: string): string => named.get(id) ?? id;
  const told = await toldViolations(
    reader,
    policies,
    violations.map(({ violation }) => violation),
  );
  return {
    number: row.number,
    title: row.title,
    county: countyWord(policyAt(policies, row.openedAt), row.countyCode),
    status: row.status as CaseStatus,
    offender: offenderPairs(row.offender as KnownOffender),
    openedAt: row.openedAt,
    openedBy: nameOf(row.openedBy),
    decideBy: row.decideBy,
    answerBy: row.answerBy,
    violations: violations.flatMap(({ violation, stands }, index) => {
      const one = told[index];
      return one ? [{ ...one, status: violation.status as ViolationStatus, stands }] : [];
    }),
    findings: findings.map(({ finding, computed, found }) => ({
      title: finding.title.zh,
      reason: computed?.reason.zh ?? found?.reason ?? '',
      cite: finding.cite,
    })),
    notices: notices.map(({ number, status, createdAt, service }) => ({
      ...{ number, status, createdAt },
      service: service as Service | null,
    })),
    statements: statements.map(({ at, by, saidBy, text, late }) => ({
      ...{ at, text, late },
      by: saidBy === null ? nameOf(by) : `${saidBy}（${nameOf(by)} 记录）`,
    })),
    outcome: row.outcome as Outcome | null,
    decisionReason: row.decisionReason,
    transferredTo: row.transferredTo,
    history: history.map(({ at, actorId, step, to, reason }) => ({
      at,
      by: nameOf(actorId),
      step,
      to: to as CaseStatus,
      reason,
    })),
  };
}

function offenderPairs({ name, creditCode, plate, plateColour }: KnownOffender): [string, string][] {
  const pairs: [string, string | undefined][] = [
    ['当事人', name],
    ['统一社会信用代码', creditCode],
    ['号牌', plate === undefined ? undefined : plateWord(plate, plateColour)],
  ];
  return pairs.flatMap(([title, value]) => (value === undefined ? [] : [[title, value] as [string, string]]));
}

/** User names by id; an id that is no user's stays without one. */
async function namesOf(reader: Pick<Reader, 'users'>, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const user = UUID.test(id) ? await reader.users.find(id) : undefined;
    if (user) names.set(id, user.username);
  }
  return names;
}

const UUID = /^[0-9a-f]{8}-/;
