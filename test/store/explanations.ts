import { uuidv7 } from 'uuidv7';
import { beforeEach, expect, test } from 'vitest';
import type { DesiredFlag } from '../../src/domain/enforcement/violation.ts';
import type { Store } from '../../src/store/store.ts';
import type { Place, TestDatabase } from '../support/database.ts';
import { type Connected, connect } from './connect.ts';

const WHY = {
  decision: { rule: 'r', missing: [], why: { unless: [], 'b\u0001': null } },
  also: [],
  facts: { b: 1, a: '国五' },
};

/** Violations keep the text of a decision once and give it back with each, on each engine. */
export function explanationTests(database: TestDatabase): void {
  let place: Place;
  let store: Store;
  let db: Connected;
  beforeEach(async () => {
    place = await database.place();
    store = await place.open();
    db = connect(place.where);
    return async () => {
      await db.close();
      await store.close();
      await place.remove();
    };
  });

  const flag = (why: unknown): DesiredFlag => ({
    kind: 'k',
    subjectKey: `vehicle:${uuidv7()}`,
    effect: 'breach',
    rule: 'r',
    clause: '2.4.2b',
    alsoRules: [],
    policy: 'yangquan-2021@1',
    occurredAt: 1_640_000_000_000,
    legalDay: '2022-01-03',
    beforePublication: false,
    countyCode: null,
    evidence: { passageIds: [uuidv7()], raisedBy: uuidv7() },
    why,
  });
  const insert = (why: unknown, id = uuidv7()) =>
    store.write(async (tx) => {
      await tx.violations.insert(id, flag(why), 1);
      return id;
    });
  const shared = async () => db.q.select().from(db.t.explanations);

  test('a decision is kept once and read with every violation, to the byte', async () => {
    const ids = [await insert(WHY), await insert(structuredClone(WHY)), await insert({ ...WHY, also: [1] })];
    expect((await shared()).map(({ text }) => text).sort()).toEqual(
      [WHY, { ...WHY, also: [1] }].map((why) => JSON.stringify(why)).sort(),
    );
    for (const reader of [store.read, store.bulk]) {
      const texts = (await reader.violations.ofIds(ids)).map(({ why }) => JSON.stringify(why));
      expect(texts).toEqual([WHY, WHY, { ...WHY, also: [1] }].map((why) => JSON.stringify(why)));
    }
  });

  test('what people wrote and what was odd about one passage stays with its violation', async () => {
    for (const why of [
      { manual: {}, citation: '', place: 'p', seen: 's' },
      { finding: 'vin_conflict', facts: {} },
    ])
      expect((await store.read.violations.find(await insert(why)))?.why).toEqual(why);
    expect(await shared()).toEqual([]);
  });

  test('a violation of before decisions were shared keeps its own text until it is judged anew', async () => {
    const id = await insert(WHY);
    await db.q.update(db.t.violations).set({ why: '{"decision": {"old": true}}' });
    expect((await store.read.violations.find(id))?.why).toEqual({ decision: { old: true } });
    await store.write((tx) => tx.violations.carryOn(id, flag(WHY), 2));
    expect((await store.read.violations.find(id))?.why).toEqual(WHY);
  });

  test('a text rolled back with its violation is kept with the next', async () => {
    const failed = store.write(async (tx) => {
      await tx.violations.insert(uuidv7(), flag(WHY), 1);
      throw new Error('undone');
    });
    await expect(failed).rejects.toThrow('undone');
    const id = await store.write(async (tx) => {
      await tx
        .attempt(async () => {
          await tx.violations.insert(uuidv7(), flag(WHY), 1);
          throw new Error('undone');
        })
        .catch(() => undefined);
      const next = uuidv7();
      await tx.violations.insert(next, flag(WHY), 1);
      return next;
    });
    expect((await store.read.violations.find(id))?.why).toEqual(WHY);
    expect(await shared()).toHaveLength(1);
  });

  test('of writers that keep the same text at once none fails', async () => {
    const other = await place.open();
    const ids = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
    await Promise.all(
      ids.map((id, index) => (index % 2 === 0 ? store : other).write((tx) => tx.violations.insert(id, flag(WHY), 1))),
    );
    expect((await store.read.violations.ofIds(ids)).map(({ why }) => why)).toEqual([WHY, WHY, WHY, WHY]);
    await other.close();
  });
}
