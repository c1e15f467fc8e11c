import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { createIntake } from '../actions/gates/passage-intake.ts';
import type { PassageItem } from '../actions/gates/record-passages.ts';
import { livePolicies } from '../actions/policies/live-policies.ts';
import { publishedPolicies } from '../actions/policies/published-policies.ts';
import { stepHandlers } from '../jobs/step-handlers.ts';
import { type StepOf, takeStep } from '../jobs/take-step.ts';
import { newId } from '../store/new-id.ts';
import { openSqlite } from '../store/sqlite.ts';
import { writeTurns } from '../store/write-turns.ts';
import { unpacked } from './part.ts';
import { type ToldResult, type ToldResults, told } from './told.ts';

export type RecorderData = {
  /** The SQLite file, its tables up to date and the policies on record. */
  readonly path: string;
  /** What the thread's writes take turns by with those of the process. */
  readonly turns: SharedArrayBuffer;
  /** How long passages are kept, months. */
  readonly ledgerMonths: number;
};

export type RecorderCall = { readonly id: number } & (
  | { readonly items: readonly PassageItem[] }
  | { readonly step: StepOf }
);
/**
 * What the process sends: passages to record and steps to take, `RecorderCall[]` as JSON, which costs half of cloning them;
 * a part of a batch, packed (`part.ts`), which is read only when it is its turn, and costs no collection until then; or, when all are answered, that these were the last.
 */
export type ToRecorder =
  | { readonly calls: string }
  | { readonly id: number; readonly count: number; readonly items: Uint8Array }
  | 'close';

type Told = {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
};
export type RecorderAnswer =
  /** Piece by piece; of a step none. */
  { readonly id: number; readonly results: ToldResult[][] } | { readonly id: number; readonly error: Told };
/**
 * What the thread sends: that it begins, or what became of what it was asked, `RecorderAnswer[]` as JSON; or, of a part of a
 * batch, its results piece by piece.
 */
export type FromRecorder =
  | { readonly answers: string }
  | { readonly id: number; readonly pieces: readonly ToldResults[] }
  | 'ready';

/** A group that nobody waits for may be large: it holds up no event loop but this thread's own. */
const GROUPS = { most: 1_000, hurried: 25 };

/** The program of the thread that records passages and takes steps of jobs: an entry point as `main.ts` is, with clock and ids of its own. */
async function main(port: MessagePort): Promise<void> {
  const { path, turns: shared, ledgerMonths } = workerData as RecorderData;
  const turns = writeTurns(shared, 'beside');
  const opened = await openSqlite({ path, bulk: false, checkpointer: 'elsewhere', turns });
  const live = livePolicies(opened, (await publishedPolicies(opened.read)).set);
  const context = () => ({ policies: live.current(), now: Date.now(), newId });
  const intake = createIntake(live.store, context, told, {
    ...GROUPS,
    isHurried: turns.isWanted,
    isBehind: opened.easeLog,
  });
  const handlers = stepHandlers({
    policies: live.current,
    newId,
    randomBytes,
    ledgerMonths,
    longestTransactionMs: 0,
  });
  const taking = { store: live.store, clock: Date.now, handlers };
  const step = async (of: StepOf): Promise<void> => {
    let rest = 0;
    await intake.between(async (isCalm) => {
      const began = performance.now();
      await takeStep(taking, of, isCalm ? 'calm' : 'hurried');
      rest = isCalm ? 0 : performance.now() - began;
    });
    // Who comes meanwhile finds the thread, and the processor, free two thirds of the time.
    if (rest > 0) await sleep(2 * rest);
  };
  const doing = async (call: RecorderCall): Promise<ToldResults[]> => {
    if ('items' in call) return intake.record(call.items);
    await step(call.step);
    return [];
  };
  const recordPart = (count: number, items: Uint8Array) => intake.recordLater(count, () => unpacked(items));
  const answer = gathering(port);
  port.on('message', (message: ToRecorder) => {
    if (message === 'close') void opened.close().then(() => port.close());
    else if ('items' in message) void done(message.id, recordPart(message.count, message.items)).then(answer);
    else for (const call of JSON.parse(message.calls) as RecorderCall[]) void done(call.id, doing(call)).then(answer);
  });
  port.postMessage('ready' satisfies FromRecorder);
}

/** An answer about to be sent. */
type Answering = { readonly id: number } & ({ readonly pieces: readonly ToldResults[] } | { readonly error: Told });

async function done(id: number, doing: Promise<ToldResults[]>): Promise<Answering> {
  try {
    return { id, pieces: await doing };
  } catch (error) {
    let cause = error as Error & { readonly code?: string };
    while (cause.cause instanceof Error) cause = cause.cause;
    return { id, error: { name: cause.name, message: cause.message, stack: cause.stack, code: cause.code } };
  }
}

/** So many answers are sent in one message: what is read from a long text is made as old objects. */
const TOGETHER = 100;

/** Sends the answers of one group in one message, or in several where they are many; those of parts of batches by themselves. */
function gathering(port: MessagePort): (answer: Answering) => void {
  let gathered: string[] = [];
  const flush = () => {
    if (gathered.length === 0) return;
    port.postMessage({ answers: `[${gathered.join()}]` } satisfies FromRecorder);
    gathered = [];
  };
  return (answer) => {
    if ('pieces' in answer && answer.pieces.some(isBytes)) return hand(port, answer.id, answer.pieces);
    // When all promises of the group have settled, and before the next group is written.
    if (gathered.length === 0) process.nextTick(flush);
    gathered.push(written(answer));
    if (gathered.length >= TOGETHER) flush();
  };
}

/** As the JSON of a `RecorderAnswer`. */
const written = (answer: Answering): string =>
  'pieces' in answer ? `{"id":${answer.id},"results":[${answer.pieces.join()}]}` : JSON.stringify(answer);

const isBytes = (piece: ToldResults): piece is Exclude<ToldResults, string> => typeof piece !== 'string';

function hand(port: MessagePort, id: number, pieces: readonly ToldResults[]): void {
  const memory = pieces.filter(isBytes).map(({ buffer }) => buffer);
  port.postMessage({ id, pieces } satisfies FromRecorder, memory);
}

if (!parentPort) throw new Error('this program runs in a thread');
// What fails here ends the thread, and that is told to the process.
void main(parentPort);
