import type { Logger } from 'pino';
import type { JobRow } from '../store/jobs.ts';
import type { Store, Writer } from '../store/store.ts';

/** What one bounded step of a job did. `cursor` is where the next goes on; `finished` ends the job; `delayMs` waits first. */
export type JobStep = {
  readonly done: number;
  readonly cursor: unknown;
  readonly finished: boolean;
  readonly delayMs?: number;
  /** How many things there are in all, once that is known. */
  readonly total?: number;
  /** Why a job that is finished came to nothing. */
  readonly refused?: string;
};

/** A kind of job: each step runs inside one transaction with the job's own row, so a restart goes on where it stopped. */
export type JobHandler = (tx: Writer, job: JobRow, now: number) => Promise<JobStep>;

/**
 * A kind of job whose steps read for long: `prepare` runs outside any transaction, and `write` keeps what it found, unless
 * another process has taken the step meanwhile.
 */
export type PreparedJob<X> = {
  prepare(job: JobRow, now: number): Promise<X>;
  write(tx: Writer, job: JobRow, now: number, prepared: X): Promise<JobStep>;
};

export type JobRunner = {
  /** Looks for work now; called after a commit that queued a job. */
  wake(): void;
  start(): void;
  /** Lets the step under way finish. */
  stop(): Promise<void>;
};

const MAX_ATTEMPTS = 5;
const RETRY_MS = 2_000;
const POLL_MS = 1_000;

/** Runs queued jobs one step at a time, oldest first, in turns, so that a long one does not hold up the others. */
export function createJobRunner(deps: {
  readonly store: Store;
  readonly clock: () => number;
  readonly log: Logger;
  readonly handlers: Readonly<Record<string, JobHandler | PreparedJob<unknown>>>;
}): JobRunner {
  const { store, clock, log, handlers } = deps;
  let active = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const step = async (job: JobRow): Promise<void> => {
    const handler = handlers[job.kind];
    if (!handler) throw new Error(`no handler for job kind ${job.kind}`);
    const prepared = typeof handler === 'function' ? undefined : await handler.prepare(job, clock());
    await store.write(async (tx) => {
      const now = clock();
      const current = await tx.jobs.find(job.id);
      if (current?.status !== 'queued') return;
      if (prepared !== undefined && JSON.stringify(current.cursor) !== JSON.stringify(job.cursor)) return;
      const {
        done,
        cursor,
        finished,
        delayMs = 0,
        total,
        refused,
      } = await (typeof handler === 'function' ? handler(tx, current, now) : handler.write(tx, current, now, prepared));
      await tx.jobs.update(job.id, {
        cursor,
        done: current.done + done,
        ...(total === undefined ? {} : { total }),
        attempts: 0,
        error: refused ?? null,
        runAfter: now + delayMs,
        ...(finished ? { status: refused === undefined ? 'done' : 'failed', finishedAt: now } : {}),
      });
    });
  };

  const fail = async (job: JobRow, error: unknown): Promise<void> => {
    log.error({ err: error, job: job.id, kind: job.kind }, 'a job step failed');
    await store.write(async (tx) => {
      const now = clock();
      const attempts = job.attempts + 1;
      const given = attempts >= MAX_ATTEMPTS ? { status: 'failed', finishedAt: now } : {};
      await tx.jobs.update(
        job.id,
        {
          attempts,
          error: error instanceof Error ? error.name : 'error',
          runAfter: now + RETRY_MS * attempts,
          ...given,
        },
        'queued',
      );
    });
  };

  const drain = async (): Promise<void> => {
    while (active) {
      again = false;
      const due = await store.read.jobs.due('queued', clock(), 20);
      if (due.length === 0 && !again) return;
      for (const job of due) {
        if (!active) return;
        try {
          await step(job);
        } catch (error) {
          await fail(job, error);
        }
        await new Promise((resume) => setImmediate(resume));
      }
    }
  };

  const wake = (): void => {
    again = true;
    if (!active || running) return;
    running = drain()
      .catch((error: unknown) => log.error({ err: error }, 'the job runner stumbled'))
      .finally(() => {
        running = undefined;
        if (again && active) wake();
      });
  };

  return {
    wake,
    start: () => {
      active = true;
      timer = setInterval(wake, POLL_MS);
      timer.unref();
      wake();
    },
    stop: async () => {
      active = false;
      clearInterval(timer);
      await running;
    },
  };
}
