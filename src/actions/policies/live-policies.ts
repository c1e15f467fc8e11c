import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Reader, Store } from '../../store/store.ts';
import { type PublishedPolicies, publishedPolicies } from './published-policies.ts';

/** The policies as they stand, also where another process publishes or withdraws one. */
export type LivePolicies = {
  /** The newest set this process knows. */
  current(): PolicySet;
  /** Takes a set over once it is committed. */
  take(next: PublishedPolicies): void;
  /** Looks for a newer set; for what only reads. */
  refresh(): Promise<void>;
  /** The store whose writes look first: no transaction judges by policies older than itself. */
  readonly store: Store;
};

/** Keeps a set of policies fresh, beginning with the one of the start. */
export function livePolicies(store: Store, first: PolicySet): LivePolicies {
  let known: PublishedPolicies = { stamp: -1, set: first };
  // Stamps only go up, so what was read late never takes the place of what is newer.
  const take = (next: PublishedPolicies): void => {
    if (next.stamp > known.stamp) known = next;
  };
  const look = async (reader: Pick<Reader, 'policies'>): Promise<void> => {
    if ((await reader.policies.stamp()) > known.stamp) take(await publishedPolicies(reader));
  };
  return {
    current: () => known.set,
    take,
    refresh: () => look(store.read),
    store: {
      ...store,
      write: (fn) =>
        store.write(async (tx) => {
          await look(tx);
          return fn(tx);
        }),
    },
  };
}
