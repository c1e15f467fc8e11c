import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('devices on $name', (database) => {
  let town: Town;
  let gate: string;
  let device: string;
  beforeAll(async () => {
    town = await openTown(database);
    gate = idOf(await town.alice.post('/gates', { enterpriseId: town.enterprise, name: '东门', direction: 'both' }));
  });
  afterAll(() => town.close());

  const sent = (more: object = {}) => ({ name: '入口相机', protocol: 'hikvision', direction: 'in', lane: 1, ...more });
  beforeEach(async () => {
    device = idOf(await town.alice.post(`/gates/${gate}/devices`, sent()));
  });

  describe('POST /gates/{id}/devices', () => {
    it('201: the URL is told this once; it opens nothing unless that is said', async () => {
      const answer = await town.alice.post(`/gates/${gate}/devices`, sent({ lane: undefined }));
      expect(answer.status).toBe(201);
      const { id, url, ...rest } = answer.body as { id: string; url: string };
      expect(rest).toEqual({});
      expect(url).toMatch(/^\/ingest\/cam\.[0-9a-f-]+\.[\w-]{43}$|^\/ingest\/cam\.[\w-]+\.[\w-]{43}$/);
      expect(answer.headers.location).toBe(`/api/v1/devices/${id}`);
      const read = await town.bob.get(`/devices/${id}`);
      expect(read.body).toMatchObject({
        ...{
          id,
          gateId: gate,
          enterpriseId: town.enterprise,
          countyCode: '140321',
          name: '入口相机',
          protocol: 'hikvision',
        },
        ...{ direction: 'in', lane: null, mayOpen: false, username: null, revokedAt: null },
      });
      const listed = await town.bob.get('/devices');
      for (const { text } of [read, listed]) expect(text).not.toContain(url.split('.').at(-1));
      const trail = await town.store.read.audit.page({ subjectType: 'device', subjectId: id }, { limit: 2 });
      expect(trail).toMatchObject([{ action: 'device.register', actorId: town.alice.id }]);
      expect(JSON.stringify(trail)).not.toContain(url.split('.').at(-1));
    });

    it.each(['dahua', 'gat1400'])('201: one of %s has a user and a password, told this once', async (protocol) => {
      const answer = await town.county.post(`/gates/${gate}/devices`, sent({ protocol, mayOpen: true }));
      const { id, username, password } = answer.body as Record<string, string>;
      expect([answer.status, username, password]).toEqual([
        201,
        expect.stringMatching(/^cam-/),
        expect.stringMatching(/^.{16}$/),
      ]);
      const read = await town.alice.get(`/devices/${id}`);
      expect(read.body).toMatchObject({ username, mayOpen: true });
      expect(read.text).not.toContain(password);
    });

    it('409: an answer that showed a secret is not shown again', async () => {
      const headers = { 'Idempotency-Key': 'device-once' };
      expect((await town.alice.post(`/gates/${gate}/devices`, sent(), { headers })).status).toBe(201);
      const count = async () => idsOf(await town.alice.get(`/devices?gateId=${gate}&limit=200`)).length;
      const before = await count();
      expect((await town.alice.post(`/gates/${gate}/devices`, sent(), { headers })).status).toBe(409);
      expect(await count()).toBe(before);
    });

    it.each([
      ['name', ''],
      ['name', undefined],
      ['protocol', 'onvif'],
      ['protocol', undefined],
      ['direction', 'both'],
      ['direction', undefined],
      ['lane', -1],
      ['lane', 1.5],
      ['mayOpen', 'yes'],
      ['password', 'mine'],
    ])('400: %s %j', async (field, value) => {
      expect(problem(await town.alice.post(`/gates/${gate}/devices`, sent({ [field]: value })))).toEqual([
        400,
        `#/${field}`,
      ]);
    });

    it('401, 403, 404: by who asks', async () => {
      const path = `/gates/${gate}/devices`;
      expect((await town.nobody.post(path, sent())).status).toBe(401);
      for (const caller of [town.department, await town.gateOf(gate)])
        expect((await caller.post(path, sent())).status).toBe(403);
      for (const caller of [town.charlie, town.otherCounty, town.contractor])
        expect((await caller.post(path, sent())).status).toBe(404);
      expect((await town.city.post(`/gates/${MISSING}/devices`, sent())).status).toBe(404);
      for (const caller of [town.admin, town.city, town.county, town.bob])
        expect((await caller.post(path, sent())).status).toBe(201);
    });
  });

  describe('GET /devices', () => {
    it('200: of a gate or an enterprise, newest first, with when each was seen', async () => {
      const other = idOf(
        await town.charlie.post('/gates', { enterpriseId: town.otherEnterprise, name: '南门', direction: 'in' }),
      );
      const theirs = idOf(await town.charlie.post(`/gates/${other}/devices`, sent()));
      const newer = idOf(await town.alice.post(`/gates/${gate}/devices`, sent()));
      const own = idsOf(await town.alice.get('/devices?limit=200'));
      expect(own.indexOf(newer)).toBe(own.indexOf(device) - 1);
      expect(own).not.toContain(theirs);
      expect(idsOf(await town.charlie.get('/devices'))).toEqual([theirs]);
      expect(idsOf(await town.city.get(`/devices?gateId=${other}`))).toEqual([theirs]);
      expect(idsOf(await town.city.get(`/devices?enterpriseId=${town.otherEnterprise}`))).toEqual([theirs]);
      expect(idsOf(await town.otherCounty.get('/devices'))).toEqual([theirs]);
      const { items } = (await town.charlie.get('/devices')).body as { items: object[] };
      expect(items).toMatchObject([{ identity: null, lastSeenAt: null, lastSkewSeconds: null }]);
    });

    it('401, 403: by who asks', async () => {
      expect((await town.nobody.get('/devices')).status).toBe(401);
      for (const caller of [town.contractor, await town.gateOf(gate)])
        expect((await caller.get('/devices')).status).toBe(403);
      expect((await town.department.get('/devices')).status).toBe(200);
    });
  });

  it('GET /devices/{id} 200, 304, 401, 404', async () => {
    const { headers } = await town.department.get(`/devices/${device}`);
    const again = await town.department.get(`/devices/${device}`, {
      headers: { 'If-None-Match': String(headers.etag) },
    });
    expect(again.status).toBe(304);
    expect((await town.nobody.get(`/devices/${device}`)).status).toBe(401);
    for (const caller of [town.charlie, town.otherCounty])
      expect((await caller.get(`/devices/${device}`)).status).toBe(404);
    expect((await town.city.get(`/devices/${MISSING}`)).status).toBe(404);
  });

  describe('PATCH /devices/{id}', () => {
    it('200: changes what is given and nothing else, with a trail', async () => {
      const answer = await town.alice.patch(`/devices/${device}`, { mayOpen: true, lane: null });
      expect(answer.body).toMatchObject({ name: '入口相机', direction: 'in', lane: null, mayOpen: true });
      expect((await town.bob.get(`/devices/${device}`)).body).toEqual(answer.body);
      const trail = await town.store.read.audit.page({ subjectType: 'device', subjectId: device }, { limit: 5 });
      expect(trail[0]).toMatchObject({ action: 'device.update', actorId: town.alice.id });
      await town.alice.patch(`/devices/${device}`, { mayOpen: true });
      expect(await town.store.read.audit.page({ subjectType: 'device', subjectId: device }, { limit: 5 })).toEqual(
        trail,
      );
    });

    it('412, 428: holds against the state that was read', async () => {
      const path = `/devices/${device}`;
      const etag = String((await town.alice.get(path)).headers.etag);
      const ifMatch = (value: string) => ({ headers: { 'If-Match': value } });
      expect((await town.alice.patch(path, { lane: 2 }, ifMatch(etag))).status).toBe(200);
      expect((await town.alice.patch(path, { lane: 3 }, ifMatch(etag))).status).toBe(412);
      expect((await town.alice.get(path)).body).toMatchObject({ lane: 2 });
    });

    it.each([
      ['protocol', 'dahua'],
      ['direction', 'both'],
      ['name', ''],
    ])('400: %s %j', async (field, value) => {
      expect(problem(await town.alice.patch(`/devices/${device}`, { [field]: value }))).toEqual([400, `#/${field}`]);
    });

    it('401, 403, 404: by who asks', async () => {
      const patch = (caller: typeof town.nobody, id = device) => caller.patch(`/devices/${id}`, { mayOpen: true });
      expect((await patch(town.nobody)).status).toBe(401);
      expect((await patch(town.department)).status).toBe(403);
      for (const caller of [town.charlie, town.otherCounty]) expect((await patch(caller)).status).toBe(404);
      expect((await patch(town.city, MISSING)).status).toBe(404);
      expect((await town.alice.get(`/devices/${device}`)).body).toMatchObject({ mayOpen: false });
    });
  });

  describe('DELETE /devices/{id}', () => {
    it('204: it is revoked, once, and stays on record', async () => {
      for (let time = 0; time < 2; time += 1) expect((await town.county.delete(`/devices/${device}`)).status).toBe(204);
      const { body } = await town.alice.get(`/devices/${device}`);
      expect(body).toMatchObject({ revokedAt: expect.any(String) });
      const trail = await town.store.read.audit.page({ subjectType: 'device', subjectId: device }, { limit: 5 });
      expect(trail.map(({ action }) => action)).toEqual(['device.revoke', 'device.register']);
    });

    it('401, 403, 404: by who asks', async () => {
      expect((await town.nobody.delete(`/devices/${device}`)).status).toBe(401);
      expect((await town.department.delete(`/devices/${device}`)).status).toBe(403);
      for (const caller of [town.charlie, town.otherCounty])
        expect((await caller.delete(`/devices/${device}`)).status).toBe(404);
      expect((await town.city.delete(`/devices/${MISSING}`)).status).toBe(404);
      expect((await town.alice.get(`/devices/${device}`)).body).toMatchObject({ revokedAt: null });
    });
  });
});
