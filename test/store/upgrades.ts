import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NO_TALLY } from '../../src/domain/gates/tally.ts';
import { MigrationError } from '../../src/store/migrations.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { postgresTables } from '../../src/store/tables.ts';
import type { Place, TestDatabase } from '../support/database.ts';
import { migrations } from '../support/migrations.ts';
import { recounted } from '../support/recounted.ts';
import { columnsOf, fillEveryTable, indexesOf } from './catalogue.ts';
import { type Connected, connect } from './connect.ts';
import { organisation, organisations } from './rows.ts';

/** When, and what else is not as usual: two of one tally, one of none, a repeat, a refused one, and one of the next month. */
const OLD_PASSAGES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['2021-12-01T00:00:00.000+08:00', {}],
  ['2021-12-31T23:59:59.999+08:00', { barrier: `'passed'` }],
  ['2021-12-15T12:00:00.000+08:00', { tally: 'NULL', load_kg: 'NULL' }],
  ['2021-12-15T12:01:00.000+08:00', { access_id: 'another' }],
  ['2021-12-15T12:02:00.000+08:00', { barrier: `'refused'` }],
  ['2022-01-01T00:00:00.000+08:00', {}],
];

/** The statement that puts a passage into a database of before there were sums. */
function oldPassage(engine: 'sqlite' | 'postgres', passedAt: number, more: Readonly<Record<string, string>>): string {
  const id = (uuid: string) => (engine === 'sqlite' ? `x'${uuid.replaceAll('-', '')}'` : `'${uuid}'`);
  const [own, another] = [id(uuidv7()), id(uuidv7())];
  const at = engine === 'sqlite' ? String(passedAt) : `'${new Date(passedAt).toISOString()}'`;
  const row: Record<string, string> = {
    ...{
      id: own,
      gate_id: another,
      enterprise_id: id('01932c07-9d7a-7c3e-8b1f-0123456789ab'),
      county_code: `'140302'`,
    },
    ...{ event_id: `'e'`, passed_at: at, received_at: at, direction: `'in'`, plate: `'晋C12345'` },
    ...{
      visit_id: own,
      outcome: `'compliant'`,
      basis: `'asserted'`,
      hold: 'false',
      law_at: at,
      facts: `''`,
      outcomes: `''`,
    },
    ...{ judged_at: at, tally: `'g5anw'`, load_kg: '2000000000', ...more },
    access_id: more['access_id'] === undefined ? own : another,
  };
  return `INSERT INTO passages (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

/** The statement that puts a violation into a database of before there were explanations. */
function oldViolation(engine: 'sqlite' | 'postgres', id: string, why: unknown): string {
  const row: Record<string, string> = {
    ...{ id: engine === 'sqlite' ? `x'${id.replaceAll('-', '')}'` : `'${id}'`, subject_key: `'access:${id}'` },
    ...{ kind: `'k'`, effect: `'breach'`, rule: `'r'`, clause: `'2.4.2b'`, also_rules: `'[]'`, status: `'open'` },
    ...{ policy: `'yangquan-2021@1'`, legal_day: `'2022-01-03'`, before_publication: 'false' },
    evidence: `'{"passageIds":["${id}"],"raisedBy":"${id}"}'`,
    why: `'${JSON.stringify(why)}'`,
  };
  const at = engine === 'sqlite' ? '1641168000000' : `'2022-01-03T00:00:00Z'`;
  for (const column of ['occurred_at', 'recorded_at', 'changed_at']) row[column] = at;
  return `INSERT INTO violations (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
}

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
  /** A database as the migrations before this one leave it. */
  const before = async (tag: string): Promise<Connected> => {
    const { entries } = await journal();
    await setEntries(
      entries.slice(
        0,
        entries.findIndex((one) => one.tag.startsWith(tag)),
      ),
    );
    await (await openWith(folder)).close();
    return connect(empty.where);
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

  test('accesses of before there were sums are added up, those without a tally as unknown', async () => {
    const db = await before('0004');
    for (const [passedAt, more] of OLD_PASSAGES) await db.raw(oldPassage(db.engine, Date.parse(passedAt), more));
    await db.close();
    const store = await openWith(migrations(name));
    expect(await recounted(store)).toEqual([]);
    const sums = await store.read.reports.accesses(
      'all',
      { scope: { to: 'all' } },
      { from: '2021-12-01', to: '2021-12-31' },
    );
    const byTally = sums
      .map(({ tally, count, kg }) => ({ tally, count, kg }))
      .sort((a, b) => (a.tally < b.tally ? -1 : 1));
    expect(byTally).toEqual([
      { tally: 'g5anw', count: 2, kg: 4_000_000_000 },
      { tally: NO_TALLY, count: 1, kg: 0 },
    ]);
    const [untallied] = await store.read.passages.untallied(1);
    if (!untallied) throw new Error('one has no tally');
    await store.write((tx) => tx.passages.setTally(untallied, 'g6an-', null));
    expect(await recounted(store)).toEqual([]);
    await store.close();
  });

  test('passages and violations of before rows were shorter are read and found as they were', async () => {
    const db = await before('0005');
    const asserted = '{"emissionStage":"5","vin":"LFWSRXSJ3KAD57951","fuel":"diesel","usage":"operating"}';
    const facts = 'pm1 ga1 sa5 na0 bm1 xm1 ie1 kecoking ae0 fe1800000 re0';
    const told = { facts: `'${facts}'`, policy: `'yangquan-2021@1'`, asserted: `'${asserted}'` };
    const states = [
      { outcome: 'violation', basis: 'verified', barrier: 'passed' },
      { outcome: 'unverified', basis: 'asserted', barrier: 'refused' },
      { outcome: 'exempt', basis: 'unknown', barrier: 'forced' },
      { outcome: 'compliant', basis: 'asserted', barrier: null },
    ];
    for (const { barrier, outcome, basis } of states) {
      const words = { outcome: `'${outcome}'`, basis: `'${basis}'`, ...(barrier && { barrier: `'${barrier}'` }) };
      await db.raw(oldPassage(db.engine, 1_641_168_000_000, { ...told, ...words }));
    }
    const why = { decision: { rule: 'r' }, also: [], facts: {} };
    const id = uuidv7();
    await db.raw(oldViolation(db.engine, id, why));
    await db.close();
    const store = await openWith(migrations(name));
    for (const state of states) {
      const { outcome, barrier } = state;
      const filter = { outcome, ...(barrier && { barrier }) };
      const found = await store.read.passages.page({ to: 'all' }, filter, { limit: 9 });
      expect(found).toEqual([expect.objectContaining({ ...state, facts, policy: 'yangquan-2021@1' })]);
      expect(JSON.stringify(found[0]?.asserted)).toBe(asserted);
    }
    const raisedBy = { passageIds: [id], raisedBy: id };
    expect(await store.read.violations.find(id)).toMatchObject({ why, evidence: raisedBy, policy: 'yangquan-2021@1' });
    await store.close();
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
