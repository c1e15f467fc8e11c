import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { correctPassage } from '../../src/actions/gates/correct-passage.ts';
import { correctPlate } from '../../src/actions/gates/correct-plate.ts';
import { fillTallies } from '../../src/actions/gates/fill-tallies.ts';
import { judgeAround, noteLater } from '../../src/actions/gates/note-later.ts';
import { type PassageItem, recordPassages } from '../../src/actions/gates/record-passages.ts';
import type { Cargo } from '../../src/domain/gates/passage.ts';
import { NO_TALLY } from '../../src/domain/gates/tally.ts';
import type { UserActor } from '../../src/domain/identity/actor.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { instantsOf } from '../../src/domain/reports/period.ts';
import type { PassageRow } from '../../src/store/passages.ts';
import type { Store, Writer } from '../../src/store/store.ts';
import { connect } from '../store/connect.ts';
import { databases, type Place } from '../support/database.ts';
import { recounted } from '../support/recounted.ts';

const NOW = Date.parse('2026-01-05T10:00:00+08:00');
/** Readings lie in the hours before and after this, where a month ends. */
const MIDNIGHT = Date.parse('2022-01-01T00:00:00+08:00');
const EVERYTHING = { to: 'all' } as const;
const officer: UserActor = {
  ...{ kind: 'user', id: '01900000-0000-7000-8000-00000000000c', username: 'city', role: 'city_officer' },
  ...{ organisationId: null, countyCode: null, manager: false, sessionId: '01900000-0000-7000-8000-00000000000d' },
};

let serial = 0;
const newId = (): string => {
  serial += 1;
  return `01900000-0000-7000-9000-${serial.toString(16).padStart(12, '0')}`;
};
const at = { now: NOW, newId, randomBytes, requestId: 'test' };
const shipped = policySet(shippedPolicies);
/** Without a policy no reading repeats another, and nobody knows goods. */
const none = policySet([]);
const context = { policies: shipped, now: NOW, newId };

type Yard = { readonly gateId: string; readonly enterpriseId: string; readonly countyCode: string };
const yardIn = (countyCode: string): Yard => ({ gateId: newId(), enterpriseId: newId(), countyCode });

const cargo = fc.constantFrom(
  null,
  { empty: true },
  { name: '煤炭', bulk: true },
  { name: '煤炭', bulk: true, kg: 32_500 },
);
const barrier = fc.constantFrom(null, 'passed' as const, 'refused' as const);
const plate = fc.constantFrom('晋C00001', '晋C00002', '');
const reading = fc.record({
  minute: fc.integer({ min: -90, max: 90 }),
  direction: fc.constantFrom('in' as const, 'out' as const),
  plate,
  stage: fc.constantFrom('3', '5', '6', undefined),
  cargo,
  barrier,
});
type Read = Omit<typeof reading extends fc.Arbitrary<infer R> ? R : never, 'cargo'> & { readonly cargo: Cargo | null };

function itemOf(yard: Yard, { minute, plate: read, stage, ...rest }: Read): PassageItem {
  const vehicle = stage === undefined ? null : { emissionStage: stage, fuel: 'diesel', vehicleType: 'Q11' };
  const known = { plateRaw: read, plate: read, plateColour: 'yellow', vehicle, ...rest };
  const unknown = { confidenceE4: null, lane: null, barrierReason: null };
  const passedAt = MIDNIGHT + minute * 60_000;
  return { ...yard, receivedAt: NOW, message: { eventId: newId(), passedAt, ...known, ...unknown } };
}

