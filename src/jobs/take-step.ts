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

/**
 * How long a step may be: short while somebody comes again and again who has to wait for it (`hurried`), longer while nobody
 * does (`calm`), `even` where the job cannot tell.
 */
export type Pace = 'hurried' | 'even' | 'calm';

/** A kind of job: each step runs inside one transaction with the job's own row, so a restart goes on where it stopped. */
export type JobHandler = (tx: Writer, job: JobRow, now: number, pace: Pace) => Promise<JobStep>;

export type JobHandlers = Readonly<Record<string, JobHandler>>;

/** Which job a step is of; plain data, so that another thread can take it. */
export type StepOf = Pick<JobRow, 'id' | 'kind'>;

/** A step was lost with whoever took it: it may have been taken, and it may be what ended them. */
export class StepLost extends Error {
  override readonly name = 'StepLost';
}

type Taking = {
  readonly store: Pick<Store, 'write'>;
  readonly clock: () => number;
  readonly handlers: JobHandlers;
};

/** Takes the next step of a job and keeps how far it came, in one transaction; does nothing where the job is over. */
export async function takeStep({ store, clock, handlers }: Taking, { id, kind }: StepOf, pace: Pace): Promise<void> {
  const handler = handlers[kind];
  if (!handler) throw new Error(`no handler for job kind ${kind}`);
  await store.write(async (tx) => {
    const now = clock();
    const job = await tx.jobs.find(id);
    if (job?.status === 'queued') await keepStep(tx, job, now, await handler(tx, job, now, pace));
  });
}

/** Keeps in the job's row what a step of it did. */
export async function keepStep(tx: Writer, job: JobRow, now: number, step: JobStep): Promise<void> {
  const { done, cursor, finished, delayMs = 0, total, refused } = step;
  await tx.jobs.update(job.id, {
    cursor,
    done: job.done + done,
    ...(total === undefined ? {} : { total }),
    attempts: 0,
    error: refused ?? null,
    runAfter: now + delayMs,
    ...(finished ? { status: refused === undefined ? 'done' : 'failed', finishedAt: now } : {}),
  });
}
