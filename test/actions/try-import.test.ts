import { uuidv7 } from 'uuidv7';
import { expect, it } from 'vitest';
import { tryImport } from '../../src/actions/imports/table-import.ts';
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

it.each(databases)('trying many rows lets others have their turn in between, on $name', async ({ open }) => {
  const store = await open();
  const at = { now: 0, newId: uuidv7, requestId: 'trial', randomBytes: (count: number) => Buffer.alloc(count) };
  let turns = 0;
  let over = false;
  const turn = () => {
    turns += 1;
    if (!over) setImmediate(turn);
  };
  setImmediate(turn);
  const report = await tryImport(
    store,
    ACTOR,
    { kind: 'some-import', outcomes: ['filed'], importRow: async () => 'filed' },
    ROWS,
    { at, policies: policySet(shippedPolicies), wakeJobs: () => undefined },
  );
  over = true;
  await store.close();
  expect([report.next, report.tried, report['filed']]).toEqual([100, 100, 100]);
  expect(turns).toBeGreaterThanOrEqual(ROWS.length / 10);
});
