import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { watchNesting } from '../../src/store/transaction.ts';
import { migrations, TEMPLATE } from './migrations.ts';

watchNesting();

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL server, without a database name. */
    postgresUrl: string;
    /** A migrated SQLite file. */
    sqliteTemplate: string;
  }
}

/** A database of its own for one test: it may be opened more than once, and is gone after `remove`. */
export type Place = {
  /** The file's path, or the database's URL. */
  readonly where: string;
  open(): Promise<Store>;
  remove(): Promise<void>;
};

export type TestDatabase = {
  readonly name: 'sqlite' | 'postgres';
  /** A fresh, migrated database; `empty` gives one without a table. */
  place(options?: { empty?: boolean }): Promise<Place>;
  /** A store on a fresh, migrated database, which is removed when the store is closed. */
  open(): Promise<Store>;
};

/** Both engines, for `describe.each(databases)`: whatever holds must hold on each. */
export const databases: readonly TestDatabase[] = [
  { name: 'sqlite', place: sqlitePlace, open: () => openIn(sqlitePlace()) },
  { name: 'postgres', place: postgresPlace, open: () => openIn(postgresPlace()) },
];

async function openIn(made: Promise<Place>): Promise<Store> {
  const place = await made;
  const store = await place.open();
  const close = async () => {
    await store.close();
    await place.remove();
  };
  return { ...store, close };
}

async function sqlitePlace({ empty = false } = {}): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-sqlite-'));
  const where = join(folder, 'registry.db');
  if (!empty) await copyFile(inject('sqliteTemplate'), where);
  return {
    where,
    open: () => openSqlite({ path: where, migrationsFolder: migrations('sqlite'), bulk: true, durable: false }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgresPlace({ empty = false } = {}): Promise<Place> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : TEMPLATE} STRATEGY FILE_COPY`);
  const where = `${server}/${name}`;
  return {
    where,
    open: () => openPostgres({ url: where, migrationsFolder: migrations('postgres') }),
    remove: () => administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
