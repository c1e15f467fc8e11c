import { type CalledFor, type Difference, differenceOf, type Verdict } from './compare.ts';

/** How often something is flagged under the policy in force and under the draft, and what differs. */
export type Counts = {
  readonly before: number;
  readonly after: number;
  readonly newly: number;
  readonly noLonger: number;
  readonly changed: number;
};

export const NO_COUNTS: Counts = { before: 0, after: 0, newly: 0, noLonger: 0, changed: 0 };

/** The things that a preview looks at. */
export const PREVIEWED = ['passage', 'sale', 'retirement', 'machine', 'transmission'] as const;
export type Previewed = (typeof PREVIEWED)[number];

/** What a preview has counted so far. Each flag counts once; by county and month it counts where its thing happened. */
export type PreviewSummary = {
  readonly looked: Readonly<Record<Previewed, number>>;
  readonly total: Counts;
  /** Of passages, how many went from one outcome to another: `compliant>violation`. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, Counts>>;
  readonly byRule: Readonly<Record<string, Counts>>;
  readonly byCounty: Readonly<Record<string, Counts>>;
  readonly byMonth: Readonly<Record<string, Counts>>;
};

export const NOTHING_COUNTED: PreviewSummary = {
  looked: { passage: 0, sale: 0, retirement: 0, machine: 0, transmission: 0 },
  total: NO_COUNTS,
  outcomes: {},
  byKind: {},
  byRule: {},
  byCounty: {},
  byMonth: {},
};

/** One thing as both laws see it. */
export type Compared = {
  readonly what: Previewed;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Null where it belongs to no county of the city. */
  readonly countyCode: string | null;
  readonly legalDay: string;
};

type Group = Record<string, Counts>;

/** Adds up compared things, beginning with what was counted before. */
export function makeTally(from: PreviewSummary): {
  /** Counts a thing; gives its difference, undefined where both laws see it alike. */
  readonly add: (compared: Compared) => Difference | undefined;
  readonly summary: () => PreviewSummary;
} {
  const looked = { ...from.looked };
  const groups = [from.byKind, from.byRule, from.byCounty, from.byMonth].map((group): Group => ({ ...group }));
  const [byKind = {}, byRule = {}, byCounty = {}, byMonth = {}] = groups;
  const outcomes: Record<string, number> = { ...from.outcomes };
  let { total } = from;
  const count = (flag: CalledFor | undefined, where: Compared, counts: Partial<Counts>) => {
    total = sum(total, counts);
    if (flag) {
      byKind[flag.kind] = sum(byKind[flag.kind], counts);
      byRule[flag.rule] = sum(byRule[flag.rule], counts);
    }
    const [county, month] = [where.countyCode ?? '', where.legalDay.slice(0, 7)];
    byCounty[county] = sum(byCounty[county], counts);
    byMonth[month] = sum(byMonth[month], counts);
  };
  return {
    add: (compared) => {
      const { what, before, after } = compared;
      looked[what] += 1;
      for (const flag of before.flags) count(flag, compared, { before: 1 });
      for (const flag of after.flags) count(flag, compared, { after: 1 });
      if (before.outcome !== after.outcome) {
        const turn = `${before.outcome}>${after.outcome}`;
        outcomes[turn] = (outcomes[turn] ?? 0) + 1;
      }
      const difference = differenceOf(before, after);
      if (!difference) return undefined;
      for (const flag of difference.newly) count(flag, compared, { newly: 1 });
      for (const flag of difference.noLonger) count(flag, compared, { noLonger: 1 });
      if (difference.changed) count(undefined, compared, { changed: 1 });
      return difference;
    },
    summary: () => ({ looked, total, outcomes, byKind, byRule, byCounty, byMonth }),
  };
}

function sum(counts: Counts = NO_COUNTS, more: Partial<Counts>): Counts {
  return {
    before: counts.before + (more.before ?? 0),
    after: counts.after + (more.after ?? 0),
    newly: counts.newly + (more.newly ?? 0),
    noLonger: counts.noLonger + (more.noLonger ?? 0),
    changed: counts.changed + (more.changed ?? 0),
  };
}
