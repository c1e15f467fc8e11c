import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshCode, idOf, itemIds, MISSING, newSite, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** Where the zone of a test lies: each test has its own degree. */
let west = 0;
/** A fictional zone, a tenth of a degree wide: no act names one for the city. */
const newZone = (more: object = {}) => ({
  ...{ name: '试验区', document: '测试通告〔2022〕1号', citation: '第一条：禁止使用国三以下机械。' },
  ...{ area: { type: 'Polygon', coordinates: [box(west, 37.8, west + 0.1, 37.9)] } },
  ...{ from: '2022-03-01', minStage: '3' },
  ...more,
});
/** So many millionths of a degree east of where the zone begins. */
const pin = (east: number) => ({ location: { longitude: (west * 1_000_000 + east) / 1_000_000, latitude: 37.85 } });

type Finding = {
  readonly id: string;
  readonly standing: string;
  readonly exempt: boolean;
  readonly exemptUntil?: string;
};
type Checked = {
  readonly wouldBe: string;
  readonly refusals: readonly { readonly pointer: string; readonly detail: string }[];
  readonly warnings: readonly { readonly code: string; readonly pointer: string }[];
  readonly zones: readonly Finding[];
};

describe.each(databases)('low-emission zones on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(() => {
    west += 1;
  });

  const draft = async (more: object = {}) => idOf(await yard.city.post('/zones', newZone(more)));
  const act = (id: string, action: string, body: object = {}, by: Caller = yard.city) =>
    by.post(`/zones/${id}/${action}`, body);
  async function published(more: object = {}): Promise<string> {
    const id = await draft(more);
    expect((await act(id, 'publish')).body.status).toBe('published');
    return id;
  }
  const end = async (...ids: string[]) => {
    for (const id of ids) await act(id, 'end', { until: '2022-03-01', reason: '试验结束' });
  };
  const siteAt = async (more: object) => idOf(await yard.alice.post('/sites', newSite(more)));
  const days = { plannedEntryOn: '2022-03-05', plannedExitOn: '2022-03-31' };
  const look = async (siteId: string, machineId: string, more: object = {}): Promise<Checked> => {
    const answer = await yard.alice.post('/filings/check', { siteId, machineId, ...days, ...more });
    expect(answer.status).toBe(200);
    return answer.body as Checked;
  };
  const codes = ({ warnings }: Checked) => warnings.map(({ code }) => code);

  it('none is shipped', async () => {
    expect((await yard.city.get('/zones')).body.items).toEqual([]);
    expect((await yard.alice.get('/zones/map')).body).toEqual({ type: 'FeatureCollection', features: [] });
  });

  it('201: drafted by the city, edited as a draft, published, and never changed again', async () => {
    const answer = await yard.city.post('/zones', newZone({ exempted: ['应急抢险'], categories: ['excavator'] }));
    expect(answer.body).toMatchObject({
      ...{ status: 'draft', version: 1, minStage: '3', exempted: ['应急抢险'], categories: ['excavator'] },
      area: { type: 'MultiPolygon', coordinates: [[box(west, 37.8, west + 0.1, 37.9)]] },
    });
    const path = `/zones/${idOf(answer)}`;
    for (const caller of [yard.alice, yard.officer, yard.department]) {
      expect((await caller.get(path)).status).toBe(404);
      expect(itemIds(await caller.get('/zones'))).not.toContain(idOf(answer));
    }
    expect((await yard.bare(yard.city, path, { smokeClass: 'III' })).status).toBe(428);
    expect((await yard.city.patch(path, { smokeClass: 'III', categories: null })).body).toMatchObject({
      smokeClass: 'III',
    });
    expect(problem(await yard.city.patch(path, { minStage: null, smokeClass: null }))).toEqual([400, '#/minStage']);
    expect((await yard.city.get('/zones/map?on=2022-03-02')).body.features).toEqual([]);
    expect((await act(idOf(answer), 'publish')).body).toMatchObject({ status: 'published' });
    for (const caller of [yard.alice, yard.enterprise, yard.officer])
      expect((await caller.get(path)).body).toMatchObject({ status: 'published', citation: newZone().citation });
    expect((await yard.city.patch(path, { name: 'A' })).status).toBe(409);
    expect((await act(idOf(answer), 'publish')).status).toBe(409);
    const map = (await yard.alice.get('/zones/map?on=2022-03-01')).body as { features: { id: string }[] };
    expect(map.features).toMatchObject([
      { type: 'Feature', id: idOf(answer), geometry: { type: 'MultiPolygon' }, properties: { name: '试验区' } },
    ]);
    expect((await yard.alice.get('/zones/map?on=2022-02-28')).body.features).toEqual([]);
    await end(idOf(answer));
  });

  it.each<[string, object, string]>([
    ['no demand', { minStage: undefined }, '#/minStage'],
    ['an end before its beginning', { until: '2022-02-28' }, '#/until'],
    ['an unknown stage', { minStage: 'X' }, '#/minStage'],
    ['no tailpipe', { minStage: 'D' }, '#/minStage'],
    ['a class that is none', { smokeClass: 'IV' }, '#/smokeClass'],
    ['an area that is a point', { area: { type: 'Point', coordinates: [113, 37] } }, '#/area/type'],
    [
      'a fault in an outline',
      { area: { type: 'MultiPolygon', coordinates: [[[...box(113, 37, 113.1, 37.1)].slice(1)]] } },
      '#/area/coordinates/0/0/3',
    ],
    ['a field of no zone', { colour: 'red' }, '#/colour'],
  ])('400: %s', async (_name, more, pointer) => {
    expect(problem(await yard.city.post('/zones', newZone(more)))).toEqual([400, pointer]);
  });

  it('401, 403, 404: only the city draws zones', async () => {
    expect((await nobodyOf(yard).get('/zones')).status).toBe(401);
    const id = await published();
    for (const caller of [yard.alice, yard.officer, yard.department, yard.enterprise]) {
      expect((await caller.post('/zones', newZone())).status).toBe(403);
      expect((await act(id, 'end', { until: '2022-03-02', reason: 'A' }, caller)).status).toBe(403);
    }
    expect(problem(await act(MISSING, 'publish'))).toEqual([404, '#/id']);
    await end(id);
  });

  it('a new version ends the one before it on the day before; one draft at a time; what never began is withdrawn', async () => {
    const first = await published({ from: '2022-01-01' });
    const next = await draft({ from: '2022-03-10', minStage: '4', replaces: first });
    expect(problem(await yard.city.post('/zones', newZone({ replaces: first })))).toEqual([409, '#/replaces']);
    expect((await act(next, 'publish')).body).toMatchObject({ version: 2, replacesId: first, seriesId: first });
    const ended = (await yard.alice.get(`/zones/${first}`)).body;
    expect(ended).toMatchObject({ until: '2022-03-09', replacedById: next });
    expect(ended).not.toHaveProperty('endReason');
    const on = async (day: string) => itemIds(await yard.alice.get(`/zones?on=${day}&seriesId=${first}`));
    expect([await on('2022-03-09'), await on('2022-03-10')]).toEqual([[first], [next]]);
    expect((await act(next, 'withdraw', { reason: 'A' })).status).toBe(409);
    const early = await draft({ from: '2022-03-10', replaces: next });
    expect(problem(await act(early, 'publish'))).toEqual([400, '#/from']);
    expect((await act(early, 'withdraw', { reason: '作废' })).body).toMatchObject({ status: 'withdrawn' });
    expect((await act(early, 'publish')).status).toBe(409);
    expect(idOf(await yard.city.post('/zones', newZone({ from: '2022-04-01', replaces: next })))).not.toBe(early);
    const later = await published({ from: '2022-03-05' });
    expect((await act(later, 'withdraw', { reason: '通告撤销' })).body.status).toBe('withdrawn');
    expect((await act(first, 'withdraw', { reason: 'A' })).status).toBe(409);
    expect(problem(await act(next, 'end', { until: '2022-03-09', reason: 'A' }))).toEqual([400, '#/until']);
    expect((await act(next, 'end', { until: '2022-03-10', reason: '废止' })).body).toMatchObject({
      until: '2022-03-10',
    });
    expect(problem(await act(next, 'end', { until: '2022-03-11', reason: 'A' }))).toEqual([409, '#/until']);
  });

  it('where the version to be replaced was withdrawn meanwhile, the new one takes nobody’s place', async () => {
    const first = await published({ from: '2022-03-20' });
    const next = await draft({ from: '2022-03-10', replaces: first });
    expect((await act(first, 'withdraw', { reason: '通告撤销' })).status).toBe(200);
    expect((await act(next, 'publish')).status).toBe(200);
    const { body } = await yard.city.get(`/zones/${first}`);
    expect(body).toMatchObject({ status: 'withdrawn', endReason: '通告撤销' });
    expect([body.until, body.replacedById]).toEqual([undefined, undefined]);
    await act(next, 'end', { until: '2022-03-10', reason: '试验结束' });
  });

  it('warns before a filing and on it, by where the site lies and what the machine is; refuses nothing', async () => {
    const zone = await published();
    const old = await yard.machine({
      emissionStage: '2',
      environmentalCode: undefined,
      pin: `P${Date.now()}`.padEnd(17, '0'),
    });
    const inside = await siteAt(pin(100_000));
    const outside = await siteAt(pin(100_001));
    const crossing = await siteAt({
      boundary: { type: 'Polygon', coordinates: [box(west + 0.09, 37.85, west + 0.2, 37.86)] },
    });
    const nowhere = await siteAt({});
    const checked = await look(inside, old);
    expect(checked).toMatchObject({
      ...{ wouldBe: 'submitted', refusals: [] },
      zones: [{ id: zone, standing: 'below', exempt: false, minStage: '3', citation: newZone().citation }],
    });
    expect(checked.warnings).toEqual([{ code: 'below_zone_minimum', pointer: '#/machineId' }]);
    expect(codes(await look(crossing, old))).toEqual(['below_zone_minimum']);
    expect(codes(await look(outside, old))).toEqual([]);
    expect(codes(await look(nowhere, old))).toEqual(['zone_place_unknown']);
    expect(codes(await look(inside, await yard.machine()))).toEqual([]);
    const unknown = await yard.machine({
      emissionStage: 'X',
      environmentalCode: undefined,
      mein: undefined,
      pin: `Q${Date.now()}`.padEnd(17, '0'),
    });
    expect(codes(await look(inside, unknown))).toEqual(['zone_unknown']);
    const filing = await yard.file(inside, old, days);
    expect(filing.status).toBe(201);
    expect(filing.body.warnings).toEqual([{ code: 'below_zone_minimum', pointer: '#/machineId' }]);
    expect(filing.body.zones).toMatchObject([{ id: zone, standing: 'below' }]);
    expect((await yard.alice.get(`/filings/${idOf(filing)}`)).body.zones).toEqual(filing.body.zones);
    await end(zone);
    expect((await yard.alice.get(`/filings/${idOf(filing)}`)).body).toMatchObject({ zones: [], warnings: [] });
  });

  it.each([
    ['2022-02-01', '2022-02-28', 0],
    ['2022-02-01', '2022-03-01', 1],
    ['2022-03-10', '2022-03-20', 1],
    ['2022-03-11', '2022-03-20', 0],
  ])('of a zone from 2022-03-01 to 2022-03-10 a stay from %s to %s is told %i times', async (from, until, times) => {
    const zone = await published({ until: '2022-03-10' });
    const site = await siteAt(pin(50_000));
    const { zones } = await look(site, await yard.machine(), { plannedEntryOn: from, plannedExitOn: until });
    expect(zones).toHaveLength(times);
    await end(zone);
  });

  it('the dry look tells every refusal at once, leaves no trace, and is for those who may file', async () => {
    const site = await siteAt(pin(500_000));
    const machine = await yard.machine();
    const filed = idOf(await yard.file(site, machine));
    await yard.alice.patch(`/sites/${site}`, { endsOn: '2022-06-30' });
    const wrong = await look(site, machine, { plannedEntryOn: '2022-07-02', plannedExitOn: '2022-07-01' });
    expect(wrong.wouldBe).toBe('refused');
    expect(wrong.refusals.map(({ pointer }) => pointer)).toEqual([
      ...['#/plannedEntryOn', '#/plannedExitOn', '#/machineId'],
    ]);
    const taken = await look(site, machine, { plannedEntryOn: '2022-01-01' });
    expect(taken.refusals.map(({ pointer }) => pointer)).toEqual(['#/machineId']);
    expect(codes(taken)).toEqual(['planned_entry_past']);
    expect(itemIds(await yard.alice.get(`/filings?siteId=${site}`))).toEqual([filed]);
    const body = { siteId: site, machineId: machine, ...days };
    const told = await yard.alice.post('/filings/check', body, { headers: { 'Accept-Language': 'zh-CN' } });
    expect((told.body as Checked).refusals[0]?.detail).toMatch(/未结申报/);
    expect((await nobodyOf(yard).post('/filings/check', body)).status).toBe(401);
    expect((await yard.officer.post('/filings/check', body)).status).toBe(403);
    expect(problem(await yard.charlie.post('/filings/check', body))).toEqual([404, '#/siteId']);
    expect(problem(await yard.alice.post('/filings/check', { ...body, machineId: MISSING }))).toEqual([
      404,
      '#/machineId',
    ]);
    await yard.officer.post('/inspections', {
      ...{ siteId: site, machineId: machine, inspectedAt: '2022-03-04T09:00:00+08:00', ringelmann: 3 },
    });
    const other = await siteAt(pin(500_000));
    expect(codes(await look(other, machine))).toEqual(['prohibition_open']);
  });

  describe('exempted from a zone', () => {
    const exempt = (subject: object, zoneId: string, more: object = {}, by: Caller = yard.officer) =>
      by.post('/exemptions', {
        ...{ subject, zoneId, from: '2022-03-01', to: '2022-03-31', reason: '抢险', category: 'emergency' },
        ...more,
      });

    it('for all of the days a machine or a site is silent, and shown; for a part it is warned of', async () => {
      const zone = await published();
      const site = await siteAt(pin(50_000));
      const machine = await yard.machine({
        emissionStage: '2',
        environmentalCode: undefined,
        pin: `R${Date.now()}`.padEnd(17, '0'),
      });
      const part = await exempt({ machineId: machine }, zone, { to: '2022-03-30' });
      expect(part.body).toMatchObject({ zoneId: zone, clause: null, orderId: null, clauseOrOrder: null });
      const partly = await look(site, machine);
      expect(codes(partly)).toEqual(['below_zone_minimum']);
      expect(partly.zones).toMatchObject([{ exempt: false, exemptUntil: '2022-03-31T00:00:00.000+08:00' }]);
      const whole = await exempt({ siteId: site }, zone, { from: '2022-03-20' });
      const wholly = await look(site, machine);
      expect(codes(wholly)).toEqual([]);
      expect(wholly.zones).toMatchObject([
        { standing: 'below', exempt: true, exemptUntil: '2022-04-01T00:00:00.000+08:00' },
      ]);
      expect((await yard.officer.post(`/exemptions/${idOf(whole)}/revoke`, { reason: '险情解除' })).status).toBe(200);
      expect(codes(await look(site, machine))).toEqual(['below_zone_minimum']);
      await end(zone);
    });

    it('holds for every version of the zone', async () => {
      const zone = await published();
      const site = await siteAt(pin(50_000));
      const machine = await yard.machine({ emissionStage: '2' });
      expect((await exempt({ machineId: machine }, zone)).status).toBe(201);
      const next = await published({ from: '2022-03-03', replaces: zone });
      const { warnings, zones } = await look(site, machine);
      expect(warnings.map(({ code }) => code)).not.toContain('below_zone_minimum');
      expect(zones).toMatchObject([{ id: next, standing: 'below', exempt: true }]);
      await act(next, 'end', { until: '2022-03-03', reason: '试验结束' });
    });

    it('400, 404: of no such zone, of a draft, of what no zone is about, or with a clause as well', async () => {
      const zone = await published();
      const site = await siteAt(pin(50_000));
      expect(problem(await exempt({ siteId: site }, MISSING))).toEqual([404, '#/zoneId']);
      expect(problem(await exempt({ siteId: site }, await draft()))).toEqual([404, '#/zoneId']);
      expect(problem(await exempt({ siteId: site }, await draft(), {}, yard.city))).toEqual([400, '#/zoneId']);
      expect(problem(await exempt({ plate: '晋C12345', plateColour: 'yellow' }, zone))).toEqual([400, '#/subject']);
      expect(problem(await exempt({ siteId: site }, zone, { clauseOrOrder: '3.3' }))).toEqual([400, '#/zoneId']);
      expect(problem(await exempt({ siteId: site }, zone, { zoneId: undefined }))).toEqual([400, '#/clauseOrOrder']);
      await end(zone);
    });
  });

  describe('asking for a class of smoke', () => {
    /** Between the limits of class II (0.8) and class III (0.5). */
    const smoke = { readings: [0.6, 0.6, 0.6] };
    const asking = (more: object = {}) => published({ minStage: undefined, smokeClass: 'III', ...more });
    const tested = async (siteId: string, machineId: string | undefined, more: object = { smoke }) =>
      idOf(
        await yard.officer.post('/inspections', {
          ...{ siteId, machineId, inspectedAt: '2022-03-03T09:00:00+08:00' },
          ...more,
        }),
      );
    const testOf = async (id: string) => (await yard.officer.get(`/inspections/${id}`)).body;
    const resultOf = async (id: string) => {
      await yard.service.settled();
      return (await testOf(id)).result as string;
    };

    it('is met only where a test shows it', async () => {
      const zone = await asking({ from: '2022-03-05' });
      const site = await siteAt(pin(50_000));
      const machine = await yard.machine();
      const standing = async () => (await look(site, machine)).zones.map((one) => one.standing);
      expect([await standing(), codes(await look(site, machine))]).toEqual([['unknown'], ['zone_unknown']]);
      await tested(site, machine);
      expect(await standing()).toEqual(['below']);
      const again = { smoke: { readings: [0.5, 0.5, 0.5] }, inspectedAt: '2022-03-03T10:00:00+08:00' };
      await tested(site, machine, again);
      expect([await standing(), codes(await look(site, machine))]).toEqual([['meets'], []]);
      await act(zone, 'end', { until: '2022-03-05', reason: '试验结束' });
    });

    it('the place unknown, a pass that it would fail is inconclusive, until the site is marked', async () => {
      const zone = await asking();
      const site = await siteAt({});
      const machine = await yard.machine();
      const id = await tested(site, machine);
      expect(await testOf(id)).toMatchObject({
        ...{ result: 'inconclusive', missing: ['zone'], class: 'II', table: { possibleZoneClass: 'III' } },
      });
      await yard.alice.patch(`/sites/${site}`, pin(50_000));
      expect(await resultOf(id)).toBe('fail');
      await yard.alice.patch(`/sites/${site}`, pin(500_000));
      expect(await resultOf(id)).toBe('pass');
      await end(zone);
    });

    it('the fuel unknown where its act names fuels, likewise', async () => {
      const zone = await asking({ fuels: ['diesel'] });
      const site = await siteAt(pin(50_000));
      const met = { name: '挖掘机', category: 'excavator', emissionStage: '3', engine: { powerKw: 100 } };
      const results = [];
      for (const fuel of [undefined, 'diesel', 'petrol']) {
        const machine = { ...met, environmentalCode: freshCode(), fuel };
        const id = await tested(site, undefined, { machine, smoke });
        results.push((await testOf(id)).result);
      }
      expect(results).toEqual(['inconclusive', 'fail', 'pass']);
      await end(zone);
    });

    it('told afterwards, tests since its first day are judged again; so after an exemption, its revocation and its end', async () => {
      const site = await siteAt(pin(50_000));
      const [machine, other] = [await yard.machine(), await yard.machine()];
      const id = await tested(site, machine);
      const before = await tested(site, other, { smoke, inspectedAt: '2022-03-01T09:00:00+08:00' });
      expect([await resultOf(id), await resultOf(before)]).toEqual(['pass', 'pass']);
      const zone = await asking({ from: '2022-03-02' });
      expect([await resultOf(id), await resultOf(before)]).toEqual(['fail', 'pass']);
      expect(itemIds(await yard.officer.get(`/prohibitions?machineId=${machine}&status=open`))).toHaveLength(1);
      for (const subject of [{ siteId: site }, { machineId: machine }]) {
        const exemption = idOf(
          await yard.officer.post('/exemptions', {
            ...{ subject, zoneId: zone, from: '2022-03-03', to: '2022-03-03', reason: '抢险', category: 'emergency' },
          }),
        );
        expect(await resultOf(id)).toBe('pass');
        const revoked = { from: '2022-03-03T00:00:00+08:00', reason: '误批' };
        expect((await yard.officer.post(`/exemptions/${exemption}/revoke`, revoked)).status).toBe(200);
        expect(await resultOf(id)).toBe('fail');
      }
      await act(zone, 'end', { until: '2022-03-02', reason: '废止' });
      expect(await resultOf(id)).toBe('pass');
      expect(itemIds(await yard.officer.get(`/prohibitions?machineId=${machine}&status=open`))).toEqual([]);
      const trail = await yard.service.store.read.audit.page(
        { subjectType: 'inspection', subjectId: id },
        { limit: 9 },
      );
      expect(trail.map(({ action }) => action)).toEqual([...Array(6).fill('inspection.rejudge'), 'inspection.create']);
    });
  });
});
