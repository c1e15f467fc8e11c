import type { Difference, Verdict } from '../../domain/policy/compare.ts';
import type { PreviewListRow } from '../../store/policy-previews.ts';

/** The lists that a preview gives. */
export const PREVIEW_LISTS = ['passages', 'vehicles', 'enterprises', 'machines'] as const;
export type PreviewList = (typeof PREVIEW_LISTS)[number];

/** What is told of a row of a list; absent members do not apply to it. */
export type ListedDetail = {
  readonly passageId?: string;
  readonly at?: number;
  readonly plate?: string | null;
  readonly plateColour?: string | null;
  readonly vehicleId?: string | null;
  readonly enterpriseId?: string;
  readonly machineId?: string;
  /** Of an enterprise or a machine. */
  readonly name?: string | null;
  readonly countyCode?: string | null;
  /** What both laws make of it; of a row that stands for several things, of the first of them. */
  readonly before: Verdict;
  readonly after: Verdict;
};

/** A newly flagged breach weighs more than any number of reviews that come near it. */
const BREACH_RANK = 10;

/** Gathers the rows of one step, one for each list and key. */
export function makeListing(
  previewId: string,
  newId: () => string,
): {
  readonly add: (list: PreviewList, key: string, difference: Difference, detail: ListedDetail) => void;
  readonly rows: () => PreviewListRow[];
} {
  const rows = new Map<string, PreviewListRow>();
  return {
    add: (list, key, { newly, noLonger, changed }, detail) => {
      const name = `${list} ${key}`;
      const row = rows.get(name) ?? {
        ...{ id: newId(), previewId, list, key, rank: 0, newly: 0, noLonger: 0, changed: 0, detail },
      };
      const rank = newly.reduce((sum, { effect }) => sum + (effect === 'breach' ? BREACH_RANK : 1), 0);
      rows.set(name, {
        ...row,
        rank: row.rank + rank,
        newly: row.newly + newly.length,
        noLonger: row.noLonger + noLonger.length,
        changed: row.changed + (changed ? 1 : 0),
      });
    },
    rows: () => [...rows.values()],
  };
}

/** One key for a vehicle whether it was met as a passage or stands on the register. */
export const vehicleKey = (plate: string, plateColour: string | null): string => `${plate} ${plateColour ?? ''}`;
