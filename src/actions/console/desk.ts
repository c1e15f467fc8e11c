import type { Role } from '../../domain/identity/actor.ts';
import { type AlertNow, type Asked, type Look, MOST_COUNTED } from './desk-looks.ts';
import { type DeskTopic, TOPICS } from './desk-topics.ts';

/** One thing that waits, and the list whose rows were counted. */
export type DeskItem = {
  readonly topic: DeskTopic;
  readonly count: number;
  /** There are, or may be, more than `count`. */
  readonly more: boolean;
  /** Of the oldest row, ms; null where some were left uncounted, or rows have no moment. */
  readonly oldestAt: number | null;
  readonly urgent: boolean;
  readonly alert: AlertNow | undefined;
  /** `path` of the API from its root, `query` percent-encoded. */
  readonly link: { readonly path: string; readonly query: string };
};

/** What needs doing for one person (工作台): each topic of its role of which there is something, as its lists show it. */
export async function readDesk(asked: Asked): Promise<DeskItem[]> {
  const items: DeskItem[] = [];
  for (const { topic, roles, look, ...rest } of TOPICS) {
    if (!(roles as readonly Role[]).includes(asked.actor.role)) continue;
    const counted = await countOf(asked, look);
    if (counted.count > 0 || counted.more) items.push({ topic, urgent: 'urgent' in rest, ...counted });
  }
  return items;
}

async function countOf(asked: Asked, { list, query, look }: Look) {
  const { at, more = false, alert } = await look(asked);
  const count = Math.min(at.length, MOST_COUNTED);
  const isWhole = !more && count === at.length;
  const moments = at.filter((one) => one !== null);
  const oldestAt = isWhole && moments.length > 0 ? Math.min(...moments) : null;
  const link = { path: `/api/v1${list}`, query: new URLSearchParams(query(asked)).toString() };
  return { count, more: !isWhole, oldestAt, alert, link };
}
