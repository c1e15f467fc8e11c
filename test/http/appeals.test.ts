import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverMessages } from '../../src/actions/telling/deliver.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { PICTURE } from '../support/holdings.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idsOf } from '../support/town.ts';
import { freshPlate, user } from '../support/world.ts';
import { lorry, problem } from './fleet-world.ts';
import { COKING, coal, itemsOf, madeOf, type Plant, pass, plant } from './gate-world.ts';
import { addFile } from './ledger-world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';
const STAGE_6 = { kind: 'vehicle', facts: { emissionStage: '6', stageBasis: 'vehicle_list' } };
const because = (remedy: object = { kind: 'none' }) => ({ reason: '随车清单为国六', remedy });

type Appeal = {
  readonly id: string;
  readonly status: string;
  readonly late: boolean;
  readonly decideBy: string;
  readonly violations: readonly { id: string; status: string; statusBefore: string }[];
  readonly effect: { cancelled: string[]; withdrawn: string[]; raised: string[]; rejudging: { jobId: string }[] };
};
type Shown = {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly appealIds: readonly string[];
  readonly history: readonly { from: string | null; to: string; cause?: string; reason?: string; by: object }[];
};

describe.each(databases)('appeals on $name', ({ open }) => {
  let service: TestService;
  let mill: Plant;
  let power: Plant;
  let bob: Caller;
  let city: Caller;
  let county: Caller;
  let otherCounty: Caller;
  let department: Caller;
  beforeAll(async () => {
    service = await startTest(open);
    service.clock.set('2022-03-04T10:00:00+08:00');
    mill = await plant(service, COKING);
    power = await plant(service, {}, '140303');
    bob = await user(service, 'enterprise', { organisationId: mill.id });
    city = await user(service, 'city_officer');
    county = await user(service, 'county_officer', { countyCode: '140302' });
    otherCounty = await user(service, 'county_officer', { countyCode: '140303' });
    department = await user(service, 'department');
  });
  afterAll(() => service.close());

  const flagged = async (more: object = {}, at: Plant = mill) => {
    const answer = await pass(at, { passedAt: '2022-03-01T08:00:00+08:00', ...more });
    return { ...answer, flag: answer.violations[0]?.id ?? '' };
  };
  const submit = (violationIds: string[], more: object = {}, by = mill.caller, key?: string) =>
    by.post(
      '/appeals',
      { violationIds, grounds: 'emission_stage', statement: '该车为国六车辆', ...more },
      key ? { headers: { 'Idempotency-Key': key } } : {},
    );
  const submitted = async (violationIds: string[], more: object = {}, by = mill.caller) =>
    madeOf<Appeal>(await submit(violationIds, more, by));
  const shown = async (id: string) => (await city.get(`/violations/${id}`)).body as Shown;
  const statusOf = async (id: string) => (await shown(id)).status;
  const appealOf = async (id: string) => (await city.get(`/appeals/${id}`)).body as Appeal;
  const counted = async (plate: string) =>
    itemsOf<{ plate: string; violations: number }>(await city.get('/violators?limit=200')).find(
      (one) => one.plate === plate,
    )?.violations ?? 0;
  const outcomeOf = async (passageId: string) =>
    ((await city.get(`/passages/${passageId}`)).body as { outcome: string }).outcome;

  it('a wrong stage: every dependent flag, the total and the retirement entry follow; the appealed one is cancelled', async () => {
    const seller = { name: '某汽贸', countyCode: '140303' };
    const old = lorry({ emissionStage: '3', invoiceOn: '2021-08-01', seller, registeredDivision: '140302' });
    const { id: vehicleId } = madeOf(await city.post('/vehicles', old));
    const { plate } = old;
    const [first, second] = [await flagged({ plate }), await flagged({ plate, passedAt: '2022-03-02T08:00:00+08:00' })];
    const elsewhere = await flagged({ plate }, power);
    const ofVehicle = async (status: string) =>
      itemsOf<{ id: string; kind: string }>(
        await city.post('/violations/search', { plate, status, effect: 'breach' }),
      ).concat(itemsOf(await city.post('/violations/search', { plate, status, effect: 'review' })));
    const before = await ofVehicle('open');
    expect(new Set(before.map(({ kind }) => kind))).toEqual(
      new Set([
        ...['non_china_vi_access', 'non_china_vi_sale', 'china_iii_retirement_overdue'],
        ...['china_iii_access', 'stage_conflict'],
      ]),
    );
    expect(await counted(plate)).toBe(3);
    const listed = async () =>
      itemsOf<{ vehicleId: string }>(await city.get('/retirements?status=overdue')).map((one) => one.vehicleId);
    expect(await listed()).toContain(vehicleId);

    const claimed = { emissionStage: '国六b', stageBasis: 'vehicle_list' };
    const appeal = await submitted([first.flag], { claimed });
    expect(appeal).toMatchObject({
      ...{ status: 'submitted', late: false, decideBy: '2022-03-25', overdue: false },
      ...{ claimed: { emissionStage: '6', stageBasis: 'vehicle_list' }, organisationId: mill.id, countyCode: '140302' },
      violations: [{ id: first.flag, kind: 'non_china_vi_access', status: 'appealed', statusBefore: 'open' }],
    });

    const preview = await county.post(`/appeals/${appeal.id}/preview`, { remedy: STAGE_6 });
    expect(preview.status).toBe(200);
    const told = preview.body as { falls: { id: string }[]; arises: { kind: string }[]; stillBroken: object[] };
    expect(told.falls.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        first.flag,
        second.flag,
        elsewhere.flag,
        ...before.flatMap(({ id, kind }) => (kind === 'non_china_vi_sale' || kind.startsWith('china_iii') ? [id] : [])),
      ]),
    );
    expect(told).toMatchObject({ stillBroken: [], complete: true });
    expect(await statusOf(first.flag)).toBe('appealed');
    expect(await statusOf(second.flag)).toBe('open');
    expect(((await city.get(`/vehicles/${vehicleId}`)).body as { emissionStage: string }).emissionStage).toBe('3');

    const granted = await county.post(`/appeals/${appeal.id}/grant`, because(STAGE_6));
    expect(granted.body).toMatchObject({
      ...{ status: 'granted', reason: '随车清单为国六' },
      remedy: { kind: 'vehicle', facts: { emissionStage: '6', stageBasis: 'vehicle_list' } },
      effect: { cancelled: [first.flag], rejudging: [{ jobId: expect.any(String) }] },
      history: [{ action: 'submitted' }, { action: 'granted', reason: '随车清单为国六' }],
    });
    expect(await outcomeOf(first.id)).toBe('compliant');
    await service.settled();
    expect(await statusOf(first.flag)).toBe('cancelled');
    expect([await statusOf(second.flag), await statusOf(elsewhere.flag)]).toEqual(['withdrawn', 'withdrawn']);
    expect((await ofVehicle('open')).map(({ kind }) => kind)).toEqual([
      'stage_conflict',
      'stage_conflict',
      'stage_conflict',
    ]);
    expect(await counted(plate)).toBe(0);
    expect(await listed()).not.toContain(vehicleId);
    expect([await outcomeOf(second.id), await outcomeOf(elsewhere.id)]).toEqual(['compliant', 'compliant']);

    const { effect } = await appealOf(appeal.id);
    expect(effect.cancelled).toEqual([first.flag]);
    expect(effect.withdrawn).toEqual(expect.arrayContaining([second.flag, elsewhere.flag]));
    const { jobId } = effect.rejudging[0] ?? { jobId: '' };
    expect((await shown(elsewhere.flag)).history).toMatchObject([
      { from: 'open', to: 'withdrawn', cause: `job:${jobId}`, by: { kind: 'system', id: 'judging' } },
    ]);
    expect(await shown(first.flag)).toMatchObject({
      appealIds: [appeal.id],
      history: [
        { from: 'open', to: 'appealed', cause: `appeal:${appeal.id}` },
        { from: 'appealed', to: 'cancelled', cause: `appeal:${appeal.id}`, reason: '随车清单为国六' },
      ],
    });
    await deliverMessages(service.store, () => ({ now: service.clock.now(), newId: service.app.env.newId }));
    for (const caller of [mill.caller, county]) {
      const told = itemsOf<{ topic: string; subject: { id: string } }>(await caller.get('/notifications?limit=200'));
      expect(told.filter(({ subject }) => subject.id === appeal.id).map(({ topic }) => topic)).toEqual([
        ...['appeal.decided', 'appeal.submitted'],
      ]);
    }
  });

  it('a stage lower than thought raises what it should, and cancelled stays cancelled whatever is judged later', async () => {
    const known = lorry({ emissionStage: '4' });
    const { id: vehicleId } = madeOf(await city.post('/vehicles', known));
    const one = await flagged({ plate: known.plate, passedAt: '2021-08-01T08:00:00+08:00' });
    expect((await shown(one.flag)).kind).toBe('below_china_v_access');
    const appeal = await submitted([one.flag], { grounds: 'vehicle_facts' });
    const remedy = {
      kind: 'vehicle',
      facts: { emissionStage: '3', stageBasis: 'inspection', registeredDivision: '140302' },
    };
    const preview = await city.post(`/appeals/${appeal.id}/preview`, { remedy });
    expect(preview.body).toMatchObject({
      stillBroken: [{ id: one.flag }],
      arises: [{ kind: 'china_iii_retirement_overdue' }],
    });
    const granted = await city.post(`/appeals/${appeal.id}/grant`, because(remedy));
    const { effect } = granted.body as Appeal;
    expect(effect).toMatchObject({ cancelled: [one.flag], withdrawn: [] });
    expect(await Promise.all(effect.raised.map(async (id) => (await shown(id)).kind))).toEqual([
      'china_iii_retirement_overdue',
    ]);
    for (const emissionStage of ['2', '4', '3'])
      await city.patch(`/vehicles/${vehicleId}`, { emissionStage, stageBasis: 'inspection' });
    await service.settled();
    await mill.gate.caller.post('/passages/cargo', { eventId: one.eventId, cargo: { name: '焦炭', bulk: true } });
    expect(await statusOf(one.flag)).toBe('cancelled');
    const again = itemsOf(await city.post('/violations/search', { plate: known.plate, kind: 'below_china_v_access' }));
    expect(again).toEqual([]);
    // What arose is a flag of its own, and once cancelled it stays so as well.
    const [retirement = ''] = effect.raised;
    const onPaper = await submitted([retirement], { appellant: { name: '张某' } }, county);
    await county.post(`/appeals/${onPaper.id}/grant`, because());
    await city.patch(`/vehicles/${vehicleId}`, { usage: 'non_operating' });
    await city.patch(`/vehicles/${vehicleId}`, { usage: 'operating' });
    expect(await statusOf(retirement)).toBe('cancelled');
  });

  it('a vehicle on no register is put there; what its record needs is named', async () => {
    const one = await flagged();
    const appeal = await submitted([one.flag]);
    expect(problem(await county.post(`/appeals/${appeal.id}/grant`, because(STAGE_6)))).toEqual([
      400,
      ...['fuel', 'usage', 'vehicleType'].map((name) => `#/remedy/facts/${name}`),
    ]);
    expect(await statusOf(one.flag)).toBe('appealed');
    const facts = { ...STAGE_6.facts, fuel: 'diesel', usage: 'operating', vehicleType: 'Q11' };
    expect((await county.post(`/appeals/${appeal.id}/grant`, because({ kind: 'vehicle', facts }))).status).toBe(200);
    expect([await statusOf(one.flag), await outcomeOf(one.id)]).toEqual(['cancelled', 'compliant']);
  });

  it('a sale: the seller appeals, and the invoice day is put right', async () => {
    const admin = await service.admin();
    const { creditCode } = (await admin.get(`/organisations/${power.id}`)).body as { creditCode: string };
    const sold = lorry({ invoiceOn: '2021-08-01', seller: { name: '某汽贸', creditCode, countyCode: '140303' } });
    const { id: vehicleId } = madeOf(await city.post('/vehicles', sold));
    const [sale] = itemsOf<Shown>(
      await city.post('/violations/search', { plate: sold.plate, kind: 'non_china_vi_sale' }),
    );
    const appeal = await submitted(
      [sale?.id ?? ''],
      { grounds: 'vehicle_facts', claimed: { invoiceOn: '2021-06-30' } },
      power.caller,
    );
    const remedy = { kind: 'vehicle', facts: { invoiceOn: '2021-06-30' } };
    expect((await otherCounty.post(`/appeals/${appeal.id}/grant`, because(remedy))).status).toBe(200);
    await city.patch(`/vehicles/${vehicleId}`, { invoiceOn: '2021-08-01' });
    expect(await statusOf(sale?.id ?? '')).toBe('cancelled');
    expect(itemsOf(await city.post('/violations/search', { plate: sold.plate }))).toEqual([]);
  });

  it('a misread plate: every reading of the visit is put right, and the right vehicle answers', async () => {
    const [wrong, right] = [freshPlate(), freshPlate()];
    const one = await flagged({ plate: wrong });
    await pass(mill, { plate: wrong, passedAt: '2022-03-01T08:01:00+08:00' });
    await pass(mill, { plate: wrong, passedAt: '2022-03-01T09:00:00+08:00', direction: 'out' });
    const appeal = await submitted([one.flag], { grounds: 'plate_misread', claimed: { plate: right } });
    const remedy = { kind: 'plate', plate: right };
    const preview = await county.post(`/appeals/${appeal.id}/preview`, { remedy });
    expect(preview.body).toMatchObject({ falls: [{ id: one.flag, plate: wrong }], arises: [{ plate: right }] });
    const granted = await county.post(`/appeals/${appeal.id}/grant`, because(remedy));
    const { effect } = granted.body as Appeal;
    expect(effect.cancelled).toEqual([one.flag]);
    const [raised] = itemsOf<Shown>(await city.post('/violations/search', { plate: right }));
    expect(effect.raised).toEqual([raised?.id]);
    expect(itemsOf(await city.post('/violations/search', { plate: wrong }))).toEqual([]);
    expect([await counted(wrong), await counted(right)]).toEqual([0, 1]);
  });

  it('what a gate told of the cargo or the barrier is put right, and the gate changes it no more', async () => {
    const load = await flagged({}, power);
    const cargo = await submitted([load.flag], { grounds: 'passage_facts' }, power.caller);
    await otherCounty.patch(`/gates/${power.gate.id}`, { name: '一号门' });
    const facts = { validFrom: '2021-01-01', sector: 'power', inPlanningArea: true, annualFreightTonnes: 1000 };
    expect((await otherCounty.post(`/enterprises/${power.id}/facts`, facts)).status).toBe(201);
    await service.settled();
    const refused = await flagged();
    const barrier = await submitted([refused.flag], { grounds: 'passage_facts' });
    const done = await county.post(`/appeals/${barrier.id}/grant`, because({ kind: 'barrier', result: 'refused' }));
    expect(done.body).toMatchObject({ status: 'granted', remedy: { kind: 'barrier', result: 'refused' } });
    await mill.gate.caller.post('/passages/barrier', { eventId: refused.eventId, result: 'passed' });
    expect(((await city.get(`/passages/${refused.id}`)).body as { barrier: string }).barrier).toBe('refused');
    // The freight of the power plant was wrong meanwhile: what judging withdrew can be granted, and stays cancelled.
    expect(await statusOf(load.flag)).toBe('withdrawn');
    const remedy = { kind: 'cargo', cargo: { name: '设备', bulk: false, tonnes: 3.5 } };
    const granted = await otherCounty.post(`/appeals/${cargo.id}/grant`, because(remedy));
    expect(granted.body).toMatchObject({ status: 'granted', remedy, effect: { cancelled: [load.flag] } });
    await power.gate.caller.post('/passages/cargo', { eventId: load.eventId, cargo: coal });
    expect(((await city.get(`/passages/${load.id}`)).body as { cargo: object }).cargo).toEqual(remedy.cargo);
    await otherCounty.post(`/enterprises/${power.id}/facts`, { ...facts, annualFreightTonnes: 2_000_000 });
    await service.settled();
    expect(await statusOf(load.flag)).toBe('cancelled');
    const kept = await service.store.read.factCorrections.of('passage', load.id);
    expect(kept).toMatchObject([{ fact: 'cargo', cause: `appeal:${cargo.id}`, after: { bulk: false, kg: 3500 } }]);
  });

  it('a fact of the enterprise: what else it made falls, and a refusal after judging withdrew leaves it withdrawn', async () => {
    const own = await plant(service, { ...COKING, annualFreightTonnes: 1_600_000 });
    const [one, two, three] = [await flagged({}, own), await flagged({}, own), await flagged({}, own)];
    const appeal = await submitted([one.flag, two.flag], { grounds: 'enterprise_facts' }, own.caller);
    const other = await submitted([three.flag], { grounds: 'exempt' }, own.caller);
    const remedy = { kind: 'enterprise', facts: { annualFreightTonnes: 1_400_000 } };
    const preview = await county.post(`/appeals/${appeal.id}/preview`, { remedy });
    expect(new Set((preview.body as { falls: Shown[] }).falls.map(({ id }) => id))).toEqual(
      new Set([one.flag, two.flag, three.flag]),
    );
    expect((await county.post(`/appeals/${appeal.id}/grant`, because(remedy))).status).toBe(200);
    await service.settled();
    expect([await statusOf(one.flag), await statusOf(two.flag), await statusOf(three.flag)]).toEqual([
      ...['cancelled', 'cancelled', 'withdrawn'],
    ]);
    const facts = (await county.get(`/enterprises/${own.id}/facts`)).body as { items: object[] };
    expect(facts.items[0]).toMatchObject({ validFrom: '2021-01-01', sector: 'coking', annualFreightTonnes: 1_400_000 });
    expect((await county.post(`/appeals/${other.id}/refuse`, { reason: '不属于豁免' })).status).toBe(200);
    expect(await statusOf(three.flag)).toBe('withdrawn');
  });

  it('what judging opens again while its appeal runs is appealed, not open', async () => {
    const own = await plant(service, COKING);
    const one = await flagged({}, own);
    const appeal = await submitted([one.flag], { grounds: 'exempt' }, own.caller);
    const facts = { validFrom: '2021-01-01', sector: 'coking', inPlanningArea: true };
    for (const [annualFreightTonnes, status] of [
      [1000, 'withdrawn'],
      [2_000_000, 'appealed'],
    ] as const) {
      await county.post(`/enterprises/${own.id}/facts`, { ...facts, annualFreightTonnes });
      await service.settled();
      expect(await statusOf(one.flag)).toBe(status);
    }
    expect(problem(await submit([one.flag], { grounds: 'other' }, own.caller))).toEqual([409, '#/violationIds']);
    await county.post(`/appeals/${appeal.id}/grant`, because());
    expect(await statusOf(one.flag)).toBe('cancelled');
  });

  it('refused: it is again what it was, with the reason; another appeal needs other grounds', async () => {
    const one = await flagged();
    expect((await county.post(`/violations/${one.flag}/confirm`, { reason: '属实' })).body).toMatchObject({
      status: 'confirmed',
      history: [{ from: 'open', to: 'confirmed', reason: '属实', by: { kind: 'user' } }],
    });
    const appeal = await submitted([one.flag]);
    expect(problem(await submit([one.flag], { grounds: 'other' }, bob))).toEqual([409, '#/violationIds']);
    expect((await county.post(`/violations/${one.flag}/confirm`, { reason: '属实' })).status).toBe(409);
    expect((await county.post(`/violations/${one.flag}/rectify`, { reason: '已换车' })).status).toBe(409);
    const refused = await county.post(`/appeals/${appeal.id}/refuse`, { reason: '未提供随车清单' });
    expect(refused.body).toMatchObject({
      status: 'refused',
      reason: '未提供随车清单',
      violations: [{ status: 'confirmed' }],
    });
    expect(refused.body).not.toHaveProperty('effect');
    expect((await shown(one.flag)).history.at(-1)).toMatchObject({ to: 'confirmed', reason: '未提供随车清单' });
    for (const action of ['grant', 'refuse', 'preview'] as const) {
      const { reason, remedy } = because();
      const body = { grant: { reason, remedy }, refuse: { reason }, preview: { remedy } }[action];
      expect((await county.post(`/appeals/${appeal.id}/${action}`, body)).status).toBe(409);
    }
    expect((await mill.caller.post(`/appeals/${appeal.id}/withdraw`, {})).status).toBe(409);
    expect(problem(await submit([one.flag]))).toEqual([409, '#/grounds']);
    expect((await submit([one.flag], { grounds: 'exempt' })).status).toBe(201);
    expect((await shown(one.flag)).appealIds).toHaveLength(2);
  });

  it('withdrawn by the organisation that made it, and made again', async () => {
    const one = await flagged();
    const appeal = await submitted([one.flag]);
    expect((await county.post(`/appeals/${appeal.id}/withdraw`, {})).status).toBe(403);
    const answer = await bob.post(`/appeals/${appeal.id}/withdraw`, { reason: '已查实' });
    expect(answer.body).toMatchObject({
      status: 'withdrawn',
      history: [{ action: 'submitted' }, { action: 'withdrawn' }],
    });
    expect(await statusOf(one.flag)).toBe('open');
    expect((await submit([one.flag])).status).toBe(201);
  });

  it('put on record by an officer for somebody else, who takes it back through the officer', async () => {
    const one = await flagged();
    expect(problem(await submit([one.flag], {}, county))).toEqual([400, '#/appellant']);
    expect(problem(await submit([one.flag], { appellant: { name: '李某' } }))).toEqual([400, '#/appellant']);
    const appeal = await submitted([one.flag], { appellant: { name: '李某' } }, county);
    expect((await mill.caller.get(`/appeals/${appeal.id}`)).body).toMatchObject({ appellant: { name: '李某' } });
    expect((await mill.caller.post(`/appeals/${appeal.id}/withdraw`, {})).status).toBe(403);
    expect((await county.post(`/appeals/${appeal.id}/withdraw`, {})).status).toBe(200);
  });

  it('who may see it sees it, and who may not finds nothing', async () => {
    const one = await flagged();
    const appeal = await submitted([one.flag]);
    for (const caller of [mill.caller, bob, county, city, department])
      expect((await caller.get(`/appeals/${appeal.id}`)).status).toBe(200);
    for (const caller of [power.caller, otherCounty]) {
      const [unseen, missing] = [await caller.get(`/appeals/${appeal.id}`), await caller.get(`/appeals/${MISSING}`)];
      const { requestId: _, instance: __, ...told } = unseen.body as Record<string, unknown>;
      expect([unseen.status, missing.body]).toEqual([404, expect.objectContaining(told)]);
      expect((await caller.post(`/appeals/${appeal.id}/refuse`, { reason: '无' })).status).toBe(404);
      expect(problem(await submit([one.flag], {}, power.caller))).toEqual([404, '#/violationIds/0']);
    }
    for (const caller of [mill.caller, department])
      expect((await caller.post(`/appeals/${appeal.id}/grant`, because())).status).toBe(403);
    const listed = async (caller: Caller, query: string) => idsOf(await caller.get(`/appeals?${query}`));
    expect(await listed(bob, `violationId=${one.flag}`)).toEqual([appeal.id]);
    expect(await listed(power.caller, `violationId=${one.flag}`)).toEqual([]);
    expect(await listed(otherCounty, 'countyCode=140302')).toEqual([]);
    expect(await listed(city, `status=submitted&organisationId=${mill.id}`)).toContain(appeal.id);
    expect(await listed(city, `status=granted&violationId=${one.flag}`)).toEqual([]);
  });

  it('400: violations of several offenders or facts, grounds that do not fit, nothing claimed, a remedy without its thing', async () => {
    const plate = freshPlate();
    const [one, two, same] = [
      await flagged({ plate }),
      await flagged(),
      await flagged({ plate, passedAt: '2022-03-02T08:00:00+08:00' }),
    ];
    const there = await flagged({ plate }, await plant(service, COKING));
    expect(problem(await submit([one.flag, two.flag]))).toEqual([400, '#/violationIds']);
    expect(problem(await submit([one.flag, there.flag], { appellant: { name: '车主' } }, county))).toEqual([
      400,
      '#/violationIds',
    ]);
    expect(problem(await submit([one.flag, one.flag]))).toEqual([400, '#/violationIds']);
    expect(problem(await submit([one.flag], { grounds: 'machine_filed' }))).toEqual([400, '#/grounds']);
    expect(problem(await submit([one.flag], { claimed: {} }))).toEqual([400, '#/claimed']);
    expect(problem(await submit([one.flag], { claimed: { emissionStage: '9' } }))).toEqual([
      400,
      '#/claimed/emissionStage',
    ]);
    const appeal = await submitted([one.flag, same.flag]);
    for (const [remedy, pointer] of [
      [{ kind: 'machine', facts: { emissionStage: '3' } }, '#/remedy/machineId'],
      [{ kind: 'void_inspection' }, '#/remedy/inspectionId'],
      [{ kind: 'filing', enteredAt: '2999-01-01T00:00:00+08:00' }, '#/remedy/enteredAt'],
      [{ kind: 'filing' }, '#/remedy'],
      [{ kind: 'barrier', result: 'forced' }, '#/remedy/barrierReason'],
      [
        { kind: 'vehicle', facts: { ...STAGE_6.facts, effectiveOn: '2022-01-01' }, vehicleId: MISSING },
        '#/remedy/vehicleId',
      ],
    ] as const)
      expect(problem(await county.post(`/appeals/${appeal.id}/grant`, because(remedy)))[1]).toBe(pointer);
    expect(await statusOf(one.flag)).toBe('appealed');
  });

  it('two decisions at once: one holds, the other is a conflict; an idempotency key gives the first answer again', async () => {
    const one = await flagged();
    const first = await submit([one.flag], {}, mill.caller, 'appeal-once');
    const again = await submit([one.flag], {}, mill.caller, 'appeal-once');
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    const { id } = first.body as Appeal;
    const answers = await Promise.all([
      county.post(`/appeals/${id}/grant`, because()),
      city.post(`/appeals/${id}/refuse`, { reason: '证据不足' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await statusOf(one.flag)).toBe(answers[0].status === 200 ? 'cancelled' : 'open');
    expect((await shown(one.flag)).history).toHaveLength(2);
  });

  it('files are added about it by who made it and by officers, and departments read them', async () => {
    const one = await flagged();
    const { id: subjectId } = await submitted([one.flag]);
    const list = (caller: Caller) => caller.get(`/evidence?subjectType=appeal&subjectId=${subjectId}`);
    const about = { subjectType: 'appeal', subjectId, kind: 'vehicle-list' };
    const ids = [await addFile(service, bob, about, PICTURE), await addFile(service, county, about, PICTURE)];
    await expect(addFile(service, department, about, PICTURE)).rejects.toThrow('403');
    await expect(addFile(service, power.caller, about, PICTURE)).rejects.toThrow('404');
    for (const caller of [mill.caller, bob, county, department])
      expect(idsOf(await list(caller))).toEqual([...ids].reverse());
    expect((await list(power.caller)).status).toBe(404);
  });

  it('after its time it is taken and marked late; undecided in time it is overdue', async () => {
    const one = await flagged();
    service.clock.set('2022-04-02T10:00:00+08:00');
    const [officer, owner] = [
      await user(service, 'county_officer', { countyCode: '140302' }),
      await user(service, 'enterprise', { organisationId: mill.id }),
    ];
    const appeal = await submitted([one.flag], {}, owner);
    expect(appeal).toMatchObject({ late: true, decideBy: '2022-04-22', overdue: false });
    const overdue = async (is: boolean) => idsOf(await officer.get(`/appeals?overdue=${is}&limit=200`));
    expect(await overdue(false)).toEqual([appeal.id]);
    expect(await overdue(true)).not.toContain(appeal.id);
    expect((await overdue(true)).length).toBeGreaterThan(0);
    expect(itemsOf(await officer.get('/appeals?overdue=true'))[0]).toMatchObject({
      status: 'submitted',
      overdue: true,
    });
  });
});
