import type { Message } from '../../domain/failure.ts';
import { addDays, addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { tell } from '../tell.ts';
import type { MachineryAt } from './context.ts';
import { policyFor } from './parameters.ts';

/**
 * Reminds officers of at most `limit` filings each whose review is due by the next working day, or was due: once before and
 * once after, one message a county. Decides nothing about any of them. Whether there may be more.
 */
export async function remindOfReviews(tx: Writer, at: MachineryAt, limit: number): Promise<boolean> {
  const today = legalDayOf(at.now);
  const holidays = policyFor(at.policies, today).parameter('holidays');
  const overdue = await tx.filings.reviewsDue(addDays(today, -1), 'overdue', limit);
  await remind(tx, overdue, 'overdue', at);
  const due = await tx.filings.reviewsDue(addWorkingDays(today, 1, holidays), 'due', limit);
  await remind(tx, due, 'due', at);
  return overdue.length === limit || due.length === limit;
}

async function remind(tx: Writer, filings: readonly FilingRow[], what: 'due' | 'overdue', at: MachineryAt) {
  for (const countyCode of new Set(filings.map((filing) => filing.countyCode))) {
    const own = filings.filter((filing) => filing.countyCode === countyCode);
    const [first] = own;
    if (!first) continue;
    await tell(tx, at, {
      topic: 'filing.review-due',
      subject: { type: 'filing', id: first.id },
      countyCodes: [countyCode],
      organisationIds: [],
      summary: WORDS[what](own.length, first.number ?? first.id),
      data: { what, filingIds: own.map(({ id }) => id) },
    });
    for (const { id } of own) await tx.filings.update(id, { reviewTold: what });
  }
}

const WORDS: Readonly<Record<'due' | 'overdue', (count: number, first: string) => Message>> = {
  due: (count, first) => ({
    en: `${count} filings are to be reviewed by the next working day, the first of them ${first}.`,
    zh: `${count} 份申报应不晚于下一工作日（含当日）审核，首份为 ${first}。`,
  }),
  overdue: (count, first) => ({
    en: `${count} filings were not reviewed in time, the first of them ${first}.`,
    zh: `${count} 份申报已逾期未审核，首份为 ${first}。`,
  }),
};
