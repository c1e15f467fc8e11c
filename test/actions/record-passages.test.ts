import { describe, expect, it } from 'vitest';
import { noteLater } from '../../src/actions/gates/note-later.ts';
import { type PassageItem, type PassageMessage, recordPassages } from '../../src/actions/gates/record-passages.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import type { Store } from '../../src/store/store.ts';
import { databases } from '../support/database.ts';

const policies = policySet(shippedPolicies);
const GATE = '01900000-0000-7000-8000-00000000000a';
const ENTERPRISE = '01900000-0000-7000-8000-00000000000b';
const USER = '01900000-0000-7000-8000-00000000000c';

let serial = 0;
const newId = (): string => {
  serial += 1;
  return `01900000-0000-7000-9000-${serial.toString(16).padStart(12, '0')}`;
};
const context = () => ({ policies, now: Date.parse('2026-01-05T10:00:00+08:00'), newId });

async function plant(store: Store, facts: Record<string, unknown> = {}): Promise<void> {
  await store.write(async (tx) => {
    await tx.enterpriseFacts.insert({
      id: newId(),
      enterpriseId: ENTERPRISE,
      validFrom: '2021-01-01',
      sector: 'power',
      inPlanningArea: true,
      annualFreightTonnes: 2_000_000,
      railLineCompletedOn: null,
      keyVehicleUser: true,
      performanceGrade: null,
      recordedAt: 0,
      recordedBy: USER,
      ...facts,
    });
  });
}

function item(message: Partial<PassageMessage> & { at: string }): PassageItem {
  const { at, ...rest } = message;
  return {
    gateId: GATE,
    enterpriseId: ENTERPRISE,
    countyCode: '140302',
    receivedAt: context().now,
    message: {
      eventId: rest.eventId ?? newId(),
      passedAt: Date.parse(at),
      direction: 'in',
      plateRaw: '晋C12345',
      plate: '晋C12345',
      plateColour: 'yellow',
      confidenceE4: null,
      lane: null,
      vehicle: { emissionStage: '5', fuel: 'diesel' },
      cargo: { name: '煤炭', bulk: true },
      barrier: 'passed',
      barrierReason: null,
      ...rest,
    },
  };
}

const record = async (store: Store, ...items: PassageItem[]) =>
  store.write((tx) => recordPassages(tx, items, context()));
const standing = async (store: Store) =>
  (await store.read.violations.standing({ limit: 100 })).filter(({ effect }) => effect === 'breach');

