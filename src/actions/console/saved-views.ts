import { holdsPlate } from '../../domain/codes/plate.ts';
import { conflict, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { SavedViewRow } from '../../store/saved-views.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';

/** The most views that one user keeps. */
const MOST_VIEWS = 100;

type View = Pick<SavedViewRow, 'name' | 'page' | 'query'>;

/** A saved view of the actor's own, else not-found. */
export async function getSavedView(
  { savedViews }: Pick<Reader, 'savedViews'>,
  actor: Actor,
  id: string,
): Promise<SavedViewRow> {
  const row = await savedViews.find(id);
  if (!row || !covers(scopeOf(actor, 'saved-view.write'), { userId: row.userId })) throw notFound();
  return row;
}

/** Keeps a list as the actor narrowed it. Conflict where the name is taken on that page or there are a hundred; a plate is invalid. */
export async function saveView(tx: Writer, actor: Actor, view: View, { now, newId }: At): Promise<SavedViewRow> {
  requireNoPlate(view.query);
  if ((await tx.savedViews.countOf(actor.id)) >= MOST_VIEWS) throw conflict(TOO_MANY);
  const row = { id: newId(), userId: actor.id, ...view, createdAt: now, updatedAt: now };
  await requireFreeName(tx, row);
  await tx.savedViews.insert(row);
  return row;
}

/** The same for one that stands; what is left out stays. */
export async function changeView(
  tx: Writer,
  actor: Actor,
  id: string,
  change: { readonly [K in keyof View]?: View[K] | undefined },
  { now }: At,
): Promise<SavedViewRow> {
  const before = await getSavedView(tx, actor, id);
  const { name = before.name, page = before.page, query = before.query } = change;
  requireNoPlate(query);
  const row = { ...before, name, page, query, updatedAt: now };
  await requireFreeName(tx, row);
  await tx.savedViews.update(id, { name, page, query, updatedAt: now });
  return row;
}

export async function removeView(tx: Writer, actor: Actor, id: string): Promise<void> {
  await getSavedView(tx, actor, id);
  await tx.savedViews.remove(id);
}

async function requireFreeName({ savedViews }: Pick<Writer, 'savedViews'>, row: SavedViewRow): Promise<void> {
  const other = await savedViews.named(row);
  if (other && other.id !== row.id) throw conflict(TAKEN, '#/name');
}

/** The encoding is taken off layer by layer, as whoever follows the link might do. */
function requireNoPlate(query: string): void {
  let text: string | undefined = query;
  for (let layers = 0; text !== undefined; layers += 1) {
    if (holdsPlate(text)) throw invalid('#/query', PLATE);
    const inner = decoded(text);
    if (layers === MOST_LAYERS || (inner === undefined && layers === 0)) throw invalid('#/query', ENCODING);
    text = inner === text ? undefined : inner;
  }
}

const MOST_LAYERS = 4;

/** Undefined where the text is not percent-encoded. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const TOO_MANY = {
  en: `You have ${MOST_VIEWS} saved views. Remove one first.`,
  zh: `已保存 ${MOST_VIEWS} 个视图，请先删除一个。`,
};
const TAKEN = { en: 'You have a view of this name on this page.', zh: '该页面已有同名视图。' };
const PLATE = {
  en: 'A plate does not stand in a URL, and so in no saved view.',
  zh: '号牌不得出现在网址中，因此不能保存在视图里。',
};
const ENCODING = { en: 'This is not a URL query.', zh: '不是有效的网址查询串。' };
