import type { Actor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingChange, FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { changeFiling } from './change-filing.ts';
import type { MachineryAt } from './context.ts';
import { nextState } from './filing-checks.ts';
import { getFiling } from './get-filing.ts';
import { resubmitBy } from './parameters.ts';
import { tellReviewed } from './tell-reviewed.ts';

/** What an officer decides on a submitted filing (受理、退回、驳回); the last two need their reason. */
export type Review = { readonly action: 'accept' } | { readonly action: 'return' | 'reject'; readonly reason: string };

/**
 * Reviews a filing of the officer's county. Conflict unless it is submitted; an accepted one is accepted again where a setting
 * accepted it and would not have for the days it was extended by. A returned one has its time to come back.
 */
export async function reviewFiling(
  tx: Writer,
  actor: Actor,
  id: string,
  review: Review,
  at: MachineryAt,
): Promise<FilingRow> {
  const filing = await getFiling(tx, actor, id, 'filing.review');
  const status = nextState(filing, review.action);
  const reviewed = await changeFiling(tx, actor, filing, review.action, { status, ...outcome(review, filing, at) }, at);
  await tellReviewed(tx, reviewed, review.action, at);
  return reviewed;
}

function outcome(review: Review, { acceptedAt }: FilingRow, { now, policies }: MachineryAt): FilingChange {
  switch (review.action) {
    case 'accept':
      return { acceptedAt: acceptedAt ?? now, extensionUnreviewed: false };
    case 'return':
      return { returnedAt: now, resubmitBy: resubmitBy(policies, legalDayOf(now)), reason: review.reason };
    case 'reject':
      return { closedAt: now, reason: review.reason };
  }
}
