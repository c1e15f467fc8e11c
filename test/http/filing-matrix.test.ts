import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingAction } from '../../src/domain/machinery/filing.ts';
import { type Cast, type Name, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { AFTER, isAllowed, STANDINGS, type Standing } from '../support/filing-standings.ts';
import { newFiling, newMachine, newSite } from '../support/holdings.ts';

const OWNERS: readonly Name[] = ['contractor', 'colleague of the contractor'];
const OFFICERS: readonly Name[] = ['county officer', 'city officer', 'admin'];
const EVERYONE: readonly Name[] = [
  ...(['nobody', ...OWNERS, ...OFFICERS, 'department', 'another contractor', 'officer of another county'] as const),
  ...(['enterprise', 'another enterprise', 'gate'] as const),
];

/** Who files for the contractor's site, who does so with it, and who reads the filing without doing anything to it. */
type Filer = { readonly name: Name; readonly unit: readonly Name[]; readonly readers: readonly Name[] };
const FILERS: readonly [Filer, Filer, Filer] = [
  { name: 'contractor', unit: OWNERS, readers: ['department'] },
  // Its subcontractor, and its developer, which is an enterprise.
  { name: 'another contractor', unit: ['another contractor'], readers: ['department', ...OWNERS] },
  { name: 'enterprise', unit: ['enterprise'], readers: ['department', ...OWNERS] },
];

/** Whose each action is, and how it is asked for. */
const ACTIONS: Readonly<Record<FilingAction, { readonly by: 'unit' | 'officers'; readonly body: object }>> = {
  accept: { by: 'officers', body: {} },
  return: { by: 'officers', body: { reason: '资料不全' } },
  reject: { by: 'officers', body: { reason: '机械不符' } },
  resubmit: { by: 'unit', body: { plannedEntryOn: '2024-01-02' } },
  withdraw: { by: 'unit', body: {} },
  amend: { by: 'unit', body: { remarks: '夜间作业' } },
  extend: { by: 'unit', body: { plannedExitOn: '2025-06-30', reason: '工期延长' } },
  entry: { by: 'unit', body: { enteredAt: '2024-03-04T09:00:00+08:00' } },
  exit: { by: 'unit', body: { exitedAt: '2024-03-04T09:30:00+08:00' } },
};
const NAMES = Object.keys(ACTIONS) as FilingAction[];
const doersOf = (action: FilingAction, { unit }: Filer) => (ACTIONS[action].by === 'unit' ? unit : OFFICERS);
const seenBy = ({ unit, readers }: Filer): readonly Name[] => [...unit, ...readers, ...OFFICERS];

/** What must come of somebody's asking for an action in a standing, read off the tables alone. */
function statusFor(who: Name, action: FilingAction, standing: Standing, filer: Filer): number {
  if (who === 'nobody') return 401;
  if (!seenBy(filer).includes(who)) return 404;
  if (!doersOf(action, filer).includes(who)) return 403;
  return isAllowed(action, standing) ? 200 : 409;
}

describe.each(databases)('every action of everyone in every state, on $name', ({ name: engine, open }) => {
  let cast: Cast;
  let siteId: string;
  beforeAll(async () => {
    cast = await openCast(open);
    siteId = (await cast.must('contractor', 'POST', '/sites', newSite('140302'))).id;
    for (const [name, role] of [
      ['another contractor', 'subcontractor'],
      ['enterprise', 'developer'],
    ] as const) {
      const { organisationId = '' } = cast.people[name];
      const organisation = await cast.service.store.read.organisations.find(organisationId);
      const body = { siteId, creditCode: organisation?.creditCode, role };
      const { id } = await cast.must('contractor', 'POST', '/site-units', body);
      await cast.must(name, 'POST', `/site-units/${id}/confirm`, {});
    }
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

  /** A filing of somebody's that has come to stand so. */
  async function filed({ status, presence }: Standing, { name: filer }: Filer): Promise<string> {
    const machine = await cast.must('contractor', 'POST', '/machines', newMachine());
    const { id } = await cast.must(filer, 'POST', '/filings', newFiling(siteId, machine.id));
    if (presence !== 'not come') await mustAct(filer, id, 'entry');
    if (presence === 'left') await mustAct(filer, id, 'exit');
    if (status === 'accepted') await mustAct('county officer', id, 'accept');
    if (status === 'returned') await mustAct('county officer', id, 'return');
    if (status === 'rejected') await mustAct('county officer', id, 'reject');
    if (status === 'withdrawn') await mustAct(filer, id, 'withdraw');
    return id;
  }
  const stored = async (id: string) => {
    const { filings, violations } = cast.service.store.read;
    const row = await filings.find(id);
    if (!row) throw new Error('the filing is gone');
    const flags = (await violations.ofMachine(row.machineId)).map((flag) => [flag.kind, flag.status]);
    return { row, events: (await filings.eventsOf(id)).length, flags };
  };

  /** Each standing has another filer on either database, and each filer every state and every presence. */
  const cases = STANDINGS.map((standing, at) => {
    const filer = FILERS[(at + Math.floor(at / 3) + (engine === 'sqlite' ? 0 : 1)) % 3] ?? FILERS[0];
    return { ...standing, filer, by: filer.name };
  });

  it.each(cases)('$status, the machine $presence, filed by $by', async ({ filer, ...standing }) => {
    const id = await filed(standing, filer);
    const before = await stored(id);
    for (const action of NAMES)
      for (const who of EVERYONE) {
        const expected = statusFor(who, action, standing, filer);
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
      (sum, action) => sum + (isAllowed(action, standing) ? doersOf(action, filer).length : 0),
      0,
    );
    const after = await stored(id);
    expect(after.events).toBe(before.events + allowed);
    if (allowed === 0) expect(after.flags).toEqual(before.flags);
  });

  it.each(FILERS)('whoever sees it reads it and its receipt, in any state, filed by $name', async (filer) => {
    const id = await filed({ status: 'rejected', presence: 'left' }, filer);
    for (const who of EVERYONE)
      for (const path of [`/filings/${id}`, `/filings/${id}/receipt`]) {
        const { status } = await cast.ask(who, 'GET', path);
        const sees = seenBy(filer).includes(who);
        expect([who, path, status]).toEqual([who, path, who === 'nobody' ? 401 : sees ? 200 : 404]);
      }
  });
});
