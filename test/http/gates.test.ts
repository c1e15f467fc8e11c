import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('gates on $name', (database) => {
  let town: Town;
  let gate: string;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const sent = (more: object = {}) => ({
    enterpriseId: town.enterprise,
    name: '东门',
    direction: 'both',
    ...more,
  });
  const etagOf = async (path: string) => String((await town.alice.get(path)).headers.etag);
  beforeEach(async () => {
    gate = idOf(await town.alice.post('/gates', sent()));
  });

  it('201: an enterprise puts its gate on record, readable at its Location, in mode advise', async () => {
    const answer = await town.alice.post('/gates', sent({ direction: 'in' }));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ ...sent({ direction: 'in' }), mode: 'advise', countyCode: '140321' });
    expect(answer.headers.location).toBe(`/api/v1/gates/${idOf(answer)}`);
    const read = await town.bob.get(`/gates/${idOf(answer)}`);
    expect(read.body).toEqual(answer.body);
    const trail = await town.store.read.audit.page({ subjectType: 'gate', subjectId: idOf(answer) }, { limit: 2 });
    expect(trail).toMatchObject([{ action: 'gate.create', actorId: town.alice.id }]);
  });

  it('201: so do officers of its county and of the city', async () => {
    for (const caller of [town.admin, town.city, town.county]) {
      expect((await caller.post('/gates', sent())).status).toBe(201);
    }
  });

  it.each([
    ['enterpriseId', undefined],
    ['enterpriseId', 'none'],
    ['name', ''],
    ['name', 'x'.repeat(101)],
    ['name', 'a\u0007b'],
    ['direction', 'up'],
    ['direction', undefined],
    ['mode', 'enforce'],
  ])('400: %s %j', async (field, value) => {
    expect(problem(await town.alice.post('/gates', sent({ [field]: value })))).toEqual([400, `#/${field}`]);
  });

  it('400: only enterprises have gates', async () => {
    const body = sent({ enterpriseId: town.contractorOrganisation });
    const answer = await town.county.post('/gates', body, { headers: { 'Accept-Language': 'zh' } });
    expect(problem(answer)).toEqual([400, '#/enterpriseId']);
    expect(answer.body).toMatchObject({ detail: '该单位不是企业。' });
  });

  it('401: without a token', async () => {
    expect((await town.nobody.post('/gates', sent())).status).toBe(401);
    expect((await town.nobody.get(`/gates/${gate}`)).status).toBe(401);
  });

  it('403: departments, contractors and gates put none on record', async () => {
    const device = await town.gateOf(gate);
    for (const caller of [town.department, town.contractor, device]) {
      expect((await caller.post('/gates', sent())).status).toBe(403);
    }
  });

  it('404: an enterprise that is missing, of another county or a stranger is one and the same', async () => {
    const answers = [
      await town.city.post('/gates', sent({ enterpriseId: MISSING })),
      await town.otherCounty.post('/gates', sent()),
      await town.charlie.post('/gates', sent()),
    ];
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/enterpriseId']));
  });

  it('404: to strangers, to contractors and to other gates a gate is as good as missing', async () => {
    const path = `/gates/${gate}`;
    const device = await town.gateOf(gate);
    const other = await town.gateOf(idOf(await town.alice.post('/gates', sent({ name: '西门' }))));
    for (const caller of [town.alice, town.bob, town.county, town.city, town.admin, town.department, device]) {
      expect((await caller.get(path)).status).toBe(200);
    }
    const answers = [
      await town.county.get(`/gates/${MISSING}`),
      await town.county.get('/gates/none'),
      await town.otherCounty.get(path),
      await town.charlie.get(path),
      await town.contractor.get(path),
      await other.get(path),
    ];
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/id']));
  });

  it('lists newest first, by enterprise, within what each may see', async () => {
    const far = idOf(await town.charlie.post('/gates', sent({ enterpriseId: town.otherEnterprise })));
    const own = idsOf(await town.alice.get('/gates?limit=200'));
    expect(own[0]).toBe(gate);
    expect(own).toEqual([...own].sort().reverse());
    expect(own).not.toContain(far);
    expect(idsOf(await town.county.get('/gates?limit=200'))).toEqual(own);
    expect(idsOf(await town.city.get(`/gates?enterpriseId=${town.otherEnterprise}`))).toContain(far);
    expect(idsOf(await town.alice.get(`/gates?enterpriseId=${town.otherEnterprise}`))).toEqual([]);
    const device = await town.gateOf(gate);
    expect(idsOf(await device.get('/gates'))).toEqual([gate]);
    const { next } = (await town.alice.get('/gates?limit=1')).body as { next: string };
    expect(idsOf(await town.alice.get(`/gates?limit=1&cursor=${next}`))).toEqual(own.slice(1, 2));
    expect((await town.contractor.get('/gates')).status).toBe(403);
    expect(problem(await town.alice.get('/gates?mode=advise'))).toEqual([400, '#/mode']);
  });

  describe('PATCH', () => {
    it('200: name and mode change under the ETag that was read', async () => {
      const before = await town.alice.get(`/gates/${gate}`);
      const match = { headers: { 'If-Match': String(before.headers.etag) } };
      const answer = await town.bob.patch(`/gates/${gate}`, { mode: 'enforce' }, match);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ ...(before.body as object), mode: 'enforce' });
      expect(answer.headers.etag).toBe(await etagOf(`/gates/${gate}`));
      const renamed = await town.county.patch(`/gates/${gate}`, { name: '南门' });
      expect(renamed.body).toMatchObject({ name: '南门', mode: 'enforce' });
      const trail = await town.store.read.audit.page({ subjectType: 'gate', subjectId: gate }, { limit: 1 });
      expect(trail).toMatchObject([
        { action: 'gate.update', detail: { before: { name: '东门' }, after: { name: '南门' } } },
      ]);
    });

    it('200: nothing asked, nothing changed', async () => {
      const match = { headers: { 'If-Match': await etagOf(`/gates/${gate}`) } };
      const answer = await town.alice.patch(`/gates/${gate}`, {}, match);
      expect([answer.status, answer.headers.etag]).toEqual([200, match.headers['If-Match']]);
    });

    it('412 with a stale ETag, 428 without one, and nothing changed', async () => {
      const stale = { headers: { 'If-Match': await etagOf(`/gates/${gate}`) } };
      await town.alice.patch(`/gates/${gate}`, { name: 'A' }, stale);
      expect((await town.alice.patch(`/gates/${gate}`, { name: 'B' }, stale)).status).toBe(412);
      const unconditional = await request(town.service.app.listener)
        .patch(`/api/v1/gates/${gate}`)
        .set('Authorization', `Bearer ${town.alice.token}`)
        .send({ name: 'B' });
      checkContract('PATCH', `/api/v1/gates/${gate}`, unconditional);
      expect(unconditional.status).toBe(428);
      expect((await town.alice.get(`/gates/${gate}`)).body).toMatchObject({ name: 'A' });
    });

    it.each([
      ['mode', 'open'],
      ['name', ' '],
      ['direction', 'in'],
      ['enterpriseId', MISSING],
    ])('400: %s %j', async (field, value) => {
      const answer = await town.alice.patch(`/gates/${gate}`, { [field]: value });
      expect(problem(answer)).toEqual([400, `#/${field}`]);
    });

    it('403 to who may only see it, 404 to who may not', async () => {
      const device = await town.gateOf(gate);
      const statuses: number[] = [];
      const callers = [town.department, device, town.charlie, town.otherCounty, town.contractor];
      for (const caller of callers) {
        statuses.push((await caller.patch(`/gates/${gate}`, { name: 'X' })).status);
      }
      expect(statuses).toEqual([403, 403, 404, 404, 404]);
      expect((await town.nobody.patch(`/gates/${gate}`, { name: 'X' })).status).toBe(401);
    });
  });

  describe('heartbeat', () => {
    it('200: the gate is told when it was heard, and so are those who may see it', async () => {
      const device = await town.gateOf(gate);
      const never = await town.alice.get(`/gates/${gate}/heartbeat`);
      expect(never.body).toEqual({ gateId: gate, receivedAt: null });
      const answer = await device.post(`/gates/${gate}/heartbeat`);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ gateId: gate, receivedAt: expect.stringMatching(/\+08:00$/) });
      expect((await town.county.get(`/gates/${gate}/heartbeat`)).body).toEqual(answer.body);
      const { receivedAt } = answer.body as { receivedAt: string };
      const list = await town.alice.get('/gates?limit=1');
      expect(list.body).toMatchObject({ items: [{ id: gate, lastHeartbeatAt: receivedAt }] });
    });

    it('200: it leaves the ETag of the gate alone, so that a change under way is not refused', async () => {
      const match = { headers: { 'If-Match': await etagOf(`/gates/${gate}`) } };
      await (await town.gateOf(gate)).post(`/gates/${gate}/heartbeat`, {});
      expect((await town.alice.patch(`/gates/${gate}`, { name: 'N' }, match)).status).toBe(200);
    });

    it('400: it takes no fields', async () => {
      const answer = await (await town.gateOf(gate)).post(`/gates/${gate}/heartbeat`, { at: 1 });
      expect(problem(answer)).toEqual([400, '#/at']);
    });

    it('404 for another gate and for strangers, 403 for people who may see the gate, 401 for nobody', async () => {
      const path = `/gates/${gate}/heartbeat`;
      const other = await town.gateOf(idOf(await town.alice.post('/gates', sent({ name: '西门' }))));
      expect(problem(await other.post(path))).toEqual([404, '#/id']);
      expect(problem(await town.charlie.post(path))).toEqual([404, '#/id']);
      expect(problem(await town.charlie.get(path))).toEqual([404, '#/id']);
      for (const caller of [town.alice, town.county, town.department]) {
        expect((await caller.post(path)).status).toBe(403);
      }
      expect((await town.nobody.post(path)).status).toBe(401);
      expect((await town.alice.get(path)).body).toMatchObject({ receivedAt: null });
    });
  });
});
