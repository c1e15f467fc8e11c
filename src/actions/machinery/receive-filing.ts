import { serialNumber } from '../../domain/documents/serial-number.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { countyWord } from '../cases/open-case.ts';
import type { MachineryAt } from './context.ts';
import { settingsOf } from './county-settings.ts';
import { policyFor } from './parameters.ts';

type Receipt = Pick<FilingRow, 'year' | 'serial' | 'number' | 'reviewBy' | 'reviewTold'>;

/** What a submission gets on arrival: the next number of its county and year, and the day by which it is reviewed. */
export async function receiptOf(tx: Writer, countyCode: string, at: MachineryAt): Promise<Receipt> {
  const numbered = await nextNumber(tx, countyCode, at.now, at.policies);
  return { ...numbered, ...(await reviewTerm(tx, countyCode, at)) };
}

/** The day by which the county is to review what is submitted now; none where it set no deadline. */
export async function reviewTerm(
  tx: Writer,
  countyCode: string,
  { now, policies }: MachineryAt,
): Promise<Pick<FilingRow, 'reviewBy' | 'reviewTold'>> {
  const { reviewWorkingDays } = (await settingsOf(tx, countyCode)).settings;
  if (reviewWorkingDays === null) return { reviewBy: null, reviewTold: null };
  const today = legalDayOf(now);
  const holidays = policyFor(policies, today).parameter('holidays');
  return { reviewBy: addWorkingDays(today, reviewWorkingDays, holidays), reviewTold: null };
}

/** The next number in a county for a filing submitted at `submittedAt`, by the policy of that day. */
export async function nextNumber(
  tx: Writer,
  countyCode: string,
  submittedAt: number,
  policies: PolicySet,
): Promise<Pick<FilingRow, 'year' | 'serial' | 'number'>> {
  const day = legalDayOf(submittedAt);
  const year = Number(day.slice(0, 4));
  const serial = (await tx.filings.lastSerial(year, countyCode)) + 1;
  const policy = policyFor(policies, day);
  const { form, digits } = policy.parameter('filingNumbering');
  const number = serialNumber(form, digits, { year, serial, county: countyWord(policy, countyCode) });
  return { year, serial, number };
}
