import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import type { Store } from '../../src/store/store.ts';

/** Waits until no transaction runs that began before now: what follows ids counts all that is written as settled then. */
export async function untilSettled({ read }: Pick<Store, 'read'>): Promise<void> {
  const written = uuidv7();
  do await sleep(5);
  while ((await read.live.settledBefore(uuidv7(), 0)) <= written);
}
