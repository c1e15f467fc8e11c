import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterpriseOn } from '../../src/domain/fleet/enterprise.ts';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';
import { freshPlate, gate, organisation } from '../support/world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('enterprise facts on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const path = (organisationId = town.enterprise) => `/enterprises/${organisationId}/facts`;
  const facts = (more: object = {}) => ({
    validFrom: '2021-01-01',
    sector: 'steel',
    inPlanningArea: true,
    annualFreightTonnes: 1_500_000,
    railLineCompletedOn: '2020-06-30',
    keyVehicleUser: true,
    performanceGrade: 'B-',
    ...more,
  });

  it('201: an officer records facts, readable at their Location, and a job judges again from their day', async () => {
    const answer = await town.county.post(path(), facts());
    expect(answer.status).toBe(201);
    const { rejudging, ...row } = answer.body as { rejudging: { jobId: string } };
    expect(row).toEqual({
      ...facts(),
      id: idOf(answer),
      enterpriseId: town.enterprise,
      recordedAt: expect.any(String),
      recordedBy: town.county.id,
    });
    expect(answer.headers.location).toBe(`/api/v1${path()}/${idOf(answer)}`);
    expect((await town.county.get(`${path()}/${idOf(answer)}`)).body).toEqual(row);
    expect(await town.store.read.jobs.find(rejudging.jobId)).toMatchObject({
      kind: 'rejudge',
      payload: { enterpriseId: town.enterprise, from: '2021-01-01' },
      createdBy: town.county.id,
    });
    const trail = await town.store.read.audit.page(
      { subjectType: 'enterprise_facts', subjectId: idOf(answer) },
      { limit: 2 },
    );
    expect(trail).toMatchObject([{ action: 'facts.create', actorId: town.county.id }]);
  });

  it('201: the passages of an enterprise are judged by its facts once it has some', async () => {
    const plant = await organisation(town.service, 'enterprise', '140321');
    const device = (await gate(town.service, plant)).caller;
    const passage = {
      eventId: 'before-facts',
      passedAt: '2022-01-03T08:15:30+08:00',
      direction: 'in',
      plate: freshPlate(),
      plateColour: 'yellow',
      vehicle: { emissionStage: '5', fuel: 'diesel', usage: 'operating', vehicleType: 'Q11' },
      cargo: { name: '煤炭', bulk: true },
    };
    const posted = await device.post('/passages', passage);
    expect(posted.body).toMatchObject({ outcome: 'unverified' });
    await town.county.post(path(plant), facts({ railLineCompletedOn: null }));
    await town.service.settled();
    const after = await town.county.get(`/passages/${idOf(posted)}`);
    expect(after.body).toMatchObject({ outcome: 'violation', superseded: [{ outcome: 'unverified' }] });
  });

  it('201: what is not said is not known, no rail line, no key vehicle user', async () => {
    const sent = { validFrom: '2021-01-01', sector: 'logistics', inPlanningArea: false };
    const answer = await town.city.post(path(), sent);
    expect(answer.body).toMatchObject({
      annualFreightTonnes: null,
      railLineCompletedOn: null,
      keyVehicleUser: false,
      performanceGrade: null,
    });
  });

  it('201: the same day again is another row, and the last posted counts', async () => {
    const before = await town.store.read.enterpriseFacts.of(town.otherEnterprise);
    const first = await town.city.post(path(town.otherEnterprise), facts({ sector: 'coal' }));
    const second = await town.city.post(path(town.otherEnterprise), facts({ sector: 'coking' }));
    const later = await town.city.post(path(town.otherEnterprise), facts({ validFrom: '2023-01-01', sector: 'power' }));
    const rows = await town.store.read.enterpriseFacts.of(town.otherEnterprise);
    expect(rows.slice(before.length).map(({ id }) => id)).toEqual([first, second, later].map(idOf));
    const days = ['2020-12-31', '2021-01-01', '2022-12-31', '2023-01-01'];
    expect(days.map((day) => enterpriseOn(rows, day)?.sector)).toEqual([undefined, 'coking', 'coking', 'power']);
    const listed = idsOf(await town.city.get(path(town.otherEnterprise)));
    expect(listed.slice(0, 3)).toEqual([later, second, first].map(idOf));
  });

  it.each([
    ['validFrom', undefined],
    ['validFrom', '2021-02-30'],
    ['validFrom', '2021-01-01T00:00:00+08:00'],
    ['sector', undefined],
    ['sector', 'farming'],
    ['inPlanningArea', undefined],
    ['inPlanningArea', 'yes'],
    ['annualFreightTonnes', -1],
    ['annualFreightTonnes', 1.5],
    ['annualFreightTonnes', 3_000_000_000],
    ['railLineCompletedOn', '2020'],
    ['keyVehicleUser', null],
    ['performanceGrade', 'E'],
    ['grade', 'A'],
  ])('400: %s %j leaves neither facts nor a job', async (field, value) => {
    const rows = (await town.store.read.enterpriseFacts.of(town.enterprise)).length;
    const jobs = (await town.store.read.jobs.page({ to: 'all' }, { limit: 200 })).length;
    expect(problem(await town.county.post(path(), facts({ [field]: value })))).toEqual([400, `#/${field}`]);
    expect((await town.store.read.enterpriseFacts.of(town.enterprise)).length).toBe(rows);
    expect((await town.store.read.jobs.page({ to: 'all' }, { limit: 200 })).length).toBe(jobs);
  });

  it('400: refused in Chinese where that is asked for', async () => {
    const answer = await town.county.post(path(), facts({ validFrom: 'x' }), {
      headers: { 'Accept-Language': 'zh-CN' },
    });
    expect(answer.body).toMatchObject({ errors: [{ detail: '必须是日期 YYYY-MM-DD。' }] });
  });

  it('401: without a token', async () => {
    expect((await town.nobody.post(path(), facts())).status).toBe(401);
    expect((await town.nobody.get(path())).status).toBe(401);
  });

  it('403: owners and departments may read facts, not record them', async () => {
    for (const caller of [town.alice, town.bob, town.department]) {
      expect(problem(await caller.post(path(), facts()))).toEqual([403, undefined]);
      expect((await caller.get(path())).status).toBe(200);
    }
  });

  it('404: missing, not an enterprise, of another county, and a stranger are one and the same', async () => {
    const answers = [
      await town.county.post(path(MISSING), facts()),
      await town.county.post(path('none'), facts()),
      await town.county.post(path(town.contractorOrganisation), facts()),
      await town.otherCounty.post(path(), facts()),
      await town.charlie.post(path(), facts()),
      await town.contractor.post(path(), facts()),
      await town.otherCounty.get(path()),
      await town.charlie.get(path()),
      await town.contractor.get(path(town.contractorOrganisation)),
    ];
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/organisationId']));
  });

  it('404: a row of facts under another enterprise', async () => {
    const id = idOf(await town.city.post(path(), facts()));
    expect((await town.city.get(`${path()}/${id}`)).status).toBe(200);
    expect(problem(await town.city.get(`${path(town.otherEnterprise)}/${id}`))).toEqual([404, '#/id']);
    expect(problem(await town.charlie.get(`${path()}/${id}`))).toEqual([404, '#/organisationId']);
    expect(problem(await town.city.get(`${path()}/${MISSING}`))).toEqual([404, '#/id']);
  });

  it('lists last posted first, and no cursor goes on with another enterprise', async () => {
    for (const sector of ['steel', 'coal']) await town.county.post(path(), facts({ sector }));
    const all = idsOf(await town.alice.get(path()));
    const first = await town.alice.get(`${path()}?limit=1`);
    const { next } = first.body as { next: string };
    const second = await town.alice.get(`${path()}?limit=1&cursor=${next}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(all.slice(0, 2));
    const other = await town.city.get(`${path(town.otherEnterprise)}?limit=1&cursor=${next}`);
    expect(problem(other)).toEqual([400, '#/cursor']);
  });

  it('422: an idempotency key records once', async () => {
    const key = { headers: { 'Idempotency-Key': 'facts-1' } };
    const first = await town.county.post(path(), facts({ validFrom: '2022-02-02' }), key);
    const again = await town.county.post(path(), facts({ validFrom: '2022-02-02' }), key);
    expect(again.body).toEqual(first.body);
    expect((await town.county.post(path(), facts({ validFrom: '2022-02-03' }), key)).status).toBe(422);
    const rows = await town.store.read.enterpriseFacts.of(town.enterprise);
    expect(rows.filter(({ validFrom }) => validFrom === '2022-02-02')).toHaveLength(1);
  });
});
