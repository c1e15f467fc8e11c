import { and, asc, eq, getTableColumns, getTableName, isNotNull, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { affected, placeholder, prepared } from '../../src/store/dialect.ts';
import { type Cursor, keyset } from '../../src/store/page.ts';
import { postgresTables } from '../../src/store/tables.ts';
import type { Place, TestDatabase } from '../support/database.ts';
import { type Connected, connect } from './connect.ts';

const UUID = '01932c07-9d7a-7c3e-8b1f-0123456789ab';

/** Values at the edges of each type, by PostgreSQL's name of it; the JSON ones are text columns of our own. */
const EDGES: Record<string, readonly unknown[]> = {
  uuid: [UUID, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  text: ['晋C12345', '', 'it\'s \\ "quoted" 🚛\n'],
  integer: [2_147_483_647, -2_147_483_648, 0],
  bigint: [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0],
  boolean: [true, false, true],
  date: ['2021-01-01', '1970-01-01', '2099-12-31'],
  'timestamp(3) with time zone': [1_764_000_000_123, 0, 4_102_444_799_999],
  bytea: [Buffer.from([0, 255, 1, 128]), Buffer.alloc(0), Buffer.alloc(5000, 7)],
  json: [{ b: 1, a: [true, null, '中文'], 点: { x: 0.1 } }, [], 'text'],
};

type Name = keyof typeof postgresTables;

/** A row of a table with the edge values of one column of `EDGES`, or with null wherever that is allowed. */
function rowOf(name: Name, edge: number, nulls: boolean): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(getTableColumns(postgresTables[name])).map(([key, column]) => {
      const type = column.getSQLType();
      const json = type === 'text' && column.columnType === 'PgCustomColumn';
      return [key, nulls && !column.notNull ? null : EDGES[json ? 'json' : type]?.[edge]];
    }),
  );
}

/** Every column of every table gives back what it was given, the same on each engine. */
export function columnTests(database: TestDatabase): void {
  let place: Place;
  let db: Connected;
  beforeAll(async () => {
    place = await database.place();
    await (await place.open()).close();
    db = connect(place.where);
    return async () => {
      await db.close();
      await place.remove();
    };
  });

  describe.each(Object.keys(postgresTables) as Name[])('%s', (name) => {
    test.each([
      ['usual values', 0, false],
      ['smallest values', 1, false],
      ['largest values', 2, false],
      ['nulls', 0, true],
    ] as const)('gives back %s', async (_, edge, nulls) => {
      const table = db.t[name];
      const row = rowOf(name, edge, nulls);
      await db.q.delete(table);
      await db.q.insert(table).values(row as never);
      expect(await db.q.select().from(table as never)).toEqual([row]);
    });

    test.each([
      ['values', false],
      ['nulls', true],
    ] as const)('gives back %s given to a prepared insert', async (_, nulls) => {
      const table = db.t[name];
      const row = rowOf(name, 0, nulls);
      const values = Object.fromEntries(Object.keys(row).map((key) => [key, sql.placeholder(key)]));
      const insert = prepared(() => db.q.insert(table).values(values as never));
      await db.q.delete(table);
      expect(affected(await insert(row))).toBe(1);
      expect(await db.q.select().from(table as never)).toEqual([row]);
    });
  });

  test('a prepared query encodes its values as their columns and may be run again', async () => {
    const { machines } = db.t;
    const rows = [0, 1, 2].map((edge) => rowOf('machines', edge, false) as (typeof machines)['$inferInsert']);
    await db.q.delete(machines);
    await db.q.insert(machines).values(rows);
    const find = prepared(() =>
      db.q
        .select({ id: machines.id, createdAt: machines.createdAt })
        .from(machines)
        .where(
          and(
            eq(machines.id, placeholder(machines.id, 'id')),
            eq(machines.createdAt, placeholder(machines.createdAt, 'at')),
            isNotNull(machines.name),
          ),
        ),
    );
    for (const { id, createdAt } of [...rows, ...rows]) {
      expect(await find({ id, at: createdAt })).toEqual([{ id, createdAt }]);
    }
    expect(await find({ id: UUID, at: 1 })).toEqual([]);
  });

  test('text that is no UUID is refused as an id', async () => {
    const { users } = db.t;
    const find = async (id: string) => db.q.select().from(users).where(eq(users.id, id));
    await expect(find('not-a-uuid')).rejects.toThrow();
    await expect(find('01932c07')).rejects.toThrow();
  });

  test('pages by time give every row once, those of one instant by id', async () => {
    const { outbox } = db.t;
    const rows = Array.from({ length: 30 }, (_, index) => ({
      id: `01932c07-9d7a-7c3e-8b1f-0000000000${String((index * 7) % 30).padStart(2, '0')}`,
      topic: 't',
      payload: index,
      createdAt: 1_764_000_000_000 + Math.floor(index / 8),
      deliveredAt: null,
    }));
    await db.q.delete(outbox);
    await db.q.insert(outbox).values(rows);
    const seen: string[] = [];
    for (let cursor: Cursor | undefined; ; ) {
      const { after, order, limit } = keyset(
        { limit: 4, ...(cursor && { after: cursor }) },
        outbox.id,
        outbox.createdAt,
      );
      const page = await db.q
        .select()
        .from(outbox)
        .where(after)
        .orderBy(...order)
        .limit(limit);
      seen.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (!last) break;
      cursor = { id: last.id, at: last.createdAt };
    }
    const expected = rows.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    expect(seen).toEqual(expected.map(({ id }) => id));
    expect(() => keyset({ limit: 1, after: { id: UUID } }, outbox.id, outbox.createdAt)).toThrow();
  });

  test('ids sort as their text does', async () => {
    const { outbox } = db.t;
    const rows = await db.q.select({ id: outbox.id }).from(outbox).orderBy(asc(outbox.id));
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids.length).toBeGreaterThan(1);
    expect(getTableName(outbox)).toBe('outbox');
  });
}
