import { uuidv7 } from 'uuidv7';
import { expect, it } from 'vitest';
import { readImport } from '../../src/actions/imports/read-import.ts';
import { type ImportReport, tryImport } from '../../src/actions/imports/table-import.ts';
import type { Actor } from '../../src/domain/identity/actor.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { databases } from '../support/database.ts';

const ROWS = Array.from({ length: 100 }, (_, at) => ({ row: at + 2, value: at }));
const ACTOR: Actor = {
  ...{
    kind: 'user',
    id: uuidv7(),
    username: 'someone',
    role: 'contractor',
    organisationId: uuidv7(),
    countyCode: null,
  },
  ...{ manager: false, sessionId: '' },
};

/** How often the event loop turned while something ran. */
async function turnsOf(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let over = false;
  const turn = () => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  await run();
  over = true;
  return turns;
}

it('reading many rows lets others have their turn in between', async () => {
  async function* rows() {
    for (let row = 1; row <= 501; row += 1) yield { row, cells: [row === 1 ? 'name' : String(row)] };
  }
  const name = { name: 'name', title: { en: 'name', zh: '名称' }, note: { en: '', zh: '' }, headings: ['name'] };
  const form = {
    columns: [name],
    parse: (cells: Readonly<Record<string, string>>) => ({ value: cells['name'] ?? '' }),
    keyOf: (value: string) => value,
    columnOf: () => null,
  };
  let good = 0;
  const turns = await turnsOf(async () => {
    good = (await readImport(rows(), form)).good.length;
  });
  expect(good).toBe(500);
  expect(turns).toBeGreaterThanOrEqual(10);
});

it.each(databases)('trying many rows lets others have their turn in between, on $name', async ({ open }) => {
  const store = await open();
  const at = { now: 0, newId: uuidv7, requestId: 'trial', randomBytes: (count: number) => Buffer.alloc(count) };
  let report: ImportReport | undefined;
  const turns = await turnsOf(async () => {
    report = await tryImport(
      store,
      ACTOR,
      { kind: 'some-import', outcomes: ['filed'], importRow: async () => 'filed' },
      ROWS,
      { at, policies: policySet(shippedPolicies), wakeJobs: () => undefined },
    );
  });
  await store.close();
  expect(report).toMatchObject({ next: 100, tried: 100, filed: 100 });
  expect(turns).toBeGreaterThanOrEqual(ROWS.length / 10);
});
