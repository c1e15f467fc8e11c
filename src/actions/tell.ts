import type { Topic } from '../domain/telling/topics.ts';
import type { Writer } from '../store/store.ts';
import type { At } from './at.ts';

/** Something to be told to those it concerns. `summary` is what they read first; nothing in it is personal. */
export type Told = {
  readonly topic: Topic;
  /** The resource it is about, such as `{ type: 'alert', id }`. */
  readonly subject: { readonly type: string; readonly id: string };
  /** Its counties: their officers and the city's are told. Empty: the city's alone. */
  readonly countyCodes: readonly string[];
  /** Organisations whose people are told as well. */
  readonly organisationIds: readonly string[];
  readonly summary: { readonly en: string; readonly zh: string };
  /** More of it, for webhooks. */
  readonly data?: Readonly<Record<string, unknown>>;
};

/** Puts a message into the outbox, in the transaction of the change it tells of; it goes out once that is durable. */
export async function tell(tx: Writer, at: Pick<At, 'now' | 'newId'>, told: Told): Promise<void> {
  const { topic, ...payload } = told;
  await tx.outbox.insert({ id: at.newId(), topic, payload, createdAt: at.now, deliveredAt: null });
}
