import { z } from 'zod';
import { invalid, type Message } from '../domain/failure.ts';
import {
  DAY_MS,
  EVENT_AHEAD_MS,
  FIRST_EVENT_DAY,
  formatInstant,
  isDay,
  parseInstant,
  startOfDay,
} from '../domain/time.ts';

/** Adds an issue that carries its sentence in both languages; for `superRefine` and `transform`. */
export function refuse(context: z.core.$RefinementCtx, message: Message, path: PropertyKey[] = []): void {
  context.addIssue({ code: 'custom', path, params: { zh: message.zh }, message: message.en });
}

/** A check for `.superRefine(check(test, message))`. */
export const check =
  <T>(test: (value: T) => boolean, message: Message) =>
  (value: T, context: z.core.$RefinementCtx): void => {
    if (!test(value)) refuse(context, message);
  };

/** An id as clients send it: a UUID, in lower case. */
export const idText = z.uuid().toLowerCase();

/** A name for machines: 1 to 40 small letters and hyphens. */
export const slug = z.string().regex(/^[a-z-]{1,40}$/);

/** A text people write: 1 to `max` characters, not only blanks, without control characters; outer blanks are cut. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine(
      check((text) => !/\p{Cc}/u.test(text), {
        en: 'This must not hold control characters.',
        zh: '不得包含控制字符。',
      }),
    );

/** The same over several lines, for reasons and remarks. */
export const prose = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine(
      check((text) => !/[^\P{Cc}\n\r\t]/u.test(text), {
        en: 'This must not hold control characters.',
        zh: '不得包含控制字符。',
      }),
    );

const INSTANT: Message = {
  en: 'This must be a moment with its offset, such as 2022-01-03T08:15:30+08:00.',
  zh: '必须是带时区偏移的时间，如 2022-01-03T08:15:30+08:00。',
};
const DAY: Message = { en: 'This must be a day, YYYY-MM-DD.', zh: '必须是日期 YYYY-MM-DD。' };

/** An RFC 3339 instant with its offset; gives ms. */
export const instantText = z
  .string()
  .meta({ format: 'date-time', example: '2022-01-03T08:15:30+08:00' })
  .transform((text, context) => {
    const value = parseInstant(text);
    if (value !== undefined) return value;
    refuse(context, INSTANT);
    return z.NEVER;
  });

/** A legal day `YYYY-MM-DD` from 1900 to 2199. */
export const dayText = z
  .string()
  .superRefine(check((text) => isDay(text) && text >= '1900' && text < '2200', DAY))
  .meta({ format: 'date', example: '2022-01-03' });

const EARLIEST_EVENT = startOfDay(FIRST_EVENT_DAY);

/** What is wrong with the time of an event, if anything: more than 5 minutes ahead of `now`, or before 2015. */
export function eventTimeProblem(instant: number, now: number): Message | undefined {
  if (instant > now + EVENT_AHEAD_MS) {
    return { en: 'This lies more than 5 minutes in the future.', zh: '该时间晚于当前时间超过 5 分钟。' };
  }
  if (instant < EARLIEST_EVENT) return { en: 'This lies before 2015.', zh: '该时间早于 2015 年。' };
  return undefined;
}

/** Fails with a 400 about `pointer` where `eventTimeProblem` finds something. */
export function requireEventTime(instant: number, now: number, pointer: string): void {
  const problem = eventTimeProblem(instant, now);
  if (problem) throw invalid(pointer, problem);
}

const DAY_OR_INSTANT: Message = {
  en: 'This must be a day (YYYY-MM-DD) or a moment with its offset.',
  zh: '必须是日期（YYYY-MM-DD）或带时区偏移的时间。',
};

const dayOrInstant = (ofDay: (day: string) => number, ofInstant: (instant: number) => number) =>
  z
    .string()
    .meta({ description: 'A legal day (Asia/Shanghai) or an RFC 3339 instant; both ends are included.' })
    .transform((text, context) => {
      if (isDay(text)) return ofDay(text);
      // In a query an unescaped `+08:00` arrives as a blank.
      const value = parseInstant(text.replace(/ (?=\d{2}:\d{2}$)/, '+'));
      if (value !== undefined) return ofInstant(value);
      refuse(context, DAY_OR_INSTANT);
      return z.NEVER;
    });

