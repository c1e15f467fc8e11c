import type { CaseStatus } from '../../domain/cases/case-states.ts';
import { overdueOn } from '../../domain/cases/deadlines.ts';
import type { Message } from '../../domain/failure.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { CaseRow } from '../../store/cases.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { tell } from '../tell.ts';

/**
 * Tells of the deadlines of undecided cases that have passed, each once; a deadline that was moved is told of anew. Looks
 * at the next `limit` overdue cases after an id; gives the last one looked at, undefined at the end.
 */
export async function tellOverdue(
  tx: Writer,
  at: At,
  range: { readonly after: string | undefined; readonly limit: number },
): Promise<string | undefined> {
  const today = legalDayOf(at.now);
  const rows = await tx.cases.overdue(today, range.after, range.limit);
  for (const row of rows) {
    const past = overdueOn({ ...row, status: row.status as CaseStatus }, today);
    const told = new Set((row.told ?? '').split(' '));
    const fresh = past.filter(({ what, by }) => !told.has(`${what}:${by}`));
    if (fresh.length === 0) continue;
    for (const { what, by } of fresh) await tellOne(tx, at, row, what, by);
    await tx.cases.noteTold(row.id, past.map(({ what, by }) => `${what}:${by}`).join(' '));
  }
  return rows.length < range.limit ? undefined : rows.at(-1)?.id;
}

const tellOne = (tx: Writer, at: At, row: CaseRow, what: 'answer' | 'decision', by: string): Promise<void> =>
  tell(tx, at, {
    topic: 'case.overdue',
    subject: { type: 'case', id: row.id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: [],
    summary: WORDS[what](row.number, by),
    data: { deadline: what, by },
  });

const WORDS: Readonly<Record<'answer' | 'decision', (number: string, by: string) => Message>> = {
  answer: (number, by) => ({
    en: `The offender of case ${number} made no statement until ${by}.`,
    zh: `案件 ${number} 的当事人至 ${by} 未陈述申辩。`,
  }),
  decision: (number, by) => ({
    en: `Case ${number} should have been decided by ${by}.`,
    zh: `案件 ${number} 应不晚于${by}（含当日）作出处理决定。`,
  }),
};
