import { EVENT_AHEAD_MS, isDay, startOfDay } from '../time.ts';
import { fault, type PolicyFault } from './faults.ts';

/** A policy on record, as far as another has to find its place beside it. */
export type PlacedPolicy = {
  readonly code: string;
  readonly version: number;
  readonly from: string;
  /** A withdrawn one is never in force, but its number is used up. */
  readonly withdrawn: boolean;
};

/**
 * How long before its first day a policy is published or withdrawn at the latest, ms. Passages may be dated some minutes
 * ahead, and none of them may have been judged before the law of its day was settled.
 */
export const POLICY_LEAD_MS = 2 * EVENT_AHEAD_MS;

/** Whether at `now` (ms) a policy's first day is still far enough ahead to be published, or withdrawn. */
export const isAhead = (from: string, now: number): boolean => startOfDay(from) - now >= POLICY_LEAD_MS;

type Head = { readonly id?: unknown; readonly version?: unknown; readonly from?: unknown };

/**
 * What keeps a document from being published beside the policies on record at `now` (ms): its number is taken or out of
 * order, another plan begins on its first day, or that day is not ahead, for what was in force is never edited.
 */
export function placeFaults(document: unknown, known: readonly PlacedPolicy[], now: number): PolicyFault[] {
  const { id, version, from } = (typeof document === 'object' && document !== null ? document : {}) as Head;
  if (typeof id !== 'string' || typeof version !== 'number') return soonFaults(from, now);
  const taken = known.some((one) => one.code === id && one.version === version);
  const ref = `${id}@${version}`;
  return [
    ...(taken ? [fault('version_taken', ['version'], `${ref} is on record already.`, `${ref} 已存在。`)] : []),
    ...soonFaults(from, now),
    ...(typeof from === 'string' && !taken ? orderFaults({ id, version, from }, known) : []),
  ];
}

function soonFaults(from: unknown, now: number): PolicyFault[] {
  if (typeof from !== 'string' || !isDay(from) || isAhead(from, now)) return [];
  const minutes = POLICY_LEAD_MS / 60_000;
  return [
    fault(
      'begins_too_soon',
      ['from'],
      `The first day must lie at least ${minutes} minutes ahead: what was in force is never edited.`,
      `首个施行日须至少在 ${minutes} 分钟之后：已施行的政策不得更改。`,
    ),
  ];
}

type Placed = { readonly id: string; readonly version: number; readonly from: string };

function orderFaults({ id, version, from }: Placed, known: readonly PlacedPolicy[]): PolicyFault[] {
  return known.flatMap((other) => {
    if (other.withdrawn) return [];
    const ref = `${other.code}@${other.version}`;
    if (other.code !== id) {
      if (other.from !== from) return [];
      const en = `${ref} begins on the same day; withdraw it first, or choose another day.`;
      return [fault('first_day_taken', ['from'], en, `${ref} 于同日起施行；请先撤回，或另选日期。`)];
    }
    const misplaced = other.version < version ? other.from > from : other.from <= from;
    if (!misplaced) return [];
    const en = `${ref} begins on ${other.from}; a higher version must not begin earlier than a lower one.`;
    return [fault('version_misplaced', ['from'], en, `${ref} 自${other.from}起施行；较高版本不得早于较低版本施行。`)];
  });
}
