import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingEventRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';

/** Who does something to a filing: somebody, or the service by a county's setting, whose id stands for it. */
export type FilingActor = Actor | { readonly kind: 'system'; readonly id: string };

/** What a filing's history tells of a step besides the step itself. */
export type StepDetail = {
  readonly reason?: string | null | undefined;
  /** Of a return: the last day on which the filing may come back. */
  readonly resubmitBy?: string | null | undefined;
  /** What an amendment or extension changed. */
  readonly change?: { readonly before: object; readonly after: object } | undefined;
};

/** Writes a step of a filing into its history. */
export function noteFilingEvent(
  tx: Writer,
  filingId: string,
  by: FilingActor,
  action: FilingEventRow['action'],
  { reason = null, resubmitBy = null, change }: StepDetail,
  at: At,
): Promise<void> {
  return tx.filings.insertEvent({
    id: at.newId(),
    ...{ filingId, at: at.now, action },
    ...{ actorKind: by.kind, actorRole: by.kind === 'user' ? by.role : null, actorId: by.id },
    ...{ reason, resubmitBy, change: change ?? null },
  });
}
