import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepAccounts } from '../../src/actions/accounts/sweep-accounts.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import type { Caller, Sending } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { newApplication, type Signed } from '../support/holdings-accounts.ts';
import { startTest } from '../support/server.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';
import { freshCreditCode, organisation, PASSWORD } from '../support/world.ts';

type Submitted = { readonly submittedAt: string };

const CHINESE = { headers: { 'Accept-Language': 'zh-CN' } };

describe.each(databases)('sign-ups on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const application = (more: object = {}) => newApplication('140321', more);
  type Application = ReturnType<typeof application>;
  const apply = async (more: object = {}) => {
    const sent = application(more) as Application & { username: string; creditCode: string };
    const answer = await town.nobody.post('/sign-ups', sent);
    expect(answer.status).toBe(201);
    return { ...(answer.body as Signed & Submitted), sent };
  };
  const stateOf = async (secret: string) => town.nobody.post('/sign-ups/state', { secret });
  const logIn = async (username: string) => town.nobody.post('/auth/login', { username, password: PASSWORD });
  /** By whoever has read what stands. */
  const decide = async (
    id: string,
    what: 'verify' | 'refuse',
    body: object = {},
    who: Caller = town.county,
    sending: Sending = {},
  ) => {
    const read = { submittedAt: (await town.admin.get(`/sign-ups/${id}`)).body.submittedAt as string };
    const reason = what === 'refuse' ? { reason: '材料不符' } : {};
    return who.post(`/sign-ups/${id}/${what}`, { ...read, ...reason, ...body }, sending);
  };

  it('201: it waits, and opens nothing: no account, no log-in', async () => {
    const { id, secret, sent } = await apply();
    expect(secret).toMatch(/^signup\.[0-9a-f-]{36}\.[\w-]{43}$/);
    expect((await logIn(sent.username)).status).toBe(401);
    expect(await town.store.read.organisations.findByCreditCode(sent.creditCode)).toBeUndefined();
    const state = await stateOf(secret);
    expect([state.status, state.body]).toEqual([
      200,
      {
        ...{ id, status: 'submitted', creditCode: sent.creditCode, name: sent.name, countyCode: '140321' },
        ...{ username: sent.username, submittedAt: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(state.body)).not.toContain(sent.contact.phone);
  });

  it('201: whether a credit code or a user name is known, the answer does not tell', async () => {
    const known = await town.store.read.organisations.find(town.contractorOrganisation);
    const bodies = [
      await apply({ creditCode: known?.creditCode, username: 'admin' }),
      await apply(),
      await apply({ countyCode: '140311' }),
    ].map(({ sent: _, ...body }) => Object.keys(body).sort());
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[2]).toEqual(bodies[1]);
  });

  it('201: officers of the county are told, and what they are told names nobody', async () => {
    const { id, sent } = await apply();
    const told = (await town.store.read.outbox.pending(1_000)).find(
      ({ payload }) => (payload as { subject: { id: string } }).subject.id === id,
    );
    expect(told).toMatchObject({
      topic: 'sign-up.submitted',
      payload: { countyCodes: ['140321'], organisationIds: [] },
    });
    for (const secret of [sent.contact.name, sent.contact.phone, sent.username])
      expect(JSON.stringify(told)).not.toContain(secret);
    const rows = await town.store.read.audit.about('sign_up', id);
    expect(rows).toMatchObject([{ action: 'sign-up.submit', actorKind: 'system' }]);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${sent.contact.phone}|${sent.username}|argon2|signup\\.`));
  });

  it.each([
    ['creditCode', { creditCode: '91140302MA0000001X' }],
    ['name', { name: ' ' }],
    ['countyCode', { countyCode: '110101' }],
    ['contact', { contact: undefined }],
    ['contact/phone', { contact: { name: '张工', phone: 'call me' } }],
    ['username', { username: 'a b' }],
    ['username', { username: 'erased-019a0000-0000-7000-8000-000000000000' }],
    ['password', { password: 'short' }],
    ['role', { role: 'admin' }],
  ])('400: %s as in %j', async (field, more) => {
    expect(problem(await town.nobody.post('/sign-ups', application(more)))).toEqual([400, `#/${field}`]);
  });

  it('400: a wrong check digit is told in Chinese where that is asked for', async () => {
    const right = freshCreditCode();
    const creditCode = right.slice(0, 17) + (right.endsWith('0') ? '1' : '0');
    const answer = await town.nobody.post('/sign-ups', application({ creditCode }), CHINESE);
    expect(answer.body).toMatchObject({ status: 400, errors: [{ detail: '统一社会信用代码的校验码不正确。' }] });
  });

  it('404: a secret that is wrong, cut or of something else leads to nothing', async () => {
    const { secret } = await apply();
    const turned = secret.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    for (const wrong of [turned, secret.slice(0, -1), secret.replace('signup', 'reset'), 'x'])
      for (const path of ['state', 'withdraw'])
        expect(problem(await town.nobody.post(`/sign-ups/${path}`, { secret: wrong }))).toEqual([404, '#/secret']);
    const anew = { secret: turned, ...application() };
    expect(problem(await town.nobody.post('/sign-ups/resubmit', anew))).toEqual([404, '#/secret']);
    expect((await stateOf(secret)).body).toMatchObject({ status: 'submitted' });
  });

  it('200: officers of the county, of the city and admins read it with contact and checks; to others it is not there', async () => {
    const { id, sent } = await apply({ address: '德胜街 1 号' });
    for (const caller of [town.county, town.city, town.admin]) {
      const { status, body, headers } = await caller.get(`/sign-ups/${id}`);
      expect([status, headers.etag]).toEqual([200, expect.any(String)]);
      expect(body).toMatchObject({
        ...{ status: 'submitted', contact: sent.contact, address: '德胜街 1 号', username: sent.username },
        checks: { account: null, usernameTaken: false, othersWaiting: 0 },
      });
      expect(JSON.stringify(body)).not.toMatch(/argon2|signup\./);
      expect(idsOf(await caller.get('/sign-ups?status=submitted'))).toContain(id);
    }
    for (const caller of [town.otherCounty, town.department, town.contractor, town.alice])
      for (const answer of [await caller.get(`/sign-ups/${id}`), await decide(id, 'verify', {}, caller)])
        expect(problem(answer)).toEqual([404, '#/id']);
    expect(idsOf(await town.otherCounty.get('/sign-ups?limit=200'))).not.toContain(id);
    for (const caller of [town.department, town.contractor, town.alice])
      expect((await caller.get('/sign-ups')).status).toBe(403);
    expect((await town.nobody.get(`/sign-ups/${id}`)).status).toBe(401);
  });

  it('verifying opens the account with its first user, a manager, and what was personal in the sign-up is gone', async () => {
    const { id, secret, sent } = await apply({ address: '德胜街 1 号' });
    const answer = await decide(id, 'verify');
    expect(answer).toMatchObject({ status: 200, body: { status: 'verified', joined: false } });
    const { organisationId, userId } = answer.body as { organisationId: string; userId: string };
    for (const gone of ['contact', 'address']) expect(answer.body).not.toHaveProperty(gone);
    const row = await town.store.read.signUps.find(id);
    expect(row).toMatchObject({ contactPhone: null, passwordHash: null });

    const made = await town.county.get(`/organisations/${organisationId}`);
    expect(made.body).toMatchObject({
      ...{ kind: 'contractor', name: sent.name, creditCode: sent.creditCode, countyCode: '140321' },
      ...{ contact: sent.contact, address: '德胜街 1 号' },
    });
    const user = await town.county.get(`/users/${userId}`);
    expect(user.body).toMatchObject({ role: 'contractor', organisationId, manager: true, active: true });
    const caller = await town.service.logIn(sent.username, PASSWORD);
    expect((await caller.get('/me')).body).toMatchObject({ organisationId, manager: true, countyCode: '140321' });
    expect((await caller.get('/sites')).status).toBe(200);
    expect((await stateOf(secret)).body).toMatchObject({ status: 'verified', username: sent.username });
    expect((await town.store.read.audit.about('sign_up', id)).map(({ action }) => action)).toContain('sign-up.verify');
  });

  it('409: what is verified is neither verified, refused, taken back nor submitted again', async () => {
    const { id, secret } = await apply();
    expect((await decide(id, 'verify')).status).toBe(200);
    expect((await decide(id, 'verify')).status).toBe(409);
    expect((await decide(id, 'refuse')).status).toBe(409);
    expect((await town.nobody.post('/sign-ups/withdraw', { secret })).status).toBe(409);
    expect((await town.nobody.post('/sign-ups/resubmit', { secret, ...application() })).status).toBe(409);
  });

  it('409: of two that verify at once, one opens the account', async () => {
    const { id } = await apply();
    const answers = await Promise.all([decide(id, 'verify'), decide(id, 'verify', {}, town.city)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('409: a credit code that has an account meanwhile; joining makes a user of that, no manager unless it is said', async () => {
    const first = await apply();
    const [second, third] = [
      await apply({ creditCode: first.sent.creditCode }),
      await apply({ creditCode: first.sent.creditCode }),
    ];
    expect((await town.county.get(`/sign-ups/${first.id}`)).body).toMatchObject({ checks: { othersWaiting: 2 } });
    expect(problem(await decide(first.id, 'verify', { join: true }))).toEqual([409, '#/join']);
    const { organisationId } = (await decide(first.id, 'verify')).body as { organisationId: string };

    const shown = (await town.county.get(`/sign-ups/${second.id}`)).body;
    expect(shown).toMatchObject({ checks: { account: { id: organisationId, kind: 'contractor', name: '施工单位' } } });
    const refused = await decide(second.id, 'verify');
    expect(refused).toMatchObject({ status: 409, body: { existing: organisationId, errors: [{ pointer: '#/join' }] } });
    const joined = await decide(second.id, 'verify', { join: true });
    expect(joined).toMatchObject({ status: 200, body: { joined: true, organisationId } });
    expect((await logIn(second.sent.username)).status).toBe(200);
    const manager = await decide(third.id, 'verify', { join: true, manager: true });
    const people = [joined, manager].map(({ body }) => (body as { userId: string }).userId);
    const flags = await Promise.all(people.map(async (id) => (await town.county.get(`/users/${id}`)).body));
    expect(flags).toMatchObject([{ manager: false }, { manager: true }]);
  });

  it('409: an account kept by another county is the city’s to join, and is not shown to the county', async () => {
    const id = await organisation(town.service, 'contractor', '140311');
    const creditCode = (await town.store.read.organisations.find(id))?.creditCode;
    const signed = await apply({ creditCode });
    const checks = { account: { id: null, kind: 'contractor', name: null } };
    expect((await town.county.get(`/sign-ups/${signed.id}`)).body).toMatchObject({ checks });
    const refused = await decide(signed.id, 'verify', { join: true });
    expect([problem(refused), refused.body]).toEqual([[409, '#/join'], expect.not.objectContaining({ existing: id })]);
    const joined = await decide(signed.id, 'verify', { join: true }, town.city);
    expect(joined.body).toMatchObject({ organisationId: id, joined: true });
  });

  it('409: nobody joins an enterprise by signing up as a contractor', async () => {
    const creditCode = (await town.store.read.organisations.find(town.enterprise))?.creditCode;
    const { id } = await apply({ creditCode });
    expect(problem(await decide(id, 'verify', { join: true }))).toEqual([409, '#/join']);
    const chinese = await decide(id, 'verify', { join: true }, town.county, CHINESE);
    expect(chinese.body).toMatchObject({ detail: '该统一社会信用代码登记的不是施工单位，不能通过注册加入。' });
  });

  it('409: a user name that is taken; another may be given, which the applicant reads', async () => {
    const { id, secret } = await apply({ username: 'admin' });
    expect((await town.county.get(`/sign-ups/${id}`)).body).toMatchObject({ checks: { usernameTaken: true } });
    expect(problem(await decide(id, 'verify'))).toEqual([409, '#/username']);
    const username = `other-${id}`;
    expect((await decide(id, 'verify', { username })).status).toBe(200);
    expect((await stateOf(secret)).body).toMatchObject({ username });
    expect((await logIn(username)).status).toBe(200);
  });

  it('a refused one is read with its reason and may be submitted anew, from a county to another', async () => {
    const { id, secret } = await apply();
    expect(problem(await decide(id, 'refuse', { reason: undefined }))).toEqual([400, '#/reason']);
    expect((await decide(id, 'refuse')).body).toMatchObject({ status: 'refused', reason: '材料不符' });
    expect((await stateOf(secret)).body).toMatchObject({ status: 'refused', reason: '材料不符' });
    expect((await decide(id, 'verify')).status).toBe(409);
    const anew = application({ countyCode: '140311' });
    const answer = await town.nobody.post('/sign-ups/resubmit', { secret, ...anew });
    expect(answer.body).toMatchObject({ id, status: 'submitted', creditCode: anew.creditCode, countyCode: '140311' });
    expect(answer.body).not.toHaveProperty('reason');
    expect((await town.county.get(`/sign-ups/${id}`)).status).toBe(404);
    expect((await decide(id, 'verify', {}, town.otherCounty)).status).toBe(200);
    expect((await logIn(anew.username)).status).toBe(200);
  });

  it('409: nobody decides on a version that was not read', async () => {
    const { id, secret, submittedAt } = await apply();
    const decisions = [
      ['verify', {}],
      ['refuse', { reason: '材料不符' }],
    ] as const;
    for (const [what, body] of decisions)
      expect(problem(await town.county.post(`/sign-ups/${id}/${what}`, body))).toEqual([400, '#/submittedAt']);
    const anew = application();
    // A clock that was set back makes no version look like an older one.
    town.service.clock.advance(-60_000);
    const answer = await town.nobody.post('/sign-ups/resubmit', { secret, ...anew });
    town.service.clock.advance(60_000);
    expect((answer.body as Submitted).submittedAt > submittedAt).toBe(true);
    for (const [what, body] of decisions) {
      const refused = await town.county.post(`/sign-ups/${id}/${what}`, { submittedAt, ...body }, CHINESE);
      expect([problem(refused), refused.body.detail]).toEqual([
        [409, '#/submittedAt'],
        '该注册申请在您读取之后已重新提交，请重新读取后再审核。',
      ]);
    }
    expect((await stateOf(secret)).body).toMatchObject({ status: 'submitted' });
    const read = { submittedAt: (answer.body as Submitted).submittedAt };
    expect((await town.county.post(`/sign-ups/${id}/verify`, read)).status).toBe(200);
    expect((await logIn(anew.username)).status).toBe(200);
  });

  it('one taken back is erased but for what it was about', async () => {
    const { id, secret, sent } = await apply({ address: '德胜街 1 号' });
    const answer = await town.nobody.post('/sign-ups/withdraw', { secret });
    expect(answer).toMatchObject({ status: 200, body: { status: 'withdrawn' } });
    const kept = JSON.stringify(await town.store.read.signUps.find(id));
    for (const gone of [sent.contact.name, sent.contact.phone, sent.username, '德胜街', 'argon2'])
      expect(kept).not.toContain(gone);
    expect((await decide(id, 'verify')).status).toBe(409);
    expect((await town.nobody.post('/sign-ups/withdraw', { secret })).status).toBe(409);
  });

  it('what was settled is dropped after 30 days, what waits is not', async () => {
    const [waits, refused] = [await apply(), await apply()];
    await decide(refused.id, 'refuse');
    const now = town.service.clock.now();
    const sweep = (at: number) => town.store.write((tx) => sweepAccounts(tx, at));
    await sweep(now + 29 * DAY_MS);
    expect((await stateOf(refused.secret)).status).toBe(200);
    await sweep(now + 31 * DAY_MS);
    expect((await stateOf(refused.secret)).status).toBe(404);
    expect((await town.county.get(`/sign-ups/${refused.id}`)).status).toBe(404);
    expect((await stateOf(waits.secret)).status).toBe(200);
  });

  it('lists newest first, by state and county', async () => {
    const [first, second] = [await apply({ countyCode: '140322' }), await apply({ countyCode: '140322' })];
    await decide(first.id, 'refuse', {}, town.city);
    const listed = async (query: string) => idsOf(await town.city.get(`/sign-ups?countyCode=140322${query}`));
    expect(await listed('')).toEqual([second.id, first.id]);
    expect(await listed('&status=refused')).toEqual([first.id]);
    expect(await listed('&limit=1')).toEqual([second.id]);
    expect(problem(await town.city.get('/sign-ups?status=new'))).toEqual([400, '#/status']);
  });
});

describe('guessing at sign-ups', () => {
  const [sqlite] = databases;
  if (!sqlite) throw new Error('no database');

  it('429: of one address a hundred sign-ups at once, and a hundred wrong secrets', async () => {
    const service = await startTest(sqlite.open);
    const statuses = async (path: string, body: () => object) => {
      const answers = [];
      for (let round = 0; round < 11; round += 1)
        answers.push(...(await Promise.all(Array.from({ length: 10 }, () => service.nobody.post(path, body())))));
      return answers;
    };
    const signed = await statuses('/sign-ups', () => newApplication('140302'));
    expect(signed.filter(({ status }) => status === 201)).toHaveLength(100);
    const refused = signed.filter(({ status, headers }) => status === 429 && Number(headers['retry-after']) > 0);
    expect(refused).toHaveLength(10);
    const [{ secret }] = signed.map(({ body }) => body as Signed) as [Signed];
    let serial = 0;
    const guesses = await statuses('/sign-ups/state', () => {
      serial += 1;
      return { secret: secret.replace(/^signup\.[0-9a-f]{8}/, `signup.${String(serial).padStart(8, '0')}`) };
    });
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(100).fill(404), ...Array(10).fill(429)]);
    expect((await service.nobody.post('/sign-ups/state', { secret })).status).toBe(429);
    // Who has an account goes on.
    expect(idOf(await (await service.admin()).get('/me'))).toBeDefined();
    await service.close();
  });
});
