import { formatInstant, parseInstant } from '../../domain/time.ts';

/** An instant as a field for date and time holds it, in China's time: `2022-01-03T08:15`. */
export const fieldOf = (instant: string): string => {
  const ms = parseInstant(instant);
  return ms === undefined ? '' : fieldAt(ms);
};

/** The same of milliseconds. */
export const fieldAt = (ms: number): string => formatInstant(ms).slice(0, 16);

/** What such a field holds, as an instant of the API. */
export const instantOf = (field: string): string => `${field}:00+08:00`;

/** Now, as such a field holds it; `hours` later, with the minutes cut off where any are given. */
export function fieldNow(hours = 0): string {
  const field = fieldAt(Date.now() + hours * 3_600_000);
  return hours === 0 ? field : `${field.slice(0, 13)}:00`;
}

/** Today in China. */
export const today = (): string => formatInstant(Date.now()).slice(0, 10);
