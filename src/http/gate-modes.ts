import { LRUCache } from 'lru-cache';
import type { Store } from '../store/store.ts';

/** What gates are told to do, `advise` or `enforce`, without a look at the database for each passage. */
export type GateModes = {
  of(gateId: string): Promise<string>;
  /** To be called when a change of the gate is committed (`tx.afterCommit`). */
  forget(gateId: string): void;
};

/** Another process on the same database may change a gate; what is remembered here gives way to it after this long. */
const REMEMBER_MS = 30_000;

export function makeGateModes(store: Store): GateModes {
  const modes = new LRUCache<string, string>({ max: 10_000, ttl: REMEMBER_MS });
  // A look-up that began before a change must not bring the old answer back after it.
  let changes = 0;
  return {
    of: async (gateId) => {
      const known = modes.get(gateId);
      if (known !== undefined) return known;
      const before = changes;
      const mode = (await store.read.gates.find(gateId))?.mode ?? 'advise';
      if (before === changes) modes.set(gateId, mode);
      return mode;
    },
    forget: (gateId) => {
      changes += 1;
      modes.delete(gateId);
    },
  };
}
