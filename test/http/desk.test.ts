import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DESK_TOPICS } from '../../src/actions/console/desk-topics.ts';
import { AWAY, type Cast, type Character, HOME, NAMES, type Name, openCast, SIDES } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { fillHoldings, newFiling, newMachine, newOrder, newPassage, newSite } from '../support/holdings.ts';
import { freshUsername } from '../support/holdings-accounts.ts';
import { freshCreditCode, PASSWORD } from '../support/world.ts';

type Item = {
  readonly topic: string;
  readonly count: number;
  readonly more?: boolean;
  readonly oldestAt?: string;
  readonly urgent?: boolean;
  readonly alert?: { readonly level: string; readonly endsAt: string | null };
  readonly link: { readonly path: string; readonly query: string };
};

const OF_OFFICERS = [
  ...['alerts-in-force', 'cases-overdue', 'filing-reviews-overdue', 'filings-to-review', 'sign-ups-to-verify'],
  ...['vehicles-to-verify', 'breaches-new', 'appeals-to-decide', 'machine-claims-to-decide'],
  ...['exemption-requests-to-decide', 'gates-silent', 'dead-letters-open'],
];
const OF_CONTRACTORS = [
  ...['machines-prohibited', 'filings-returned', 'entries-due', 'exits-due', 'machine-claims-to-answer'],
  ...['violations-open', 'invitations-to-answer'],
];
const OF_ENTERPRISES = [
  'gates-silent',
  'notices-to-answer',
  'violations-open',
  'plates-doubtful',
  'vehicles-overstayed',
];

