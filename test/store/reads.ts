import { beforeAll, describe, expect, test } from 'vitest';
import type { OrganisationRow } from '../../src/store/organisations.ts';
import type { Cursor } from '../../src/store/page.ts';
import type { Reader, Store } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/database.ts';
import { organisation } from './rows.ts';

/** Pages, scopes and the two readers, on each engine. */
export function readTests(database: TestDatabase): void {
  let store: Store;
  const rows: OrganisationRow[] = [];
  beforeAll(async () => {
    store = await database.open();
    for (let index = 0; index < 25; index += 1) {
      rows.push(organisation({ countyCode: index % 5 === 0 ? '140321' : '140302', createdAt: 1000 + (index % 3) }));
    }
    await store.write(async (tx) => {
      for (const row of rows) await tx.organisations.insert(row);
      for (const { id, createdAt } of rows) {
        await tx.outbox.insert({ id, topic: 't', payload: { id }, createdAt, deliveredAt: null });
      }
    });
    return () => store.close();
  });

  const newestFirst = (list: readonly OrganisationRow[]) =>
    list
      .map(({ id }) => id)
      .sort()
      .reverse();

  async function walk(page: (request: { limit: number; after?: Cursor }) => Promise<{ id: string }[]>) {
    const seen: string[] = [];
    for (let after: Cursor | undefined; ; ) {
      const items = await page({ limit: 4, ...(after && { after }) });
      seen.push(...items.map(({ id }) => id));
      const last = items.at(-1);
      if (!last) return seen;
      after = { id: last.id };
    }
  }

  describe.each(['read', 'bulk'] as const)('%s', (kind) => {
    const reader = (): Reader => store[kind];

    test('pages give every row once, newest first', async () => {
      const seen = await walk((request) => reader().organisations.page({ to: 'all' }, {}, request));
      expect(seen).toEqual(newestFirst(rows));
    });

    test('filters and scopes narrow a page, and a scope without its column is empty', async () => {
      const page = (
        ...[scope, filter]: Parameters<Reader['organisations']['page']> extends [...infer A, unknown] ? A : never
      ) => reader().organisations.page(scope, filter, { limit: 100 });
      const outer = newestFirst(rows.filter(({ countyCode }) => countyCode === '140321'));
      const ids = async (found: Promise<OrganisationRow[]>) => (await found).map(({ id }) => id);
      expect(await ids(page({ to: 'county', countyCode: '140321' }, {}))).toEqual(outer);
      expect(await ids(page({ to: 'all' }, { countyCode: '140321', kind: 'enterprise' }))).toEqual(outer);
      expect(await ids(page({ to: 'all' }, { kind: 'contractor' }))).toEqual([]);
      const [first] = outer as [string];
      expect(await ids(page({ to: 'organisation', organisationId: first }, {}))).toEqual([first]);
      expect(await ids(page({ to: 'gate', gateId: first, enterpriseId: first }, {}))).toEqual([]);
      expect(await ids(page({ to: 'none' }, {}))).toEqual([]);
    });

    test('a missing row is undefined', async () => {
      expect(await reader().organisations.find(organisation().id)).toBeUndefined();
      expect(await reader().organisations.findByCreditCode('nowhere')).toBeUndefined();
    });

    test('counts are numbers', async () => {
      expect(await reader().users.count()).toBe(0);
    });

    test('pending messages come oldest first with their payload', async () => {
      const pending = await reader().outbox.pending(3);
      expect(pending.map(({ payload }) => payload)).toEqual(rows.slice(0, 3).map(({ id }) => ({ id })));
      expect(await reader().outbox.pending(100, rows.at(-2)?.id)).toHaveLength(1);
    });
  });

  test('changes by list and by age tell how many rows they touched', async () => {
    const other = await database.open();
    await other.write(async (tx) => {
      for (const { id } of rows)
        await tx.outbox.insert({ id, topic: 't', payload: 1, createdAt: 1, deliveredAt: null });
      await tx.outbox.markDelivered(
        rows.slice(0, 10).map(({ id }) => id),
        50,
      );
      expect(await tx.outbox.sweep(50)).toBe(0);
      expect(await tx.outbox.sweep(51)).toBe(10);
      expect(await tx.outbox.pending(100)).toHaveLength(15);
    });
    await other.close();
  });
}
