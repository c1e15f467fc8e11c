import { Readable } from 'node:stream';
import type { Message } from '../domain/failure.ts';
import { startWorker } from '../threads/start-worker.ts';
import type { Cell, Column, TableFormat } from './table.ts';
import type { FromTable, ToTable } from './table-worker.ts';
import type { SheetHead, TableHead } from './table-writers.ts';

export type Table<Row> = {
  readonly format: TableFormat;
  readonly language: keyof Message;
  readonly title: Message;
  readonly columns: readonly Column<Row>[];
};

/**
 * A table as the bytes of a CSV or XLSX file, written in a thread of its own while its rows are read: however many there
 * are, only a few chunks of them are held. A reader that goes away ends the thread and the reading of rows.
 */
export function streamTable<Row>(table: Table<Row>, chunks: AsyncIterable<readonly Row[]>): Readable {
  const head = { ...headOf(table), format: table.format };
  return streamOf(head, (thread) => feed(thread, chunks, cellsOf(table)));
}

/** A sheet of a workbook: a table of its own rows. */
export type Sheet<Row = never> = Omit<Table<Row>, 'format'> & { readonly chunks: AsyncIterable<readonly Row[]> };

/** Several tables as the sheets of one XLSX file, written in the same way one after the other. Their names must differ. */
export function streamWorkbook(sheets: readonly [Sheet, ...Sheet[]]): Readable {
  const [first, ...others] = sheets;
  return streamOf({ ...headOf(first), format: 'xlsx' }, async (thread) => {
    if (!(await feed(thread, first.chunks, cellsOf(first)))) return false;
    for (const sheet of others) {
      thread.tell({ sheet: headOf(sheet) });
      if (!(await feed(thread, sheet.chunks, cellsOf(sheet)))) return false;
    }
    return true;
  });
}

/** The few rows of a table that are all there already. */
export async function* inOneChunk<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

type Shape<Row> = Omit<Table<Row>, 'format'>;

const headOf = <Row>({ title, columns, language }: Shape<Row>): SheetHead => ({
  title: title[language],
  headings: columns.map(({ heading }) => heading[language]),
  widths: columns.map(({ width = 16 }) => width),
});

const cellsOf =
  <Row>({ columns, language }: Shape<Row>) =>
  (row: Row): Cell[] =>
    columns.map(({ cell }) => cell(row, language));

/** Hands all rows to the thread; false where it went away before. */
type Feed = (thread: Thread) => Promise<boolean>;

const streamOf = (head: TableHead, feeding: Feed): Readable =>
  Readable.from(bytesOf(head, feeding), { objectMode: false, highWaterMark: 256 * 1024 });

/** Rows are handed over in small portions, so that turning them into cells never holds up the process for long. */
const PORTION = 50;

async function* bytesOf(head: TableHead, feedAll: Feed): AsyncGenerator<Buffer> {
  const thread = startThread(head);
  const feeding = feedAll(thread)
    .then((whole) => {
      if (whole) thread.tell('end');
    })
    .catch(thread.fail);
  try {
    for (;;) {
      const bytes = await thread.next();
      if (!bytes) return;
      yield bytes;
      thread.tell('taken');
    }
  } finally {
    thread.stop();
    await feeding;
  }
}

async function feed<Row>(
  thread: Thread,
  chunks: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => Cell[],
): Promise<boolean> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PORTION) {
      thread.tell({ rows: chunk.slice(at, at + PORTION).map(cells) });
      if (!(await thread.hungry())) return false;
    }
  }
  return true;
}

type Thread = {
  tell(message: ToTable): void;
  /** The next bytes of the file; undefined at its end. */
  next(): Promise<Buffer | undefined>;
  /** Waits until more rows can be taken; false where the thread has ended. */
  hungry(): Promise<boolean>;
  fail(error: unknown): void;
  stop(): void;
};

function startThread(head: TableHead): Thread {
  const worker = startWorker(import.meta.url, 'table-worker', head);
  const ready: (Buffer | undefined)[] = [];
  let failure: Error | undefined;
  let ended = false;
  let readerWaits: (() => void) | undefined;
  let feederWaits: ((goOn: boolean) => void) | undefined;
  let hungry = false;
  const end = (error?: Error): void => {
    failure ??= error;
    ended = true;
    readerWaits?.();
    feederWaits?.(false);
  };
  worker.on('message', (message: FromTable) => {
    if (message === 'more') {
      if (feederWaits) feederWaits(true);
      else hungry = true;
    } else if (message === 'done') {
      ready.push(undefined);
      readerWaits?.();
    } else if ('error' in message) end(new Error(`the thread for exports failed: ${message.error}`));
    else {
      ready.push(Buffer.from(message.bytes.buffer, message.bytes.byteOffset, message.bytes.byteLength));
      readerWaits?.();
    }
  });
  worker.on('error', (error) => end(new Error('the thread for exports failed', { cause: error })));
  worker.on('exit', () => end(new Error('the thread for exports ended')));
  return {
    tell: (message) => worker.postMessage(message),
    next: async () => {
      while (ready.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          readerWaits = resolve;
        });
      }
      return ready.shift();
    },
    hungry: async () => {
      if (hungry) {
        hungry = false;
        return !ended;
      }
      const goOn = ended
        ? false
        : await new Promise<boolean>((resolve) => {
            feederWaits = resolve;
          });
      feederWaits = undefined;
      return goOn;
    },
    fail: (error) => end(error instanceof Error ? error : new Error(String(error))),
    stop: () => {
      end();
      void worker.terminate();
    },
  };
}
