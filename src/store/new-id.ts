import { getRandomValues } from 'node:crypto';
import { V7Generator } from 'uuidv7';
import { uuidOfBytes } from './uuid-text.ts';

// The library asks the system for eight numbers at a time, which takes longer than all else that an id takes.
const random = new Uint32Array(1_024);
let taken = random.length;
const ids = new V7Generator({
  nextUint32: () => {
    if (taken === random.length) {
      getRandomValues(random);
      taken = 0;
    }
    taken += 1;
    return random[taken - 1] as number;
  },
});

/** A new UUIDv7 (RFC 9562): later ones of a thread sort after earlier ones. */
export const newId = (): string => uuidOfBytes(ids.generate().bytes);
