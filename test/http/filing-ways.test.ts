import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeOverdueReturns } from '../../src/actions/machinery/judge-overdue-returns.ts';
import { databases } from '../support/database.ts';
import { type Anchor, type Flag, WAYS, type Way } from '../support/filing-ways.ts';
import { idOf, moved, openYard, type Yard } from './yard.ts';

type Event = { readonly action: string; readonly at: string };
type Filing = { readonly id: string; readonly status: string; readonly events: readonly Event[] };
/** One filing that goes a way, to see what becomes of one entry. */
type Probe = {
  readonly way: Way;
  readonly anchor: Anchor;
  readonly ms: number;
  readonly flag: Flag;
  readonly siteId: string;
  readonly machineId: string;
  readonly filingId: string;
};

/** The event that an anchor is the instant of. */
const ANCHORS: Readonly<Record<Anchor, readonly string[]>> = {
  submission: ['submit'],
  return: ['return'],
  end: ['reject', 'withdraw'],
  'late resubmission': ['resubmit'],
};
/** What comes after the time of a returned filing has run out. */
const LATE = ['resubmit late', 'lapse'];

describe.each(databases)('clause 2.4.6a for every way that a filing can go, on $name', (database) => {
  let yard: Yard;
  const found = new Map<string, string[]>();
  const nameOf = (way: Way, anchor: Anchor, ms: number) => `${way.name}: ${anchor} ${ms}`;

  beforeAll(async () => {
    yard = await openYard(database);
    const plain = await yard.site();
    const admin = await yard.service.admin();
    await admin.patch('/counties/140321/machinery-settings', { autoAccept: 'all' });
    const accepting = await yard.site('140321');
    const probes: Probe[] = [];
    for (const way of WAYS)
      for (const [anchor, ...flags] of way.entries)
        for (const [index, flag] of flags.entries()) {
          const siteId = way.bySetting ? accepting : plain;
          const machineId = await yard.machine();
          const filingId = idOf(await yard.file(siteId, machineId, { plannedExitOn: '2022-06-30' }));
          const probe = { way, anchor, ms: index - 1, flag, siteId, machineId, filingId };
          for (const step of way.steps) if (!LATE.includes(step)) await take(probe, step);
          probes.push(probe);
        }
    const running = ({ way }: Probe) => way.name.includes('still running');
    for (const probe of probes.filter(running)) await enter(probe);
    const waiting = probes.filter((probe) => !running(probe));
    // Twenty days on, when no returned filing may come back in time.
    yard.service.clock.advance(20 * 86_400_000);
    yard = await yard.again();
    const { store, app, clock } = yard.service;
    const at = {
      now: clock.now(),
      newId: app.env.newId,
      randomBytes: (n: number) => Buffer.alloc(n, 7),
      requestId: 'test',
    };
    for (const probe of waiting) if (probe.way.steps.includes('resubmit late')) await take(probe, 'resubmit');
    await store.write((tx) => judgeOverdueReturns(tx, { ...at, policies: app.env.policies.current() }, 500));
    for (const probe of waiting) await enter(probe);
  }, 120_000);
  afterAll(() => yard.service.close());

  const BODIES: Readonly<Record<string, object>> = {
    ...{ return: { reason: '资料不全' }, reject: { reason: '机械不符' } },
    extend: { plannedExitOn: '2022-12-31', reason: '工期延长' },
  };
  async function take({ filingId }: Probe, step: string): Promise<void> {
    const by = ['accept', 'return', 'reject'].includes(step) ? yard.officer : yard.alice;
    const path = `/filings/${filingId}`;
    const answer =
      step === 'amend'
        ? await by.patch(path, { plannedExitOn: '2022-07-31' })
        : await by.post(`${path}/${step}`, BODIES[step] ?? {});
    if (answer.status !== 200) throw new Error(`${step}: ${answer.status} ${answer.text}`);
  }
  /** Reports that the machine was seen on the site, and keeps what it is flagged for. */
  async function enter({ way, anchor, ms, siteId, machineId, filingId }: Probe): Promise<void> {
    const filing = (await yard.alice.get(`/filings/${filingId}`)).body as Filing;
    if (way.bySetting) expect(filing.status).toBe('accepted');
    const at = filing.events.findLast(({ action }) => ANCHORS[anchor].includes(action))?.at ?? '';
    const seen = await yard.alice.post('/site-entries', { siteId, machineId, enteredAt: moved(at, ms) });
    const { violations } = seen.body as { violations: { kind: string }[] };
    found.set(
      nameOf(way, anchor, ms),
      violations.map(({ kind }) => kind),
    );
  }

  it.each(WAYS)('$name', (way) => {
    const expected = way.entries.flatMap(([anchor, ...flags]) =>
      flags.map((flag, index) => [nameOf(way, anchor, index - 1), flag === 'none' ? [] : [flag]]),
    );
    expect(expected.map(([name]) => [name, found.get(String(name))])).toEqual(expected);
  });
});
