import { linkOf } from '../../domain/telling/link.ts';
import type { Topic } from '../../domain/telling/topics.ts';
import type { Store, Writer } from '../../store/store.ts';
import type { Told } from '../tell.ts';
import { noteFor, readersOf } from './inbox.ts';
import { queueForWebhooks } from './queue-webhooks.ts';

type At = { readonly now: number; readonly newId: () => string };

/**
 * Takes what waits in the outbox to the inboxes and to the queues of webhooks, one message a transaction, so that each
 * arrives once however often the process ends or how many there are. Gives how many messages went out.
 */
export async function deliverMessages(store: Store, at: () => At): Promise<number> {
  let delivered = 0;
  if ((await store.read.outbox.pending(1)).length === 0) return delivered;
  while (await store.write((tx) => deliverNext(tx, at()))) delivered += 1;
  return delivered;
}

async function deliverNext(tx: Writer, at: At): Promise<boolean> {
  const [row] = await tx.outbox.pending(1);
  if (!row) return false;
  // First of all, so that of two processes one waits here, and then finds it done.
  await tx.outbox.markDelivered([row.id], at.now);
  const { subject, summary, data = {}, ...concern } = row.payload as Omit<Told, 'topic'>;
  const topic = row.topic as Topic;
  const link = linkOf(subject);
  const note = { topic, key: row.id, subject, summary, link, count: 1 };
  const readers = await readersOf(tx, topic, [concern]);
  await tx.notifications.insert(readers.map(({ id }) => noteFor(id, note, at)));
  await queueForWebhooks(tx, topic, [concern], () => ({ topic, summary, subject, link, data }), at);
  return true;
}
