import { conflict, forbidden, invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PolicyFault } from '../../domain/policy/faults.ts';
import { isAhead } from '../../domain/policy/place-among.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PolicyRow } from '../../store/policies.ts';
import type { PolicyDraftRow } from '../../store/policy-drafts.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import { checkDraft } from './check-draft.ts';
import { openDraft } from './drafts.ts';
import { queueNewLaw } from './new-law.ts';
import { mayReach } from './read-policy.ts';

export type Publication = {
  /** The day the plan itself was issued, not later than today; today unless given. */
  readonly publishedOn?: string | undefined;
  readonly reason: string;
};

/**
 * Makes a draft law from its first day on (发布). It is checked once more; its faults where it has any, and then nothing is
 * changed. No day before is judged anew: what was in force stays.
 */
export async function publishDraft(
  tx: Writer,
  actor: Actor,
  id: string,
  { publishedOn, reason }: Publication,
  at: At,
): Promise<PolicyRow | { readonly faults: readonly PolicyFault[] }> {
  const draft = await openDraft(tx, actor, id);
  const today = legalDayOf(at.now);
  if (publishedOn !== undefined && publishedOn > today) throw invalid('#/publishedOn', LATER);
  const given = { ...(draft.document as object), publishedOn: publishedOn ?? today };
  const { document, faults } = await checkDraft(tx, given, at.now);
  if (!document || faults.length > 0) return { faults };
  const row: PolicyRow = {
    id,
    code: document.id,
    version: document.version,
    status: 'published',
    document,
    recordedAt: at.now,
    basedOn: draft.basedOn,
    publishedBy: actor.id,
    publishReason: reason,
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawReason: null,
  };
  await tx.policies.insert(row);
  await tx.policyDrafts.remove(id);
  await queueNewLaw(tx, row, actor.id, at);
  const { from } = document;
  const policy = `${row.code}@${row.version}`;
  const told = { policy, from, publishedOn: document.publishedOn, reason };
  await record(tx, actor, at, 'policy.publish', { type: 'policy', id }, told);
  await tell(tx, at, {
    ...{ topic: 'policy.published', subject: { type: 'policy', id } },
    ...{ countyCodes: Object.keys(document.counties), organisationIds: [] },
    summary: {
      en: `${document.title.en} (${policy}) is published and in force from ${from}.`,
      zh: `《${document.title.zh}》（${policy}）已发布，自${from}起施行。`,
    },
    data: { policy, from },
  });
  return row;
}

/** Takes back a draft, or a published policy while its first day is ahead; conflict afterwards, and where it was done before. */
export async function withdrawPolicy(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string,
  at: At,
): Promise<PolicyRow | PolicyDraftRow> {
  const row = await tx.policies.find(id);
  if (!row) return withdrawDraft(tx, actor, id, reason, at);
  if (!mayReach(actor, 'policy.write')) throw forbidden();
  const { title, counties, from } = row.document as PolicyDocument;
  if (row.status !== 'published') throw conflict(WITHDRAWN);
  if (!isAhead(from, at.now)) throw conflict(IN_FORCE);
  const change = { withdrawnAt: at.now, withdrawnBy: actor.id, withdrawReason: reason };
  await tx.policies.withdraw(id, change);
  const policy = `${row.code}@${row.version}`;
  await record(tx, actor, at, 'policy.withdraw', { type: 'policy', id }, { policy, from, reason });
  await tell(tx, at, {
    ...{ topic: 'policy.withdrawn', subject: { type: 'policy', id } },
    ...{ countyCodes: Object.keys(counties), organisationIds: [] },
    summary: {
      en: `${title.en} (${policy}), which was to be in force from ${from}, is withdrawn.`,
      zh: `《${title.zh}》（${policy}，原定自${from}起施行）已撤回。`,
    },
    data: { policy, from },
  });
  return { ...row, ...change, status: 'withdrawn' };
}

async function withdrawDraft(tx: Writer, actor: Actor, id: string, reason: string, at: At): Promise<PolicyDraftRow> {
  const draft = await openDraft(tx, actor, id);
  const change = { status: 'withdrawn', withdrawReason: reason, changedAt: at.now, changedBy: actor.id };
  await tx.policyDrafts.update(id, change);
  await record(tx, actor, at, 'policy.withdraw', { type: 'policy', id }, { reason });
  return { ...draft, ...change };
}

const LATER = { en: 'A plan is not issued later than today.', zh: '发布日期不得晚于今天。' };
const WITHDRAWN = { en: 'It was withdrawn.', zh: '该政策已撤回。' };
const IN_FORCE = {
  en: 'It is in force, or about to be: publish another in its place.',
  zh: '该政策已经或即将施行；请另行发布新政策。',
};