/** The fields `from` and `to` of a query or search body; read them with `periodOf`. */
export const fromTo = {
  from: dayOrInstant(startOfDay, (instant) => instant).optional(),
  to: dayOrInstant(
    (day) => startOfDay(day) + DAY_MS,
    (instant) => instant + 1,
  ).optional(),
};

const FIRST_MOMENT = startOfDay('1900-01-01');
const LAST_MOMENT = startOfDay('2200-01-01');
/** Nothing lies beyond these, and databases differ in which years they can write. */
const withinReason = (instant: number): number => Math.min(Math.max(instant, FIRST_MOMENT), LAST_MOMENT);

/** The period of `from` and `to`: ms, `until` exclusive, both absent where not given. 400 where it ends before it begins. */
export function periodOf(input: { readonly from?: number | undefined; readonly to?: number | undefined }): {
  readonly from?: number;
  readonly until?: number;
} {
  if (input.from !== undefined && input.to !== undefined && input.to <= input.from) {
    throw invalid('#/to', { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' });
  }
  return {
    ...(input.from === undefined ? {} : { from: withinReason(input.from) }),
    ...(input.to === undefined ? {} : { until: withinReason(input.to) }),
  };
}

/** A decimal kept as a whole number of 10^-digits: `scaled(3)` takes tonnes and gives kilograms. More digits are refused. */
export function scaled(digits: number, range: { readonly min?: number; readonly max: number }) {
  const factor = 10 ** digits;
  return z
    .number()
    .min(range.min ?? 0)
    .max(range.max)
    .transform((value, context) => {
      const whole = Math.round(value * factor);
      // Division of two exact whole numbers gives the double nearest to the decimal, which is what JSON gave.
      if (whole / factor === value) return whole;
      refuse(context, {
        en: `This must have at most ${digits} decimal places.`,
        zh: `最多 ${digits} 位小数。`,
      });
      return z.NEVER;
    });
}

const YEAR: Message = { en: 'This must be a year from 2015 on.', zh: '必须是 2015 年起的年份。' };

const MAX_PAGE = 200;
const LIMIT: Message = { en: 'This must be a positive whole number.', zh: '必须是正整数。' };
const cursorText = z.string().min(1).max(1000);

/** `limit` and `cursor` as query parameters: 50 rows unless said, never more than 200. */
export const pageQuery = {
  limit: z
    .string()
    .superRefine(check((text) => /^\d{1,15}$/.test(text) && Number(text) > 0, LIMIT))
    .transform((text) => Math.min(Number(text), MAX_PAGE))
    .meta({ description: 'Rows per page: 50 unless given, 200 at most.' })
    .default(50),
  cursor: cursorText.optional(),
};

/** The same in the body of a search. */
export const pageBody = {
  limit: z
    .number()
    .superRefine(check((value) => Number.isSafeInteger(value) && value > 0, LIMIT))
    .transform((value) => Math.min(value, MAX_PAGE))
    .default(50),
  cursor: cursorText.optional(),
};

/** `true` or `false` as a query parameter. */
export const flagQuery = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A year as a query parameter. */
export const yearQuery = z
  .string()
  .superRefine(check((text) => /^(?:201[5-9]|20[2-9]\d|21\d\d)$/.test(text), YEAR))
  .transform(Number)
  .meta({ example: '2021' });

/** A password someone chooses: 8 to 200 characters. */
export const newPassword = z.string().min(8).max(200);

// What answers are made of. Answers are closed: use `z.strictObject` or `z.object`.

/** An id in an answer. */
export const idOut = z.string().meta({ format: 'uuid' });
/** An instant in an answer; write it with `instant(ms)`. */
export const instantOut = z.string().meta({ format: 'date-time', example: '2022-01-03T08:15:30.000+08:00' });
/** A legal day in an answer. */
export const dayOut = z.string().meta({ format: 'date' });
/** The answer of a list. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'The cursor of the next page; absent on the last.' }),
  });

/** An instant as every answer gives it; null and undefined stay as they are. */
export function instant<T extends number | null | undefined>(ms: T): T extends number ? string : T {
  return (typeof ms === 'number' ? formatInstant(ms) : ms) as T extends number ? string : T;
}

/** The members that are known: what is not is left out of answers. */
export function known<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
