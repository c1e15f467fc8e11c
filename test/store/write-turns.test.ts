import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { forfeitTurn, newTurns, writeTurns } from '../../src/store/write-turns.ts';
import { databases } from '../support/database.ts';
import { organisation, organisations } from './rows.ts';

const [sqlite] = databases as [(typeof databases)[number]];

describe('write turns', () => {
  it('two that write without pause write in turns', async () => {
    const place = await sqlite.place();
    const shared = newTurns();
    const open = (side: 'main' | 'beside') =>
      // Whoever finds the file held fails: turns alone keep them apart.
      openSqlite({ path: place.where, bulk: false, durable: false, busyLimitMs: 0, turns: writeTurns(shared, side) });
    const [main, beside] = [await open('main'), await open('beside')];
    let order = '';
    const write = (store: typeof main, name: string) =>
      store.write(async (tx) => {
        await tx.organisations.insert(organisation());
        order += name;
      });
    const writes = Array.from({ length: 50 }, () => [write(main, 'm'), write(beside, 'b')]);
    await Promise.all(writes.flat());
    expect(order).toHaveLength(100);
    expect(order).not.toMatch(/mmm|bbb/);
    expect(await organisations(main)).toBe(100);
    await beside.close();
    await main.close();
    await place.remove();
  });

  it('who went to sleep while the other was about to ask is woken, and goes first', async () => {
    const shared = newTurns();
    const [main, beside] = [writeTurns(shared, 'main'), writeTurns(shared, 'beside')];
    // The first of the two steps in which the other asks for its turn.
    const BESIDE_WANTS = 1;
    new Int32Array(shared)[BESIDE_WANTS] = 1;
    const first = main.take();
    const second = beside.take();
    await first;
    main.give();
    await second;
    expect(beside.isWanted()).toBe(false);
  });

  it('a side that is no more keeps nobody waiting', async () => {
    const shared = newTurns();
    const main = writeTurns(shared, 'main');
    await writeTurns(shared, 'beside').take();
    let taken = false;
    const waiting = main.take().then(() => {
      taken = true;
    });
    await new Promise((resume) => setImmediate(resume));
    expect([taken, main.isWanted()]).toEqual([false, true]);
    forfeitTurn(shared, 'beside');
    await waiting;
    expect(main.isWanted()).toBe(false);
  });

  it('what passed is the transaction under way, not those after it', async () => {
    const shared = newTurns();
    const [main, beside] = [writeTurns(shared, 'main'), writeTurns(shared, 'beside')];
    await main.passed();
    await beside.take();
    let passed = false;
    const waiting = main.passed().then(() => {
      passed = true;
    });
    await new Promise((resume) => setImmediate(resume));
    expect(passed).toBe(false);
    beside.give();
    await beside.take();
    await waiting;
  });
});
