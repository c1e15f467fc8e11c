import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel, type Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { type Errands, makeErrands } from '../../src/threads/errands.ts';
import { type Run, runErrands } from '../../src/threads/run-errands.ts';

let errands: Errands | undefined;
let started = 0;
/** Ends the thread that was started last, as if it had died. */
let die: () => void = () => undefined;

afterEach(async () => {
  await errands?.close();
  started = 0;
});

/** Errands whose thread is this process, at the other end of a channel. */
function running(runs: Readonly<Record<string, Run>>): Errands {
  errands = makeErrands(() => {
    started += 1;
    const { port1, port2 } = new MessageChannel();
    runErrands(port2, runs);
    die = () => port1.emit('exit', 1);
    return Object.assign(port1, { terminate: async () => port1.close() }) as unknown as Worker;
  });
  return errands;
}

async function* numbered(count: number, size = 4): AsyncGenerator<Uint8Array> {
  for (let number = 0; number < count; number += 1) yield await Promise.resolve(new Uint8Array(size).fill(number));
}

const bytesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

it('gives bytes whole and in their order, several errands beside each other, and plain answers', async () => {
  const { stream, ask } = running({
    count: (to) => numbered(to as number),
    double: async (value) => ({ twice: (value as number) * 2 }),
  });
  const [long, short, answer] = await Promise.all([
    bytesOf(stream('count', 200)),
    bytesOf(stream('count', 3)),
    ask('double', 21),
  ]);
  expect(long).toEqual(await bytesOf(numbered(200)));
  expect(short).toEqual(Buffer.from([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]));
  expect(answer).toEqual({ twice: 42 });
  expect(await bytesOf(stream('count', 0))).toHaveLength(0);
  expect(started).toBe(1);
});

it('writes no more than a few portions ahead of who reads', async () => {
  let written = 0;
  const portion = 256 * 1024;
  const endless = async function* () {
    for (;;) {
      written += 1;
      yield await Promise.resolve(new Uint8Array(portion));
    }
  };
  const stream = running({ endless }).stream('endless', null);
  const reader = stream[Symbol.asyncIterator]();
  await reader.next();
  for (let turn = 0; turn < 20; turn += 1) await sleep(1);
  expect(written).toBeLessThan(8);
  const before = written;
  await reader.next();
  await reader.next();
  for (let turn = 0; turn < 200 && written === before; turn += 1) await sleep(5);
  expect(written).toBeGreaterThan(before);
  stream.destroy();
});

it('ends the work of a reader that goes away', async () => {
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const endless = async function* () {
    try {
      for (;;) yield await Promise.resolve(new Uint8Array(8));
    } finally {
      over();
    }
  };
  const stream = running({ endless }).stream('endless', null);
  for await (const _ of stream) break;
  await ended;
});

it('fails what failed and nothing else', async () => {
  const broken = async function* () {
    yield await Promise.resolve(new Uint8Array(4));
    throw new Error('the paper is torn');
  };
  const { stream, ask } = running({ broken, count: (to) => numbered(to as number) });
  const beside = bytesOf(stream('count', 50));
  await expect(bytesOf(stream('broken', null))).rejects.toThrow('the paper is torn');
  await expect(ask('nothing', null)).rejects.toThrow('there is no errand nothing');
  await expect(ask('count', 1)).rejects.toThrow('count writes bytes');
  expect(await beside).toHaveLength(200);
});

it('a thread that dies fails what it was at, and is replaced at the next errand', async () => {
  const { stream, ask } = running({
    never: () => new Promise(() => undefined),
    one: async () => 1,
    count: (to) => numbered(to as number),
  });
  const waiting = ask('never', null);
  const reading = bytesOf(stream('count', 10_000));
  die();
  await expect(waiting).rejects.toThrow('ended');
  await expect(reading).rejects.toThrow('ended');
  expect(await ask('one', null)).toBe(1);
  expect(started).toBe(2);
});
