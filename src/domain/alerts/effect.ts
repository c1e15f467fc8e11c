import type { PolicySet } from '../policy/policy-set.ts';
import { rulesAsking } from './judge.ts';

/** Entries of one legal day that were decided alike. */
export type DecidedEntries = {
  readonly day: string;
  /** `X` where nobody knows. */
  readonly stage: string;
  readonly policy: string | null;
  readonly outcomes: string;
  readonly refused: boolean;
  readonly count: number;
};

/** Entries and what orders made of them: barred ones turned away or let in all the same. */
export type EntryFigures = {
  readonly entries: number;
  readonly turnedAway: number;
  readonly letIn: number;
  readonly exempt: number;
  readonly unverified: number;
};
export type EntryDayFigures = EntryFigures & {
  readonly day: string;
  readonly byStage: Readonly<Record<string, EntryFigures>>;
};

const NONE: EntryFigures = { entries: 0, turnedAway: 0, letIn: 0, exempt: 0, unverified: 0 };

/** The figures of each of these days, in their order, days without entries among them. */
export function figuresOf(
  policies: PolicySet,
  days: readonly string[],
  entries: readonly DecidedEntries[],
): EntryDayFigures[] {
  return days.map((day) => {
    const own = entries.filter((one) => one.day === day);
    const byStage: Record<string, EntryFigures> = {};
    for (const one of own) byStage[one.stage] = sum(byStage[one.stage] ?? NONE, figure(policies, one));
    return { day, ...own.map((one) => figure(policies, one)).reduce(sum, NONE), byStage };
  });
}

/** The mean of days' figures, to one decimal; zeros where there is no day. */
export function meanOf(days: readonly EntryFigures[]): EntryFigures {
  const total = days.reduce(sum, NONE);
  const mean = (value: number) => (days.length === 0 ? 0 : Math.round((value * 10) / days.length) / 10);
  const { entries, turnedAway, letIn, exempt, unverified } = total;
  return {
    ...{ entries: mean(entries), turnedAway: mean(turnedAway), letIn: mean(letIn) },
    ...{ exempt: mean(exempt), unverified: mean(unverified) },
  };
}

function figure(policies: PolicySet, { policy: ref, outcomes, refused, count }: DecidedEntries): EntryFigures {
  const policy = ref === null ? undefined : policies.get(ref);
  const rules = policy ? rulesAsking(policy, ['order.barsVehicle', 'order.closedHours']) : [];
  const letters = (policy?.rulesFor('passage') ?? [])
    .map(({ id }, index) => (rules.includes(id) ? (outcomes[index] ?? '') : ''))
    .join('');
  const barred = letters.includes('V');
  return {
    entries: count,
    turnedAway: barred && refused ? count : 0,
    letIn: barred && !refused ? count : 0,
    exempt: !barred && letters.includes('E') ? count : 0,
    unverified: !barred && !letters.includes('E') && letters.includes('U') ? count : 0,
  };
}

const sum = (one: EntryFigures, other: EntryFigures): EntryFigures => ({
  entries: one.entries + other.entries,
  turnedAway: one.turnedAway + other.turnedAway,
  letIn: one.letIn + other.letIn,
  exempt: one.exempt + other.exempt,
  unverified: one.unverified + other.unverified,
});
