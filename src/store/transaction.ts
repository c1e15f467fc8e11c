import { AsyncLocalStorage } from 'node:async_hooks';
import { isDatabaseError } from './errors.ts';
import { nounNames, type WriteNouns } from './nouns.ts';
import type { Writer } from './store.ts';

/** What is known of one transaction while its callback runs. */
export type Transaction = {
  open: boolean;
  /** Calls made through `tx` that have not settled. */
  running: number;
  /** The first statement that failed, whether or not the callback caught it. */
  failure: Error | undefined;
  idle: (() => void) | undefined;
  readonly hooks: (() => void)[];
  /** What each call ends with: made once, since there are several for every passage. */
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
};

export function newTransaction(): Transaction {
  const transaction: Transaction = {
    open: true,
    running: 0,
    failure: undefined,
    idle: undefined,
    hooks: [],
    done: () => {
      transaction.running -= 1;
      if (transaction.running === 0) transaction.idle?.();
    },
    failed: (error) => {
      if (isDatabaseError(error)) transaction.failure ??= error;
      transaction.done();
    },
  };
  return transaction;
}

type Method = (...args: unknown[]) => PromiseLike<unknown>;
type Methods = Record<string, Method>;

/**
 * Makes, for the long-lived nouns of one write connection, the handles that transactions get: the same functions, which
 * reject once their transaction has ended. Each costs a small object per noun used. `deferred` is what the nouns leave to be
 * written before the commit.
 */
export function handles(
  nouns: WriteNouns,
  run: (statement: string) => PromiseLike<unknown>,
  deferred: unknown[],
): (transaction: Transaction) => Writer {
  const prototype = {};
  for (const name of nounNames) {
    Object.defineProperty(prototype, name, {
      get(this: { transaction: Transaction }) {
        const value = guard(nouns[name] as unknown as Methods, this.transaction);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  }
  return (transaction) => {
    deferred.length = 0;
    const tx = Object.create(prototype) as object;
    const calls: Pick<Writer, 'afterCommit' | 'attempt'> = {
      afterCommit: (fn) => {
        if (!transaction.open) throw ended();
        transaction.hooks.push(fn);
      },
      attempt: (fn) => attempt(fn, transaction, run, deferred),
    };
    return Object.assign(tx, { transaction }, calls) as unknown as Writer;
  };
}

function guard(noun: Methods, transaction: Transaction): Methods {
  const guarded: Methods = {};
  for (const name in noun) {
    const method = noun[name] as Method;
    guarded[name] = (...args) => call(method, args, transaction);
  }
  return guarded;
}

function call(method: Method, args: unknown[], transaction: Transaction): Promise<unknown> {
  if (!transaction.open) return Promise.reject(ended());
  transaction.running += 1;
  // A query builder runs anew each time it is awaited: it is turned into a promise once.
  const result = Promise.resolve(method(...args));
  result.then(transaction.done, transaction.failed);
  return result;
}

/** Runs `fn` on a savepoint, to which a failure of its own goes back; a failed statement still dooms the whole. */
async function attempt<T>(
  fn: () => Promise<T>,
  transaction: Transaction,
  run: (statement: string) => PromiseLike<unknown>,
  deferred: unknown[],
): Promise<T> {
  if (!transaction.open) throw ended();
  const hooks = transaction.hooks.length;
  const left = deferred.length;
  await run('SAVEPOINT attempt');
  try {
    const value = await fn();
    await run('RELEASE attempt');
    return value;
  } catch (error) {
    await settled(transaction);
    transaction.hooks.length = hooks;
    if (transaction.open) deferred.length = left;
    await run('ROLLBACK TO attempt');
    await run('RELEASE attempt');
    throw error;
  }
}

/** Resolves when no query of the transaction is under way. */
async function settled(transaction: Transaction): Promise<void> {
  while (transaction.running > 0) {
    await new Promise<void>((resolve) => {
      transaction.idle = resolve;
    });
  }
}

const ended = () => new Error('the transaction has ended: its tx was used after store.write returned');

/**
 * Runs the callback of a write and closes its handle. Queries still under way are waited for, so that none of them runs
 * outside the transaction; rejects where the callback failed, left queries behind, or caught a statement's failure. What it
 * left to be written before the commit is written last.
 */
export async function runCallback<T>(
  fn: (tx: Writer) => Promise<T>,
  tx: Writer,
  transaction: Transaction,
  beforeCommit: () => Promise<void>,
): Promise<T> {
  try {
    const value = await (inside ? inside.run(transaction, fn, tx) : fn(tx));
    if (transaction.running > 0) throw new Error('store.write returned before its queries did: await each of them');
    if (transaction.failure !== undefined) throw transaction.failure;
    // Rolled back for what it awaited, it has nothing to write, and the connection is another's by now.
    if (transaction.open) await beforeCommit();
    return value;
  } finally {
    await settled(transaction);
    transaction.open = false;
  }
}

let inside: AsyncLocalStorage<Transaction> | undefined;

/** Has writes inside writes refused from now on. For tests: following each promise slows all of them down. */
export function watchNesting(): void {
  inside ??= new AsyncLocalStorage();
}

/** Rejects a write inside a write: it would wait for itself on SQLite and see nothing of the outer one on PostgreSQL. */
export function refuseNested(): void {
  if (inside?.getStore()?.open) throw new Error('store.write was called inside store.write: use the outer tx');
}

/** Calls the hooks of a committed transaction. One that throws is reported, since the write itself is durable. */
export function runHooks(transaction: Transaction, report: (error: unknown) => void): void {
  for (const hook of transaction.hooks) {
    try {
      hook();
    } catch (error) {
      report(error);
    }
  }
}
