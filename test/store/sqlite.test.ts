import { copyFile, stat } from 'node:fs/promises';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openBulk } from '../../src/store/bulk.ts';
import { violationOf } from '../../src/store/errors.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { openWriter, tuneWriter } from '../../src/store/sqlite-connection.ts';
import type { Store } from '../../src/store/store.ts';
import { databases, type Place } from '../support/database.ts';
import { migrations } from '../support/migrations.ts';
import { organisation, organisations } from './rows.ts';
import { storeSuite } from './suite.ts';

const [sqlite] = databases as [(typeof databases)[number]];
storeSuite(sqlite);

describe('sqlite only', () => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await sqlite.place();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  test.each([
    ['a timer', () => sleep(1)],
    ['a turn of the event loop', () => turn()],
    ['something that never comes', () => new Promise(() => undefined)],
  ])('a write that awaits %s is rolled back at once, and the next goes on', async (_, foreign) => {
    const late: Promise<unknown>[] = [];
    const failed = store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      await foreign();
      const insert = tx.organisations.insert(organisation());
      late.push(insert.catch((error: Error) => error.message));
      await insert;
    });
    const next = store.write(async (tx) => {
      await tx.organisations.insert(organisation({ name: 'next' }));
    });
    await expect(failed).rejects.toThrow('awaited something other than the database');
    await next;
    await sleep(5);
    for (const message of await Promise.all(late)) expect(message).toContain('has ended');
    expect(await organisations(store)).toBe(1);
  });

  /** The steps by which passages are found. */
  const planOf = (condition: string): string => {
    const reader = new Database(place.where, { readonly: true });
    const values = Array.from(condition.matchAll(/\?/g), () => 1);
    const plan = reader.prepare(`EXPLAIN QUERY PLAN SELECT * FROM passages WHERE ${condition}`).all(...values);
    reader.close();
    return plan.map((step) => (step as { detail: string }).detail).join('\n');
  };

  test('writing through the reader is refused', async () => {
    const reader = new Database(place.where, { readonly: true });
    expect(() => reader.exec('DELETE FROM users')).toThrow(/readonly/);
    reader.close();
  });

  test.each([
    ['passages_plate', 'plate = ? AND enterprise_id = ? AND passed_at >= ? AND passed_at <= ? ORDER BY passed_at, id'],
    ['passages_plate', 'plate = ? AND enterprise_id = ? AND passed_at <= ? ORDER BY passed_at DESC, id DESC'],
    ['passages_enterprise', 'enterprise_id = ? AND passed_at >= ? ORDER BY passed_at DESC, id DESC'],
    ['passages_time', 'passed_at >= ? AND county_code = ? ORDER BY passed_at DESC, id DESC'],
  ])('an empty registry already finds passages by %s', (index, condition) => {
    expect(planOf(condition)).toContain(`USING INDEX ${index} (`);
  });

  const AT_PLANT = 'plate = ? AND substr("passages"."enterprise_id", 16, 1) = substr(?, 16, 1) AND enterprise_id = ?';
  const LAST_FIRST = 'ORDER BY passed_at DESC, substr("passages"."enterprise_id", 16, 1) DESC, rowid DESC';

  test.each([`${AT_PLANT} ${LAST_FIRST}`, `${AT_PLANT} AND passed_at < ? ${LAST_FIRST}`])(
    'the last reading of a truck at a plant is found without sorting: %s',
    (condition) => {
      expect(planOf(condition)).not.toContain('TEMP B-TREE');
    },
  );

  test('readings of a truck at other plants are left out by the index, their rows not looked at', () => {
    const reader = new Database(place.where, { readonly: true });
    const steps = reader.prepare(`EXPLAIN SELECT * FROM passages WHERE ${AT_PLANT} ${LAST_FIRST}`).all(1, 1, 1);
    reader.close();
    const names = steps.map((step) => (step as { opcode: string }).opcode);
    expect(names).toContain('DeferredSeek');
    // That of the value asked for: the index holds what the others would give.
    expect(steps.filter((step) => /^substr/.test(String((step as { p4: unknown }).p4)))).toHaveLength(1);
  });

  test('a page of a list sorts what passed at one instant and no more', () => {
    const page = '(passed_at, id) < (?, ?) AND passed_at >= ? ORDER BY passed_at DESC, id DESC LIMIT (? + 0)';
    expect(planOf(page)).toContain('USE TEMP B-TREE FOR LAST TERM OF ORDER BY');
    expect(planOf(page)).toContain('USING INDEX passages_time (');
  });

  test.each([
    [true, 2],
    [false, 0],
  ])('durable %s writes with synchronous=%i', (durable, synchronous) => {
    const writer = openWriter(`${place.where}-tuned`);
    tuneWriter(writer, { durable, checkpointer: false });
    expect(writer.pragma('synchronous', { simple: true })).toBe(synchronous);
    expect(writer.pragma('page_size', { simple: true })).toBe(2_048);
    writer.close();
  });

  test('the file keeps a log while it is open and is whole without one when closed', async () => {
    const other = await sqlite.place();
    const first = await other.open();
    await first.write((tx) => tx.organisations.insert(organisation()));
    expect((await stat(`${other.where}-wal`)).size).toBeGreaterThan(0);
    await first.close();
    await expect(stat(`${other.where}-wal`)).rejects.toThrow('ENOENT');
    const again = await other.open();
    expect(await organisations(again)).toBe(1);
    await again.close();
    await other.remove();
  });

  test('a thread carries what is committed from the log into the file', async () => {
    const where = `${place.where}-carried`;
    const carried = await openSqlite({
      path: where,
      migrationsFolder: migrations('sqlite'),
      bulk: false,
      checkpointer: true,
    });
    await carried.write((tx) => tx.organisations.insert(organisation()));
    expect(await carried.logBytes()).toBeGreaterThan(0);
    // Without its log the file alone tells what was carried into it.
    const copied = `${where}-alone`;
    await vi.waitFor(
      async () => {
        await copyFile(where, copied);
        const alone = new Database(copied, { readonly: true });
        try {
          expect(alone.prepare('SELECT count(*) FROM organisations').pluck().get()).toBe(1);
        } finally {
          alone.close();
        }
      },
      { timeout: 20_000, interval: 100 },
    );
    await carried.close();
  });

  test('a write waits for another holder of the file without blocking the process', async () => {
    const holder = new Database(place.where);
    holder.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 5);
    const write = store.write((tx) => tx.organisations.insert(organisation()));
    await sleep(300);
    expect(ticks).toBeGreaterThan(15);
    expect(await organisations(store)).toBe(0);
    holder.exec('COMMIT');
    holder.close();
    await write;
    clearInterval(ticking);
    expect(await organisations(store)).toBe(1);
  });

  test('a file held for too long fails the write as busy, and later writes succeed', async () => {
    const impatient = await openSqlite({
      path: place.where,
      migrationsFolder: migrations('sqlite'),
      bulk: false,
      busyLimitMs: 100,
    });
    const holder = new Database(place.where);
    holder.exec('BEGIN IMMEDIATE');
    const failed: unknown = await impatient.write(async () => 'never').catch((error: unknown) => error);
    expect(violationOf(failed)).toBe('busy');
    expect((failed as Error).message).toContain('100 ms');
    holder.exec('COMMIT');
    holder.close();
    await impatient.write((tx) => tx.organisations.insert(organisation()));
    await impatient.close();
    expect(await organisations(store)).toBe(1);
  });

  test('a hook that throws is reported and does not fail its write', async () => {
    const reported: unknown[] = [];
    const other = await openSqlite({
      path: place.where,
      migrationsFolder: migrations('sqlite'),
      bulk: false,
      report: (error) => reported.push(error),
    });
    await other.write(async (tx) => {
      tx.afterCommit(() => {
        throw new Error('hook');
      });
      await tx.organisations.insert(organisation());
    });
    await other.close();
    expect(reported).toEqual([expect.objectContaining({ message: 'hook' })]);
    expect(await organisations(store)).toBe(1);
  });

  test('bulk reads sees what is committed, also long after it was opened', async () => {
    for (let round = 1; round <= 3; round += 1) {
      const row = organisation();
      await store.write((tx) => tx.organisations.insert(row));
      expect(await store.bulk.organisations.find(row.id)).toEqual(row);
      expect(await organisations({ read: store.bulk })).toBe(round);
    }
  });

  test('a bulk thread that fails is replaced at the next query', async () => {
    const nowhere = `${place.where}-later`;
    const bulk = openBulk(nowhere);
    await expect(bulk.read.users.count()).rejects.toThrow();
    const later = await openSqlite({ path: nowhere, migrationsFolder: migrations('sqlite'), bulk: false });
    expect(await bulk.read.users.count()).toBe(0);
    await bulk.close();
    await expect(bulk.read.users.count()).rejects.toThrow();
    await later.close();
  });
});
