import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endOverUnits } from '../../src/actions/sites/answer-unit.ts';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshCreditCode, PASSWORD } from '../support/world.ts';
import {
  idOf,
  itemIds,
  kindsOf,
  MISSING,
  newMachine,
  newSite,
  nobodyOf,
  openYard,
  problem,
  type Yard,
} from './yard.ts';

type Person = { readonly caller: Caller; readonly organisationId: string; readonly creditCode: string };

const DAYS = { plannedEntryOn: '2022-03-01', plannedExitOn: '2022-06-30' };

describe.each(databases)('units on sites on $name', (database) => {
  let yard: Yard;
  let sub: Person;
  let colleague: Caller;
  let plant: Person;
  let far: Person;
  beforeAll(async () => {
    yard = await openYard(database);
    sub = await newcomer('contractor', '140303', 'sub');
    colleague = await another('contractor', sub, 'sub-colleague');
    plant = await newcomer('enterprise', '140302', 'plant');
    far = await newcomer('contractor', '140303', 'far');
  });
  afterAll(() => yard.service.close());

  async function newcomer(role: 'contractor' | 'enterprise', countyCode: string, username: string): Promise<Person> {
    const admin = await yard.service.admin();
    const creditCode = freshCreditCode(countyCode);
    const body = { kind: role, name: `单位 ${username}`, creditCode, countyCode };
    const organisationId = idOf(await admin.post('/organisations', body));
    return { organisationId, creditCode, caller: await another(role, { organisationId }, username) };
  }
  async function another(role: string, { organisationId }: { readonly organisationId: string }, username: string) {
    const admin = await yard.service.admin();
    idOf(await admin.post('/users', { username, password: PASSWORD, role, organisationId }));
    return yard.service.logIn(username, PASSWORD);
  }
  const add = (siteId: string, person: Person, more: object = {}, by = yard.alice) =>
    by.post('/site-units', { siteId, creditCode: person.creditCode, role: 'subcontractor', ...more });
  const act = (caller: Caller, id: string, action: string, body: object = {}) =>
    caller.post(`/site-units/${id}/${action}`, body);
  const file = async (caller: Caller, siteId: string, machineId?: string) =>
    caller.post('/filings', { siteId, machineId: machineId ?? (await yard.machine()), ...DAYS });
  /** A site of alice's with the subcontractor on it. */
  async function shared(person = sub): Promise<{ readonly site: string; readonly unit: string }> {
    const site = await yard.site();
    const unit = idOf(await add(site, person));
    expect((await act(person.caller, unit, 'confirm')).status).toBe(200);
    return { site, unit };
  }

  it('201: invited by the organisation of the site, shown by name only, and told of', async () => {
    const site = await yard.site();
    const answer = await add(site, sub, { until: '2022-08-31' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ organisation: { id: sub.organisationId, name: '单位 sub' }, site: { id: site, name: '三中改造' } },
      ...{ status: 'invited', role: 'subcontractor', since: '2022-03-04', until: '2022-08-31' },
    });
    expect(answer.headers.location).toBe(`/api/v1/site-units/${idOf(answer)}`);
    expect(JSON.stringify(answer.body)).not.toContain(sub.creditCode);
    expect((await colleague.get(`/site-units/${idOf(answer)}`)).body).toEqual(answer.body);
    expect(itemIds(await sub.caller.get('/site-units?status=invited'))).toContain(idOf(answer));
    await deliverMessages(yard.service.store, () => ({
      now: yard.service.clock.now(),
      newId: yard.service.app.env.newId,
    }));
    const told = (await sub.caller.get('/notifications')).body.items as { topic: string; summary: string }[];
    expect(told.find(({ topic }) => topic === 'site-unit.changed')?.summary).toContain('三中改造');
  });

  it('400, 401, 403, 404: who adds, and whom', async () => {
    const site = await yard.site();
    expect(problem(await add(site, sub, { until: '2022-03-03' }))).toEqual([400, '#/until']);
    expect(problem(await add(site, { ...sub, creditCode: '911403000000000000' }))).toEqual([400, '#/creditCode']);
    expect(problem(await add(site, sub, { role: 'owner' }))).toEqual([400, '#/role']);
    expect(problem(await add(site, { ...sub, creditCode: freshCreditCode('140302') }))).toEqual([404, '#/creditCode']);
    expect((await add(site, sub, {}, nobodyOf(yard))).status).toBe(401);
    for (const caller of [yard.department, plant.caller]) expect((await add(site, sub, {}, caller)).status).toBe(403);
    const stranger = await add(site, sub, {}, yard.charlie);
    expect(problem(stranger)).toEqual([404, '#/siteId']);
    expect({ ...stranger.body, requestId: '' }).toEqual({
      ...(await add(MISSING, sub, {}, yard.charlie)).body,
      requestId: '',
    });
    expect(problem(await add(site, sub, {}, yard.otherOfficer))).toEqual([404, '#/siteId']);
    const { site: other } = await shared();
    expect((await add(other, plant, {}, sub.caller)).status).toBe(403);
  });

  it('409: once a site, and not the organisation whose site it is; again after it ended or declined', async () => {
    const { site, unit } = await shared();
    const again = await add(site, sub);
    expect(problem(again)).toEqual([409, '#/creditCode']);
    expect(again.body.existing).toBe(unit);
    const [mine] = (await (await yard.service.admin()).get('/organisations?kind=contractor')).body.items.filter(
      ({ id }: { id: string }) => id === yard.contractorId,
    ) as { creditCode: string }[];
    expect(problem(await add(site, { ...sub, creditCode: mine?.creditCode ?? '' }))).toEqual([409, '#/creditCode']);
    await act(sub.caller, unit, 'end');
    const second = idOf(await add(site, sub));
    expect((await act(sub.caller, second, 'decline', { reason: '未中标' })).body).toMatchObject({
      ...{ status: 'declined', reason: '未中标' },
    });
    expect((await add(site, sub)).status).toBe(201);
  });

  it('the states: what each side may do, and when', async () => {
    const site = await yard.site();
    const unit = idOf(await add(site, sub));
    for (const action of ['confirm', 'decline']) {
      for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department])
        expect((await act(caller, unit, action)).status).toBe(403);
      for (const caller of [yard.charlie, far.caller, yard.otherOfficer])
        expect((await act(caller, unit, action)).status).toBe(404);
    }
    expect((await act(yard.department, unit, 'end')).status).toBe(403);
    expect((await act(colleague, unit, 'confirm')).body).toMatchObject({ status: 'confirmed' });
    expect((await act(sub.caller, unit, 'confirm')).status).toBe(409);
    expect((await act(sub.caller, unit, 'decline')).status).toBe(409);
    expect((await act(yard.bob, unit, 'end', { reason: '合同解除' })).body).toMatchObject({
      ...{ status: 'ended', until: '2022-03-04', reason: '合同解除' },
    });
    for (const action of ['confirm', 'decline', 'end']) expect((await act(sub.caller, unit, action)).status).toBe(409);
    const byOfficer = await add(site, plant, { role: 'developer' }, yard.officer);
    expect(byOfficer.body).toMatchObject({ status: 'confirmed', role: 'developer' });
    expect((await act(yard.officer, idOf(byOfficer), 'end')).body.status).toBe('ended');
  });

  it('an invited unit, and a stranger, see neither the site nor its machines, and cannot file', async () => {
    const site = await yard.site();
    const unit = idOf(await add(site, sub));
    for (const { caller } of [sub, far]) {
      for (const path of [`/sites/${site}`, `/sites/${site}/machines`])
        expect((await caller.get(path)).status).toBe(404);
      expect(itemIds(await caller.get('/sites'))).not.toContain(site);
      expect(problem(await file(caller, site))).toEqual([404, '#/siteId']);
    }
    expect((await far.caller.get(`/site-units/${unit}`)).status).toBe(404);
    expect(itemIds(await far.caller.get('/site-units'))).toEqual([]);
  });

  it('a filing by a unit meets the duty of the site, and is read by both sides', async () => {
    const { site } = await shared();
    const machine = await yard.machine();
    const filing = await file(sub.caller, site, machine);
    expect(filing.body).toMatchObject({
      organisationId: sub.organisationId,
      countyCode: '140302',
      status: 'submitted',
    });
    const path = `/filings/${idOf(filing)}`;
    for (const caller of [sub.caller, colleague, yard.alice, yard.bob, yard.officer, yard.city, yard.department]) {
      expect((await caller.get(path)).status).toBe(200);
      expect(itemIds(await caller.get(`/filings?siteId=${site}`))).toEqual([idOf(filing)]);
    }
    for (const caller of [yard.charlie, far.caller, yard.otherOfficer, plant.caller])
      expect((await caller.get(path)).status).toBe(404);
    expect((await yard.alice.post(`${path}/withdraw`, {})).status).toBe(403);
    const met = await yard.officer.post('/site-entries', {
      ...{ siteId: site, machineId: machine, enteredAt: '2022-03-04T10:03:00+08:00', working: true },
    });
    expect(kindsOf(met)).toEqual([]);
  });

  it('a unit sees its own filings and the cards of what another filed; the site’s organisation sees all', async () => {
    const { site } = await shared();
    const officers = idOf(await add(site, plant, { role: 'developer' }, yard.officer));
    const machine = await yard.machine();
    const own = idOf(await file(yard.alice, site, machine));
    const theirs = idOf(await file(sub.caller, site));
    const developers = idOf(await file(plant.caller, site));
    expect(itemIds(await yard.alice.get(`/filings?siteId=${site}`))).toEqual([developers, theirs, own]);
    expect(itemIds(await sub.caller.get(`/filings?siteId=${site}`))).toEqual([theirs]);
    expect(itemIds(await plant.caller.get(`/filings?siteId=${site}`))).toEqual([developers]);
    expect((await sub.caller.get(`/filings/${own}`)).status).toBe(404);
    const filed = await sub.caller.get(`/sites/${site}/machines?machineId=${machine}`);
    expect(filed.body.items).toEqual([
      {
        machine: { id: machine, name: '挖掘机', category: 'excavator', emissionStage: '3' },
        ...{ status: 'submitted', ...DAYS, entered: false },
      },
    ]);
    expect((await sub.caller.get(`/sites/${site}/machines`)).body.items).toHaveLength(3);
    expect(problem(await file(sub.caller, site, machine))).toEqual([409, '#/machineId']);
    expect((await act(plant.caller, officers, 'end')).status).toBe(200);
  });

  it('a unit’s entries stand for the site, are read by it and by the site’s organisation, and by no other unit', async () => {
    const { site } = await shared();
    const unit = idOf(await add(site, far));
    await act(far.caller, unit, 'confirm');
    const entry = await sub.caller.post('/site-entries', {
      ...{ siteId: site, machineId: await yard.machine(), enteredAt: '2022-03-04T09:00:00+08:00' },
    });
    expect(entry.body.organisationId).toBe(yard.contractorId);
    const path = `/site-entries/${idOf(entry)}`;
    for (const caller of [sub.caller, colleague, yard.alice, yard.officer]) {
      expect((await caller.get(path)).status).toBe(200);
      expect(itemIds(await caller.get(`/site-entries?siteId=${site}`))).toEqual([idOf(entry)]);
    }
    expect((await far.caller.get(path)).status).toBe(404);
    expect(itemIds(await far.caller.get(`/site-entries?siteId=${site}`))).toEqual([]);
    const [flag] = entry.body.violations as { id: string }[];
    const violation = await yard.alice.get(`/violations/${flag?.id}`);
    expect(violation.body.subject.organisationId).toBe(yard.contractorId);
    expect(violation.body.evidence.units).toEqual([
      { organisationId: sub.organisationId, role: 'subcontractor' },
      { organisationId: far.organisationId, role: 'subcontractor' },
    ]);
    expect((await sub.caller.get(`/violations/${flag?.id}`)).status).toBe(404);
  });

  it('a unit that left reads what it filed, reports its exits, and files no more', async () => {
    const { site, unit } = await shared();
    const filing = idOf(await file(sub.caller, site));
    const returned = idOf(await file(sub.caller, site));
    await yard.officer.post(`/filings/${returned}/return`, { reason: '材料不全' });
    await act(yard.alice, unit, 'end');
    for (const caller of [sub.caller, colleague]) {
      expect((await caller.get(`/filings/${filing}`)).status).toBe(200);
      expect(itemIds(await caller.get(`/filings?siteId=${site}`))).toEqual([returned, filing]);
      expect((await caller.get(`/sites/${site}`)).status).toBe(200);
      expect((await file(caller, site)).status).toBe(403);
    }
    const entry = { siteId: site, machineId: await yard.machine(), enteredAt: '2022-03-04T09:00:00+08:00' };
    expect((await sub.caller.post('/site-entries', entry)).status).toBe(403);
    expect((await sub.caller.post(`/filings/${returned}/resubmit`, {})).status).toBe(403);
    const at = '2022-03-04T10:02:00+08:00';
    expect((await sub.caller.post(`/filings/${filing}/entry`, { enteredAt: at })).status).toBe(200);
    expect((await sub.caller.post(`/filings/${filing}/exit`, { exitedAt: at })).status).toBe(200);
    // What others brought there is not its business any more.
    expect((await sub.caller.get(`/sites/${site}/machines`)).status).toBe(403);
    const evidence = (type: string, id: string) => sub.caller.get(`/evidence?subjectType=${type}&subjectId=${id}`);
    expect((await evidence('site', site)).status).toBe(404);
    expect((await evidence('filing', filing)).status).toBe(200);
    const { site: unfiled, unit: idle } = await shared();
    await act(yard.alice, idle, 'end');
    expect((await sub.caller.get(`/sites/${unfiled}`)).status).toBe(404);
    expect(problem(await file(sub.caller, unfiled))).toEqual([404, '#/siteId']);
  });

  it('evidence: each adds to what it wrote, and reads what it may see', async () => {
    const { site } = await shared();
    const filing = idOf(await file(sub.caller, site));
    const own = idOf(await file(yard.alice, site));
    const list = (caller: Caller, subjectType: string, subjectId: string) =>
      caller.get(`/evidence?subjectType=${subjectType}&subjectId=${subjectId}`);
    for (const caller of [sub.caller, yard.alice]) {
      expect((await list(caller, 'site', site)).status).toBe(200);
      expect((await list(caller, 'filing', filing)).status).toBe(200);
    }
    expect((await list(sub.caller, 'filing', own)).status).toBe(404);
    expect((await list(far.caller, 'site', site)).status).toBe(404);
  });

  it('a closed site takes no filings by anybody, until it is opened again', async () => {
    const { site } = await shared();
    const open = idOf(await file(sub.caller, site));
    expect((await sub.caller.post(`/sites/${site}/close`, {})).status).toBe(403);
    expect((await far.caller.post(`/sites/${site}/close`, {})).status).toBe(404);
    // Not on a day to come, nor before its schedule.
    for (const closedOn of ['2022-03-05', '2021-12-31'])
      expect(problem(await yard.alice.post(`/sites/${site}/close`, { closedOn }))).toEqual([400, '#/closedOn']);
    const closed = await yard.bob.post(`/sites/${site}/close`, { closedOn: '2022-03-03' });
    expect(closed.body).toMatchObject({ status: 'closed', closedOn: '2022-03-03', openFilings: 1 });
    expect((await yard.officer.post(`/sites/${site}/close`, {})).status).toBe(409);
    for (const caller of [yard.alice, sub.caller]) expect(problem(await file(caller, site))).toEqual([409, '#/siteId']);
    expect((await sub.caller.post(`/filings/${open}/withdraw`, {})).status).toBe(200);
    expect(itemIds(await yard.alice.get('/sites?status=closed'))).toContain(site);
    expect(itemIds(await yard.alice.get('/sites?status=open'))).not.toContain(site);
    expect((await yard.officer.post(`/sites/${site}/reopen`, {})).body).toMatchObject({ status: 'open' });
    expect((await yard.officer.post(`/sites/${site}/reopen`, {})).status).toBe(409);
    expect((await file(sub.caller, site)).status).toBe(201);
  });

  it('400: a site is not closed before the day on which a machine was last met there', async () => {
    const close = (id: string, closedOn: string) => yard.alice.post(`/sites/${id}/close`, { closedOn });
    const machineId = await yard.machine();
    const [seen, inspected, filed] = [await yard.site(), await yard.site(), await yard.site()];
    await yard.alice.post('/site-entries', { siteId: seen, machineId, enteredAt: '2022-03-02T09:00:00+08:00' });
    const inspection = { siteId: inspected, machineId, inspectedAt: '2022-03-02T23:59:00+08:00', ringelmann: 1 };
    expect((await yard.officer.post('/inspections', inspection)).status).toBe(201);
    const filing = `/filings/${idOf(await file(yard.alice, filed, machineId))}`;
    await yard.alice.post(`${filing}/entry`, { enteredAt: '2022-03-01T09:00:00+08:00' });
    await yard.alice.post(`${filing}/exit`, { exitedAt: '2022-03-02T09:00:00+08:00' });
    for (const site of [seen, inspected, filed]) {
      expect(problem(await close(site, '2022-03-01'))).toEqual([400, '#/closedOn']);
      expect((await close(site, '2022-03-02')).body.closedOn).toBe('2022-03-02');
    }
    const unbegun = idOf(await yard.alice.post('/sites', newSite({ startsOn: '2022-04-01' })));
    expect((await yard.alice.post(`/sites/${unbegun}/close`, {})).status).toBe(409);
    expect((await close(unbegun, '2022-03-04')).status).toBe(400);
  });

  it('a term that is over ends filing by itself', async () => {
    const site = await yard.site();
    const unit = idOf(await add(site, sub, { until: '2022-03-04' }));
    await act(sub.caller, unit, 'confirm');
    const invited = idOf(await add(site, far, { until: '2022-03-04' }));
    const { store, app, clock } = yard.service;
    const ended = () =>
      store.write((tx) =>
        endOverUnits(
          tx,
          {
            ...{ now: clock.now(), newId: app.env.newId, requestId: 'site-unit-terms' },
            randomBytes: (count) => Buffer.alloc(count, 7),
          },
          200,
        ),
      );
    expect(await ended()).toBe(0);
    const machine = await yard.machine();
    expect((await file(sub.caller, site)).status).toBe(201);
    yard.service.clock.set('2022-03-05T00:00:00+08:00');
    const later = await yard.service.logIn('sub', PASSWORD);
    expect((await file(later, site, machine)).status).toBe(403);
    expect([await ended(), await ended()]).toEqual([2, 0]);
    expect((await later.get(`/site-units/${unit}`)).body).toMatchObject({ status: 'ended', until: '2022-03-04' });
    expect((await store.read.siteUnits.find(invited))?.status).toBe('ended');
    expect((await later.get(`/sites/${site}/machines`)).status).toBe(403);
    expect((await later.get(`/sites/${site}`)).status).toBe(200);
  });
});

