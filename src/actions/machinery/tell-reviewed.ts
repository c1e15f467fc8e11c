import type { Message } from '../../domain/failure.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { tell } from '../tell.ts';

/** Tells whoever filed what became of a filing, and until when a returned one may come back. */
export function tellReviewed(
  tx: Writer,
  filing: FilingRow,
  action: 'accept' | 'return' | 'reject',
  at: At,
): Promise<void> {
  const { id, number, countyCode, organisationId, reason, resubmitBy } = filing;
  return tell(tx, at, {
    topic: 'filing.reviewed',
    subject: { type: 'filing', id },
    countyCodes: [countyCode],
    organisationIds: [organisationId],
    summary: WORDS[action](number ?? id, resubmitBy ?? ''),
    data: { status: filing.status, ...(reason ? { reason } : {}), ...(resubmitBy ? { resubmitBy } : {}) },
  });
}

const WORDS: Readonly<Record<'accept' | 'return' | 'reject', (number: string, resubmitBy: string) => Message>> = {
  accept: (number) => ({ en: `Filing ${number} was accepted.`, zh: `申报 ${number} 已受理。` }),
  return: (number, resubmitBy) => ({
    en: `Filing ${number} was returned. Handed in again by ${resubmitBy} it keeps its date.`,
    zh: `申报 ${number} 已退回，不晚于${resubmitBy}（含当日）重新提交的保留原提交时间。`,
  }),
  reject: (number) => ({ en: `Filing ${number} was rejected.`, zh: `申报 ${number} 已驳回。` }),
};
