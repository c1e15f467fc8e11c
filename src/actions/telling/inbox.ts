import type { Message } from '../../domain/failure.ts';
import { type Concern, concerns, type Listener } from '../../domain/telling/audience.ts';
import { isAlways, type Topic } from '../../domain/telling/topics.ts';
import type { Writer } from '../../store/store.ts';

export type Reader = Listener & { readonly id: string };

/** The people whom any of these things concerns and who want to be told of the topic. */
export async function readersOf(tx: Writer, topic: Topic, things: readonly Concern[]): Promise<Reader[]> {
  const counties = new Set(things.flatMap(({ countyCodes }) => countyCodes));
  const organisations = new Set(things.flatMap(({ organisationIds }) => organisationIds));
  const found = (await tx.users.listeners([...counties], [...organisations])).filter((user) =>
    things.some((thing) => concerns(thing, user)),
  );
  if (isAlways(topic)) return found;
  const ids = found.map(({ id }) => id);
  const out = new Set(await tx.notifications.optedOut(topic, ids));
  return found.filter(({ id }) => !out.has(id));
}

/** What stands in an inbox, but for whose it is and when it came. */
export type Note = {
  readonly topic: Topic;
  /** One notification a user and key. */
  readonly key: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly summary: Message;
  readonly link: string | null;
  readonly count: number;
};

type At = { readonly now: number; readonly newId: () => string };

/** A notification as it is first put into an inbox. */
export const noteFor = (userId: string, note: Note, { now, newId }: At) => ({
  id: newId(),
  userId,
  topic: note.topic,
  key: note.key,
  summary: note.summary,
  subjectType: note.subject.type,
  subjectId: note.subject.id,
  link: note.link,
  count: note.count,
  createdAt: now,
  updatedAt: now,
  readAt: null,
});