/** One thing that happens; `which` of the passages there are it happens to is taken modulo their number. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('arrive' as const), readings: fc.array(reading, { maxLength: 5 }) }),
  },
  fc.record({ kind: fc.constant('undone' as const), reading }),
  fc.record({
    kind: fc.constant('barrier' as const),
    which: fc.nat(),
    barrier: fc.constantFrom('passed' as const, 'refused' as const),
  }),
  fc.record({
    kind: fc.constant('cargo' as const),
    which: fc.nat(),
    cargo: fc.constantFrom({ empty: true }, { kg: 20_000 }),
  }),
  fc.record({
    kind: fc.constant('found' as const),
    which: fc.nat(),
    barrier: fc.constantFrom('passed' as const, 'refused' as const),
  }),
  fc.record({ kind: fc.constant('plate' as const), which: fc.nat(), plate: fc.constantFrom('晋C00001', '晋C00002') }),
  fc.record({ kind: fc.constant('judge' as const), which: fc.nat(), lawless: fc.boolean() }),
  fc.record({ kind: fc.constant('untallied' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('fill' as const) }),
  fc.record({ kind: fc.constant('expire' as const), which: fc.nat() }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(tx: Writer, yard: Yard, one: Step): Promise<void> {
  if (one.kind === 'arrive')
    return void (await recordPassages(
      tx,
      one.readings.map((read) => itemOf(yard, read)),
      context,
    ));
  if (one.kind === 'fill') return void (await fillTallies(tx, 100));
  if (one.kind === 'undone') {
    const failed = tx.attempt(async () => {
      await recordPassages(tx, [itemOf(yard, one.reading)], context);
      throw new Error('not this one');
    });
    return failed.catch(() => undefined);
  }
  const rows = await tx.passages.page(EVERYTHING, { enterpriseId: yard.enterpriseId }, { limit: 200 });
  const row = rows[one.which % Math.max(rows.length, 1)];
  if (!row) return;
  const gate = { kind: 'gate', id: yard.gateId, tokenId: yard.gateId, ...yard } as const;
  if (one.kind === 'barrier')
    await noteLater(tx, gate, { eventId: row.eventId, barrier: one.barrier, reason: null }, context);
  else if (one.kind === 'cargo') await noteLater(tx, gate, { eventId: row.eventId, cargo: one.cargo }, context);
  else if (one.kind === 'found') {
    const found = { barrier: one.barrier, barrierReason: null };
    await correctPassage(tx, officer, row.id, found, { reason: '录像' }, { policies: shipped, at });
  } else if (one.kind === 'plate')
    await correctPlate(tx, officer, row.id, { plate: one.plate, reason: '录像' }, { policies: shipped, at });
  else if (one.kind === 'judge')
    await judgeAround(tx, row, { ...context, policies: one.lawless ? none : shipped, cause: 'job:test' });
  else if (one.kind === 'untallied') await tx.passages.setTally(row, null as never, null);
  else {
    const visit = row.plate === '' ? [row] : await tx.passages.ofVisit(row.plate, row.visitId);
    await tx.retention.remove(
      visit.map(({ id }) => id),
      [],
    );
  }
}

/** What a report has to say, by looking at every passage. */
async function scanned(store: Store, period: { from: string; to: string }): Promise<unknown[]> {
  const rows: PassageRow[] = [];
  for (let after: { id: string; at: number } | undefined; ; ) {
    const filter = { ...instantsOf(period), counted: true };
    const page = await store.read.passages.page(EVERYTHING, filter, { limit: 200, ...(after ? { after } : {}) });
    rows.push(...page);
    const last = page.at(-1);
    if (!last) break;
    after = { id: last.id, at: last.passedAt };
  }
  const sums = new Map<string, { count: number; kg: number }>();
  for (const { enterpriseId, direction, tally, loadKg } of rows) {
    const key = [enterpriseId, tally ?? NO_TALLY, direction].join();
    const { count, kg } = sums.get(key) ?? { count: 0, kg: 0 };
    sums.set(key, { count: count + 1, kg: kg + (loadKg ?? 0) });
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum })).sort(byKey);
}

async function reported(store: Store, period: { from: string; to: string }): Promise<unknown[]> {
  const sums = await store.bulk.reports.accesses('organisation', { scope: EVERYTHING }, period);
  return sums.map(({ key, tally, direction, ...sum }) => ({ key: [key, tally, direction].join(), ...sum })).sort(byKey);
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }) => (a.key < b.key ? -1 : 1);

