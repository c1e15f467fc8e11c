import type { LivePolicies } from '../policies/live-policies.ts';
import type { PassageIntake } from './passage-intake.ts';

/**
 * The intake for a process in which another thread judges: where a passage was judged by a policy that came on record since
 * this process looked, it is learnt before the answer is explained by it.
 */
export const learningIntake = (
  intake: PassageIntake,
  { current, refresh }: Pick<LivePolicies, 'current' | 'refresh'>,
): PassageIntake => ({
  ...intake,
  record: async (items) => {
    const results = await intake.record(items);
    const isUnknown = (policy: string | null): boolean => policy !== null && current().get(policy) === undefined;
    if (results.some((result) => result.status !== 'conflict' && isUnknown(result.row.policy))) await refresh();
    return results;
  },
});