describe.each(databases)('the desk on $name', ({ open }) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await openCast(open);
    for (const { officer, countyCode } of SIDES)
      await cast.must(officer, 'PATCH', `/counties/${countyCode}/machinery-settings`, { reviewWorkingDays: 1 });
    await fillHoldings(cast);
    for (const { contractor, countyCode } of SIDES) await leaveFilings(contractor, countyCode);
    // Months later there is much that nobody did.
    cast.service.clock.set('2024-08-01T10:00:00+08:00');
    for (const name of NAMES) await comeBack(name);
    await cast.must('city officer', 'POST', '/alerts', now('orange', '2024-08-06T00:00:00+08:00', [HOME, AWAY]));
    await cast.must('city officer', 'POST', '/alerts', now('red', '2024-08-05T00:00:00+08:00', [HOME]));
    for (const { gate } of SIDES) {
      const unread = { plate: null, confidence: 0.1, passedAt: '2024-08-01T09:30:00+08:00' };
      for (const more of [{ passedAt: '2024-07-10T08:00:00+08:00' }, { passedAt: '2024-07-31T08:00:00+08:00' }, unread])
        await cast.must(gate, 'POST', '/passages', { ...newPassage(), ...more });
    }
    // Long enough for the gates to be silent again, within the order.
    cast.service.clock.set('2024-08-02T18:00:00+08:00');
    for (const name of NAMES) await comeBack(name);
    await cast.service.settled();
  });
  afterAll(() => cast.close());

  const now = (level: string, endsAt: string, countyCodes: readonly string[]) => ({
    ...newOrder(),
    ...{ level, countyCodes, startsAt: '2024-08-01T00:00:00+08:00', endsAt },
  });

  /** One filing that was sent back, one whose machine never came, one whose machine never left. */
  async function leaveFilings(contractor: Name, countyCode: string): Promise<void> {
    const { id: siteId } = await cast.must(contractor, 'POST', '/sites', newSite(countyCode));
    const filing = async () => {
      const machine = await cast.must(contractor, 'POST', '/machines', newMachine());
      const sent = { ...newFiling(siteId, machine.id), plannedExitOn: '2024-06-30' };
      return (await cast.must(contractor, 'POST', '/filings', sent)).id;
    };
    await cast.must('admin', 'POST', `/filings/${await filing()}/return`, { reason: '资料不全' });
    await cast.must('admin', 'POST', `/filings/${await filing()}/accept`, {});
    const entered = { enteredAt: '2024-03-04T09:00:00+08:00' };
    await cast.must(contractor, 'POST', `/filings/${await filing()}/entry`, entered);
  }

  /** Access tokens end after a quarter of an hour; those of gates do not. */
  async function comeBack(name: Name): Promise<void> {
    const who = cast.people[name];
    if (!who.username) return;
    const { accessToken: token } = await cast.signIn(who);
    (cast.people as Record<Name, Character>)[name] = { ...who, token };
  }

  const deskOf = async (who: Name | Character): Promise<readonly Item[]> =>
    (await cast.must<{ items: Item[] }>(who, 'GET', '/desk')).items;
  const itemOf = async (who: Name | Character, topic: string) =>
    (await deskOf(who)).find((item) => item.topic === topic);

  /** The ids of all rows behind a link. */
  async function rowsOf(who: Name | Character, { path, query }: Item['link']): Promise<string[]> {
    const rows: string[] = [];
    for (let cursor = ''; ; ) {
      const on = new URLSearchParams({ limit: '200', ...(cursor === '' ? {} : { cursor }) }).toString();
      const url = `${path.replace('/api/v1', '')}?${[query, on].filter((part) => part !== '').join('&')}`;
      const page = await cast.must<{ items: { id?: string; plate?: string }[]; next?: string }>(who, 'GET', url);
      rows.push(...page.items.map(({ id, plate }) => id ?? plate ?? ''));
      if (page.next === undefined) return rows;
      cursor = page.next;
    }
  }

  const PEOPLE = NAMES.filter((name) => name !== 'nobody' && !name.startsWith('gate'));

  it.each(PEOPLE)('200: each link of %s leads to just the rows that were counted', async (name) => {
    const items = await deskOf(name);
    expect(new Set(items.map(({ topic }) => topic)).size).toBe(items.length);
    for (const item of items) {
      const rows = await rowsOf(name, item.link);
      expect({ ...item, count: rows.length }).toEqual(item);
      expect(item.count).toBeGreaterThan(0);
      expect(item).not.toHaveProperty('more');
    }
  });

  it('every topic there is waits for somebody here', async () => {
    const seen = new Set<string>();
    for (const name of PEOPLE) for (const { topic } of await deskOf(name)) seen.add(topic);
    expect([...seen].sort()).toEqual([...new Set(DESK_TOPICS)].sort());
  });

  it('each role is shown its own topics, in their order', async () => {
    const topics = async (name: Name) => (await deskOf(name)).map(({ topic }) => topic);
    for (const name of ['admin', 'city officer', 'county officer', 'officer of another county'] as const)
      expect((await topics(name)).sort()).toEqual([...OF_OFFICERS].sort());
    expect((await topics('department')).sort()).toEqual(['breaches-new', 'machines-prohibited']);
    expect((await topics('contractor')).sort()).toEqual([...OF_CONTRACTORS].sort());
    expect((await topics('enterprise')).sort()).toEqual([...OF_ENTERPRISES].sort());
    expect(await topics('city officer')).toEqual(DESK_TOPICS.filter((topic) => OF_OFFICERS.includes(topic)));
  });

  it('a colleague sees the same, a stranger other rows', async () => {
    for (const [one, colleague, stranger] of [
      ['contractor', 'colleague of the contractor', 'another contractor'],
      ['enterprise', 'colleague of the enterprise', 'another enterprise'],
    ] as const) {
      const [mine, theirs] = [await deskOf(one), await deskOf(colleague)];
      expect(theirs).toEqual(mine);
      for (const item of mine) {
        const other = await itemOf(stranger, item.topic);
        const [a, b] = [await rowsOf(one, item.link), other ? await rowsOf(stranger, other.link) : []];
        expect(a.filter((id) => b.includes(id))).toEqual([]);
      }
    }
  });

  it('officers of two counties count apart what the city counts together', async () => {
    for (const topic of ['filings-to-review', 'breaches-new', 'gates-silent', 'sign-ups-to-verify', 'cases-overdue']) {
      const [city, home, away] = [
        await itemOf('city officer', topic),
        await itemOf('county officer', topic),
        await itemOf('officer of another county', topic),
      ];
      expect(city?.count).toBe((home?.count ?? 0) + (away?.count ?? 0));
      expect(home?.count).toBeGreaterThan(0);
      expect(away?.count).toBeGreaterThan(0);
    }
  });

  it('orders in force: those of the own county, the highest level, and when the last of them ends', async () => {
    expect(await itemOf('city officer', 'alerts-in-force')).toMatchObject({
      ...{ count: 2, urgent: true, oldestAt: '2024-08-01T00:00:00.000+08:00' },
      alert: { level: 'red', endsAt: '2024-08-06T00:00:00.000+08:00' },
    });
    expect(await itemOf('officer of another county', 'alerts-in-force')).toMatchObject({
      ...{ count: 1, alert: { level: 'orange', endsAt: '2024-08-06T00:00:00.000+08:00' } },
    });
  });

  it('says since when the oldest waits, and what is urgent', async () => {
    const { oldestAt, urgent, link } = (await itemOf('contractor', 'filings-returned')) ?? {};
    expect([oldestAt?.slice(0, 10), urgent, link?.path]).toEqual(['2024-03-04', true, '/api/v1/filings']);
    expect(await itemOf('contractor', 'violations-open')).not.toHaveProperty('urgent');
  });

  it('200: of nothing, nothing is shown', async () => {
    const username = freshUsername();
    const { id: organisationId } = await cast.must('admin', 'POST', '/organisations', {
      ...{ kind: 'enterprise', name: '空', creditCode: freshCreditCode(), countyCode: HOME },
    });
    await cast.must('admin', 'POST', '/users', { username, password: PASSWORD, role: 'enterprise', organisationId });
    const { accessToken } = await cast.signIn({ name: 'enterprise', role: 'enterprise', username, password: PASSWORD });
    expect(await deskOf({ name: 'enterprise', role: 'enterprise', token: accessToken })).toEqual([]);
  });

  it('401 for nobody, 403 for a gate', async () => {
    expect((await cast.ask('nobody', 'GET', '/desk')).status).toBe(401);
    expect((await cast.ask('gate', 'GET', '/desk')).status).toBe(403);
  });

  it('counts a thousand and says that there are more', async () => {
    const { store } = cast.service;
    const [letter] = await store.read.deadLetters.page({ to: 'all' }, { status: 'open' }, { limit: 1 });
    if (!letter) throw new Error('there is one');
    const before = (await itemOf('county officer', 'dead-letters-open'))?.count ?? 0;
    const add = (count: number) =>
      store.write(async (tx) => {
        for (let made = 0; made < count; made += 1)
          await tx.deadLetters.insert({ ...letter, id: uuidv7(), countyCode: HOME }, 5_000);
      });
    await add(1_000 - before);
    const whole = await itemOf('county officer', 'dead-letters-open');
    expect(whole).toMatchObject({ count: 1_000, oldestAt: expect.any(String) });
    expect(whole).not.toHaveProperty('more');
    await add(1);
    const cut = await itemOf('county officer', 'dead-letters-open');
    expect(cut).toMatchObject({ count: 1_000, more: true });
    expect(cut).not.toHaveProperty('oldestAt');
    expect(await rowsOf('county officer', cut?.link ?? { path: '', query: '' })).toHaveLength(1_001);
  });
});
