/**
 * Turns of the two threads of one process that write into the same SQLite file. Without them each would find the file held
 * and sleep, and starve beside one that writes without pause.
 */
export type WriteTurns = {
  /** Resolves when no transaction of the other side runs; the other waits from now on. Give back what was taken. */
  take(): Promise<void>;
  give(): void;
  /** Whether the other side has the turn or waits for it. */
  isWanted(): boolean;
  /** Resolves when the transaction that the other side may have open has ended. */
  passed(): Promise<void>;
};

/** The main thread, and the one beside it. */
export type Side = 'main' | 'beside';

/** Whether each side wants its turn or has it, how often what it wants has changed, and who asked last. */
const WANTS = 0;
const CHANGED = 2;
const LAST = 4;

/** What both sides hold. */
export const newTurns = (): SharedArrayBuffer => new SharedArrayBuffer(5 * Int32Array.BYTES_PER_ELEMENT);

/** One side's hold of the turns: whoever asked last lets the other go first (Peterson), so each waits for one turn at most. */
export function writeTurns(shared: SharedArrayBuffer, side: Side): WriteTurns {
  const cells = new Int32Array(shared);
  const [own, other] = side === 'main' ? [0, 1] : [1, 0];
  const isWanted = () => Atomics.load(cells, WANTS + other) === 1;
  return {
    take: async () => {
      Atomics.store(cells, WANTS + own, 1);
      Atomics.store(cells, LAST, own);
      // The other may have gone to sleep between these two steps, and may now go first.
      tell(cells, own);
      for (;;) {
        const changed = Atomics.load(cells, CHANGED + other);
        if (!isWanted() || Atomics.load(cells, LAST) !== own) return;
        await Atomics.waitAsync(cells, CHANGED + other, changed).value;
      }
    },
    give: () => giveUp(cells, own),
    isWanted,
    passed: async () => {
      const changed = Atomics.load(cells, CHANGED + other);
      if (isWanted()) await Atomics.waitAsync(cells, CHANGED + other, changed).value;
    },
  };
}

/** Gives back the turn of a side that is no more. */
export const forfeitTurn = (shared: SharedArrayBuffer, side: Side): void =>
  giveUp(new Int32Array(shared), side === 'main' ? 0 : 1);

function giveUp(cells: Int32Array<SharedArrayBuffer>, own: number): void {
  Atomics.store(cells, WANTS + own, 0);
  tell(cells, own);
}

function tell(cells: Int32Array<SharedArrayBuffer>, own: number): void {
  Atomics.add(cells, CHANGED + own, 1);
  Atomics.notify(cells, CHANGED + own);
}
