import { randomBytes } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PassageItem } from '../../src/actions/gates/record-passages.ts';
import type { RejudgePayload } from '../../src/actions/gates/rejudge.ts';
import { loadPolicies } from '../../src/actions/policies/load-policies.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { createJobRunner, type JobRunner } from '../../src/jobs/runner.ts';
import { type Recorder, startRecorder } from '../../src/recorder/recorder.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { newTurns, writeTurns } from '../../src/store/write-turns.ts';
import { startWorker } from '../../src/threads/start-worker.ts';
import { databases, type Place } from '../support/database.ts';

const [sqlite] = databases as [(typeof databases)[number]];
const RECORDER = new URL('../../src/recorder/recorder.ts', import.meta.url).href;
const [GATE, ENTERPRISE, OTHER] = [uuidv7(), uuidv7(), uuidv7()];
const NOW = Date.parse('2026-01-05T10:00:00+08:00');
const VISITS = 90;
/** On either side of the freight from which on trucks have to be China VI, t a year. */
const [HEAVY, LIGHT] = [2_000_000, 90_000];
const PATIENCE = { timeout: 60_000 };

let serial = 0;

/** A truck of China V with coal that no other call gave. */
function item(): PassageItem {
  serial += 1;
  const plate = `晋C${10_000 + serial}`;
  return {
    ...{ gateId: GATE, enterpriseId: ENTERPRISE, countyCode: '140302', receivedAt: NOW },
    message: {
      ...{ eventId: `event-${serial}`, passedAt: Date.parse('2022-01-03T12:00:00+08:00') + serial, direction: 'in' },
      ...{ plateRaw: plate, plate, plateColour: 'yellow', confidenceE4: null, lane: null },
      ...{ vehicle: { emissionStage: '5', fuel: 'diesel' }, cargo: { name: '煤炭', bulk: true } },
      ...{ barrier: 'passed', barrierReason: null },
    },
  };
}

describe('steps of jobs in the thread that records passages', () => {
  let place: Place;
  let store: Store;
  let recorder: Recorder;
  let runner: JobRunner;
  let threads: Worker[];
  let ids: string[];
  beforeAll(async () => {
    place = await sqlite.place();
    const turns = newTurns();
    store = await openSqlite({ path: place.where, bulk: false, durable: false, turns: writeTurns(turns, 'main') });
    await loadPolicies(store, shippedPolicies, { now: NOW, newId: uuidv7, randomBytes, requestId: 'test' });
    await becomes(HEAVY);
    threads = [];
    const data = { path: place.where, turns, ledgerMonths: 24 };
    const makeThread = () => {
      const thread = startWorker(RECORDER, 'recorder-worker', data);
      threads.push(thread);
      return thread;
    };
    recorder = startRecorder(data, { died: () => undefined, ticks: () => 0 }, makeThread);
    const { takeStep } = recorder;
    runner = createJobRunner({ store, clock: Date.now, log: pino({ level: 'silent' }), prepared: {}, takeStep });
    runner.start();
    const results = await recorder.record(Array.from({ length: VISITS }, item));
    ids = results.map((result) => ('row' in result ? result.row.id : ''));
  });
  afterAll(async () => {
    await runner.stop();
    await recorder.close();
    await store.close();
    await place.remove();
  });

  const becomes = (annualFreightTonnes: number) =>
    store.write((tx) =>
      tx.enterpriseFacts.insert({
        ...{ id: uuidv7(), enterpriseId: ENTERPRISE, validFrom: '2021-01-01', sector: 'coking', inPlanningArea: false },
        ...{ annualFreightTonnes, railLineCompletedOn: null, keyVehicleUser: true, performanceGrade: null },
        ...{ recordedAt: Date.now(), recordedBy: uuidv7() },
      }),
    );

  /** Queues a job that judges the enterprise again. */
  async function queue(createdAt = NOW): Promise<string> {
    const payload: RejudgePayload = { enterpriseId: ENTERPRISE, from: null };
    const id = uuidv7();
    await store.write((tx) =>
      tx.jobs.insert({
        ...{ id, kind: 'rejudge', status: 'queued', payload, cursor: null, done: 0, total: null, attempts: 0 },
        ...{ error: null, runAfter: 0, createdAt, finishedAt: null, createdBy: 'system' },
      }),
    );
    runner.wake();
    return id;
  }

  const jobOf = (id: string) => store.read.jobs.find(id);
  const isDone = (id: string) => vi.waitFor(async () => expect((await jobOf(id))?.status).toBe('done'), PATIENCE);
  const outcomes = async () => {
    const rows = await Promise.all(ids.map((id) => store.read.passages.find(id)));
    return [...new Set(rows.map((row) => row?.outcome === 'violation'))];
  };

  it('judge again what a changed fact touches, while single passages of others are recorded', async () => {
    expect(await outcomes()).toEqual([true]);
    await becomes(LIGHT);
    const job = await queue();
    let recorded = 0;
    while ((await jobOf(job))?.status === 'queued')
      recorded += (await recorder.record([{ ...item(), enterpriseId: OTHER }])).length;
    expect(await jobOf(job)).toMatchObject({ status: 'done', attempts: 0, error: null });
    expect(recorded).toBeGreaterThan(1);
    expect(await outcomes()).toEqual([false]);
    const [replaced] = await store.read.passages.history(ids[0] ?? '');
    expect(replaced?.cause).toBe(`job:${job}`);
  });

  it('a thread that dies at a step leaves the job where it stood, and another goes on', async () => {
    await becomes(HEAVY);
    const job = await queue();
    await vi.waitFor(async () => expect((await jobOf(job))?.done).toBeGreaterThan(0), { ...PATIENCE, interval: 1 });
    await threads.at(-1)?.terminate();
    const left = await jobOf(job);
    expect(left?.status).toBe('queued');
    expect(left?.done).toBeLessThan(VISITS);
    await isDone(job);
    expect(await jobOf(job)).toMatchObject({ attempts: 0, error: null });
    expect(threads).toHaveLength(2);
    expect(await outcomes()).toEqual([true]);
  });

  it('leave alone what passed after the change was kept: it was judged by it when it came', async () => {
    const [before, after] = [await queue(Date.parse('2022-01-03T10:00:00+08:00')), await queue()];
    await isDone(before);
    await isDone(after);
    expect([(await jobOf(before))?.done, (await jobOf(after))?.done]).toEqual([0, VISITS]);
  });

  it('a step that fails is told, and the thread goes on', async () => {
    await expect(recorder.takeStep({ id: uuidv7(), kind: 'nonsense' })).rejects.toThrow('no handler');
    await recorder.ready();
    expect(await recorder.record([item()])).toHaveLength(1);
  });

  it('a job that is over has no more steps', async () => {
    const job = await queue();
    await store.write((tx) => tx.jobs.update(job, { status: 'cancelled' }, 'queued'));
    const before = await jobOf(job);
    await recorder.takeStep({ id: job, kind: 'rejudge' });
    expect(await jobOf(job)).toEqual(before);
  });
});
