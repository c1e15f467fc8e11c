import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { idOf, itemIds, MISSING, newSite, nobodyOf, openYard, problem, type Yard } from './yard.ts';

describe.each(databases)('sites on $name', (database) => {
  let yard: Yard;
  let site: string;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    site = await yard.site();
  });

  it('201: a contractor puts its site on record, readable at its Location, with an audit row', async () => {
    const body = newSite({ location: { longitude: 113.580512, latitude: 37.857 }, permitNumber: '阳建 7' });
    const answer = await yard.alice.post('/sites', body);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ ...body, organisationId: yard.contractorId });
    expect(answer.headers.location).toBe(`/api/v1/sites/${idOf(answer)}`);
    expect((await yard.bob.get(`/sites/${idOf(answer)}`)).body).toEqual(answer.body);
    const trail = await yard.service.store.read.audit.page(
      { subjectType: 'site', subjectId: idOf(answer) },
      { limit: 5 },
    );
    expect(trail).toMatchObject([{ action: 'site.create' }]);
  });

  it.each([
    ['name', ' '],
    ['countyCode', '140300'],
    ['startsOn', '2022-02-30'],
    ['endsOn', '2021-12-31'],
    ['endsOn', undefined],
    ['organisationId', MISSING],
  ])('400: %s %j', async (field, value) => {
    expect(problem(await yard.alice.post('/sites', newSite({ [field]: value })))).toEqual([400, `#/${field}`]);
  });

  it('400: a location with seven decimals, told in Chinese', async () => {
    const body = newSite({ location: { longitude: 113.1234567, latitude: 37 } });
    const answer = await yard.alice.post('/sites', body, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(problem(answer)).toEqual([400, '#/location/longitude']);
    expect(answer.body.errors[0].detail).toBe('最多 6 位小数。');
  });

  it('401 without a token, 403 for all but contractors', async () => {
    expect((await nobodyOf(yard).post('/sites', newSite())).status).toBe(401);
    for (const caller of [yard.officer, yard.city, yard.department, yard.enterprise, await yard.service.admin()])
      expect((await caller.post('/sites', newSite())).status).toBe(403);
  });

  it('is seen by its organisation, officers of its county, the city and departments; to others it is missing', async () => {
    for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department])
      expect((await caller.get(`/sites/${site}`)).status).toBe(200);
    const missing = await yard.alice.get(`/sites/${MISSING}`);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise]) {
      const answer = await caller.get(`/sites/${site}`);
      expect(problem(answer)).toEqual(problem(missing));
      expect(answer.body.detail).toBe(missing.body.detail);
    }
  });

  it('lists newest first within what each may see, page by page, and by county', async () => {
    const far = await yard.site('140303');
    expect(itemIds(await yard.alice.get('/sites?limit=2'))).toEqual([far, site]);
    expect(itemIds(await yard.officer.get('/sites?limit=1'))).toEqual([site]);
    expect(itemIds(await yard.otherOfficer.get('/sites'))[0]).toBe(far);
    expect(itemIds(await yard.charlie.get('/sites'))).toEqual([]);
    expect(itemIds(await yard.city.get('/sites?countyCode=140303'))[0]).toBe(far);
    const first = await yard.alice.get('/sites?limit=1');
    expect(itemIds(await yard.alice.get(`/sites?limit=1&cursor=${first.body.next}`))).toEqual([site]);
    const other = await yard.alice.get(`/sites?countyCode=140302&cursor=${first.body.next}`);
    expect(problem(other)).toEqual([400, '#/cursor']);
    expect(itemIds(await yard.enterprise.get('/sites'))).toEqual([]);
  });

  it('PATCH 200: the owner changes it under the ETag read; null erases', async () => {
    const before = await yard.alice.get(`/sites/${site}`);
    const change = { name: '四中', endsOn: '2023-06-30', permitNumber: 'P1' };
    const answer = await yard.bare(yard.bob, `/sites/${site}`, change, { 'If-Match': before.headers.etag as string });
    expect(answer.body).toEqual({ ...before.body, ...change });
    expect(answer.headers.etag).not.toBe(before.headers.etag);
    const erased = await yard.alice.patch(`/sites/${site}`, { permitNumber: null });
    expect(erased.body).not.toHaveProperty('permitNumber');
  });

  it('PATCH 412 with a stale ETag, 428 without one, 400 for a schedule turned round, 403 and 404 by who asks', async () => {
    const path = `/sites/${site}`;
    const stale = { 'If-Match': (await yard.alice.get(path)).headers.etag as string };
    await yard.alice.patch(path, { name: 'A' });
    expect((await yard.bare(yard.alice, path, { name: 'B' }, stale)).status).toBe(412);
    expect((await yard.bare(yard.alice, path, { name: 'B' })).status).toBe(428);
    expect(problem(await yard.alice.patch(path, { endsOn: '2021-01-01' }))).toEqual([400, '#/endsOn']);
    expect(problem(await yard.alice.patch(path, { countyCode: '140303' }))).toEqual([400, '#/countyCode']);
    for (const caller of [yard.officer, yard.city, yard.department])
      expect((await caller.patch(path, { name: 'B' })).status).toBe(403);
    for (const caller of [yard.charlie, yard.otherOfficer])
      expect((await caller.patch(path, { name: 'B' })).status).toBe(404);
    expect((await yard.alice.get(path)).body.name).toBe('A');
  });
});
