import { z } from 'zod';
import { emissionStageInput, stageNumber } from '../codes/emission-stage.ts';
import { FUELS } from '../codes/fuel.ts';
import { PERFORMANCE_GRADES } from '../codes/performance-grade.ts';
import { SECTORS } from '../codes/sector.ts';
import type { Message } from '../failure.ts';
import { ALERT_LEVELS, EXEMPT_CATEGORIES, type Hours, type OrderTerms, RESTRICTED, type Restriction } from './order.ts';

const TIME: Message = { en: 'This must be a time of day, HH:MM.', zh: '必须是时刻 HH:MM。' };
const SAME: Message = {
  en: 'Hours that begin and end at one time say nothing; the whole day is 00:00 to 24:00.',
  zh: '起止时刻相同没有意义；全天请填写 00:00 至 24:00。',
};
const STAGE: Message = {
  en: 'An order bars by stage up to one of China 0 to VII; leave it out to bar all but zero-tailpipe.',
  zh: '按排放阶段限制时应填写国零至国七之一；限制除零排放外的全部车辆请不填。',
};

const said = ({ en, zh }: Message) => ({ message: en, params: { zh } });
const time = (pattern: RegExp) => z.string().refine((text) => pattern.test(text), said(TIME));
const ofDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const orMidnight = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Hours of a day as an order's text gives them. */
export const hoursForm: z.ZodType<Hours> = z
  .strictObject({ from: time(ofDay), to: time(orMidnight) })
  .refine(({ from, to }) => from !== to, { ...said(SAME), path: ['to'] })
  .meta({ description: 'Local time of Asia/Shanghai, [from, to); `to` before `from` crosses midnight.' });

const several = <T extends readonly [string, ...string[]]>(codes: T) =>
  z
    .array(z.enum(codes))
    .min(1)
    .transform((list) => [...new Set(list)]);

/** One line of an order's table. */
export const restrictionForm = z
  .strictObject({
    appliesTo: z.enum(RESTRICTED),
    maxStage: emissionStageInput
      .transform(({ stage }, context) => {
        if (stageNumber(stage) !== undefined) return stage;
        context.addIssue({ code: 'custom', ...said(STAGE) });
        return z.NEVER;
      })
      .optional()
      .meta({ description: 'That stage or older; without it all but zero-tailpipe.' }),
    fuels: several(FUELS).optional(),
    grades: several(PERFORMANCE_GRADES).optional(),
    sectors: several(SECTORS).optional(),
    hours: z.array(hoursForm).min(1).max(24).optional(),
    exempt: several(EXEMPT_CATEGORIES).optional(),
  })
  .transform((given): Restriction => {
    const { appliesTo, ...rest } = given;
    return { appliesTo, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) };
  });

/** A template (模板) of orders of a level, as a policy keeps it: what notices or guides said, and which. */
export type AlertTemplate = Pick<OrderTerms, 'level' | 'restrictions' | 'closedHours'> & {
  readonly title: Message;
  readonly cite: string;
};

export const alertTemplateForm = z.strictObject({
  level: z.enum(ALERT_LEVELS),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  cite: z.string().min(1),
  restrictions: z.array(restrictionForm),
  closedHours: z.array(hoursForm),
}) as unknown as z.ZodType<AlertTemplate>;
