import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tell } from '../../src/actions/tell.ts';
import { type Routine, startClockwork } from '../../src/jobs/clockwork.ts';
import { stepByStep } from '../../src/jobs/step-by-step.ts';
import type { Store } from '../../src/store/store.ts';
import { databases, type Place } from '../support/database.ts';
import { startTest } from '../support/server.ts';

const STEPS = 100;

describe.each(databases)('a routine with much to do, on $name', (database) => {
  let place: Place;
  let store: Store;
  let said: string[];
  const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
  beforeEach(async () => {
    said = [];
    place = await database.place();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  /** Puts a message into the outbox at each step, until there are enough. */
  const routine = (slowly: Store): Routine => ({
    name: 'steps',
    everyMs: 60_000,
    run: async () => {
      let left: number;
      do
        left = await slowly.write(async (tx) => {
          await tell(tx, { now: 0, newId: uuidv7 }, message);
          return STEPS - (await tx.outbox.pending(STEPS)).length;
        });
      while (left > 0);
    },
  });
  const done = async () => (await store.read.outbox.pending(STEPS)).length;

  it('ends after the step it is at, without a complaint, and goes on where it came to', async () => {
    const stopping = new AbortController();
    const clockwork = startClockwork([routine(stepByStep(store, stopping.signal))], log, stopping.signal);
    while ((await done()) === 0) await turn();
    stopping.abort();
    await clockwork.stop();
    const before = await done();
    expect(before).toBeLessThan(STEPS);
    expect(said).toEqual([]);

    const next = startClockwork([routine(stepByStep(store))], log, new AbortController().signal);
    await next.stop();
    expect(await done()).toBe(STEPS);
  });

  it('leaves the process to hear others between its steps', async () => {
    let heard = 0;
    const listening = setInterval(() => {
      heard += 1;
    }, 1);
    await routine(stepByStep(store)).run();
    clearInterval(listening);
    expect(heard).toBeGreaterThan(1);
  });

  it('does not hold up the service that stops, and the next start does the rest', async () => {
    await store.write(async (tx) => {
      for (let count = 0; count < STEPS; count += 1) await tell(tx, { now: 0, newId: uuidv7 }, message);
    });
    const first = await startTest(place.open, log, { quiet: false });
    await first.close();
    expect(await done()).toBeGreaterThan(0);

    const second = await startTest(place.open, log, { quiet: false });
    while ((await done()) > 0) await sleep(20);
    await second.close();
    expect(said).toEqual([]);
  });
});

const message = {
  topic: 'alert.issued',
  subject: { type: 'alert', id: '019a0000-0000-7000-8000-000000000000' },
  countyCodes: ['140302'],
  organisationIds: [],
  summary: { en: 'An alert.', zh: '预警。' },
} as const;
