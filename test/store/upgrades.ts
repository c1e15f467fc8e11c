import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MigrationError } from '../../src/store/migrations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { postgresTables } from '../../src/store/tables.ts';
import type { Place, TestDatabase } from '../support/database.ts';
import { migrations } from '../support/migrations.ts';
import { columnsOf, fillEveryTable, indexesOf } from './catalogue.ts';
import { connect } from './connect.ts';
import { organisation, organisations } from './rows.ts';

type Journal = {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
};

/** What happens to the tables when a database is opened, on each engine. */
export function upgradeTests({ name, place }: TestDatabase): void {
  let empty: Place;
  let folder: string;
  beforeEach(async () => {
    empty = await place({ empty: true });
    folder = await mkdtemp(join(tmpdir(), 'registry-migrations-'));
    await cp(migrations(name), folder, { recursive: true });
  });
  afterEach(async () => {
    await empty.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const openWith = (migrationsFolder: string): Promise<Store> =>
    name === 'sqlite'
      ? openSqlite({ path: empty.where, migrationsFolder, bulk: false })
      : openPostgres({ url: empty.where, migrationsFolder });

  const journal = async (): Promise<Journal> =>
    JSON.parse(await readFile(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;
  const setEntries = (entries: Journal['entries']) =>
    writeFile(join(folder, 'meta', '_journal.json'), JSON.stringify({ entries }));
  const add = async (tag: string, text: string) => {
    const { entries } = await journal();
    await setEntries([...entries, { idx: entries.length, version: '1', when: 1, tag, breakpoints: true }]);
    await writeFile(join(folder, `${tag}.sql`), text);
  };
  const refusal = async (migrationsFolder: string): Promise<string> => {
    const error: unknown = await openWith(migrationsFolder).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MigrationError);
    const { message } = error as MigrationError;
    expect(message).not.toContain('\n');
    return message;
  };

  test('an empty database gets every table, column and index of the schema and no other', async () => {
    await (await openWith(migrations(name))).close();
    const db = connect(empty.where);
    const columns = await columnsOf(db);
    const indexes = await indexesOf(db);
    await db.close();
    const configs = Object.values(postgresTables).map((table) => getTableConfig(table));
    expect(columns).toEqual(
      configs.flatMap((table) => table.columns.map((c) => `${table.name}.${c.name}${c.notNull ? '!' : ''}`)).sort(),
    );
    expect(indexes).toEqual(configs.flatMap((table) => table.indexes.map((index) => index.config.name)).sort());
  });

  test('opening again changes nothing, also while it is open', async () => {
    const first = await openWith(migrations(name));
    await first.write((tx) => tx.organisations.insert(organisation()));
    const second = await openWith(migrations(name));
    expect(await organisations(second)).toBe(1);
    await second.write((tx) => tx.organisations.insert(organisation()));
    expect(await organisations(first)).toBe(2);
    await Promise.all([first.close(), second.close()]);
  });

  test('of several that open an empty database at once, each finds it ready', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => openWith(migrations(name))));
    expect(await Promise.all(stores.map(organisations))).toEqual([0, 0, 0, 0]);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a database newer than the code is refused', async () => {
    await add('9999_from_the_future', 'CREATE TABLE future (id integer)');
    await (await openWith(folder)).close();
    expect(await refusal(migrations(name))).toMatch(/newer than this version.*9999_from_the_future/);
  });

  test('a migration changed after it was applied is refused', async () => {
    await add('9999_changed', 'CREATE TABLE future (id integer)');
    await (await openWith(folder)).close();
    await writeFile(join(folder, '9999_changed.sql'), 'CREATE TABLE future (id integer, more integer)');
    expect(await refusal(folder)).toContain('9999_changed was changed');
  });

  test('a broken migration is refused and leaves nothing', async () => {
    await add('9999_broken', 'CREATE TABLE half (id integer);\n--> statement-breakpoint\nCREATE TABEL broken (id);');
    expect(await refusal(folder)).toContain('9999_broken failed and was rolled back');
    const db = connect(empty.where);
    expect(await columnsOf(db)).toEqual([]);
    await db.close();
    await (await openWith(migrations(name))).close();
  });

  test('missing migrations are refused', async () => {
    expect(await refusal(join(folder, 'nowhere'))).toContain('cannot be read');
  });

  test('a filled database of every earlier version is brought up to date and keeps its rows', async () => {
    const { entries } = await journal();
    for (let had = 1; had <= entries.length; had += 1) {
      const older = await place({ empty: true });
      await setEntries(entries.slice(0, had));
      const options = { path: older.where, url: older.where, bulk: false };
      const open = name === 'sqlite' ? openSqlite : openPostgres;
      await (await open({ ...options, migrationsFolder: folder })).close();
      const db = connect(older.where);
      const filled = await fillEveryTable(db);
      expect(filled.length).toBeGreaterThan(30);
      await (await open({ ...options, migrationsFolder: migrations(name) })).close();
      for (const table of filled) {
        expect(await db.raw(`SELECT * FROM "${table}"`), `${table} after ${entries[had - 1]?.tag}`).toHaveLength(1);
      }
      await db.close();
      await older.remove();
    }
  });
}
