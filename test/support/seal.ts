import { uuidv7 } from 'uuidv7';
import { readUnsealed, sealAll } from '../../src/actions/seals/seal.ts';
import type { Keys } from '../../src/files/keys.ts';
import type { Store } from '../../src/store/store.ts';

/** Seals what has settled, as the routine does; gives how many rows that were. */
export function sealNow(store: Store, keys: Keys, now: number, settledMs = 0): Promise<number> {
  return sealAll(
    { store, keys, at: { now, newId: uuidv7 }, unsealed: (sought) => readUnsealed(store.bulk, sought) },
    settledMs,
  );
}
