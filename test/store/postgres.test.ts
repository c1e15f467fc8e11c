import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { databases, type Place } from '../support/database.ts';
import { connect } from './connect.ts';
import { organisation, organisations } from './rows.ts';
import { storeSuite } from './suite.ts';

const [, postgres] = databases as [unknown, (typeof databases)[number]];
storeSuite(postgres);

describe('postgres only', () => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await postgres.place();
    store = await place.open();
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  /** Resolves for everyone once `count` have come. */
  function barrier(count: number): () => Promise<void> {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    let come = 0;
    return () => {
      come += 1;
      if (come >= count) open();
      return opened;
    };
  }

  test.each([
    ['as it is', (error: unknown) => Promise.reject(error)],
    ['as an error of its own', () => Promise.reject(new Error('translated'))],
  ])(
    'two writes that each read what the other writes: one is run again, whose failure the callback gives %s',
    async (_, give) => {
      const both = barrier(2);
      const hooks: number[] = [];
      let runs = 0;
      const write = () =>
        store.write(async (tx) => {
          runs += 1;
          tx.afterCommit(() => hooks.push(1));
          const found = await tx.organisations.page({ to: 'all' }, {}, { limit: 10 });
          await both();
          await tx.organisations.insert(organisation({ name: String(found.length) })).catch(give);
        });
      await Promise.all([write(), write()]);
      const rows = await store.read.organisations.page({ to: 'all' }, {}, { limit: 10 });
      expect(rows.map(({ name }) => name).sort()).toEqual(['0', '1']);
      expect(runs).toBe(3);
      expect(hooks).toHaveLength(2);
    },
  );

  test('a connection that breaks fails its write and is replaced', async () => {
    const other = connect(place.where);
    const failed = store.write(async (tx) => {
      await tx.organisations.insert(organisation());
      await other.raw(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
      await tx.organisations.insert(organisation());
    });
    await expect(failed).rejects.toThrow();
    await other.close();
    expect(await organisations(store)).toBe(0);
    await store.write((tx) => tx.organisations.insert(organisation()));
    expect(await organisations(store)).toBe(1);
  });

  test('a hook that throws does not fail its write', async () => {
    await store.write(async (tx) => {
      tx.afterCommit(() => {
        throw new Error('hook');
      });
      await tx.organisations.insert(organisation());
    });
    expect(await organisations(store)).toBe(1);
  });
});
