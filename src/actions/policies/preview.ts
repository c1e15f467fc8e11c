import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { JudgedOn } from '../../domain/policy/as-if.ts';
import { checkPolicy } from '../../domain/policy/check-policy.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { NOTHING_COUNTED, type PreviewSummary } from '../../domain/policy/preview-tally.ts';
import { addDays, legalDayOf } from '../../domain/time.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { PolicyPreviewRow, PreviewListRow } from '../../store/policy-previews.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { openDraft } from './drafts.ts';
import { previewContext } from './preview-context.ts';
import { type PreviewCursor, previewPart, type StepSizes } from './preview-part.ts';

/** The kind of its job. */
export const POLICY_PREVIEW = 'policy-preview';

export type PreviewAsked = {
  /** Legal days, both included; the last not after today. */
  readonly from: string;
  readonly to: string;
  /** Null: the whole city. */
  readonly countyCode: string | null;
  readonly judgedOn: JudgedOn;
};

/** Asks for a preview (试算) of a draft as it stands now, against the policies published now. It reads, and flags nobody. */
export async function startPreview(
  tx: Writer,
  actor: Actor,
  policyId: string,
  asked: PreviewAsked,
  { at, policies }: { readonly at: At; readonly policies: PolicySet },
): Promise<PolicyPreviewRow> {
  const draft = await openDraft(tx, actor, policyId, 'policy.preview');
  if (!covers(scopeOf(actor, 'policy.preview'), { countyCode: asked.countyCode })) throw forbidden();
  if (asked.to < asked.from) throw invalid('#/to', BACKWARDS);
  if (asked.to > legalDayOf(at.now)) throw invalid('#/to', AHEAD);
  const checked = checkPolicy(draft.document);
  if (!('document' in checked)) throw conflict(FAULTY);
  const id = at.newId();
  const jobId = at.newId();
  const row: PolicyPreviewRow = {
    ...{ id, policyId, jobId, ...asked, document: checked.document, against: policies.all.map(({ ref }) => ref) },
    ...{ summary: NOTHING_COUNTED, createdAt: at.now, createdBy: actor.id },
  };
  await tx.policyPreviews.insert(row);
  await tx.jobs.insert({
    ...{ id: jobId, kind: POLICY_PREVIEW, status: 'queued', payload: { previewId: id }, cursor: null },
    ...{ done: 0, total: null, attempts: 0, error: null, runAfter: at.now, createdAt: at.now },
    ...{ finishedAt: null, createdBy: actor.id },
  });
  await record(tx, actor, at, 'policy.preview', { type: 'policy', id: policyId }, { previewId: id, ...asked });
  return row;
}

/** A preview of the whole city or of a county that the actor reaches; not-found otherwise. */
export async function getPreview(
  reader: Pick<Reader, 'policyPreviews'>,
  actor: Actor,
  id: string,
): Promise<PolicyPreviewRow> {
  const row = await reader.policyPreviews.find(id);
  if (!row || !covers(scopeOf(actor, 'policy.preview'), { countyCode: row.countyCode })) throw notFound();
  return row;
}

/** What one step of a preview found. */
export type PreviewPart = {
  readonly previewId: string;
  readonly summary: PreviewSummary;
  readonly rows: readonly PreviewListRow[];
  readonly done: number;
  readonly total: number | undefined;
  /** Null where it is over. */
  readonly cursor: PreviewCursor | null;
};

/** Reads and decides what comes next, outside any transaction. */
export async function previewStep(
  bulk: Reader,
  job: Pick<JobRow, 'payload' | 'cursor'>,
  at: { readonly policies: PolicySet; readonly newId: () => string; readonly now: number },
  sizes?: StepSizes,
): Promise<PreviewPart> {
  const { previewId } = job.payload as { previewId: string };
  const row = await bulk.policyPreviews.find(previewId);
  // Swept away after its days.
  if (!row) return { previewId, summary: NOTHING_COUNTED, rows: [], done: 0, total: undefined, cursor: null };
  const summary = row.summary as PreviewSummary;
  const part = await previewPart(bulk, previewContext(row, at), job.cursor as PreviewCursor | null, summary, sizes);
  return { previewId, ...part };
}

export async function writePreviewPart(
  tx: Writer,
  { previewId, summary, rows, done, total, cursor }: PreviewPart,
): Promise<{
  readonly done: number;
  readonly cursor: PreviewCursor | null;
  readonly finished: boolean;
  readonly total?: number;
}> {
  await tx.policyPreviews.add(rows);
  await tx.policyPreviews.setSummary(previewId, summary);
  return { done, cursor, finished: cursor === null, ...(total === undefined ? {} : { total }) };
}

/** The longest that a preview may ask for, days: as far back as ledgers are kept by default, and a year more. */
export const LONGEST_PREVIEW_DAYS = 1_100;

/** 400 where a period is longer than that. */
export function requirePeriod(from: string, to: string): void {
  if (to > addDays(from, LONGEST_PREVIEW_DAYS)) throw invalid('#/to', LONG);
}

const BACKWARDS = { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' };
const AHEAD = { en: 'A preview is of days that have come.', zh: '试算时段不得晚于今天。' };
const LONG = {
  en: `A preview covers ${LONGEST_PREVIEW_DAYS} days at the most.`,
  zh: `试算时段最长 ${LONGEST_PREVIEW_DAYS} 天。`,
};
const FAULTY = {
  en: 'The draft has faults; check it and mend them first.',
  zh: '草案存在问题，请先检查并修正。',
};
