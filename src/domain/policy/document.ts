import { z } from 'zod';
import { isDay } from '../time.ts';
import { conditionForm } from './condition-form.ts';

const NO_DAY = { en: 'This must be a day, YYYY-MM-DD.', zh: '必须是日期 YYYY-MM-DD。' };

/** What a rule judges (判定对象). */
export const JUDGES = [
  'passage',
  'vehicle',
  'sale',
  'site_entry',
  'inspection',
  'machine_use',
  'machine_work',
  'enterprise_day',
  'vehicle_month',
] as const;
export type Judges = (typeof JUDGES)[number];

/** The closed list of flag kinds. */
export const FLAG_KINDS = [
  'below_china_v_access',
  'non_china_vi_access',
  'peak_shift_breach',
  'gate_not_networked',
  'low_transmission',
  'non_china_vi_sale',
  'china_iii_retirement_due',
  'china_iii_retirement_overdue',
  'china_iii_access',
  'urea_shortfall',
  'unregistered_machine',
  'late_registration',
  'machine_over_limit',
  'prohibited_machine_in_use',
  'alert_restriction_breach',
  'stage_conflict',
  'suspect_defaults',
  'vin_conflict',
  'plate_colour_mismatch',
  'clock_skew',
  'stage_implausible',
] as const;

const day = z.string().refine(isDay, { message: NO_DAY.en, params: { zh: NO_DAY.zh } });
const text = z.string().trim().min(1);
const bilingual = z.strictObject({ en: text, zh: text });

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly is: boolean | number | string }
  | { readonly fact: string; readonly oneOf: readonly string[] | { readonly params: readonly string[] } }
  | { readonly fact: string; readonly atLeast: number | { readonly param: string } }
  | { readonly fact: string; readonly atMost: number | { readonly param: string } };

const condition = z.unknown().superRefine((value, context) => {
  for (const { path, detail } of conditionForm(value, []))
    context.addIssue({ code: 'custom', path: [...path], message: detail.en, params: { zh: detail.zh } });
}) as unknown as z.ZodType<Condition>;

const origin = z.enum(['plan', 'ours', 'unconfirmed']);

const version = z.strictObject({
  from: day,
  /** Whose word the first day is; absent: the plan's. */
  fromOrigin: origin.optional(),
  /** First day on which it holds no more. */
  until: day.optional(),
  when: condition,
  requires: condition,
  flags: z.array(z.strictObject({ kind: z.enum(FLAG_KINDS), when: condition.optional() })).min(1),
});

/** One rule of a policy as its document writes it. */
export const policyRule = z.strictObject({
  id: text,
  clause: text,
  title: bilingual,
  citation: z.strictObject({ zh: text, en: text.optional() }),
  judges: z.enum(JUDGES),
  effect: z.enum(['breach', 'review']),
  /** Whether a gate in mode `enforce` holds a vehicle that breaks it. */
  gate: z.enum(['advisory', 'hold']).optional(),
  answerable: z.array(text).min(1),
  versions: z.array(version).min(1),
  /** Set where versions do not follow each other without a gap. */
  gapsDeclared: z.boolean().optional(),
  unless: z.array(z.strictObject({ id: text, cite: text, when: condition })).optional(),
});
export type Rule = z.output<typeof policyRule>;
export type RuleVersion = z.output<typeof version>;

/** One parameter. */
export const policyParameter = z.strictObject({
  value: z.json(),
  unit: text.optional(),
  /** `plan`: the plan's word · `ours`: it gives none · `unconfirmed`: a standard's, whose text was not read. */
  origin,
  title: bilingual,
  cite: text.optional(),
});

/** A policy (政策) as a document: what next year's plan is added as. */
export const policyDocument = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  version: z.int().min(1),
  title: bilingual,
  source: z.strictObject({ zh: text, note: text.optional() }),
  from: day,
  publishedOn: day,
  counties: z.record(z.string().regex(/^\d{6}$/), bilingual),
  parameters: z.record(text, policyParameter),
  rules: z.array(policyRule).min(1),
  dataQuality: z.array(z.strictObject({ kind: z.enum(FLAG_KINDS), title: bilingual })),
});
export type PolicyDocument = z.output<typeof policyDocument>;
