import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPassageIntake } from '../../src/actions/gates/passage-intake.ts';
import type { PassageItem } from '../../src/actions/gates/record-passages.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import type { Store } from '../../src/store/store.ts';
import { databases } from '../support/database.ts';

const NOW = Date.parse('2022-03-01T10:00:00+08:00');
const [gateId, enterpriseId] = [uuidv7(), uuidv7()];
const context = () => ({ policies: policySet(shippedPolicies), now: NOW, newId: uuidv7 });

let serial = 0;
function item(): PassageItem {
  serial += 1;
  const plate = `晋C${10_000 + serial}`;
  return {
    ...{ gateId, enterpriseId, countyCode: '140302', receivedAt: NOW },
    message: {
      ...{ eventId: `event-${serial}`, passedAt: NOW - serial * 1_000, direction: 'in', plateRaw: plate, plate },
      ...{ plateColour: 'yellow', confidenceE4: null, lane: null, vehicle: null, cargo: null },
      ...{ barrier: 'passed', barrierReason: null },
    },
  };
}

describe.each(databases)('passages that come in on $name', ({ open }) => {
  let store: Store;
  const groups: number[] = [];
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  /** How many passages each transaction stored, of so many that came in one turn of the event loop. */
  async function groupsOf(count: number, most: number): Promise<number[]> {
    groups.length = 0;
    let answered = 0;
    const counting = {
      ...store,
      write: async (fn: Parameters<Store['write']>[0]) => {
        const result = await store.write(fn);
        groups.push((result as unknown[]).length);
        return result;
      },
    } as Store;
    const intake = createPassageIntake(counting, context, { most, hurried: most });
    await Promise.all(Array.from({ length: count }, () => intake.record([item()]).then(() => (answered += 1))));
    expect(answered).toBe(count);
    return groups;
  }

  it('are written together where few wait, and otherwise half of those who wait at a time', async () => {
    expect(await groupsOf(32, 500)).toEqual([32]);
    expect(await groupsOf(33, 500)).toEqual([32, 1]);
    expect(await groupsOf(150, 500)).toEqual([75, 38, 32, 5]);
  });

  it('are never more in a transaction than a group may hold', async () => {
    expect(await groupsOf(150, 40)).toEqual([40, 40, 35, 32, 3]);
  });

  it('of a batch that is read later none is read before its turn, and all of it once', async () => {
    const read: string[] = [];
    const later = (name: string, count: number) => {
      const items = Array.from({ length: count }, item);
      return intake
        .recordLater(count, () => {
          read.push(name);
          return items;
        })
        .then((results) => {
          read.push(`${name} done`);
          expect(results.map((one) => 'row' in one && one.row.eventId)).toEqual(
            items.map(({ message }) => message.eventId),
          );
        });
    };
    const intake = createPassageIntake(store, context, { most: 30, hurried: 30 });
    await Promise.all([later('first', 70), later('second', 25), intake.recordLater(0, () => expect.fail('none'))]);
    // The last of the first and most of the second stand in one group.
    expect(read).toEqual(['first', 'second', 'first done', 'second done']);
  });

  it('of a batch that fails the others of its group are stored', async () => {
    const intake = createPassageIntake(store, context, { most: 500, hurried: 500 });
    const batch = (...items: PassageItem[]) => intake.recordLater(items.length, () => items);
    const many = () => Array.from({ length: 30 }, item);
    const bad = { ...item(), countyCode: null as never };
    const [before, fails, after] = await Promise.allSettled([
      batch(...many()),
      batch(...many(), bad),
      batch(...many()),
    ]);
    expect([before.status, fails.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  describe('of one truck at plants whose ids end alike', () => {
    const [here, there] = [uuidv7(), uuidv7()].map((id) => `${id.slice(0, 34)}ab`) as [string, string];
    const read = (at: string, direction: 'in' | 'out', plant: string): PassageItem => {
      const one = item();
      const message = { ...one.message, plate: '晋C00001', direction, passedAt: Date.parse(`${at}+08:00`) };
      return { ...one, enterpriseId: plant, message };
    };
    const visitOf = async (one: PassageItem) => {
      const [result] = await createPassageIntake(store, context).record([one]);
      if (!result || result.status === 'conflict') throw new Error('it was stored before');
      return (await store.read.passages.find(result.row.id))?.visitId;
    };

    it('an exit ends the visit at its own plant, and an entry begins one from the repeat time on', async () => {
      const first = await visitOf(read('2022-02-01T08:00:00', 'in', here));
      const other = await visitOf(read('2022-02-01T09:00:00', 'in', there));
      expect(other).not.toBe(first);
      expect(await visitOf(read('2022-02-01T09:00:01', 'in', there))).toBe(other);
      expect(await visitOf(read('2022-02-01T10:00:00', 'out', here))).toBe(first);
      const again = await visitOf(read('2022-02-01T12:00:00', 'in', here));
      expect([first, other]).not.toContain(again);
      // 300 s by the shipped policy.
      expect(await visitOf(read('2022-02-01T12:05:00', 'in', here))).toBe(again);
      const late = await visitOf(read('2022-02-01T12:10:01', 'in', here));
      expect(late).not.toBe(again);
      expect(await visitOf(read('2022-02-02T12:00:00', 'out', there))).toBe(other);
      expect(await visitOf(read('2022-02-02T12:00:00', 'out', here))).toBe(late);
    });
  });

  describe('while the disk is behind', () => {
    /** Tells in which order a batch and two single passages were answered, the disk being behind when it is asked so often. */
    async function orderOf(asked: number, ...first: 'single'[]): Promise<string[]> {
      const order: string[] = [];
      let left = asked;
      const isBehind = () => {
        left -= 1;
        return left >= 0;
      };
      const intake = createPassageIntake(store, context, { most: 500, hurried: 500, isBehind });
      const told = (name: string, count: number) =>
        intake.record(Array.from({ length: count }, item)).then(() => order.push(name));
      const early = first.map((name) => told(name, 1));
      const batch = told('batch', 40);
      await Promise.all(early);
      if (first.length > 0) await told('single', 1);
      await batch;
      return order;
    }

    it('a batch waits where single passages come in, and they do not', async () => {
      expect(await orderOf(0, 'single')).toEqual(['single', 'batch', 'single']);
      expect(await orderOf(50, 'single')).toEqual(['single', 'single', 'batch']);
    });

    it('a batch alone is written at once', async () => {
      const asked = Number.MAX_SAFE_INTEGER;
      expect(await orderOf(asked)).toEqual(['batch']);
    });
  });
});
