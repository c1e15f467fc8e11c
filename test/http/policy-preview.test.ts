import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewStep, writePreviewPart } from '../../src/actions/policies/preview.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { contractor, freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, lorry, problem } from './fleet-world.ts';
import { COKING, diesel, itemsOf, madeOf, type Plant, pass, plant } from './gate-world.ts';
import { bytesOf } from './ledger-world.ts';
import { bodyOf, draft, freshCode, plan } from './policy-world.ts';

const NOW = '2022-12-20T10:00:00+08:00';
const DECEMBER = { from: '2022-12-01', to: '2022-12-20' };

type Counts = { before: number; after: number; newly: number; noLonger: number; changed: number };
type Preview = {
  id: string;
  exact: boolean;
  limits: { code: string }[];
  job: { id: string; status: string; done: number; total: number };
  looked: Record<string, number>;
  total: Counts;
  outcomes: { before: string; after: string; things: number }[];
  byKind: (Counts & { kind: string })[];
  byRule: (Counts & { rule: string })[];
  byCounty: (Counts & { countyCode: string })[];
  byMonth: (Counts & { month: string })[];
};
type Row = Record<'newly' | 'noLonger' | 'changed', number> & Record<string, unknown>;

describe.each(databases)('previews of a draft on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let station: Plant;
  let yard: Plant;
  const plates = { five: freshPlate(), fertiliser: freshPlate(), sold: freshPlate() };
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    const { service, county } = cast;
    // Below the old plan's threshold, above the invented one's.
    mill = await plant(service, { ...COKING, annualFreightTonnes: 1_200_000 });
    station = await plant(service, {}, '140303');
    // Of the old plan only 2.4.2c is left here.
    yard = await plant(service, { railLineCompletedOn: '2020-01-01' });
    const on = (day: string, more: object = {}) => ({ passedAt: `2022-12-${day}T08:00:00+08:00`, ...more });
    await pass(mill, on('05', { plate: plates.five }));
    await pass(mill, on('06', { plate: plates.five }));
    await pass(mill, on('06', { vehicle: diesel('6') }));
    await pass(mill, on('07', { barrier: 'refused' }));
    await pass(mill, on('08', { vehicle: { fuel: 'diesel', vehicleType: 'Q11' } }));
    await pass(mill, { passedAt: '2022-11-30T23:59:59+08:00' });
    await pass(station, on('09'));
    await pass(yard, on('10', { plate: plates.fertiliser, cargo: { name: '化肥', tonnes: 30 } }));

    const city = { registeredDivision: '140302', registeredOn: '2012-01-01' };
    created(await county.post('/vehicles', lorry({ ...city, emissionStage: '4' })));
    const seller = { name: '经销商', countyCode: '140302' };
    const sold = { plate: plates.sold, invoiceOn: '2022-12-10', registeredOn: '2022-12-11', seller };
    created(await county.post('/vehicles', lorry({ ...sold, registeredDivision: '140302', vehicleType: 'Q11' })));

    const builder = (await contractor(service)).caller;
    const term = { startsOn: '2022-01-01', endsOn: '2023-12-31' };
    const site = madeOf(
      await builder.post('/sites', { name: '工地', countyCode: '140302', address: '德胜街', ...term }),
    );
    const seen = { siteId: site.id, machine: { environmentalCode: '3-87654321' }, working: true };
    madeOf(await county.post('/site-entries', { ...seen, enteredAt: '2022-12-11T08:00:00+08:00' }));
    const engine = { powerKw: 100 };
    const kind = { name: '挖掘机', category: 'excavator', fuel: 'diesel', emissionStage: '3', engine };
    const machine = madeOf(await builder.post('/machines', { ...kind, environmentalCode: '3-87654322' }));
    const planned = { plannedEntryOn: '2022-12-01', plannedExitOn: '2022-12-31' };
    madeOf(await builder.post('/filings', { siteId: site.id, machineId: machine.id, ...planned }));
    const smoke = { readings: [0.3, 0.3, 0.3] };
    // A few minutes ahead, as clocks may be: after it was filed.
    const inspectedAt = '2022-12-20T10:04:00+08:00';
    madeOf(await county.post('/inspections', { siteId: site.id, machineId: machine.id, inspectedAt, smoke }));
    madeOf(await mill.caller.post(`/gates/${mill.gate.id}/counts`, { day: '2022-12-05', passages: 10 }));
    await service.settled();
  });
  afterAll(() => cast.service.close());

  const ask = (who: Caller, id: string, more: object = {}) =>
    who.post(`/policies/${id}/preview`, { ...DECEMBER, ...more });
  const preview = async (document: object, more: object = {}, basedOn?: string): Promise<Preview> => {
    const { id } = await draft(cast.city, document, basedOn);
    const answer = await ask(cast.city, id, more);
    expect(answer.status).toBe(202);
    const { id: previewId, job } = answer.body as Preview;
    expect(answer.headers['location']).toBe(`/api/v1/jobs/${job.id}`);
    await cast.service.settled();
    expect((await cast.city.get(`/jobs/${job.id}`)).body).toMatchObject({ kind: 'policy-preview', status: 'done' });
    return bodyOf<Preview>(await cast.city.get(`/policy-previews/${previewId}`));
  };
  const list = async ({ id }: Preview, name: string) =>
    itemsOf<Row>(await cast.city.get(`/policy-previews/${id}/${name}`));
  const kindOf = ({ byKind }: Preview, kind: string) => byKind.find((one) => one.kind === kind);

  it('counts who would be flagged, who no longer, and whose outcome changes, and flags nobody', async () => {
    const flags = async () => (await cast.service.store.read.violations.standing({ limit: 500 })).length;
    const before = await flags();
    const found = await preview(plan({ id: freshCode() }));
    expect(await flags()).toBe(before);

    expect(found.looked).toMatchObject({ passage: 7, sale: 1, retirement: 2, machine: 3, transmission: 1 });
    expect(found.job).toMatchObject({ status: 'done', done: found.job.total });
    // Two accesses of one truck at the mill; the station’s is flagged by both.
    expect(kindOf(found, 'non_china_vi_access')).toMatchObject({ before: 1, after: 3, newly: 2, noLonger: 0 });
    expect(kindOf(found, 'non_china_vi_sale')).toMatchObject({ before: 1, after: 0, newly: 0, noLonger: 1 });
    expect(kindOf(found, 'unregistered_machine')).toMatchObject({ before: 1, after: 0, noLonger: 1 });
    expect(kindOf(found, 'china_iii_retirement_due')).toMatchObject({ before: 0, after: 1, newly: 1 });
    expect(kindOf(found, 'low_transmission')).toMatchObject({ before: 1, after: 0, noLonger: 1 });
    // What changes: a truck that was refused, and one whose stage nobody knows.
    expect(found.total).toEqual({ before: 4, after: 4, newly: 3, noLonger: 3, changed: 2 });
    expect(found.byRule.find(({ rule }) => rule === 'bulk-freight-china-vi')).toMatchObject({ before: 1, after: 3 });
    expect(found.byMonth).toEqual([{ month: '2022-12', ...found.total }]);
    expect(found.byCounty.map(({ countyCode }) => countyCode)).toEqual(['140302', '140303']);
    expect(found.byCounty.find(({ countyCode }) => countyCode === '140303')).toMatchObject({
      before: 1,
      after: 1,
      newly: 0,
      noLonger: 0,
    });
    expect(found.outcomes).toEqual(
      expect.arrayContaining([
        // The refused truck would have been judged otherwise, and made no access.
        { before: 'compliant', after: 'violation', things: 3 },
        { before: 'compliant', after: 'unverified', things: 1 },
        { before: 'violation', after: 'not_applicable', things: 1 },
      ]),
    );
    expect(found.exact).toBe(false);
    expect(found.limits.map(({ code }) => code)).toContain('pairing_kept');
  });

  it('lists what is concerned, worst first, page by page, and as a file', async () => {
    const found = await preview(plan({ id: freshCode() }));
    const passages = await list(found, 'passages');
    expect(passages.map(({ newly, changed }) => [newly, changed])).toEqual([
      ...[
        [1, 0],
        [1, 0],
      ],
      ...[
        [0, 1],
        [0, 1],
      ],
    ]);
    expect(passages[0]).toMatchObject({
      ...{ plate: plates.five, enterpriseId: mill.id, countyCode: '140302' },
      before: { outcome: 'compliant', flags: [] },
      after: { outcome: 'violation', flags: [{ kind: 'non_china_vi_access', clause: 'F.1' }] },
    });
    const vehicles = await list(found, 'vehicles');
    expect(vehicles[0]).toMatchObject({ plate: plates.five, plateColour: 'yellow', newly: 2 });
    expect(vehicles).toContainEqual(expect.objectContaining({ plate: plates.sold, noLonger: 1 }));
    expect((await list(found, 'enterprises'))[0]).toMatchObject({ enterpriseId: mill.id, newly: 2, noLonger: 1 });
    expect(await list(found, 'machines')).toMatchObject([{ noLonger: 1, countyCode: '140302' }]);

    const path = `/policy-previews/${found.id}/passages`;
    const first = await cast.city.get(`${path}?limit=2`);
    const { next } = first.body as { next: string };
    const rest = await cast.city.get(`${path}?limit=200&cursor=${next}`);
    expect([...itemsOf(first), ...itemsOf(rest)]).toEqual(passages);

    const { body: csv } = await bytesOf(cast.service, cast.city, `${path}/export?format=csv`);
    const lines = csv.toString('utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toContain('号牌号码');
    expect(lines[1]).toContain(plates.five);
    const { body: xlsx } = await bytesOf(cast.service, cast.city, `${path}/export?format=xlsx&language=en`);
    expect(xlsx.subarray(0, 2).toString()).toBe('PK');
    const trail = await cast.service.store.read.audit.page(
      { subjectType: 'policy_preview', subjectId: found.id },
      { limit: 9 },
    );
    expect(trail.map(({ action }) => action)).toEqual(['policy-preview.export', 'policy-preview.export']);
  });

  it('finds no difference between a draft and the policy in force that it copies', async () => {
    const found = await preview({ id: freshCode(), from: '2023-02-01' }, { judgedOn: 'own-day' }, 'yangquan-2021');
    const { before } = found.total;
    expect(found.total).toEqual({ before, after: before, newly: 0, noLonger: 0, changed: 0 });
    expect(before).toBeGreaterThan(0);
    expect(found.outcomes).toEqual([]);
    for (const name of ['passages', 'vehicles', 'enterprises', 'machines']) expect(await list(found, name)).toEqual([]);
  });

  it('judges by the first day, by shifted days or by each day’s own, as is asked', async () => {
    const [rule] = plan().rules;
    const later = { ...rule, versions: [{ ...rule?.versions[0], from: '2023-01-10' }] };
    const document = () => plan({ id: freshCode(), rules: [later] });
    const counted = async (judgedOn: string) => (await preview(document(), { judgedOn })).byMonth;
    const of = async (judgedOn: string) =>
      kindOf(await preview(document(), { judgedOn }), 'non_china_vi_access')?.after ?? 0;
    expect(await of('first-day-of-draft')).toBe(0);
    expect(await of('own-day')).toBe(0);
    // Ten days into the plan is the tenth of December: nothing of the mill’s and the station’s is left.
    expect(await of('shifted')).toBe(0);
    const from = { from: '2022-11-25', to: '2022-12-20' };
    const shifted = await preview(document(), { judgedOn: 'shifted', ...from });
    // From 4 December on.
    expect(kindOf(shifted, 'non_china_vi_access')).toMatchObject({ after: 3 });
    expect(await counted('first-day-of-draft')).toHaveLength(1);
  });

  it('finds anew what hangs on the draft’s own parameters: names of bulk cargo, limits of smoke', async () => {
    const shipped = bodyOf<{ parameters: Record<string, { value: unknown }> }>(
      await cast.city.get('/policies/yangquan-2021'),
    ).parameters;
    const { smoke, bulkCargoNames } = shipped;
    if (!smoke || !bulkCargoNames) throw new Error('they are needed');
    const parameters = {
      ...shipped,
      bulkCargoNames: { ...bulkCargoNames, value: [...(bulkCargoNames.value as string[]), '化肥'] },
      smoke: {
        ...smoke,
        value: {
          ...(smoke.value as object),
          limitsE3: { I: [200, 200, 200], II: [200, 200, 200], III: [200, 200, 200] },
        },
      },
    };
    const found = await preview(
      { id: freshCode(), from: '2023-02-01', parameters },
      { judgedOn: 'own-day' },
      'yangquan-2021',
    );
    expect(found.total).toMatchObject({ newly: 2, noLonger: 0, changed: 0 });
    expect(await list(found, 'passages')).toMatchObject([
      { plate: plates.fertiliser, after: { flags: [{ clause: '2.4.2c' }] } },
    ]);
    expect(kindOf(found, 'machine_over_limit')).toMatchObject({ before: 0, after: 1, newly: 1 });
  });

  it('goes on over many steps to the same end, survives being stopped, and stays where it was when it is called off', async () => {
    const { app, store } = cast.service;
    const { id } = await draft(cast.city, plan({ id: freshCode() }));
    await app.stop();
    const asked = [];
    for (let times = 0; times < 3; times += 1) asked.push((await ask(cast.city, id)).body as Preview);
    const [kept, left, slow] = asked;
    if (!kept || !left || !slow) throw new Error('three were asked for');
    expect((await cast.county.post(`/jobs/${left.job.id}/cancel`, {})).status).toBe(404);
    for (const { job } of [left, slow]) expect((await cast.city.post(`/jobs/${job.id}/cancel`, {})).status).toBe(200);
    expect((await cast.city.post(`/jobs/${left.job.id}/cancel`, {})).status).toBe(409);
    app.start();
    await cast.service.settled();

    // One thing at a time, each step by what the one before left in the database.
    const at = { policies: app.env.policies.current(), newId: app.env.newId, now: cast.service.clock.now() };
    const sizes = { passages: 1, vehicles: 1, machines: 1, transmission: 1 };
    let cursor: unknown = null;
    let steps = 0;
    do {
      const part = await previewStep(store.bulk, { payload: { previewId: slow.id }, cursor }, at, sizes);
      const step = await store.write((tx) => writePreviewPart(tx, part));
      cursor = JSON.parse(JSON.stringify(step.cursor));
      steps += 1;
    } while (cursor !== null);
    expect(steps).toBeGreaterThan(10);

    const found = async (one: Preview) => {
      const {
        job,
        id: _,
        createdAt: __,
        ...counted
      } = bodyOf<Preview & { createdAt: string }>(await cast.city.get(`/policy-previews/${one.id}`));
      const lists = [];
      for (const name of ['passages', 'vehicles', 'enterprises', 'machines'])
        lists.push((await list(one, name)).map(({ id: __, ...row }) => JSON.stringify(row)).sort());
      return { status: job.status, counted, lists };
    };
    const [whole, byOnes, calledOff] = [await found(kept), await found(slow), await found(left)];
    expect([whole.status, byOnes.status, calledOff.status]).toEqual(['done', 'cancelled', 'cancelled']);
    expect([byOnes.counted, byOnes.lists]).toEqual([whole.counted, whole.lists]);
    expect([calledOff.counted.total.newly, calledOff.lists.flat()]).toEqual([0, []]);
  });

  it('is for officers: the city’s for all of it, a county’s for its own', async () => {
    const { id } = await draft(cast.city, plan({ id: freshCode() }));
    const own = { countyCode: '140302' };
    expect((await ask(cast.county, id)).status).toBe(403);
    expect((await ask(cast.otherCounty, id, own)).status).toBe(403);
    const mine = await ask(cast.county, id, own);
    const whole = await ask(cast.city, id);
    expect([mine.status, whole.status]).toEqual([202, 202]);
    await cast.service.settled();
    const [mineId, wholeId] = [mine, whole].map(({ body }) => (body as Preview).id);
    const found = bodyOf<Preview>(await cast.county.get(`/policy-previews/${mineId}`));
    expect(found.byCounty.map(({ countyCode }) => countyCode)).toEqual(['140302']);
    await bytesOf(cast.service, cast.county, `/policy-previews/${mineId}/passages/export?format=csv`);
    for (const path of ['', '/passages', '/passages/export?format=csv']) {
      if (!path.includes('export'))
        expect((await cast.county.get(`/policy-previews/${mineId}${path}`)).status).toBe(200);
      for (const [who, at] of [
        [cast.county, wholeId],
        [cast.otherCounty, mineId],
        [cast.department, mineId],
        [cast.alice, mineId],
      ] as const)
        expect((await who.get(`/policy-previews/${at}${path}`)).status).toBe(404);
    }
    const listed = (who: Caller) => who.get(`/policy-previews?policyId=${id}`);
    expect(itemsOf(await listed(cast.county)).map((row) => row.id)).toEqual([mineId]);
    expect(itemsOf(await listed(cast.city)).map((row) => row.id)).toEqual([wholeId, mineId]);
    expect((await listed(cast.alice)).status).toBe(403);
    expect((await ask(cast.alice, id)).status).toBe(404);
  });

  it('400 and 409: no period that has not come or ends before it begins, no draft with faults', async () => {
    const { id } = await draft(cast.city, plan({ id: freshCode() }));
    expect(problem(await ask(cast.city, id, { to: '2022-11-01' }))).toEqual([400, '#/to']);
    expect(problem(await ask(cast.city, id, { to: '2022-12-21' }))).toEqual([400, '#/to']);
    expect(problem(await ask(cast.city, id, { from: '2015-01-01' }))).toEqual([400, '#/to']);
    expect(problem(await ask(cast.city, id, { judgedOn: 'never' }))).toEqual([400, '#/judgedOn']);
    const faulty = await draft(cast.city, {});
    expect((await ask(cast.city, faulty.id)).status).toBe(409);
    const law = bodyOf<{ id: string }>(await cast.city.get('/policies/yangquan-2021'));
    expect((await ask(cast.city, law.id)).status).toBe(409);
  });

  it('what it found goes after its days, some rows at a time', async () => {
    const { store } = cast.service;
    const found = await preview(plan({ id: freshCode() }));
    const later = Date.parse('2023-01-10T00:00:00+08:00');
    while ((await store.write((tx) => tx.policyPreviews.sweep(later, 3))) > 0);
    expect((await cast.city.get(`/policy-previews/${found.id}`)).status).toBe(404);
    expect(await store.read.policyPreviews.list(found.id, 'passages', { limit: 5 })).toEqual([]);
  });
});
