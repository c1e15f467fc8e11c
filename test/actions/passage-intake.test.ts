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

describe.each(databases)('passages that come singly on $name', ({ open }) => {
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
});
