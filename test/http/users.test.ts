import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';

let made = 0;
function username(): string {
  made += 1;
  return `user-${made}`;
}

describe.each(databases)('users on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const user = (more: object = {}) => ({
    username: username(),
    password: 'correct horse',
    role: 'enterprise',
    organisationId: town.enterprise,
    ...more,
  });

  it('201: the account is shown without its password, readable at its Location, and opens the door', async () => {
    const sent = user();
    const answer = await town.county.post('/users', sent);
    expect(answer.status).toBe(201);
    expect(answer.headers.location).toBe(`/api/v1/users/${idOf(answer)}`);
    const { username: name, role, organisationId } = sent;
    expect(answer.body).toEqual({
      id: idOf(answer),
      username: name,
      role,
      organisationId,
      countyCode: '140321',
      manager: false,
      active: true,
      createdAt: expect.any(String),
    });
    expect((await town.county.get(`/users/${idOf(answer)}`)).body).toEqual(answer.body);
    const login = await town.nobody.post('/auth/login', { username: name, password: sent.password });
    expect(login.status).toBe(200);
  });

  it('201: only an argon2id hash of the password is kept, and none of it in the audit', async () => {
    const id = idOf(await town.county.post('/users', user()));
    expect((await town.store.read.users.find(id))?.passwordHash).toMatch(/^\$argon2id\$/);
    const rows = await town.store.read.audit.page({ subjectType: 'user', subjectId: id }, { limit: 10 });
    expect(rows).toMatchObject([{ action: 'user.create', actorId: town.county.id }]);
    expect(JSON.stringify(rows)).not.toMatch(/argon2|correct horse/);
  });

  describe('who may make whom', () => {
    const roles = ['admin', 'city_officer', 'county_officer', 'department', 'contractor', 'enterprise'];
    const allowed: [keyof Town & ('admin' | 'city' | 'county'), string[]][] = [
      ['admin', roles],
      ['city', roles.slice(1)],
      ['county', ['contractor', 'enterprise']],
    ];
    const cases = allowed.flatMap(([who, may]) =>
      roles.map((role) => [may.includes(role) ? 201 : 403, who, role] as const),
    );
    it.each(cases)('%d: %s makes a user of role %s', async (status, who, role) => {
      const place: Record<string, object> = {
        contractor: { organisationId: town.contractorOrganisation },
        enterprise: { organisationId: town.enterprise },
        county_officer: { countyCode: '140321' },
      };
      const sent = { username: username(), password: 'correct horse', role, ...place[role] };
      expect((await town[who].post('/users', sent)).status).toBe(status);
      expect((await town.store.read.users.findByUsername(sent.username)) !== undefined).toBe(status === 201);
    });

    it('403: departments, contractors and enterprises make nobody', async () => {
      for (const caller of [town.department, town.contractor, town.alice]) {
        expect(problem(await caller.post('/users', user()))).toEqual([403, undefined]);
      }
    });
  });

  it.each([
    ['organisationId', 'contractor', {}],
    ['organisationId', 'enterprise', {}],
    ['organisationId', 'contractor', { organisationId: 'enterprise' }],
    ['organisationId', 'enterprise', { organisationId: 'contractor' }],
    ['organisationId', 'department', { organisationId: 'enterprise' }],
    ['organisationId', 'city_officer', { organisationId: 'enterprise' }],
    ['organisationId', 'county_officer', { organisationId: 'enterprise', countyCode: '140321' }],
    ['countyCode', 'county_officer', {}],
    ['countyCode', 'admin', { countyCode: '140321' }],
    ['countyCode', 'department', { countyCode: '140321' }],
    ['countyCode', 'enterprise', { organisationId: 'enterprise', countyCode: '140311' }],
  ])(
    '400: %s does not go with role %s and %j',
    async (field, role, place: { organisationId?: string; countyCode?: string }) => {
      const organisationId = { enterprise: town.enterprise, contractor: town.contractorOrganisation }[
        place.organisationId ?? ''
      ];
      const sent = user({ role, ...place, organisationId });
      expect(problem(await town.admin.post('/users', sent))).toEqual([400, `#/${field}`]);
    },
  );

  it('201: the county of the organisation may be said as well', async () => {
    expect((await town.county.post('/users', user({ countyCode: '140321' }))).status).toBe(201);
  });

  it('400: what does not go together is told in Chinese where that is asked for', async () => {
    const sent = user({ role: 'contractor' });
    const answer = await town.county.post('/users', sent, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(answer.body).toMatchObject({
      title: '请求无效',
      errors: [{ detail: '施工单位用户须属于施工单位。' }],
    });
  });

  it.each([
    ['username', 'ab'],
    ['username', 'x'.repeat(65)],
    ['username', 'two words'],
    ['username', '-dash'],
    ['username', 'a<b>c'],
    ['password', '1234567'],
    ['password', 'x'.repeat(257)],
    ['password', 12345678],
    ['role', 'gate'],
    ['organisationId', 'none'],
    ['countyCode', '999999'],
    ['active', true],
  ])('400: %s %j', async (field, value) => {
    expect(problem(await town.admin.post('/users', user({ [field]: value })))).toEqual([400, `#/${field}`]);
  });

  it('400: the password is not said back', async () => {
    const answer = await town.admin.post('/users', user({ password: 'short12' }));
    expect(JSON.stringify(answer.body)).not.toContain('short12');
  });

  it('401: without a token', async () => {
    expect((await town.nobody.post('/users', user())).status).toBe(401);
    expect((await town.nobody.get('/users')).status).toBe(401);
  });

  it('404: an organisation that is missing and one of another county are one and the same', async () => {
    for (const organisationId of ['019a0000-0000-7000-8000-000000000000', town.otherEnterprise]) {
      const answer = await town.county.post('/users', user({ organisationId }));
      expect(problem(answer)).toEqual([404, '#/organisationId']);
    }
    expect((await town.city.post('/users', user({ organisationId: town.otherEnterprise }))).status).toBe(201);
  });

  it('409: a user name is taken once', async () => {
    const sent = user();
    expect((await town.county.post('/users', sent)).status).toBe(201);
    const again = await town.otherCounty.post('/users', { ...sent, organisationId: town.otherEnterprise });
    expect(problem(again)).toEqual([409, '#/username']);
  });

  it('409: of two at once with one name, one is made', async () => {
    const sent = user();
    const answers = await Promise.all([1, 2].map(() => town.county.post('/users', sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('422: an idempotency key stands for one body', async () => {
    const sent = user();
    const key = { headers: { 'Idempotency-Key': sent.username } };
    const first = await town.county.post('/users', sent, key);
    expect((await town.county.post('/users', sent, key)).body).toEqual(first.body);
    expect((await town.county.post('/users', user(), key)).status).toBe(422);
  });

  it('404: a user of another county, and any user to those who manage none', async () => {
    const path = `/users/${town.alice.id}`;
    for (const caller of [town.admin, town.city, town.county]) expect((await caller.get(path)).status).toBe(200);
    for (const caller of [town.otherCounty, town.department, town.contractor, town.charlie, town.bob]) {
      expect(problem(await caller.get(path))).toEqual([404, '#/id']);
    }
    expect((await town.county.get('/users/none')).status).toBe(404);
  });

  it('lists to officers the users of their county, by organisation and role', async () => {
    const ofEnterprise = await town.county.get(`/users?organisationId=${town.enterprise}&role=enterprise&limit=200`);
    const seen = idsOf(ofEnterprise);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(seen).toEqual(expect.arrayContaining([town.alice.id, town.bob.id]));
    const all = idsOf(await town.county.get('/users?limit=200'));
    expect(all).toContain(town.contractor.id);
    for (const stranger of [town.charlie, town.city, town.admin]) expect(all).not.toContain(stranger.id);
    expect(idsOf(await town.city.get('/users?role=admin'))).toContain(town.admin.id);
    const page = await town.county.get('/users?limit=1');
    expect(page.body).toMatchObject({ items: [{ id: all[0] }], next: expect.any(String) });
  });

  it('403: departments and who manages nobody list no users', async () => {
    for (const caller of [town.department, town.bob]) {
      expect((await caller.get('/users')).status).toBe(403);
    }
  });

  it('400: a list refuses what it does not know', async () => {
    expect(problem(await town.city.get('/users?role=boss'))).toEqual([400, '#/role']);
    expect(problem(await town.city.get('/users?username=admin'))).toEqual([400, '#/username']);
  });
});
