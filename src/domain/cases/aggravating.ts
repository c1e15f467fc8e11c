import { z } from 'zod';
import type { ViolationStatus } from '../enforcement/violation.ts';
import { VOID_STATUSES } from '../enforcement/violation.ts';
import type { Message } from '../failure.ts';
import { addDays, legalDayOf, startOfDay } from '../time.ts';
import { OFFENDER_TYPES, type OffenderType } from './offender.ts';

const text = z.string().trim().min(1);
const count = z.int().min(1);

/** How many breaches in how many days make a repeat offender (屡罚屡犯). */
export const repeatOffender = z.strictObject({ breaches: count, days: count });
export type RepeatOffender = z.output<typeof repeatOffender>;

/**
 * An aggravating finding (从重情节) as a policy lists it. `sign` is what the registry sees by itself: so many flags of some
 * kinds in so many days, a repeat offender, a breach of some kinds in the case; without one only an officer finds it.
 */
export const aggravatingFinding = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]{2,58}$/),
  title: z.strictObject({ en: text, zh: text }),
  cite: text,
  sign: z
    .union([
      z.strictObject({
        flags: z.array(text).min(1),
        atLeast: count,
        days: count,
        offenders: z.array(z.enum(OFFENDER_TYPES)).min(1),
      }),
      z.strictObject({ repeat: z.literal(true) }),
      z.strictObject({ breaches: z.array(text).min(1) }),
    ])
    .optional(),
});
export type AggravatingFinding = z.output<typeof aggravatingFinding>;

/** A flag of the offender, as far as findings look at it. */
export type SeenFlag = {
  readonly id: string;
  readonly kind: string;
  readonly effect: string;
  readonly status: string;
  readonly occurredAt: number;
  readonly beforePublication: boolean;
};

export type Found = {
  readonly finding: AggravatingFinding;
  readonly reason: Message;
  /** The flags that show it, oldest first. */
  readonly violationIds: readonly string[];
};

/** What is looked at: the flags in the case, all of its offender, and how many of the offender's cases were confirmed before. */
export type OffenderRecord = {
  readonly offenderType: OffenderType;
  readonly inCase: readonly SeenFlag[];
  readonly ofOffender: readonly SeenFlag[];
  readonly confirmedBefore: number;
};

/** What of the policy's list follows from the flags as they stand now, in the list's order. Void flags show nothing. */
export function findAggravating(
  findings: readonly AggravatingFinding[],
  repeat: RepeatOffender,
  seen: OffenderRecord,
): Found[] {
  const standing = seen.inCase.filter(stands);
  if (standing.length === 0) return [];
  const until = Math.max(...standing.map(({ occurredAt }) => occurredAt));
  const within = (days: number): SeenFlag[] => {
    const from = startOfDay(addDays(legalDayOf(until), 1 - days));
    return seen.ofOffender.filter((flag) => stands(flag) && flag.occurredAt >= from && flag.occurredAt <= until);
  };
  return findings.flatMap((finding): Found[] => {
    const { sign } = finding;
    if (!sign) return [];
    if ('breaches' in sign) {
      const shown = standing.filter(({ kind }) => sign.breaches.includes(kind));
      return shown.length === 0 ? [] : [{ finding, reason: inTheCase(shown.length), violationIds: idsOf(shown) }];
    }
    if ('flags' in sign) {
      const shown = within(sign.days).filter(({ kind }) => sign.flags.includes(kind));
      const fits = sign.offenders.includes(seen.offenderType) && shown.length >= sign.atLeast;
      return fits ? [{ finding, reason: flagged(shown.length, sign.days), violationIds: idsOf(shown) }] : [];
    }
    const shown = within(repeat.days).filter(({ effect }) => effect === 'breach');
    if (shown.length < repeat.breaches && seen.confirmedBefore === 0) return [];
    const reason = repeated(shown.length, repeat.days, seen.confirmedBefore);
    return [{ finding, reason, violationIds: idsOf(shown) }];
  });
}

/** Flags of days before the policy was published are held against nobody. */
const stands = ({ status, beforePublication }: SeenFlag): boolean =>
  !beforePublication && !VOID_STATUSES.includes(status as ViolationStatus);
const idsOf = (flags: readonly SeenFlag[]): string[] =>
  [...flags].sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1)).map(({ id }) => id);

const inTheCase = (n: number): Message => ({
  en: `${n} of the violations in this case ${n === 1 ? 'is' : 'are'} such a breach.`,
  zh: `本案中有 ${n} 起违规属于此情形。`,
});
const flagged = (n: number, days: number): Message => ({
  en: `${n} flags of this kind in ${days} days up to the last violation of the case.`,
  zh: `截至本案最后一起违规的 ${days} 天内，有 ${n} 起此类数据异常。`,
});
const repeated = (n: number, days: number, before: number): Message => ({
  en: `${n} breaches in ${days} days up to the last violation of the case; ${before} cases confirmed before.`,
  zh: `截至本案最后一起违规的 ${days} 天内共有 ${n} 起违规；此前有 ${before} 起案件认定违法事实成立。`,
});
