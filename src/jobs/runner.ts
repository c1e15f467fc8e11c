import type { Logger } from 'pino';
import { Failure } from '../domain/failure.ts';
import type { JobRow } from '../store/jobs.ts';
import type { Store, Writer } from '../store/store.ts';
import { type JobStep, keepStep, StepLost, type StepOf } from './take-step.ts';

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
  readonly prepared: Readonly<Record<string, PreparedJob<unknown>>>;
  /**
   * Takes a step of any other job. Fails as `unavailable` where nobody is there to take it, with which the job has nothing to
   * do, and as `StepLost` where whoever took it was lost: a job that has this happen again and again fails.
   */
  readonly takeStep: (of: StepOf) => Promise<void>;
}): JobRunner {
  const { store, clock, log, prepared, takeStep } = deps;
  let active = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const step = async (job: JobRow): Promise<void> => {
    const handler = Object.hasOwn(prepared, job.kind) ? prepared[job.kind] : undefined;
    if (!handler) return takeStep({ id: job.id, kind: job.kind });
    const found = await handler.prepare(job, clock());
    await store.write(async (tx) => {
      const now = clock();
      const current = await tx.jobs.find(job.id);
      if (!current || !isWhereItWas(current, job)) return;
      await keepStep(tx, current, now, await handler.write(tx, current, now, found));
    });
  };

  const fail = async (job: JobRow, error: unknown): Promise<void> => {
    log.error({ err: error, job: job.id, kind: job.kind }, 'a job step failed');
    await store.write(async (tx) => {
      const now = clock();
      if (error instanceof StepLost && !isWhereItWas(await tx.jobs.find(job.id), job)) return;
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
          if (isUnavailable(error)) {
            log.warn({ job: job.id, kind: job.kind }, 'nobody is there to take a job step');
            return;
          }
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

/** Whether no step of a job was taken since its row was read. */
const isWhereItWas = (now: JobRow | undefined, before: JobRow): boolean =>
  now?.status === 'queued' && JSON.stringify(now.cursor) === JSON.stringify(before.cursor);

const isUnavailable = (error: unknown): boolean => error instanceof Failure && error.kind === 'unavailable';