const SQUARE = [
  [113.58, 37.85],
  [113.59, 37.85],
  [113.59, 37.86],
  [113.58, 37.86],
  [113.58, 37.85],
];
const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });

describe.each(databases)('outlines of sites on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());

  it('201: kept as given, turned to the left, with its permit; a pin outside is a warning', async () => {
    const permit = { permitNumber: '阳建 7', permitIssuer: '阳泉市住建局', permitIssuedOn: '2021-12-01' };
    const body = { ...permit, organisationRole: 'contractor', boundary: polygon([[...SQUARE].reverse()]) };
    const site = await yard.alice.post(
      '/sites',
      newSite({ ...body, location: { longitude: 113.59, latitude: 37.86 } }),
    );
    expect(site.status).toBe(201);
    expect(site.body).toMatchObject({
      ...permit,
      organisationRole: 'contractor',
      boundary: polygon([SQUARE]),
      warnings: [],
    });
    const moved = await yard.alice.patch(`/sites/${idOf(site)}`, {
      location: { longitude: 113.590001, latitude: 37.86 },
    });
    expect(moved.body.warnings).toEqual([{ code: 'pin_outside_boundary', pointer: '#/location' }]);
    expect((await yard.alice.get(`/sites/${idOf(site)}`)).body).toEqual(moved.body);
    const erased = await yard.alice.patch(`/sites/${idOf(site)}`, { boundary: null });
    expect(erased.body).not.toHaveProperty('boundary');
    expect(erased.body.warnings).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['not closed', [SQUARE.slice(0, 4)], '#/boundary/coordinates/0/3'],
    ['three places', [SQUARE.slice(0, 3)], '#/boundary/coordinates/0'],
    ['a bow tie', [[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]], '#/boundary/coordinates/0/2'],
    ['a hole', [SQUARE, SQUARE], '#/boundary/coordinates'],
    ['seven decimals', [[[113.1234567, 37], ...SQUARE]], '#/boundary/coordinates/0/0/0'],
    ['latitude first', [SQUARE.map(([x, y]) => [y, x])], '#/boundary/coordinates/0/0'],
    [
      'too large',
      [
        [
          [113, 37],
          [113.2, 37],
          [113.2, 37.2],
          [113, 37.2],
          [113, 37],
        ],
      ],
      '#/boundary/coordinates/0',
    ],
    ['501 places', [Array.from({ length: 501 }, () => [113, 37])], '#/boundary/coordinates/0'],
  ])('400: %s', async (_name, coordinates, pointer) => {
    expect(problem(await yard.alice.post('/sites', newSite({ boundary: polygon(coordinates) })))).toEqual([
      400,
      pointer,
    ]);
  });

  it('a schedule is shortened under open filings, with a warning; nothing new goes outside it', async () => {
    const site = await yard.site();
    const filing = idOf(await yard.file(site, await yard.machine()));
    const shorter = await yard.alice.patch(`/sites/${site}`, { endsOn: '2022-06-30' });
    expect(shorter.body.warnings).toEqual([{ code: 'filings_outside_schedule', pointer: '#/endsOn' }]);
    expect((await yard.alice.get(`/filings/${filing}`)).body.status).toBe('submitted');
    expect(problem(await yard.file(site, await yard.machine()))).toEqual([400, '#/plannedExitOn']);
    const listed = (await yard.alice.get('/sites')).body.items as { id: string; warnings: object[] }[];
    expect(listed.find(({ id }) => id === site)?.warnings).toEqual(shorter.body.warnings);
    await yard.alice.post(`/filings/${filing}/withdraw`, {});
    expect((await yard.alice.get(`/sites/${site}`)).body.warnings).toEqual([]);
  });

  it('lies on the ground of an enterprise named by its credit code', async () => {
    const admin = await yard.service.admin();
    const creditCode = freshCreditCode('140302');
    const enterpriseId = idOf(
      await admin.post('/organisations', { kind: 'enterprise', name: '钢厂', creditCode, countyCode: '140302' }),
    );
    const site = await yard.alice.post('/sites', newSite({ enterpriseCreditCode: creditCode }));
    expect(site.body.enterpriseId).toBe(enterpriseId);
    const unknown = { enterpriseCreditCode: freshCreditCode('140302') };
    expect(problem(await yard.alice.patch(`/sites/${idOf(site)}`, unknown))).toEqual([404, '#/enterpriseCreditCode']);
    expect((await yard.alice.patch(`/sites/${idOf(site)}`, { enterpriseCreditCode: null })).body).not.toHaveProperty(
      'enterpriseId',
    );
    expect(newMachine().category).toBe('excavator');
  });
});
