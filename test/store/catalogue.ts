import type { Connected } from './connect.ts';

type Column = {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly notNull: boolean;
};

/** `table.column` of all that are really there, with `!` where null is refused, in order. */
export async function columnsOf(db: Connected): Promise<string[]> {
  const columns = await read(db);
  return columns.map(({ table, column, notNull }) => `${table}.${column}${notNull ? '!' : ''}`).sort();
}

/** The names of all indexes but those that primary keys bring with them. */
export async function indexesOf(db: Connected): Promise<string[]> {
  const rows = await db.raw(
    db.engine === 'sqlite'
      ? `SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%'`
      : `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%_pkey'`,
  );
  return rows.map(({ name }) => String(name)).sort();
}

const VALUES: Readonly<Record<string, string>> = {
  blob: `x'01932c079d7a7c3e8b1f0123456789ab'`,
  uuid: `'01932c07-9d7a-7c3e-8b1f-0123456789ab'`,
  bytea: `'\\x01932c079d7a7c3e8b1f0123456789ab'`,
  text: `'{}'`,
  integer: '1',
  bigint: '1',
  boolean: 'true',
  date: `'2021-01-01'`,
  'timestamp with time zone': `'2021-01-01T00:00:00Z'`,
};

/** Puts one row into every table there is, whatever its version; gives the tables' names. */
export async function fillEveryTable(db: Connected): Promise<string[]> {
  const all = await read(db);
  const tables = new Map(all.map(({ table }) => [table, all.filter((column) => column.table === table)]));
  for (const [table, columns] of tables) {
    const names = columns.map(({ column }) => `"${column}"`).join(', ');
    const values = columns.map(({ type }) => VALUES[type.toLowerCase()]).join(', ');
    await db.raw(`INSERT INTO "${table}" (${names}) VALUES (${values})`);
  }
  return [...tables.keys()];
}

async function read(db: Connected): Promise<Column[]> {
  const rows = await db.raw(
    db.engine === 'sqlite'
      ? `SELECT m.name AS "table", c.name AS "column", c.type AS "type", c."notnull" AS "notNull"
         FROM sqlite_schema m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name <> 'migrations' AND m.name NOT LIKE 'sqlite_%'`
      : `SELECT table_name AS "table", column_name AS "column", data_type AS "type", is_nullable = 'NO' AS "notNull"
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'`,
  );
  return rows as Column[];
}
