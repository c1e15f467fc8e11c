/** Instants are ms since the epoch; legal days are `YYYY-MM-DD` in Asia/Shanghai, which has been +08:00 without change since 1992. */
const OFFSET_MS = 8 * 60 * 60 * 1000;
export const DAY_MS = 86_400_000;

/** No event of this registry lies before this day, and none this long (ms) in the future: such a clock is wrong. */
export const FIRST_EVENT_DAY = '2015-01-01';
export const EVENT_AHEAD_MS = 5 * 60_000;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

// Everything asks again and again for the same few days, by their number since the epoch.
const MOST_KEPT = 1_000;
const lately = new Map<number, string>();

/** The legal day (法定日) on which an instant falls. */
export function legalDayOf(instant: number): string {
  const number = Math.floor((instant + OFFSET_MS) / DAY_MS);
  const known = lately.get(number);
  if (known !== undefined) return known;
  const day = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(number, day);
  return day;
}

/** The first instant of a legal day: 00:00 +08:00. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00.000+08:00`);
}

/** The legal day `days` later (negative: earlier). */
export function addDays(day: string, days: number): string {
  return legalDayOf(startOfDay(day) + days * DAY_MS);
}

/** RFC 3339 text in +08:00 with milliseconds, the form of every instant the service gives out. */
export function formatInstant(instant: number): string {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}

/** Milliseconds of an RFC 3339 text with an offset, or undefined where it is not one (bad calendar days included). */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  if (!isDay(`${year}-${month}-${day}`)) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = match[8] ?? '';
  if (offset.length > 1 && (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(4)) > 59)) return undefined;
  const value = Date.parse(text.toUpperCase());
  return Number.isNaN(value) ? undefined : value;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a real calendar day `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0));
}

/** The day `count` working days (Monday to Friday, less `holidays`) after `day`. */
export function addWorkingDays(day: string, count: number, holidays: readonly string[]): string {
  let current = day;
  let left = count;
  while (left > 0) {
    current = addDays(current, 1);
    const weekday = new Date(`${current}T00:00:00.000Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.includes(current)) left -= 1;
  }
  return current;
}
