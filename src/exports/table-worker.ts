import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import type { Cell } from './table.ts';
import { type SheetHead, type TableHead, tableWriter } from './table-writers.ts';

/** What the thread is told: rows to write, another sheet to begin, that there are no more, or that its last bytes were taken. */
export type ToTable = { readonly rows: readonly (readonly Cell[])[] } | { readonly sheet: SheetHead } | 'end' | 'taken';
/** What it tells: bytes of the file, that it can take more rows, or what went wrong. */
export type FromTable = { readonly bytes: Uint8Array } | 'more' | 'done' | { readonly error: string };

const port = parentPort;
if (!port) throw new Error('this program runs in a thread');
const tell = (message: FromTable): void => port.postMessage(message);

let taken: (() => void) | undefined;
const out = new Writable({
  highWaterMark: 256 * 1024,
  write: (chunk: Buffer, _encoding, done) => {
    taken = done;
    tell({ bytes: new Uint8Array(chunk) });
  },
  final: (done) => {
    tell('done');
    done();
  },
});
const begun = tableWriter(workerData as TableHead, out);
const fail = (error: unknown): void => tell({ error: error instanceof Error ? error.message : String(error) });

port.on('message', (message: ToTable) => {
  if (message === 'taken') {
    const done = taken;
    taken = undefined;
    done?.();
  } else if (message === 'end') begun.then((writer) => writer.end()).catch(fail);
  else if ('sheet' in message) begun.then((writer) => writer.next(message.sheet)).catch(fail);
  else begun.then((writer) => writer.add(message.rows)).then(() => tell('more'), fail);
});
