import { canonicalJson } from '../../domain/canonical.ts';
import { conflict, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Action } from '../../domain/identity/permissions.ts';
import type { PolicyDraftRow } from '../../store/policy-drafts.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getDraft, mayReach, readPolicy } from './read-policy.ts';

type Members = Readonly<Record<string, unknown>>;
export type NewDraft = {
  /** A policy to copy from, by id, `code@version` or code; what the document gives takes the place of its members. */
  readonly basedOn?: string | undefined;
  readonly document: Members;
};

/** Begins a policy (政策草案) as a draft, with whatever faults it has. */
export async function createDraft(tx: Writer, actor: Actor, given: NewDraft, at: At): Promise<PolicyDraftRow> {
  const base = given.basedOn === undefined ? undefined : await baseOf(tx, actor, given.basedOn);
  const row: PolicyDraftRow = {
    id: at.newId(),
    document: base ? await copied(tx, base.document, given.document) : given.document,
    basedOn: base?.ref ?? null,
    status: 'draft',
    createdAt: at.now,
    createdBy: actor.id,
    changedAt: at.now,
    changedBy: actor.id,
    withdrawReason: null,
  };
  await tx.policyDrafts.insert(row);
  await record(tx, actor, at, 'policy.draft', { type: 'policy', id: row.id }, { basedOn: row.basedOn });
  return row;
}

/** Puts another document in the place of a draft's. */
export async function replaceDraft(
  tx: Writer,
  actor: Actor,
  id: string,
  document: Members,
  at: At,
): Promise<PolicyDraftRow> {
  const row = await openDraft(tx, actor, id);
  const change = { document, changedAt: at.now, changedBy: actor.id };
  await tx.policyDrafts.update(id, change);
  const changed = changedMembers(row.document as Members, document);
  await record(tx, actor, at, 'policy.change', { type: 'policy', id }, { changed });
  return { ...row, ...change };
}

/** A draft to work on; conflict where it is law already or was withdrawn. */
export async function openDraft(
  reader: Pick<Reader, 'policyDrafts' | 'policies'>,
  actor: Actor,
  id: string,
  action: Action = 'policy.write',
): Promise<PolicyDraftRow> {
  if (await reader.policies.find(id)) {
    // Everybody sees what is published.
    if (!mayReach(actor, action)) throw forbidden();
    throw conflict(PUBLISHED);
  }
  const row = await getDraft(reader, actor, id);
  if (!mayReach(actor, action)) throw forbidden();
  if (row.status !== 'draft') throw conflict(WITHDRAWN);
  return row;
}

async function baseOf(
  tx: Writer,
  actor: Actor,
  ref: string,
): Promise<{ readonly document: Members; readonly ref: string }> {
  const { kind, row } = await readPolicy(tx, actor, ref, '#/basedOn');
  return { document: row.document as Members, ref: kind === 'policy' ? `${row.code}@${row.version}` : row.id };
}

/** A copy under its own number: the next one of the same plan, the first of another, unless one is given. */
async function copied(tx: Writer, base: Members, given: Members): Promise<Members> {
  const whole = { ...base, ...given };
  if ('version' in given) return whole;
  const numbers = (await tx.policies.list()).filter(({ code }) => code === whole.id).map(({ version }) => version);
  return { ...whole, version: Math.max(0, ...numbers) + 1 };
}

function changedMembers(before: Members, after: Members): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null));
  // A draft may have members that no policy has, as many and as long as its writer likes.
  return changed.slice(0, 30).map((name) => name.slice(0, 60));
}

const PUBLISHED = {
  en: 'It is published: what is law is never edited. Write a new version.',
  zh: '该政策已发布，不得更改；请编制新版本。',
};
const WITHDRAWN = { en: 'It was withdrawn.', zh: '该政策已撤回。' };
