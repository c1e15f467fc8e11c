import { beforeEach, expect, test } from 'vitest';
import type { DesiredFlag } from '../../src/domain/enforcement/violation.ts';
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

  test('an event is noted once, and whoever notes it again is told so', async () => {
    const key = Buffer.alloc(16, 7);
    const event = (): Parameters<Writer['passages']['insertEvent']>[0] => ({
      key,
      passageId: organisation().id,
      contentHash: Buffer.alloc(8, 8),
    });
    const [first, second] = [event(), event()];
    const noted = await store.write(async (tx) => [
      await tx.passages.insertEvent(first),
      await tx.passages.insertEvent(second),
    ]);
    expect(noted).toEqual([true, false]);
    expect(await store.write((tx) => tx.passages.insertEvent(second))).toBe(false);
    expect((await store.read.passages.findEvent(key))?.passageId).toBe(first.passageId);
  });

  test('each change of a violation shows, also those of one millisecond', async () => {
    const { id } = organisation();
    const now = Date.parse('2022-03-01T08:00:00+08:00');
    const changed = async (change: (tx: Writer) => Promise<void>) => {
      await store.write(change);
      return (await store.read.violations.find(id))?.changedAt;
    };
    expect(await changed((tx) => tx.violations.insert(id, FLAG, now))).toBe(now);
    expect(await changed((tx) => tx.violations.setStatus(id, 'confirmed', now))).toBe(now + 1);
    expect(await changed((tx) => tx.violations.withdraw(id, now))).toBe(now + 2);
    expect(await changed((tx) => tx.violations.carryOn(id, FLAG, now - 5_000))).toBe(now + 3);
    expect(await changed((tx) => tx.violations.setStatus(id, 'open', now + 60_000))).toBe(now + 60_000);
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

const FLAG: DesiredFlag = {
  kind: 'non_china_vi_access',
  subjectKey: 'access:one',
  formerKeys: [],
  effect: 'breach',
  rule: 'bulk-freight-china-vi',
  clause: '2.4.2b',
  alsoRules: [],
  policy: 'yangquan-2021@1',
  occurredAt: Date.parse('2022-03-01T07:00:00+08:00'),
  legalDay: '2022-03-01',
  beforePublication: false,
  countyCode: '140302',
  evidence: { passageIds: [] },
  why: {},
};
