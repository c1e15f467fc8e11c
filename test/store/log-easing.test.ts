import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { easing } from '../../src/store/log-easing.ts';
import { type Connection, openWriter, tuneWriter } from '../../src/store/sqlite-connection.ts';
import { databases, type Place } from '../support/database.ts';

const [sqlite] = databases as [(typeof databases)[number]];
const PAGE = 2_048;

describe('a log that is carried into the file by another', () => {
  let place: Place;
  let writer: Connection;
  let other: Connection;
  let now: number;
  let isBehind: () => boolean;
  beforeEach(async () => {
    place = await sqlite.place();
    writer = openWriter(`${place.where}-eased`);
    tuneWriter(writer, { durable: false, checkpointer: true });
    writer.exec('create table things (body blob)');
    other = new Database(`${place.where}-eased`);
    now = 0;
    isBehind = easing(writer, () => now, { long: 30 * PAGE, few: 10 * PAGE, patienceMs: 100 });
    carry();
    write(0);
  });
  afterEach(async () => {
    other.close();
    writer.close();
    await place.remove();
  });

  /** A commit of some more pages than these. */
  const write = (pages: number) => writer.prepare('insert into things values (zeroblob(?))').run(pages * PAGE);
  const carry = () => other.pragma('wal_checkpoint(PASSIVE)');
  const log = () => {
    const [, pages = 0, carried = 0] = writer.prepare('PRAGMA wal_checkpoint(NOOP)').raw().get() as number[];
    return { pages, left: pages - carried };
  };

  it('asks nobody to wait while little is left to carry, however long it is', () => {
    write(5);
    expect(isBehind()).toBe(false);
    write(40);
    carry();
    expect(log().left).toBe(0);
    expect(isBehind()).toBe(false);
  });

  it('asks to wait while much is left, not for ever, and anew once it was carried', () => {
    write(15);
    expect(isBehind()).toBe(true);
    now = 99;
    expect(isBehind()).toBe(true);
    now = 100;
    expect(isBehind()).toBe(false);
    carry();
    expect(isBehind()).toBe(false);
    write(15);
    expect(isBehind()).toBe(true);
  });

  it('is carried to its end where little of a long one is left, so that it begins anew', () => {
    write(40);
    const reader = new Database(`${place.where}-eased`);
    const reading = reader.prepare('select * from things').iterate();
    reading.next();
    carry();
    // Written while somebody still reads the log, it goes on behind what was carried.
    write(1);
    reading.return?.();
    reader.close();
    expect(log().pages).toBeGreaterThan(40);
    expect(log().left).toBeGreaterThan(0);
    expect(isBehind()).toBe(false);
    expect(log().left).toBe(0);
    write(1);
    expect(log().pages).toBeLessThan(10);
  });

  it('of a short one the last pages are left to the other', () => {
    write(1);
    isBehind();
    expect(log().left).toBeGreaterThan(0);
  });

  it('asks nobody to wait where it cannot be looked at', () => {
    write(40);
    writer.close();
    expect(isBehind()).toBe(false);
  });

  it('is not carried over and over while somebody reads what it held', () => {
    write(40);
    const reading = other.prepare('select * from things').iterate();
    reading.next();
    const carrier = new Database(`${place.where}-eased`);
    write(1);
    carrier.pragma('wal_checkpoint(PASSIVE)');
    isBehind();
    const before = log();
    write(1);
    isBehind();
    // It neither began anew nor was carried once more so soon.
    expect(log().pages).toBeGreaterThan(before.pages);
    expect(log().left).toBeGreaterThan(before.left);
    reading.return?.();
    carrier.close();
  });
});