describe.each(databases)('recording passages on $name', ({ open }) => {
  it('judges by the law of the passage’s own day', async () => {
    const store = await open();
    await plant(store);
    const results = await record(
      store,
      item({ at: '2021-09-30T23:59:59+08:00', plate: '晋C00001' }),
      item({ at: '2021-10-01T00:00:00+08:00', plate: '晋C00002' }),
      item({ at: '2021-12-31T23:59:59+08:00', plate: '晋C00003', cargo: { bulk: false } }),
      item({ at: '2022-01-01T00:00:00+08:00', plate: '晋C00004', cargo: { bulk: false } }),
    );
    expect(results.map((r) => r.status !== 'conflict' && r.row.outcome)).toEqual([
      'compliant',
      'violation',
      'compliant',
      'violation',
    ]);
    await store.close();
  });

  it('makes one violation of repeated readings and of a paired exit', async () => {
    const store = await open();
    await plant(store);
    const times = ['08:00:00', '08:00:20', '08:04:59', '08:09:59'];
    for (const time of times) await record(store, item({ at: `2022-01-03T${time}+08:00` }));
    const [exit] = await record(
      store,
      item({ at: '2022-01-03T09:00:00+08:00', direction: 'out', cargo: { empty: true } }),
    );
    expect(exit).toMatchObject({ status: 'created', flags: [], row: { outcome: 'violation' } });
    const found = await standing(store);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      rule: 'bulk-freight-china-vi',
      alsoRules: [{ rule: 'planning-area-china-vi', clause: '2.4.2c' }],
    });
    await store.close();
  });

  it('begins a new access after more than the repeat time', async () => {
    const store = await open();
    await plant(store);
    await record(store, item({ at: '2022-01-03T08:00:00+08:00' }), item({ at: '2022-01-03T08:05:01+08:00' }));
    expect(await standing(store)).toHaveLength(2);
    await store.close();
  });

  it('gives the same registry for any order of arrival', async () => {
    const times = [
      item({ at: '2022-01-03T08:00:00+08:00' }),
      item({ at: '2022-01-03T08:03:00+08:00' }),
      item({ at: '2022-01-03T09:00:00+08:00', direction: 'out' }),
      item({ at: '2022-01-03T12:00:00+08:00' }),
      item({ at: '2022-01-03T13:00:00+08:00', direction: 'out' }),
      item({ at: '2022-01-03T13:04:00+08:00', direction: 'out' }),
    ];
    const orders = [times, [...times].reverse(), [3, 1, 5, 0, 4, 2].map((i) => times[i] as PassageItem)];
    const pictures: unknown[] = [];
    for (const order of orders) {
      const store = await open();
      await plant(store);
      for (const one of order) await record(store, one);
      const rows = await store.read.passages.page({ to: 'all' }, {}, { limit: 100 });
      const byId = new Map(rows.map((row) => [row.id, row.passedAt]));
      pictures.push({
        violations: (await standing(store)).map((v) => v.occurredAt),
        visits: rows.map((row) => [row.passedAt, row.outcome, byId.get(row.visitId), byId.get(row.accessId)]),
      });
      await store.close();
    }
    expect(pictures[1]).toEqual(pictures[0]);
    expect(pictures[2]).toEqual(pictures[0]);
    expect(pictures[0]).toMatchObject({ violations: [expect.any(Number), expect.any(Number)] });
  });

  it('leaves the visits of one colour whole where a reading without colour comes in between', async () => {
    const colourless = { plateColour: null, vehicle: null, cargo: null };
    const yellow = item({ at: '2022-01-03T08:00:00+08:00', cargo: null, vehicle: null });
    const leaving = item({ at: '2022-01-20T22:00:00+08:00', direction: 'out', cargo: null });
    const entering = item({ at: '2022-01-20T21:00:00+08:00', cargo: null });
    const between = item({ at: '2022-01-10T08:00:00+08:00', ...colourless });
    const before = item({ at: '2022-01-10T07:00:00+08:00', ...colourless });
    const blue = item({ at: '2022-01-15T08:00:00+08:00', ...colourless, plateColour: 'blue' });
    const pictures: unknown[] = [];
    for (const order of [
      [yellow, before, between, blue, entering, leaving],
      [blue, before, leaving, yellow, between, entering],
    ]) {
      const store = await open();
      await plant(store);
      for (const one of order) await record(store, one);
      const rows = await store.read.passages.page({ to: 'all' }, {}, { limit: 100 });
      const byId = new Map(rows.map((row) => [row.id, row.passedAt]));
      pictures.push(rows.map((row) => [row.passedAt, row.outcome, row.basis, byId.get(row.visitId)]));
      await store.close();
    }
    expect(pictures[1]).toEqual(pictures[0]);
  });

  it('judges a truck that came empty by what it carries out', async () => {
    const store = await open();
    await plant(store, { railLineCompletedOn: '2020-01-01' });
    const [entry] = await record(store, item({ at: '2022-01-03T08:00:00+08:00', cargo: { empty: true } }));
    expect(entry).toMatchObject({ row: { outcome: 'unverified' } });
    const [exit] = await record(store, item({ at: '2022-01-03T09:00:00+08:00', direction: 'out' }));
    expect(exit).toMatchObject({ row: { outcome: 'violation' }, flags: [{ kind: 'non_china_vi_access' }] });
    expect(await standing(store)).toHaveLength(1);
    await store.close();
  });

  it('answers a duplicate with what is stored and refuses other content under the same event', async () => {
    const store = await open();
    await plant(store);
    const first = item({ at: '2022-01-03T08:00:00+08:00', eventId: 'A-1' });
    const again = { ...first, message: { ...first.message, confidenceE4: 10, lane: 3 } };
    const other = { ...first, message: { ...first.message, passedAt: first.message.passedAt + 1 } };
    const results = await record(store, first, again, other);
    expect(results.map(({ status }) => status)).toEqual(['created', 'duplicate', 'conflict']);
    expect(results[1]).toMatchObject({ flags: [{ kind: 'non_china_vi_access' }] });
    await store.close();
  });

  it('withdraws the violation of a truck that the barrier refused, and opens it again when it passed', async () => {
    const store = await open();
    await plant(store);
    const gate = { kind: 'gate', id: GATE, tokenId: GATE, enterpriseId: ENTERPRISE, countyCode: '140302' } as const;
    await record(store, item({ at: '2022-01-03T08:00:00+08:00', eventId: 'B-1', barrier: null }));
    const [raised] = await standing(store);
    const note = (barrier: 'passed' | 'refused') =>
      store.write((tx) => noteLater(tx, gate, { eventId: 'B-1', barrier, reason: null }, context()));
    expect(await note('refused')).toMatchObject({ row: { outcome: 'violation' }, flags: [] });
    expect(await standing(store)).toEqual([]);
    await note('passed');
    expect((await standing(store)).map(({ id }) => id)).toEqual([raised?.id]);
    await store.close();
  });

  it('keeps the older violation when late readings pair visits anew', async () => {
    const store = await open();
    await plant(store);
    await record(store, item({ at: '2022-01-03T09:00:00+08:00', direction: 'out' }));
    const [unpaired] = await standing(store);
    await record(store, item({ at: '2022-01-03T08:00:00+08:00' }));
    const after = await standing(store);
    expect(after.map(({ id }) => id)).toEqual([unpaired?.id]);
    expect(after[0]?.occurredAt).toBe(Date.parse('2022-01-03T08:00:00+08:00'));
    await store.close();
  });
});
