import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort, TransferListItem } from 'node:worker_threads';
import type { FromThread, ToThread } from './errands.ts';

/** Does an errand: gives plain data, or writes bytes. */
export type Run = (params: unknown) => Promise<unknown> | AsyncIterable<Uint8Array>;

/** Portions that are written before one of them has been taken. */
const AHEAD = 2;

/**
 * The thread's side of errands: does each that it is told of. Several take turns by the portion, and a failure is told
 * to whoever waits for it and ends nothing else.
 */
export function runErrands(port: MessagePort, runs: Readonly<Record<string, Run>>): void {
  const lines = new Map<number, Line>();
  const tell = (message: FromThread, transfer: readonly TransferListItem[] = []) => port.postMessage(message, transfer);
  const run = async (id: number, name: string, params: unknown): Promise<void> => {
    const errand = Object.hasOwn(runs, name) ? runs[name] : undefined;
    if (!errand) throw new TypeError(`there is no errand ${name}`);
    const given = errand(params);
    if (!isBytes(given)) return tell({ id, done: await given });
    const line = makeLine();
    lines.set(id, line);
    for await (const bytes of given) {
      if (line.dropped) return;
      tell({ id, bytes }, movable(bytes));
      await line.taken();
      // What others asked meanwhile comes first.
      await nextTurn();
      if (line.dropped) return;
    }
    tell({ id, done: undefined });
  };
  port.on('message', (message: ToThread) => {
    const { id } = message;
    if ('next' in message) return message.next === 'more' ? lines.get(id)?.more() : lines.get(id)?.drop();
    run(id, message.begin, message.params)
      .catch((error: unknown) => tell({ id, error: error instanceof Error ? error : String(error) }))
      .finally(() => lines.delete(id));
  });
}

type Line = {
  readonly dropped: boolean;
  more(): void;
  drop(): void;
  /** Counts a portion that went out, and waits until there are not too many of them. */
  taken(): Promise<void>;
};

function makeLine(): Line {
  let out = 0;
  let dropped = false;
  let goOn: (() => void) | undefined;
  return {
    get dropped() {
      return dropped;
    },
    more: () => {
      out -= 1;
      goOn?.();
    },
    drop: () => {
      dropped = true;
      goOn?.();
    },
    taken: async () => {
      out += 1;
      while (out >= AHEAD && !dropped)
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
    },
  };
}

const isBytes = (given: object): given is AsyncIterable<Uint8Array> => Symbol.asyncIterator in given;

/** Bytes that have their memory to themselves are handed over, others are copied. */
const movable = ({ buffer, byteLength }: Uint8Array): TransferListItem[] =>
  buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
