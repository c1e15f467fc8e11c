import { newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { acceptFiling } from './accept-filing.ts';
import { readFiling } from './read-standing.ts';

/**
 * One filing of several to accept. `unsure`: it was sent and no answer came, so that it may be accepted or not; sent again under
 * its key it is accepted once. `changed`: it is not any more what the officer agreed to.
 */
export type Item = {
  readonly id: string;
  readonly name: string;
  /** Of the filing as the officer agreed to it. */
  readonly tag: string;
  readonly key: string;
  readonly state: 'waiting' | 'sending' | 'accepted' | 'changed' | 'refused' | 'unsure';
  /** Why it was refused, or why no answer came. */
  readonly reason?: string;
};

export const newItem = (id: string, name: string, tag: string): Item => ({
  ...{ id, name, tag },
  key: newKey(),
  state: 'waiting',
});

/** Whether it is still to be sent, or to be sent again. */
export const isOpen = ({ state }: Item): boolean => state === 'waiting' || state === 'unsure';

/**
 * Accepts what is open of the items, one after another, and tells the items after each step. Ends before the next one where
 * `stopped` says so, and where the service does not answer.
 */
export async function acceptMany(
  items: readonly Item[],
  tell: (items: readonly Item[]) => void,
  stopped: () => boolean,
): Promise<void> {
  let now = items;
  const set = (id: string, change: Partial<Item>) => {
    now = now.map((one) => (one.id === id ? { ...one, ...change } : one));
    tell(now);
  };
  for (const item of items.filter(isOpen)) {
    if (stopped()) return;
    set(item.id, { state: 'sending' });
    const came = await acceptOne(item);
    set(item.id, came);
    if (came.state === 'unsure' || came.state === 'waiting') return;
  }
}

async function acceptOne({ id, tag, key, state }: Item): Promise<Pick<Item, 'state' | 'reason'>> {
  const before = state === 'unsure' ? 'unsure' : 'waiting';
  let sent = false;
  try {
    const now = await readFiling(id);
    // What was sent before and is not submitted any more was most likely accepted by that: the key tells.
    if (now.tag !== tag && (before === 'waiting' || now.filing.status === 'submitted')) return { state: 'changed' };
    sent = true;
    await acceptFiling(id, key);
    return { state: 'accepted' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (
      error instanceof Problem &&
      error.status >= 400 &&
      error.status < 500 &&
      ![401, 408, 429].includes(error.status)
    )
      return { state: 'refused', reason };
    return { state: sent ? 'unsure' : before, reason };
  }
}
