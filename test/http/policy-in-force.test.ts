import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyDecisions } from '../../src/actions/policies/verify-decisions.ts';
import { databases, type Place } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { contractor, freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, lorry, platesIn } from './fleet-world.ts';
import { COKING, itemsOf, madeOf, type Plant, pass, passage, plant } from './gate-world.ts';
import { bodyOf, draft, plan, publish } from './policy-world.ts';

const EVE = '2022-12-31T22:00:00+08:00';
const BELOW = { ...COKING, annualFreightTonnes: 1_200_000 };

describe.each(databases)('next year’s plan, added with data alone, on $name', (database) => {
  let place: Place;
  let cast: Cast;
  let other: TestService;
  let mill: Plant;
  let policyId: string;
  const chinaIv = freshPlate();
  beforeAll(async () => {
    place = await database.place();
    // Another process on the same database; as it starts with today's clock, nobody has signed in yet.
    other = await startTest(place.open);
    other.clock.set(EVE);
    cast = await castOf({ ...database, open: place.open }, EVE);
    mill = await plant(cast.service, BELOW);
  });
  afterAll(async () => {
    await other.close();
    await cast.service.close();
    await place.remove();
  });

  const now = (instant: string) => {
    cast.service.clock.set(instant);
    other.clock.set(instant);
  };
  const officer = () => cast.service.admin();
  type Judged = { outcome: string; decisions: { policy: string; clause: string; outcome: string }[] };
  const lawOf = ({ outcome, decisions }: Judged) => [decisions[0]?.policy, outcome];

  it('is drafted, checked, previewed and published on the eve, for every process at once', async () => {
    type List = {
      list: { version: number; policy: string };
      content: { verdicts: Record<string, { from?: string }[]> };
    };
    const old = { registeredDivision: '140302', registeredOn: '2012-01-01', emissionStage: '4' };
    created(await cast.county.post('/vehicles', lorry({ plate: chinaIv, ...old })));
    await pass(mill, { passedAt: '2022-12-31T21:00:00+08:00' });
    const listed = async () => bodyOf<List>(await mill.gate.caller.get(`/gates/${mill.gate.id}/list`));
    const before = await listed();
    expect(platesIn(await cast.county.get('/retirements'))).not.toContain(chinaIv);

    const made = await draft(cast.city, plan());
    expect(made).toMatchObject({ policy: 'fictional-2023@1', check: { publishable: true } });
    const asked = { from: '2022-12-31', to: '2022-12-31' };
    const preview = await cast.city.post(`/policies/${made.id}/preview`, asked);
    const { id: previewId } = preview.body as { id: string };
    // Either process may take a step, each by its own clock.
    await vi.waitFor(async () => {
      const found = (await cast.city.get(`/policy-previews/${previewId}`)).body as object;
      // The passage, and the vehicle to retire.
      expect(found).toMatchObject({ job: { status: 'done' }, total: { newly: 2, noLonger: 0 } });
    }, 20_000);
    policyId = bodyOf<{ id: string }>(await publish(cast.city, made.id)).id;
    expect(policyId).toBe(made.id);

    const after = await listed();
    expect(after.list.version).toBe(before.list.version + 1);
    const turns = Object.values(after.content.verdicts).flatMap((steps) => steps.map(({ from }) => from));
    expect(turns).toContain('2023-01-01');

    // The other process was told of nothing; its first transaction looks.
    now('2023-01-01T00:00:05+08:00');
    const caller = other.holding(mill.gate.caller.token ?? '');
    const first = await caller.post('/passages', passage({ passedAt: '2023-01-01T00:00:00+08:00' }));
    expect(lawOf(madeOf<Judged>(first))).toEqual(['fictional-2023@1', 'violation']);
  });

  it('judges what happens from its first second, and late passages by the law of their own day', async () => {
    now('2023-01-01T00:10:00+08:00');
    const at = (passedAt: string) => pass(mill, { passedAt }) as unknown as Promise<Judged>;
    expect(lawOf(await at('2022-12-31T23:59:59.999+08:00'))).toEqual(['yangquan-2021@1', 'compliant']);
    expect(lawOf(await at('2023-01-01T00:00:00+08:00'))).toEqual(['fictional-2023@1', 'violation']);
    // What was passed on the eve was not judged again.
    const passages = itemsOf<{ passedAt: string; outcome: string }>(
      await (await officer()).get('/passages?from=2022-12-31&to=2022-12-31'),
    );
    expect(passages.map(({ outcome }) => outcome)).toEqual(['compliant', 'compliant']);
    const flags = itemsOf<{ policy: string; beforePublication?: boolean }>(await (await officer()).get('/violations'));
    expect(new Set(flags.map(({ policy }) => policy))).toEqual(new Set(['fictional-2023@1']));
  });

  it('has its own list of vehicles to retire from its first day, though nobody touched them', async () => {
    const due = async () => platesIn(await (await officer()).get('/retirements?status=due'));
    now('2023-01-01T00:20:00+08:00');
    await vi.waitFor(async () => expect(await due()).toContain(chinaIv), 20_000);
    const [flag] = itemsOf(
      await (await officer()).post('/violations/search', { plate: chinaIv, kind: 'china_iii_retirement_due' }),
    );
    expect(flag).toMatchObject({ policy: 'fictional-2023@1', legalDay: '2023-01-01', clause: 'F.3' });
  });

  it('judges sales by the invoice’s day and machines by the day they were met', async () => {
    now('2023-01-05T12:00:00+08:00');
    const seller = { name: '经销商', countyCode: '140302' };
    const sold = async (invoiceOn: string) => {
      const made = lorry({ invoiceOn, seller, registeredDivision: '140302', vehicleType: 'Q11' });
      created(await (await officer()).post('/vehicles', made));
      const search = { plate: made.plate, kind: 'non_china_vi_sale' };
      return itemsOf(await (await officer()).post('/violations/search', search)).map(({ policy }) => policy);
    };
    expect(await sold('2022-12-31')).toEqual(['yangquan-2021@1']);
    expect(await sold('2023-01-01')).toEqual([]);

    const admin = await officer();
    const { caller: builder } = await contractor(cast.service);
    const term = { startsOn: '2022-01-01', endsOn: '2023-12-31' };
    const site = madeOf(
      await builder.post('/sites', { name: '工地', countyCode: '140302', address: '德胜街', ...term }),
    );
    const met = async (environmentalCode: string, enteredAt: string) => {
      const seen = { siteId: site.id, machine: { environmentalCode }, working: true, enteredAt };
      return madeOf<{ violations: { kind: string }[] }>(await admin.post('/site-entries', seen)).violations;
    };
    expect(await met('3-11112222', '2022-12-31T23:00:00+08:00')).toMatchObject([{ kind: 'unregistered_machine' }]);
    expect(await met('3-11112223', '2023-01-01T01:00:00+08:00')).toEqual([]);
    const inspected = { siteId: site.id, machine: { environmentalCode: '3-11112224' }, smoke: { readings: [1, 1, 1] } };
    const judgedBy = async (inspectedAt: string) => {
      const { id } = madeOf(await admin.post('/inspections', { ...inspected, inspectedAt }));
      const { judgement } = (await cast.service.store.read.inspections.find(id)) ?? { judgement: {} };
      return (judgement as { policy?: string }).policy;
    };
    expect(await judgedBy('2022-12-31T12:00:00+08:00')).toBe('yangquan-2021@1');
    expect(await judgedBy('2023-01-01T12:00:00+08:00')).toBe('fictional-2023@1');
  });

  it('cannot be withdrawn any more, and gives way to a higher version on that one’s day', async () => {
    const admin = await officer();
    expect((await admin.post(`/policies/${policyId}/withdraw`, { reason: '有误' })).status).toBe(409);
    const next = await draft(admin, { from: '2023-01-20' }, 'fictional-2023');
    expect(next.policy).toBe('fictional-2023@2');
    expect((await publish(admin, next.id)).status).toBe(200);
    now('2023-01-20T08:00:00+08:00');
    const at = async (passedAt: string) => lawOf((await pass(mill, { passedAt })) as unknown as Judged)[0];
    expect(await at('2023-01-19T23:59:59+08:00')).toBe('fictional-2023@1');
    expect(await at('2023-01-20T00:00:00+08:00')).toBe('fictional-2023@2');
    expect(await at('2022-12-31T08:00:00+08:00')).toBe('yangquan-2021@1');
  });

  it('every decision follows from its policy and the facts kept with it, and one that was altered is found', async () => {
    const { store, app } = cast.service;
    const faults = async () => {
      const found: string[] = [];
      for await (const fault of verifyDecisions(store.bulk, app.env.policies.current())) found.push(fault);
      return found;
    };
    expect(await faults()).toEqual([]);
    const { id } = (await pass(mill, { passedAt: '2023-01-20T07:00:00+08:00' })) as { id: string };
    const row = await store.read.passages.find(id);
    if (!row) throw new Error('it was stored');
    await store.write((tx) => tx.passages.rejudge(row, { ...row, outcome: 'compliant' }, undefined));
    expect(await faults()).toEqual([`passage ${id}: its outcome is compliant, and fictional-2023@2 says violation`]);
    await store.write((tx) => tx.passages.rejudge(row, { ...row, policy: 'yangquan-2021@1' }, undefined));
    expect(await faults()).toHaveLength(1);
    await store.write((tx) => tx.passages.rejudge(row, { ...row, policy: 'unheard-of@1' }, undefined));
    expect(await faults()).toEqual([`passage ${id}: it was judged by unheard-of@1, which is not on record`]);
  });
});