describe.each(databases)('sums of accesses on $name', (database) => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await database.place();
    store = await place.open();
  });
  afterAll(async () => {
    await store.close();
    await place.remove();
  });

  it('are what the passages add up to, whatever happens to them', async () => {
    const happened = async (steps: readonly (readonly Step[])[]) => {
      const yard = yardIn('140302');
      for (const together of steps)
        await store.write(async (tx) => {
          for (const one of together) await take(tx, yard, one);
        });
      expect(await recounted(store)).toEqual([]);
    };
    const transactions = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 8 });
    await fc.assert(fc.asyncProperty(transactions, happened), { seed: 2021, numRuns: 15 });
    for (const period of [
      { from: '2021-12-31', to: '2021-12-31' },
      { from: '2021-12-01', to: '2021-12-31' },
      { from: '2022-01-01', to: '2022-01-31' },
      { from: '2021-11-30', to: '2022-01-01' },
      { from: '2022-01-02', to: '2022-02-28' },
    ]) {
      const found = await scanned(store, period);
      expect(await reported(store, period)).toEqual(found);
      if (period.from < '2022-01-02') expect(found.length).toBeGreaterThan(10);
    }
  });

  it('that went wrong are named by recounting and put right by mending', async () => {
    const yard = yardIn('140321');
    const one = {
      minute: 5,
      direction: 'in',
      plate: '晋C00001',
      stage: '6',
      cargo: { kg: 32_500 },
      barrier: null,
    } as const;
    await store.write((tx) => recordPassages(tx, [itemOf(yard, one)], context));
    const db = connect(place.where);
    onTestFinished(db.close);
    const own = `county_code = '140321'`;
    await db.raw(`UPDATE access_sums SET count = 3 WHERE span = 'day' AND ${own}`);
    const named = `enterprise ${yard.enterpriseId} in 140321, in, g6anw:`;
    expect(await recounted(store)).toEqual([
      `2022-01-01: ${named} 3 accesses and 32500 kg kept, 1 accesses and 32500 kg by its passages`,
      `2022-01: ${named} 1 accesses and 32500 kg kept, 3 accesses and 32500 kg by its days`,
    ]);
    expect(await recounted(store, { mend: true })).toHaveLength(1);
    expect(await recounted(store)).toEqual([]);
    await db.raw(`DELETE FROM access_sums WHERE ${own}`);
    expect(await recounted(store)).toEqual([expect.stringContaining('0 accesses and 0 kg kept, 1 accesses')]);
    expect(await recounted(store, { mend: true })).toHaveLength(2);
    expect(await recounted(store)).toEqual([]);
    const sums = await store.read.reports.accesses('county', { scope: EVERYTHING, countyCode: '140321' }, JANUARY);
    expect(sums).toEqual([{ key: '140321', tally: 'g6anw', direction: 'in', count: 1, kg: 32_500 }]);
  });

  it('of many writers at once hold, and none of them has to be run again', async () => {
    const yard = yardIn('140322');
    let runs = 0;
    const insert = async (row: PassageRow) =>
      store.write(async (tx) => {
        runs += 1;
        await tx.passages.insert(row);
      });
    const [made] = await store.read.passages.page(EVERYTHING, { counted: true }, { limit: 1 });
    if (!made) throw new Error('there are passages');
    const rows = Array.from({ length: 40 }, () => {
      const id = newId();
      return { ...made, ...yard, id, accessId: id, visitId: id, tally: 'g5an-', loadKg: null };
    });
    const written = await Promise.allSettled(rows.map(insert));
    expect(written.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(runs).toBe(40);
    const sums = await store.read.reports.accesses('all', { scope: EVERYTHING, countyCode: '140322' }, BOTH);
    expect(sums).toEqual([{ key: '', tally: 'g5an-', direction: made.direction, count: 40, kg: 0 }]);
    expect(await recounted(store)).toEqual([]);
  });

  it('of days and months of which no access is left are removed', async () => {
    const [made] = await store.read.passages.page(EVERYTHING, { counted: true }, { limit: 1 });
    if (!made) throw new Error('there are passages');
    const [early, late] = ['2021-11-10T12:00:00+08:00', '2021-11-11T12:00:00+08:00'].map((passedAt) => {
      const id = newId();
      return { ...made, id, accessId: id, visitId: id, passedAt: Date.parse(passedAt) };
    });
    if (!early || !late) throw new Error('there are two');
    const db = connect(place.where);
    onTestFinished(db.close);
    const kept = async (before: string) => {
      await store.write((tx) => tx.accessSums.dropEmpty(before));
      const rows = await db.raw(
        `SELECT span, sum(count) AS count FROM access_sums WHERE starts_on < '2021-12-01'
          GROUP BY starts_on, span ORDER BY starts_on`,
      );
      return rows.map(({ span, count }) => `${span} ${count}`);
    };
    await store.write(async (tx) => {
      for (const row of [early, late]) await tx.passages.insert(row);
    });
    expect(await kept('2021-12-01')).toEqual(['month 2', 'day 1', 'day 1']);
    await store.write((tx) => tx.retention.remove([early.id], []));
    expect(await kept('2021-11-10')).toEqual(['month 1', 'day 0', 'day 1']);
    expect(await kept('2021-11-11')).toEqual(['month 1', 'day 1']);
    await store.write((tx) => tx.retention.remove([late.id], []));
    expect(await kept('2021-11-01')).toEqual(['month 0', 'day 0']);
    expect(await kept('2021-12-01')).toEqual([]);
    expect(await recounted(store)).toEqual([]);
  });
});

const JANUARY = { from: '2022-01-01', to: '2022-01-31' };
const BOTH = { from: '2021-12-01', to: '2022-01-31' };
