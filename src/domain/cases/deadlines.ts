import type { CaseStatus } from './case-states.ts';

/** A day by which something should have happened in a case. */
export type Deadline = { readonly what: 'answer' | 'decision'; readonly by: string };

type Dated = { readonly status: CaseStatus; readonly decideBy: string; readonly answerBy: string | null };

/** What a case waits for, each with its last day: the offender's statement, the decision. Nothing while it stands still. */
export function deadlinesOf({ status, decideBy, answerBy }: Dated): Deadline[] {
  const answer = status === 'noticed' && answerBy !== null ? [{ what: 'answer' as const, by: answerBy }] : [];
  const waits = status === 'open' || status === 'noticed' || status === 'heard';
  return [...answer, ...(waits ? [{ what: 'decision' as const, by: decideBy }] : [])];
}

/** Those that passed before a legal day. */
export const overdueOn = (one: Dated, today: string): Deadline[] => deadlinesOf(one).filter(({ by }) => by < today);
