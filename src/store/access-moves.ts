import { NO_TALLY } from '../domain/gates/tally.ts';
import { legalDayOf } from '../domain/time.ts';
import type { Tables } from './schema.ts';

/** What one access adds to the sums of its day and month, or takes from them. */
export type AccessMove = AccessKey & { readonly day: string; readonly count: number; readonly kg: number };

/** By what accesses are summed, beside their time. */
export type AccessKey = {
  readonly enterpriseId: string;
  readonly countyCode: string;
  readonly direction: string;
  readonly tally: string;
};

/** What decides whether and as what a reading is counted. */
export type Countable = Pick<
  Tables['passages']['$inferSelect'],
  'id' | 'accessId' | 'barrier' | 'enterpriseId' | 'countyCode' | 'passedAt' | 'direction' | 'tally' | 'loadKg'
>;

/** The columns of a `Countable`. */
export const countable = (p: Tables['passages']) => ({
  ...{ id: p.id, accessId: p.accessId, barrier: p.barrier, enterpriseId: p.enterpriseId, countyCode: p.countyCode },
  ...{ passedAt: p.passedAt, direction: p.direction, tally: p.tally, loadKg: p.loadKg },
});

/**
 * Notes what a change of a stored reading does to the sums: `before` as it was, undefined where it is new, and `after`,
 * undefined where it goes. What is counted is what `isCounted` finds. Plan-clauses, point 8.
 */
export function moveAccess(moves: AccessMove[], before: Countable | undefined, after: Countable | undefined): void {
  const was = before && moveOf(before, -1);
  const is = after && moveOf(after, 1);
  if (was && is && was.tally === is.tally && was.kg === -is.kg) return;
  if (was) moves.push(was);
  if (is) moves.push(is);
}

function moveOf(row: Countable, count: 1 | -1): AccessMove | undefined {
  if (row.accessId !== row.id || row.barrier === 'refused') return undefined;
  const { enterpriseId, countyCode, direction, passedAt, tally, loadKg } = row;
  const kg = count * (loadKg ?? 0);
  return { enterpriseId, countyCode, direction, tally: tally ?? NO_TALLY, day: legalDayOf(passedAt), count, kg };
}
