import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingAction } from '../../src/domain/machinery/filing.ts';
import { type Cast, type Name, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { AFTER, isAllowed, STANDINGS, type Standing } from '../support/filing-standings.ts';
import { newFiling, newMachine, newSite } from '../support/holdings.ts';

const UNIT = ['contractor', 'colleague of the contractor'] as const;
const OFFICERS = ['county officer', 'city officer', 'admin'] as const;
/** They see the filing, and do nothing to it. */
const READERS = ['department'] as const;
const STRANGERS = [
  ...(['another contractor', 'officer of another county', 'enterprise', 'another enterprise', 'gate'] as const),
];
const EVERYONE: readonly Name[] = ['nobody', ...UNIT, ...OFFICERS, ...READERS, ...STRANGERS];

/** Whose each action is, and how it is asked for. */
const ACTIONS: Readonly<Record<FilingAction, { readonly by: readonly Name[]; readonly body: object }>> = {
  accept: { by: OFFICERS, body: {} },
  return: { by: OFFICERS, body: { reason: '资料不全' } },
  reject: { by: OFFICERS, body: { reason: '机械不符' } },
  resubmit: { by: UNIT, body: { plannedEntryOn: '2024-01-02' } },
  withdraw: { by: UNIT, body: {} },
  amend: { by: UNIT, body: { remarks: '夜间作业' } },
  extend: { by: UNIT, body: { plannedExitOn: '2025-06-30', reason: '工期延长' } },
  entry: { by: UNIT, body: { enteredAt: '2024-03-04T09:00:00+08:00' } },
  exit: { by: UNIT, body: { exitedAt: '2024-03-04T09:30:00+08:00' } },
};
const NAMES = Object.keys(ACTIONS) as FilingAction[];

/** What must come of somebody's asking for an action in a standing, read off the tables alone. */
function statusFor(who: Name, action: FilingAction, standing: Standing): number {
  if (who === 'nobody') return 401;
  if (STRANGERS.some((stranger) => stranger === who)) return 404;
  if (!ACTIONS[action].by.includes(who)) return 403;
  return isAllowed(action, standing) ? 200 : 409;
}

describe.each(databases)('every action of everyone in every state, on $name', ({ open }) => {
  let cast: Cast;
  let siteId: string;
  beforeAll(async () => {
    cast = await openCast(open);
    siteId = (await cast.must('contractor', 'POST', '/sites', newSite('140302'))).id;
  });
  afterAll(() => cast.close());

  const ask = (who: Name, id: string, action: FilingAction) =>
    action === 'amend'
      ? cast.ask(who, 'PATCH', `/filings/${id}`, ACTIONS.amend.body)
      : cast.ask(who, 'POST', `/filings/${id}/${action}`, ACTIONS[action].body);
  const mustAct = async (who: Name, id: string, action: FilingAction) => {
    const { status, text } = await ask(who, id, action);
    if (status !== 200) throw new Error(`${action}: ${status} ${text}`);
  };

  /** A filing of the contractor's that has come to stand so. */
  async function filed({ status, presence }: Standing): Promise<string> {
    const machine = await cast.must('contractor', 'POST', '/machines', newMachine());
    const { id } = await cast.must('contractor', 'POST', '/filings', newFiling(siteId, machine.id));
    if (presence !== 'not come') await mustAct('contractor', id, 'entry');
    if (presence === 'left') await mustAct('contractor', id, 'exit');
    if (status === 'accepted') await mustAct('county officer', id, 'accept');
    if (status === 'returned') await mustAct('county officer', id, 'return');
    if (status === 'rejected') await mustAct('county officer', id, 'reject');
    if (status === 'withdrawn') await mustAct('contractor', id, 'withdraw');
    return id;
  }
  const stored = async (id: string) => {
    const { filings, violations } = cast.service.store.read;
    const row = await filings.find(id);
    if (!row) throw new Error('the filing is gone');
    const flags = (await violations.ofMachine(row.machineId)).map((flag) => [flag.kind, flag.status]);
    return { row, events: (await filings.eventsOf(id)).length, flags };
  };

  it.each(STANDINGS)('$status, the machine $presence', async (standing) => {
    const id = await filed(standing);
    const before = await stored(id);
    for (const action of NAMES)
      for (const who of EVERYONE) {
        const expected = statusFor(who, action, standing);
        const { status, body } = await ask(who, id, action);
        expect([who, action, status]).toEqual([who, action, expected]);
        if (expected !== 200) {
          expect(await cast.service.store.read.filings.find(id)).toEqual(before.row);
          continue;
        }
        const { status: next, events } = body as { status: string; events: { action: string; byRole: string }[] };
        expect(next).toBe(AFTER[action] === 'the same' ? standing.status : AFTER[action]);
        expect(events.at(-1)).toMatchObject({ action, byRole: cast.people[who].role });
        // As it stood, so that the next one meets it there.
        await cast.service.store.write((tx) => tx.filings.update(id, before.row));
      }
    const allowed = NAMES.reduce(
      (sum, action) => sum + (isAllowed(action, standing) ? ACTIONS[action].by.length : 0),
      0,
    );
    const after = await stored(id);
    expect(after.events).toBe(before.events + allowed);
    if (allowed === 0) expect(after.flags).toEqual(before.flags);
  });

  it('whoever sees it reads it and its receipt, in any state', async () => {
    const id = await filed({ status: 'rejected', presence: 'left' });
    for (const who of EVERYONE)
      for (const path of [`/filings/${id}`, `/filings/${id}/receipt`]) {
        const { status } = await cast.ask(who, 'GET', path);
        const sees = [...UNIT, ...OFFICERS, ...READERS].some((one) => one === who);
        expect([who, path, status]).toEqual([who, path, who === 'nobody' ? 401 : sees ? 200 : 404]);
      }
  });
});
