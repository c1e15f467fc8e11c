import { formatInstant } from '../domain/time.ts';

const LOCAL = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})[ T]?(\d{2}):?(\d{2}):?(\d{2})[.:]?(\d{1,3})?$/;

/**
 * The instant (ms) of a local time without zone, which is China's (+08:00): `yyyy-MM-dd HH:mm:ss`, `yyyyMMddHHmmss`, with
 * milliseconds or not. Undefined for anything else, impossible days included.
 */
export function chinaTime(text: string): number | undefined {
  const match = LOCAL.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction = ''] = match;
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}`;
  const instant = Date.parse(`${written}+08:00`);
  return Number.isNaN(instant) || formatInstant(instant) !== `${written}+08:00` ? undefined : kept(instant);
}

/** The instant (ms) of seconds, and parts of one, since the epoch; undefined where no calendar we keep has it. */
export function epochTime(seconds: number | undefined, microseconds = 0): number | undefined {
  if (seconds === undefined) return undefined;
  return kept(Math.floor(seconds) * 1000 + Math.floor(Math.min(999_999, Math.max(0, microseconds)) / 1000));
}

const FIRST = Date.parse('1900-01-01T00:00:00Z');
const LAST = Date.parse('9999-01-01T00:00:00Z');

/** A clock may be off by decades; years that no database keeps are no time at all. */
const kept = (instant: number): number | undefined => (instant >= FIRST && instant < LAST ? instant : undefined);

/** `yyyy-MM-dd HH:mm:ss` of an instant, in China's time. */
export function chinaText(instant: number): string {
  return formatInstant(instant).slice(0, 19).replace('T', ' ');
}

/** `yyyyMMddHHmmss` of an instant, in China's time. */
export function chinaDigits(instant: number): string {
  return chinaText(instant).replace(/\D/g, '');
}
