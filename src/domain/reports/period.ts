import { addDays, startOfDay } from '../time.ts';

/** Legal days (Asia/Shanghai), both included. */
export type Period = { readonly from: string; readonly to: string };

/** `YYYY-MM` of a legal day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The whole of a month. */
export function monthPeriod(month: string): Period {
  return { from: `${month}-01`, to: addDays(`${nextMonth(month)}-01`, -1) };
}

/** The months that a period touches, each with what of it lies in the period, oldest first. */
export function monthsOf({ from, to }: Period): readonly { readonly month: string; readonly period: Period }[] {
  const months: { month: string; period: Period }[] = [];
  for (let month = monthOf(from); month <= monthOf(to); month = nextMonth(month)) {
    const whole = monthPeriod(month);
    const period = { from: whole.from < from ? from : whole.from, to: whole.to > to ? to : whole.to };
    months.push({ month, period });
  }
  return months;
}

/** Days, or whole months, from one first day up to another that is not among them. */
export type Stretch = { readonly span: 'day' | 'month'; readonly from: string; readonly until: string };

/** A period as whole months with the days before and after them. */
export function stretchesOf({ from, to }: Period): readonly Stretch[] {
  const until = addDays(to, 1);
  const first = from.endsWith('-01') ? from : `${nextMonth(monthOf(from))}-01`;
  const last = `${monthOf(until)}-01`;
  if (first >= last) return [{ span: 'day', from, until }];
  const stretches: Stretch[] = [
    { span: 'day', from, until: first },
    { span: 'month', from: first, until: last },
    { span: 'day', from: last, until },
  ];
  return stretches.filter((one) => one.from < one.until);
}

/** The instants of a period, ms; `until` is exclusive. */
export const instantsOf = ({ from, to }: Period): { readonly from: number; readonly until: number } => ({
  from: startOfDay(from),
  until: startOfDay(addDays(to, 1)),
});

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
}
