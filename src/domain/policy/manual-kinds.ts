import { z } from 'zod';
import { isDay } from '../time.ts';
import { FLAG_KINDS } from './document.ts';
import type { Policy } from './policy-set.ts';

const text = z.string().trim().min(1);
const bilingual = z.strictObject({ en: text, zh: text });
const day = z.string().refine(isDay);

/** A kind of violation that officers record by hand (人工记录), because nothing that the registry hears tells of it. */
export const manualKind = z.strictObject({
  kind: z
    .string()
    .regex(/^[a-z][a-z_]{2,58}$/)
    .refine((kind) => !FLAG_KINDS.some((known) => known === kind)),
  rule: z.string().regex(/^[a-z][a-z-]{2,58}$/),
  clause: text,
  title: bilingual,
  citation: z.strictObject({ zh: text, en: text.optional() }),
  effect: z.enum(['breach', 'review']),
  answerable: z.array(text).min(1),
  from: day,
  /** First day on which it holds no more. */
  until: day.optional(),
});
export type ManualKind = z.output<typeof manualKind>;

/** The kinds of a policy; each stands once. */
export const manualKinds = z
  .array(manualKind)
  .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length)
  .refine((kinds) => new Set(kinds.map(({ rule }) => rule)).size === kinds.length);

/** A kind that may be recorded of a day under its policy. */
export const manualKindOn = (policy: Policy, kind: string, on: string): ManualKind | undefined =>
  policy
    .parameter('manualKinds')
    .find((one) => one.kind === kind && one.from <= on && (one.until === undefined || on < one.until));

/** Who answers for a rule of a policy, whether it is judged by or recorded by hand. */
export const answerableFor = (policy: Policy | undefined, rule: string): readonly string[] =>
  policy?.rule(rule)?.answerable ?? policy?.parameter('manualKinds').find((one) => one.rule === rule)?.answerable ?? [];
