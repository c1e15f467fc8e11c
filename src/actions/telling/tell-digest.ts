import type { Message } from '../../domain/failure.ts';
import { type Concern, concerns } from '../../domain/telling/audience.ts';
import { digestKey, digestSummary } from '../../domain/telling/digest.ts';
import type { NotificationRow } from '../../store/notifications.ts';
import type { Writer } from '../../store/store.ts';
import { noteFor, type Reader, readersOf } from './inbox.ts';
import { queueForWebhooks } from './queue-webhooks.ts';

/** One thing among those of its kind that a digest gathers. */
export type Found = Concern & {
  readonly kind: string;
  /** What that kind is called. */
  readonly title: Message;
  /** When it happened, ms. */
  readonly at: number;
  /** As webhooks are told of it. */
  readonly told: Readonly<Record<string, unknown>>;
};

export type DigestTopic = 'violation.opened' | 'gate.silent';
type At = { readonly now: number; readonly newId: () => string };
/** Where the things of a kind that happened between two instants (ms) are listed. */
type LinkOf = (kind: string, from: number, to: number) => string;

/**
 * Tells of things found: each reader by one notification a kind and hour, which grows and is new again with each that is
 * added; each webhook by one message with all that concern it.
 */
export async function tellDigest(
  tx: Writer,
  topic: DigestTopic,
  found: readonly Found[],
  linkOf: LinkOf,
  at: At,
): Promise<void> {
  if (found.length === 0) return;
  const readers = await readersOf(tx, topic, found);
  for (const kind of new Set(found.map((one) => one.kind))) {
    const ofKind = found.filter((one) => one.kind === kind);
    await gather(tx, topic, kind, ofKind, readers, linkOf, at);
  }
  const messageOf = (own: readonly Found[]) => ({
    topic,
    summary: digestSummary(topic, own.length, titleOf(own)),
    subject: null,
    link: null,
    data: { items: own.map(({ told }) => told) },
  });
  await queueForWebhooks(tx, topic, found, messageOf, at);
}

async function gather(
  tx: Writer,
  topic: DigestTopic,
  kind: string,
  found: readonly Found[],
  readers: readonly Reader[],
  linkOf: LinkOf,
  at: At,
): Promise<void> {
  const key = digestKey(topic, kind, at.now);
  const ids = readers.map(({ id }) => id);
  const standing = new Map((await tx.notifications.ofKey(key, ids)).map((row) => [row.userId, row]));
  const fresh: NotificationRow[] = [];
  for (const reader of readers) {
    const own = found.filter((one) => concerns(one, reader));
    if (own.length === 0) continue;
    const row = standing.get(reader.id);
    const before = row ? [(row.summary as Span).from, (row.summary as Span).to] : [];
    const span = {
      from: Math.min(...own.map((one) => one.at), ...before),
      to: Math.max(...own.map((one) => one.at), ...before),
    };
    const count = own.length + (row?.count ?? 0);
    const summary = { ...digestSummary(topic, count, titleOf(found)), ...span };
    const told = { count, summary, link: linkOf(kind, span.from, span.to) };
    if (row) await tx.notifications.grow(row.id, { ...told, updatedAt: at.now });
    else fresh.push(noteFor(reader.id, { topic, key, subject: { type: topic, id: kind }, ...told }, at));
  }
  await tx.notifications.insert(fresh);
}

/** From the first to the last thing a digest tells of, kept beside its text. */
type Span = { readonly from: number; readonly to: number };

/** By the last of them, where several rules make one kind. */
const titleOf = (found: readonly Found[]): Message => found.at(-1)?.title ?? { en: '', zh: '' };
