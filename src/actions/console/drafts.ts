import { conflict, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { DraftRow } from '../../store/drafts.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';

/** The most drafts that one user keeps, and the longest content, bytes of JSON. */
const MOST_DRAFTS = 200;
const MOST_BYTES = 64 * 1024;
/** How long a draft is kept after its last change. */
const DRAFT_KEPT_MS = 90 * DAY_MS;

/** A draft of the actor's own, else not-found. */
export async function getDraft({ drafts }: Pick<Reader, 'drafts'>, actor: Actor, id: string): Promise<DraftRow> {
  const row = await drafts.find(id);
  if (!row || !covers(scopeOf(actor, 'draft.write'), { userId: row.userId })) throw notFound();
  return row;
}

/** Keeps what the actor has begun. Conflict where there are two hundred, invalid for content above 64 KiB. */
export async function keepDraft(
  tx: Writer,
  actor: Actor,
  draft: Pick<DraftRow, 'kind' | 'title' | 'content'>,
  { now, newId }: At,
): Promise<DraftRow> {
  requireBearable(draft.content);
  if ((await tx.drafts.countOf(actor.id)) >= MOST_DRAFTS) throw conflict(TOO_MANY);
  const row = { id: newId(), userId: actor.id, ...draft, createdAt: now, updatedAt: now };
  await tx.drafts.insert(row);
  return row;
}

/** Goes on with a draft; what is left out stays. */
export async function changeDraft(
  tx: Writer,
  actor: Actor,
  id: string,
  change: { readonly title?: string | undefined; readonly content?: unknown },
  { now }: At,
): Promise<DraftRow> {
  const before = await getDraft(tx, actor, id);
  const { title = before.title, content = before.content } = change;
  requireBearable(content);
  await tx.drafts.update(id, { title, content, updatedAt: now });
  return { ...before, title, content, updatedAt: now };
}

export async function removeDraft(tx: Writer, actor: Actor, id: string): Promise<void> {
  await getDraft(tx, actor, id);
  await tx.drafts.remove(id);
}

/** Drops drafts that nobody changed for ninety days; gives how many. */
export const sweepDrafts = ({ drafts }: Pick<Writer, 'drafts'>, now: number): Promise<number> =>
  drafts.sweep(now - DRAFT_KEPT_MS);

function requireBearable(content: unknown): void {
  if (Buffer.byteLength(JSON.stringify(content)) > MOST_BYTES) throw invalid('#/content', TOO_LONG);
}

const TOO_MANY = {
  en: `You have ${MOST_DRAFTS} drafts. Send or remove one first.`,
  zh: `已有 ${MOST_DRAFTS} 份草稿，请先提交或删除一份。`,
};
const TOO_LONG = { en: 'The content is longer than 64 KiB.', zh: '内容超过 64 KiB。' };
