import { monthPeriod, nextMonth } from '../../../domain/reports/period.ts';
import { legalDayOf } from '../../../domain/time.ts';
import { useUrlFilters } from '../../parts/url-filters.ts';

/** Whole legal months, `YYYY-MM`, both included. */
export type Months = { readonly from: string; readonly to: string };

const NAMES = ['from', 'to', 'county', 'figure'] as const;
const USUAL = 12;
const MOST = 36;

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** The month so many months earlier. */
export function monthsBefore(month: string, count: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const all = year * 12 + number - 1 - count;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** The month in which we are, in China. */
export const thisMonth = (): string => legalDayOf(Date.now()).slice(0, 7);

/** Every month of a period, oldest first. */
export function eachMonth({ from, to }: Months): readonly string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length < MOST; month = nextMonth(month)) months.push(month);
  return months;
}

/** The legal days of whole months. */
export const daysOf = ({ from, to }: Months) => ({ from: monthPeriod(from).from, to: monthPeriod(to).to });

/** What the overview is about, as it stands in the address: the last twelve months of the whole city unless said. */
export function useAbout() {
  const [filters, set] = useUrlFilters(NAMES);
  const to = filters.to && MONTH.test(filters.to) ? filters.to : thisMonth();
  const asked = filters.from && MONTH.test(filters.from) ? filters.from : monthsBefore(to, USUAL - 1);
  const first = monthsBefore(to, MOST - 1);
  const from = asked > to ? to : asked < first ? first : asked;
  return { months: { from, to }, county: filters.county, figure: filters.figure, set };
}
