import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { learningIntake } from '../../src/actions/gates/learning-intake.ts';
import { createPassageIntake, type Recorded } from '../../src/actions/gates/passage-intake.ts';
import type { PassageItem, PassageMessage } from '../../src/actions/gates/record-passages.ts';
import { livePolicies } from '../../src/actions/policies/live-policies.ts';
import { loadPolicies } from '../../src/actions/policies/load-policies.ts';
import type { PolicySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { type Recorder, startRecorder } from '../../src/recorder/recorder.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { newTurns, writeTurns } from '../../src/store/write-turns.ts';
import { startWorker } from '../../src/threads/start-worker.ts';
import { fictional } from '../domain/policy/fictional.ts';
import { databases, type Place } from '../support/database.ts';

const [sqlite] = databases as [(typeof databases)[number]];
const RECORDER = new URL('../../src/recorder/recorder.ts', import.meta.url).href;
const [GATE, ENTERPRISE] = [uuidv7(), uuidv7()];
const NOW = Date.parse('2026-01-05T10:00:00+08:00');

let serial = 0;

/** A truck that no other call gave, at noon of a day. */
function item(message: Partial<PassageMessage> & { day?: string } = {}): PassageItem {
  const { day = '2022-01-03', ...rest } = message;
  serial += 1;
  const plate = `晋C${10_000 + serial}`;
  return {
    ...{ gateId: GATE, enterpriseId: ENTERPRISE, countyCode: '140302', receivedAt: NOW },
    message: {
      ...{ eventId: `event-${serial}`, passedAt: Date.parse(`${day}T12:00:00+08:00`), direction: 'in' },
      ...{ plateRaw: plate, plate, plateColour: 'yellow', confidenceE4: null, lane: null },
      ...{ vehicle: { emissionStage: '5', fuel: 'diesel' }, cargo: { name: '煤炭', bulk: true } },
      ...{ barrier: 'passed', barrierReason: null, ...rest },
    },
  };
}

/** What no database takes. */
const bad = (): PassageItem => ({ ...item(), countyCode: null as never });
const items = (count: number) => Array.from({ length: count }, () => item());
const statuses = (results: readonly Recorded[]) => results.map(({ status }) => status);
const rowOf = (results: readonly Recorded[]) => {
  const [first] = results;
  if (!first || first.status === 'conflict') throw new Error('nothing was recorded');
  return first.row;
};

describe('the thread that records passages', () => {
  let place: Place;
  let store: Store;
  let policies: PolicySet;
  let recorder: Recorder;
  let threads: Worker[];
  let deaths: Error[];
  beforeAll(async () => {
    place = await sqlite.place();
    const turns = newTurns();
    store = await openSqlite({ path: place.where, bulk: false, durable: false, turns: writeTurns(turns, 'main') });
    policies = await loadPolicies(store, shippedPolicies, { now: NOW, newId: uuidv7, randomBytes, requestId: 'test' });
    await store.write((tx) =>
      tx.enterpriseFacts.insert({
        ...{ id: uuidv7(), enterpriseId: ENTERPRISE, validFrom: '2021-01-01', sector: 'power', inPlanningArea: true },
        ...{ annualFreightTonnes: 2_000_000, railLineCompletedOn: null, keyVehicleUser: true, performanceGrade: null },
        ...{ recordedAt: 0, recordedBy: uuidv7() },
      }),
    );
    threads = [];
    deaths = [];
    const data = { path: place.where, turns, ledgerMonths: 24 };
    recorder = startRecorder(data, { died: (error) => deaths.push(error), ticks: () => 0 }, () => {
      const thread = startWorker(RECORDER, 'recorder-worker', data);
      threads.push(thread);
      return thread;
    });
  });
  afterAll(async () => {
    await recorder.close();
    await store.close();
    await place.remove();
  });

  it('is not ready before it begins, and records what came before', async () => {
    await expect(recorder.ready()).rejects.toThrow();
    await recorder.record(items(1));
    await recorder.ready();
  });

  it('judges and answers as the process itself would, and the process sees what was stored', async () => {
    const [first, other] = [item(), item({ vehicle: { emissionStage: '6', fuel: 'diesel' } })];
    const changed = { ...first, message: { ...first.message, plate: '晋C00000' } };
    const results = await recorder.record([first, other, first, changed]);
    expect(statuses(results)).toEqual(['created', 'created', 'duplicate', 'conflict']);
    expect((await store.read.passages.find(rowOf(results).id))?.outcome).toBe('violation');

    const twin = await sqlite.place();
    const alone = await twin.open();
    const facts = await store.read.enterpriseFacts.of(ENTERPRISE);
    await alone.write(async (tx) => {
      for (const fact of facts)
        await tx.enterpriseFacts.insert({ ...fact, enterpriseId: ENTERPRISE, recordedBy: uuidv7() });
    });
    const intake = createPassageIntake(alone, () => ({ policies, now: NOW, newId: uuidv7 }));
    const same = await intake.record([first, other, first, changed]);
    const bare = (found: readonly Recorded[]) =>
      found.map((one) => (one.status === 'conflict' ? one.status : { ...one.row, id: '', flags: one.flags.length }));
    expect(bare(results)).toEqual(bare(same));
    await alone.close();
    await twin.remove();
  });

  it('a failing passage leaves the others of its group, and says what failed', async () => {
    const asked = [items(1), [bad()], items(300), items(2)];
    const settled = await Promise.allSettled(asked.map((one) => recorder.record(one)));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(settled[1]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_NOTNULL' } });
    expect(await recorder.record(asked[2] ?? []).then(statuses)).toEqual(Array(300).fill('duplicate'));
  });

  it.each([99, 100, 101, 250, 499, 500, 501, 1_000, 1_003])(
    'answers each of %i passages in its place',
    async (count) => {
      const asked = items(count);
      const results = await recorder.record(asked);
      expect(statuses(results)).toEqual(Array(count).fill('created'));
      const told = results.map((one) => ('row' in one ? one.row.eventId : null));
      expect(told).toEqual(asked.map(({ message }) => message.eventId));
      const stored = await store.read.passages.find(rowOf(results.slice(-1)).id);
      expect(stored?.eventId).toBe(asked.at(-1)?.message.eventId);
      // A second time each is answered with its own row, whatever parts they go in.
      const again = await recorder.record(asked.slice(1));
      expect(again.map((one) => 'row' in one && one.row.id)).toEqual(
        results.slice(1).map((one) => 'row' in one && one.row.id),
      );
    },
  );

  it('judges by a policy from the moment that it is published', async () => {
    const before = await recorder.record([item({ day: '2023-02-01' })]);
    expect(rowOf(before).policy).toBe('yangquan-2021@1');
    const { id: code, version } = fictional;
    await store.write((tx) =>
      tx.policies.insert({
        ...{ id: uuidv7(), code, version, document: fictional, recordedAt: NOW, status: 'published', basedOn: null },
        ...{ publishedBy: null, publishReason: null, withdrawnAt: null, withdrawnBy: null, withdrawReason: null },
      }),
    );
    const live = livePolicies(store, policies);
    const intake = learningIntake(recorder, live);
    const { policy } = rowOf(await intake.record([item({ day: '2023-02-01' })]));
    expect(policy).toBe(`${code}@${version}`);
    // What the answer is explained by.
    expect(live.current().get(policy ?? '')?.ref).toBe(policy);
  });

  it('late passages queue the jobs that judge again', async () => {
    await store.write((tx) => tx.ureaMonths.begin(ENTERPRISE, '2022-01', NOW));
    await recorder.record([item()]);
    const due = await store.read.jobs.due('queued', Number.MAX_SAFE_INTEGER / 2, 10);
    expect(due.map(({ kind }) => kind)).toEqual(['urea']);
  });

  it('either writes on while the other writes without pause', async () => {
    let recording = true;
    const whole = recorder.record(items(1_500)).finally(() => {
      recording = false;
    });
    await recorder.record(items(1));
    let written = 0;
    while (recording && written < 20) {
      await store.write(async () => undefined);
      written += 1;
    }
    expect([recording, written]).toEqual([true, 20]);
    await whole;

    let writing = true;
    const busy = (async () => {
      while (writing) {
        await store.write((tx) => tx.gates.heardAt(GATE, NOW));
        await turn();
      }
    })();
    expect(statuses(await recorder.record(items(600)))).toContain('created');
    writing = false;
    await busy;
  });

  it('is ready no more when it died; what it had is refused, and another goes on', async () => {
    await recorder.ready();
    const asked = items(700);
    const lost = recorder.record(asked);
    await turn();
    await threads[0]?.terminate();
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(recorder.ready()).rejects.toThrow();
    expect(deaths).toHaveLength(1);
    await vi.waitFor(() => recorder.ready(), { timeout: 30_000 });
    // The same again: whatever of it was stored is known.
    expect(await recorder.record(asked)).toHaveLength(700);
    await store.write((tx) => tx.gates.heardAt(GATE, NOW));
    expect(threads).toHaveLength(2);
  });

  it('closing lets what was asked be recorded', async () => {
    const died = deaths.length;
    const last = recorder.record(items(700));
    await recorder.close();
    expect(statuses(await last)).toEqual(Array(700).fill('created'));
    await expect(recorder.record(items(1))).rejects.toMatchObject({ kind: 'unavailable' });
    expect(deaths).toHaveLength(died);
  });
});

describe('a recording thread that hangs', () => {
  const MUTE = `const { parentPort: port } = require('node:worker_threads');
    port.on('message', (message) => {
      if (message === 'close') port.close();
      else if (message.calls?.includes('noise')) port.postMessage({ answers: '[]' });
    });
    port.postMessage('ready');`;
  const data = { path: '', turns: newTurns(), ledgerMonths: 24 };
  let now = 0;
  let thread: Worker;
  let recorder: Recorder;
  beforeAll(async () => {
    recorder = startRecorder(data, { died: () => undefined, ticks: () => now }, () => {
      thread = new Worker(MUTE, { eval: true });
      return thread;
    });
    await vi.waitFor(() => recorder.ready());
  });

  it('is not ready once it has answered nobody for half a minute, and steps that it had are lost', async () => {
    const passages = recorder.record(items(1));
    const step = recorder.takeStep({ id: uuidv7(), kind: 'rejudge' });
    const settled = Promise.allSettled([passages, step]);
    now += 30_000;
    await recorder.ready();
    now += 1;
    await expect(recorder.ready()).rejects.toThrow('does not answer');
    // Calls may wait for long behind others; one that answers anybody does not hang.
    const noise = recorder.takeStep({ id: uuidv7(), kind: 'noise' }).catch(() => undefined);
    await vi.waitFor(() => recorder.ready());
    now += 30_001;
    await expect(recorder.ready()).rejects.toThrow('does not answer');
    const closed = recorder.close();
    await thread.terminate();
    await closed;
    await noise;
    expect(await settled).toMatchObject([{ reason: { kind: 'unavailable' } }, { reason: { name: 'StepLost' } }]);
  });
});
