import { beforeEach, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/database.ts';
import { organisation } from './rows.ts';

/** Many at once: as if one after the other, on each engine. */
export function raceTests(database: TestDatabase): void {
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
    return () => store.close();
  });

  test('twenty writers that number what they find give twenty numbers', async () => {
    const all = { to: 'all' } as const;
    const number = async () =>
      store.write(async (tx) => {
        const rows = await tx.organisations.page(all, {}, { limit: 100 });
        await tx.organisations.insert(organisation({ name: String(rows.length) }));
      });
    await Promise.all(Array.from({ length: 20 }, number));
    const rows = await store.read.organisations.page(all, {}, { limit: 100 });
    const numbers = rows.map(({ name }) => Number(name)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('of two that look first and then insert the same, one is told', async () => {
    const open = async (creditCode: string) =>
      store.write(async (tx) => {
        if (await tx.organisations.findByCreditCode(creditCode)) return 'conflict';
        await tx.organisations.insert(organisation({ creditCode }));
        return 'opened';
      });
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.all([open(`same-${round}`), open(`same-${round}`)]);
      expect(outcomes.sort()).toEqual(['conflict', 'opened']);
    }
    const rows = await store.read.organisations.page({ to: 'all' }, {}, { limit: 100 });
    expect(rows).toHaveLength(20);
  });

  test('a token is used by one of ten', async () => {
    const { id } = organisation();
    await store.write((tx) => tx.sessions.insertToken({ id, sessionId: id, hash: 'h', createdAt: 1, usedAt: null }));
    const uses = await Promise.all(
      Array.from({ length: 10 }, async () => store.write((tx) => tx.sessions.useToken(id, 2))),
    );
    expect(uses.filter(Boolean)).toHaveLength(1);
  });

  test('writers do not see each other’s rows before they are committed', async () => {
    const writes = Array.from({ length: 10 }, async () =>
      store
        .write(async (tx) => {
          const row = organisation();
          await tx.organisations.insert(row);
          throw new Error(row.id);
        })
        .catch((error: unknown) => error),
    );
    const count = store.write(async (tx) => (await tx.organisations.page({ to: 'all' }, {}, { limit: 100 })).length);
    await Promise.all(writes);
    expect(await count).toBe(0);
  });
}
