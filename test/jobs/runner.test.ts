import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { createJobRunner, type JobRunner } from '../../src/jobs/runner.ts';
import { keepStep, StepLost, type StepOf } from '../../src/jobs/take-step.ts';
import type { Store } from '../../src/store/store.ts';
import { databases, type Place } from '../support/database.ts';

const NOW = Date.parse('2026-01-05T10:00:00+08:00');
const AN_HOUR = 3_600_000;

describe.each(databases)('jobs whose steps are lost, on $name', (database) => {
  let place: Place;
  let store: Store;
  let runner: JobRunner;
  let now: number;
  let lost: number;
  /** What becomes of a step of the kind `loses`. */
  let losing: (of: StepOf) => Promise<void>;
  beforeEach(async () => {
    place = await database.place();
    store = await place.open();
    now = NOW;
    lost = 0;
    const takeStep = async (of: StepOf) => (of.kind === 'loses' ? losing(of) : advance(of, true));
    runner = createJobRunner({ store, clock: () => now, log: pino({ level: 'silent' }), prepared: {}, takeStep });
    runner.start();
  });
  afterEach(async () => {
    await runner.stop();
    await store.close();
    await place.remove();
  });

  const advance = ({ id }: StepOf, finished: boolean) =>
    store.write(async (tx) => {
      const job = await tx.jobs.find(id);
      if (job) await keepStep(tx, job, now, { done: 1, cursor: job.done + 1, finished });
    });
  const lose = () => {
    lost += 1;
    return Promise.reject(new StepLost());
  };

  async function queue(kind: string): Promise<string> {
    const id = uuidv7();
    await store.write((tx) =>
      tx.jobs.insert({
        ...{ id, kind, status: 'queued', payload: {}, cursor: null, done: 0, total: null, attempts: 0 },
        ...{ error: null, runAfter: NOW, createdAt: NOW, finishedAt: null, createdBy: 'system' },
      }),
    );
    return id;
  }
  const jobOf = (id: string) => store.read.jobs.find(id);
  /** Lets time pass and the runner look, until that many steps were lost. */
  const until = (count: number) =>
    vi.waitFor(() => {
      now += AN_HOUR;
      runner.wake();
      expect(lost).toBe(count);
    });

  it('one that is lost each time fails after five times, and the others go on', async () => {
    losing = lose;
    const poison = await queue('loses');
    const other = await queue('other');
    await until(5);
    await vi.waitFor(async () => expect((await jobOf(poison))?.status).toBe('failed'));
    expect(await jobOf(poison)).toMatchObject({ attempts: 5, error: 'StepLost', done: 0 });
    expect((await jobOf(other))?.status).toBe('done');
    now += AN_HOUR;
    runner.wake();
    await runner.stop();
    expect(lost).toBe(5);
  });

  it('one whose step was taken before it was lost is where it came to, and is blamed for nothing', async () => {
    losing = async (of) => {
      if (lost === 8) return advance(of, true);
      await advance(of, false);
      return lose();
    };
    const job = await queue('loses');
    await until(8);
    await vi.waitFor(async () => {
      now += AN_HOUR;
      runner.wake();
      expect((await jobOf(job))?.status).toBe('done');
    });
    expect(await jobOf(job)).toMatchObject({ done: 9, attempts: 0, error: null });
  });

  it('nobody there to take it is not the fault of the job', async () => {
    losing = () => {
      lost += 1;
      return Promise.reject(new Failure('unavailable', { en: 'Not now.', zh: '暂时无法处理。' }));
    };
    const job = await queue('loses');
    await until(8);
    await runner.stop();
    expect(await jobOf(job)).toMatchObject({ status: 'queued', attempts: 0, error: null });
  });
});
