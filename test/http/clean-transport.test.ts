import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { type Enterprise, enterprise, freshPlate, gate, organisation, user } from '../support/world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('clean transport on $name', ({ place }) => {
  let service: TestService;
  let plant: Enterprise;
  let post: Caller;
  let officer: Caller;
  let away: Caller;
  let department: Caller;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    const where = await place();
    remove = where.remove;
    service = await startTest(where.open);
    plant = await enterprise(service);
    post = (await gate(service, plant.id)).caller;
    officer = await user(service, 'county_officer', { countyCode: '140302' });
    away = await user(service, 'county_officer', { countyCode: '140303' });
    department = await user(service, 'department');
  });
  afterAll(async () => {
    await service.close();
    await remove();
  });

  const moved = (more: object = {}) => ({
    enterpriseId: plant.id,
    ...{ month: '2021-11', mode: 'rail', direction: 'in', cargo: '煤炭', tonnes: 800.125 },
    ...more,
  });
  const load = (eventId: string, more: object = {}) => ({
    ...{ eventId, passedAt: '2021-12-10T08:00:00+08:00', direction: 'in', plate: freshPlate(), plateColour: 'yellow' },
    ...{ vehicle: { emissionStage: '6', fuel: 'diesel' }, cargo: { name: '煤炭', bulk: true, tonnes: 30 } },
    ...more,
  });

  it('201: an enterprise tells of itself, readable at its Location, corrected under its ETag, audited', async () => {
    const made = await plant.caller.post('/clean-transport', moved());
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    expect(made.headers.location).toBe(`/api/v1/clean-transport/${id}`);
    const read = await officer.get(`/clean-transport/${id}`);
    expect(read.body).toMatchObject({ ...moved(), countyCode: '140302' });
    const stale = await plant.caller.patch(
      `/clean-transport/${id}`,
      { tonnes: 900 },
      { headers: { 'If-Match': '"other"' } },
    );
    expect(stale.status).toBe(412);
    const right = { headers: { 'If-Match': String(read.headers.etag) } };
    expect((await plant.caller.patch(`/clean-transport/${id}`, { tonnes: 900 }, right)).body).toMatchObject({
      tonnes: 900,
    });
    const trail = await service.store.read.audit.page({ subjectType: 'clean_transport', subjectId: id }, { limit: 5 });
    expect(trail.map(({ action }) => action)).toEqual(['clean-transport.correct', 'clean-transport.record']);
    const { items } = (await department.get(`/clean-transport?enterpriseId=${plant.id}&month=2021-11`)).body as {
      items: { id: string }[];
    };
    expect(items.map((item) => item.id)).toEqual([id]);
  });

  it('400 names the field, in both languages; 409 for what is on record', async () => {
    for (const [field, value] of [
      ['month', '2021-13'],
      ['month', '2014-12'],
      ['month', '2199-12'],
      ['mode', 'road'],
      ['direction', 'both'],
      ['cargo', ''],
      ['tonnes', 1.0001],
      ['tonnes', -1],
    ] as const) {
      const refused = await plant.caller.post('/clean-transport', moved({ [field]: value }));
      expect([refused.status, (refused.body as { errors: { pointer: string }[] }).errors[0]?.pointer]).toEqual([
        400,
        `#/${field}`,
      ]);
    }
    const chinese = await plant.caller.post('/clean-transport', moved({ month: '2199-12' }), {
      headers: { 'Accept-Language': 'zh-CN' },
    });
    expect(chinese.text).toContain('该月份尚未开始');
    const other = await organisation(service, 'contractor');
    expect((await officer.post('/clean-transport', moved({ enterpriseId: other }))).status).toBe(400);
    expect((await plant.caller.post('/clean-transport', moved({ tonnes: 1 }))).status).toBe(409);
    expect((await plant.caller.post('/clean-transport', moved({ direction: 'out' }))).status).toBe(201);
  });

  it('404 for strangers as for a missing one, 403 for who may only read, 401 for nobody', async () => {
    const { id } = (await plant.caller.post('/clean-transport', moved({ cargo: '焦炭' }))).body as { id: string };
    const stranger = (await enterprise(service)).caller;
    for (const caller of [stranger, away]) {
      expect((await caller.get(`/clean-transport/${id}`)).status).toBe(404);
      expect((await caller.post('/clean-transport', moved({ cargo: '水泥' }))).status).toBe(404);
      expect((await caller.get(`/enterprises/${plant.id}/transport-share?month=2021-11`)).status).toBe(404);
    }
    expect((await officer.get(`/clean-transport/${MISSING}`)).status).toBe(404);
    expect((await department.post('/clean-transport', moved({ cargo: '水泥' }))).status).toBe(403);
    expect(
      (await department.patch(`/clean-transport/${id}`, { tonnes: 1 }, { headers: { 'If-Match': '*' } })).status,
    ).toBe(403);
    expect((await service.nobody.get(`/clean-transport/${id}`)).status).toBe(401);
  });

  it('the share of a month is by mass: loads by road once per access, refused and empty trucks not at all', async () => {
    await plant.caller.post('/clean-transport', moved({ month: '2021-12', tonnes: 240 }));
    const first = load('in-1');
    await post.post('/passages', first);
    // A repeated reading of the same access, and a truck that the barrier refused.
    await post.post('/passages', { ...first, eventId: 'in-1b', passedAt: '2021-12-10T08:01:00+08:00' });
    await post.post('/passages', load('in-2', { barrier: 'refused' }));
    await post.post('/passages', load('in-3', { cargo: { empty: true } }));
    await post.post('/passages', load('out-1', { direction: 'out' }));
    await post.post('/passages', load('unweighed', { cargo: { name: '煤炭', bulk: true } }));
    // The last moment of November and the first of January belong to other months.
    await post.post('/passages', load('before', { passedAt: '2021-11-30T23:59:59+08:00' }));
    await post.post('/passages', load('after', { passedAt: '2022-01-01T00:00:00+08:00' }));
    const share = await plant.caller.get(`/enterprises/${plant.id}/transport-share?month=2021-12`);
    expect(share.body).toEqual({
      ...{ enterpriseId: plant.id, month: '2021-12', share: 80, cleanTonnes: 240, totalTonnes: 300 },
      byMode: [{ mode: 'rail', direction: 'in', tonnes: 240 }],
      road: { inTonnes: 30, outTonnes: 30, loads: 3, unweighed: 1 },
      numerator: { modes: ['rail', 'water', 'pipe', 'belt'], newEnergyTrucks: false, policy: 'yangquan-2021@1' },
    });
    const none = await plant.caller.get(`/enterprises/${plant.id}/transport-share?month=2020-06`);
    expect(none.body).toMatchObject({ share: null, totalTonnes: 0 });
    expect((await plant.caller.get(`/enterprises/${plant.id}/transport-share`)).status).toBe(400);
  });
});
