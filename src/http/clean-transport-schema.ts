import { z } from 'zod';
import type { Message } from '../domain/failure.ts';
import { CLEAN_MODES } from '../domain/fleet/clean-share.ts';
import { direction } from './passage-schema.ts';
import { check, line, scaled } from './schemas.ts';

const MONTH: Message = { en: 'This must be a month, YYYY-MM, from 2015 on.', zh: '必须是 2015 年起的月份 YYYY-MM。' };

/** A month `YYYY-MM` from 2015 on. */
export const cleanMonth = z
  .string()
  .superRefine(check((text) => /^(?:201[5-9]|20[2-9]\d|21\d\d)-(?:0[1-9]|1[0-2])$/.test(text), MONTH))
  .meta({ example: '2021-10' });

/** What was moved in a month by one mode; `tonnes` gives kg. */
export const cleanTransportFields = {
  month: cleanMonth,
  mode: z.enum(CLEAN_MODES),
  direction,
  cargo: line(60),
  tonnes: scaled(3, { max: 2_000_000 }).meta({ description: 'At most three decimals.' }),
};

/** Nothing is moved in a month to come. */
export const CLEAN_MONTH_AHEAD: Message = { en: 'This month has not begun.', zh: '该月份尚未开始。' };
