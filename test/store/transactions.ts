import { beforeEach, expect, test } from 'vitest';
import { constraintOf, violationOf } from '../../src/store/errors.ts';
import type { Store, Writer } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/database.ts';
import { organisation, organisations } from './rows.ts';

/** What `store.write` promises, on each engine. */
export function transactionTests(database: TestDatabase): void {
  let store: Store;
  beforeEach(async () => {
    store = await database.open();
    return () => store.close();
  });

  test('a write gives its callback’s value and is read at once', async () => {
    const row = organisation();
    const given = await store.write(async (tx) => {
      await tx.organisations.insert(row);
      return tx.organisations.find(row.id);
    });
    expect(given).toEqual(row);
    expect(await store.read.organisations.find(row.id)).toEqual(row);
    expect(await store.bulk.organisations.find(row.id)).toEqual(row);
  });

  test('nothing remains of a write that fails', async () => {
    const failed = store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await organisations(store)).toBe(0);
  });

  test('a reader does not see what is not committed', async () => {
    const row = organisation();
    await store.write(async (tx) => {
      await tx.organisations.insert(row);
      expect(await tx.organisations.find(row.id)).toEqual(row);
      expect(await store.read.organisations.find(row.id)).toBeUndefined();
    });
    expect(await store.read.organisations.find(row.id)).toEqual(row);
  });

  test('a handle is of no use after its transaction', async () => {
    const leaked = await store.write(async (tx) => tx);
    const { insert } = leaked.organisations;
    await expect(leaked.organisations.insert(organisation())).rejects.toThrow('has ended');
    await expect(insert(organisation())).rejects.toThrow('has ended');
    await expect(leaked.users.count()).rejects.toThrow('has ended');
    expect(() => leaked.afterCommit(() => undefined)).toThrow('has ended');
    expect(await organisations(store)).toBe(0);
  });

  test('a handle of a failed transaction is of no use either', async () => {
    let leaked: Writer | undefined;
    const failed = store.write(async (tx) => {
      leaked = tx;
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await expect(leaked?.organisations.insert(organisation())).rejects.toThrow('has ended');
    expect(await organisations(store)).toBe(0);
  });

  test('a query that nobody awaited fails its write', async () => {
    const failed = store.write(async (tx) => {
      void tx.organisations.insert(organisation());
    });
    await expect(failed).rejects.toThrow('await each of them');
    expect(await organisations(store)).toBe(0);
  });

  test('queries under way when the callback fails are rolled back with it', async () => {
    const failed = store.write(async (tx) => {
      void tx.sessions.sweep(0);
      void tx.organisations.insert(organisation());
      throw new Error('too late');
    });
    await expect(failed).rejects.toThrow('too late');
    expect(await organisations(store)).toBe(0);
  });

  test('a failed statement dooms its transaction, even if its error is caught', async () => {
    const row = organisation();
    await store.write((tx) => tx.organisations.insert(row));
    const failed = store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      await tx.organisations.insert(organisation({ creditCode: row.creditCode })).catch(() => undefined);
      return 'swallowed';
    });
    await expect(failed).rejects.toSatisfy((error) => violationOf(error) === 'unique');
    expect(await organisations(store)).toBe(1);
  });

  test('a write inside a write is refused, not waited for', async () => {
    const failed = store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      await store.write((inner) => inner.organisations.insert(organisation()));
    });
    await expect(failed).rejects.toThrow('inside store.write');
    expect(await organisations(store)).toBe(0);
    await store.write((tx) => tx.organisations.insert(organisation()));
    expect(await organisations(store)).toBe(1);
  });

  test('afterCommit is called once the rows are there, and may write itself', async () => {
    const row = organisation();
    const found = new Promise((resolve, reject) => {
      void store.write(async (tx) => {
        tx.afterCommit(() => {
          store.write((next) => next.organisations.find(row.id)).then(resolve, reject);
        });
        await tx.organisations.insert(row);
      });
    });
    expect(await found).toEqual(row);
  });

  test('an attempt that fails leaves nothing of its own, and what stands around it stays', async () => {
    const called: string[] = [];
    await store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      const failed = tx.attempt(async () => {
        await tx.organisations.insert(organisation());
        tx.afterCommit(() => called.push('of the failed one'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      const made = await tx.attempt(async () => {
        tx.afterCommit(() => called.push('of the good one'));
        const row = organisation();
        await tx.organisations.insert(row);
        return row;
      });
      expect(await tx.organisations.find(made.id)).toEqual(made);
    });
    expect(await organisations(store)).toBe(2);
    expect(called).toEqual(['of the good one']);
  });

  test('a failed statement inside an attempt still dooms the whole', async () => {
    const row = organisation();
    const doomed = store.write(async (tx) => {
      await tx.organisations.insert(row);
      await tx.attempt(async () => tx.organisations.insert(row)).catch(() => undefined);
    });
    await expect(doomed).rejects.toThrow();
    expect(await organisations(store)).toBe(0);
  });

  test('afterCommit is not called where nothing was committed', async () => {
    const called: string[] = [];
    const failed = store.write(async (tx) => {
      tx.afterCommit(() => called.push('callback failed'));
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    const row = organisation();
    const doomed = store.write(async (tx) => {
      tx.afterCommit(() => called.push('statement failed'));
      await tx.organisations.insert(row);
      await tx.organisations.insert(row);
    });
    await expect(doomed).rejects.toThrow();
    expect(called).toEqual([]);
  });

  test('a refusal says what was violated and by which constraint', async () => {
    const row = organisation();
    await store.write((tx) => tx.organisations.insert(row));
    const insert = (again: typeof row) =>
      store.write((tx) => tx.organisations.insert(again)).catch((error: unknown) => error);
    const sameCode = await insert(organisation({ creditCode: row.creditCode }));
    expect([violationOf(sameCode), constraintOf(sameCode)]).toEqual(['unique', 'organisations_credit_code']);
    const sameId = await insert(organisation({ id: row.id }));
    expect([violationOf(sameId), constraintOf(sameId)]).toEqual(['unique', 'organisations_pkey']);
    expect(violationOf(new Error('something else'))).toBeUndefined();
    expect(constraintOf(undefined)).toBeUndefined();
  });

  test('a closed store answers nothing', async () => {
    const other = await database.open();
    await other.ready();
    await Promise.all([other.write((tx) => tx.organisations.insert(organisation())), other.close()]);
    await other.close();
    await expect(other.write(async () => undefined)).rejects.toThrow('closed');
    await expect(other.ready()).rejects.toThrow();
  });
}
