import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, declaredLorry, lorry, problem } from './fleet-world.ts';
import { COKING, diesel, itemsOf, type Plant, pass, plant } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';
import { figureOf, report, wrongLinks } from './report-world.ts';

type Item = {
  readonly id: string;
  readonly kind: string;
  readonly subjectId: string | null;
  readonly verdict: string;
  readonly sample: Readonly<Record<string, unknown>>;
  readonly missing: readonly { field: string; name: string }[];
  readonly finding: {
    readonly agreement?: string;
    readonly correction?: { method: string; path: string; body: object };
  };
};
type Check = {
  readonly id: string;
  readonly seed: string;
  readonly status: string;
  readonly lines: readonly Item[];
  readonly drawn: { readonly ledgerRows: { of: number; asked: number } };
};

/** What two registries can be compared by: plates, not ids. */
const sampled = ({ lines }: Check, kind: string) =>
  lines
    .filter((item) => item.kind === kind)
    .map(({ sample }) => `${String(sample['plate'])} ${String(sample['enteredAt'] ?? sample['passedAt'])}`);

const onBoth: unknown[] = [];

describe.each(databases)('spot checks on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  const plates = Array.from({ length: 60 }, (_, index) => `晋C${String(30_000 + index)}`);
  beforeAll(async () => {
    cast = await castOf(database, '2022-02-15T10:00:00+08:00');
    mill = await plant(cast.service, COKING);
    // Sent from the last to the first, so that no order of the database is the order of time.
    const passages = plates
      .map((plate, index) => ({
        ...{ eventId: plate, plate, plateColour: 'yellow', direction: 'in', lane: 1, vehicle: diesel('5') },
        passedAt: `2022-01-${String(1 + (index % 20)).padStart(2, '0')}T08:${String(index % 60).padStart(2, '0')}:00+08:00`,
      }))
      .reverse();
    expect((await mill.gate.caller.post('/passages/batch', { passages })).status).toBe(200);
  });
  afterAll(() => cast.service.close());

  const ask = (more: object = {}) => ({ enterpriseId: mill.id, from: '2022-01-01', to: '2022-01-31', ...more });
  const open = async (more: object = {}, caller: Caller = cast.county): Promise<Check> =>
    created<Check>(await caller.post('/spot-checks', ask(more)));
  const result = (check: Check, item: Item | undefined, body: object) =>
    cast.county.post(`/spot-checks/${check.id}/items/${item?.id ?? ''}/result`, body);
  const settle = async (check: Check) => {
    const now = (await cast.county.get(`/spot-checks/${check.id}`)).body as Check;
    for (const item of now.lines.filter(({ verdict }) => verdict === 'pending'))
      expect((await result(check, item, item.kind === 'passage' ? FOUND : { verdict: 'right' })).status).toBe(200);
  };
  const FOUND = { emissionStage: '5', stageBasis: 'vehicle_list' };

  it('draws by the seed alone: the same again over the same data, and on the other database', async () => {
    const first = await open({ seed: '2022-春', ledgerRows: 7, passages: 6 });
    expect(first.lines.map(({ kind }) => kind)).toEqual([...Array(7).fill('ledger_row'), ...Array(6).fill('passage')]);
    expect(first.drawn).toEqual({ ledgerRows: { of: 60, asked: 7 }, passages: { of: 60, asked: 6 } });
    const again = await open({ seed: '2022-春', ledgerRows: 7, passages: 10 });
    expect(sampled(again, 'ledger_row')).toEqual(sampled(first, 'ledger_row'));
    onBoth.push([sampled(first, 'ledger_row'), sampled(first, 'passage')]);
    expect(onBoth).toEqual(onBoth.map(() => onBoth[0]));
    const other = await open({ seed: '2022-夏', ledgerRows: 7 });
    expect(sampled(other, 'ledger_row')).not.toEqual(sampled(first, 'ledger_row'));
    const [made, another] = [await open(), await open()];
    expect(made.seed).toMatch(/^[0-9a-f]{16}$/);
    expect(another.seed).not.toBe(made.seed);
    expect(sampled(await open({ seed: made.seed }), 'passage')).toEqual(sampled(made, 'passage'));
  });

  it('keeps what was drawn as it was, whatever comes later', async () => {
    const check = await open({ seed: 'kept' });
    const item = check.lines.find(({ kind }) => kind === 'passage');
    created(await cast.city.post('/vehicles', lorry({ plate: item?.sample['plate'], emissionStage: '6' })));
    await cast.service.settled();
    const now = (await cast.county.get(`/spot-checks/${check.id}`)).body as Check;
    expect(now.lines).toEqual(check.lines);
    expect(item?.sample).toMatchObject({ emissionStage: '5', basis: 'asserted' });
  });

  it('names the fields that a ledger row lacks', async () => {
    const check = await open({ seed: 'complete' });
    for (const { verdict, missing } of check.lines.filter(({ kind }) => kind === 'ledger_row')) {
      expect(verdict).toBe('wrong');
      const fields = missing.map(({ field }) => field);
      expect(fields).toEqual(expect.arrayContaining(['vin', 'entry.cargo', 'entry.photos', 'exit', 'list', 'licence']));
      expect(fields).not.toContain('emissionStage');
    }
    const whole = await plant(cast.service, COKING);
    const plate = freshPlate();
    const facts = { vin: 'LFWSRXSJ3KAD57951', brandModel: '解放', networkStatus: '已联网', owner: { name: '某公司' } };
    const made = await cast.city.post('/vehicles', lorry({ plate, ...facts, registeredOn: '2019-05-06' }));
    for (const kind of ['vehicle_list', 'licence'])
      await addFile(
        cast.service,
        cast.city,
        { subjectType: 'vehicle', subjectId: created(made).id, kind },
        await jpeg(),
      );
    for (const [direction, time] of [
      ['in', '08'],
      ['out', '09'],
    ]) {
      const cargo = direction === 'in' ? { name: '煤炭', tonnes: 30 } : { empty: true };
      const { id } = await pass(whole, {
        plate,
        direction,
        lane: 1,
        cargo,
        passedAt: `2022-01-03T${time}:00:00+08:00`,
      });
      await addFile(
        cast.service,
        whole.gate.caller,
        { subjectType: 'passage', subjectId: id, kind: 'head' },
        await jpeg(),
      );
    }
    const { lines: items } = await open({ enterpriseId: whole.id });
    expect(items.map(({ kind, verdict, missing }) => [kind, verdict, missing])).toEqual([
      ['ledger_row', 'right', []],
      ['passage', 'pending', []],
      ['passage', 'pending', []],
    ]);
  });

  it('re-verifies stages: agreement is right, disagreement is wrong and offers the correction that puts it right', async () => {
    const check = await open({ seed: 'stages', passages: 5 });
    const [first, second, third, fourth] = check.lines.filter(({ kind }) => kind === 'passage');
    const declared = declaredLorry({ plate: second?.sample['plate'] });
    const { id: vehicleId } = created(await mill.caller.post('/vehicles', declared));
    const about = { subjectType: 'spot_check', subjectId: check.id, kind: 'photo' };
    const photo = await addFile(cast.service, cast.county, about, await jpeg());
    const known = { stageBasis: 'vehicle_list' };
    expect((await result(check, first, { ...known, emissionStage: '5' })).status).toBe(200);
    const found = { ...known, emissionStage: '4', remark: '随车清单为国四', evidenceIds: [photo] };
    expect((await result(check, second, found)).status).toBe(200);
    expect((await result(check, third, { emissionStage: 'X', remark: '平台无此车' })).status).toBe(200);
    const answer = await result(check, fourth, { ...known, emissionStage: '3' });
    const { lines: items } = answer.body as Check;
    const of = (item: Item | undefined) => items.find(({ id }) => id === item?.id);
    expect([first, second, third, fourth].map((item) => [of(item)?.verdict, of(item)?.finding.agreement])).toEqual([
      ['right', 'agrees'],
      ['wrong', 'differs'],
      ['undetermined', 'undetermined'],
      ['wrong', 'differs'],
    ]);
    expect(of(first)?.finding.correction).toBeNull();
    expect(of(fourth)?.finding.correction).toMatchObject({ method: 'POST', path: '/api/v1/vehicles' });
    const offered = of(second)?.finding.correction;
    expect(offered?.path).toBe(`/api/v1/vehicles/${vehicleId}/verify`);
    expect((await cast.county.post(offered?.path ?? '', offered?.body)).status).toBe(200);
    await cast.service.settled();
    const passage = (await cast.county.get(`/passages/${second?.subjectId ?? ''}`)).body as { basis: string };
    expect(passage.basis).toBe('verified');
    for (const [body, pointer] of [
      [{ verdict: 'right' }, '#/verdict'],
      [{}, '#/emissionStage'],
      [{ emissionStage: '4' }, '#/stageBasis'],
      [{ emissionStage: '4', stageBasis: 'declared' }, '#/stageBasis'],
      [{ emissionStage: 'X' }, '#/remark'],
    ] as const)
      expect(problem(await result(check, first, body))).toEqual([400, pointer]);
    const foreign = { ...known, emissionStage: '5', evidenceIds: [await otherEvidence()] };
    expect(problem(await result(check, first, foreign))).toEqual([404, '#/evidenceIds/0']);
    const ledger = check.lines[0];
    expect(problem(await result(check, ledger, { emissionStage: '5' }))).toEqual([400, '#/emissionStage']);
    expect(problem(await result(check, ledger, { verdict: 'wrong' }))).toEqual([400, '#/remark']);
  });
  const otherEvidence = async () => {
    const about = { subjectType: 'organisation', subjectId: mill.id, kind: 'licence' };
    return addFile(cast.service, cast.county, about, await jpeg());
  };

  it('holds alert days against ordinary days before, by the orders on record or as named', async () => {
    const order = { level: 'orange', countyCodes: ['140302'], restrictions: [] };
    const window = { startsAt: '2022-01-10T00:00:00+08:00', endsAt: '2022-01-12T00:00:00+08:00' };
    const issued = { issuedAt: '2022-01-09T12:00:00+08:00' };
    created(await cast.city.post('/alerts', { ...order, ...window, ...issued }));
    const days = ({ lines }: Check) => lines.filter(({ kind }) => kind === 'alert_day').map(({ sample }) => sample);
    const told = days(await open({ seed: 'alert' }));
    expect(told.map(({ day }) => day)).toEqual(['2022-01-10', '2022-01-11']);
    expect(told[1]).toMatchObject({ accesses: 3, mean: 3, change: 0 });
    const ordinary = ['2022-01-09', '2022-01-08', '2022-01-07'].map((day) => ({ day, accesses: 3 }));
    expect(told[1]?.['ordinary']).toEqual(ordinary);
    const named = days(await open({ alertDays: ['2022-01-25'], ordinaryDays: 5 }));
    expect(named).toMatchObject([{ day: '2022-01-25', accesses: 0, mean: 0.6, change: -100 }]);
    expect(problem(await cast.county.post('/spot-checks', ask({ alertDays: ['2022-02-03'] })))).toEqual([
      400,
      '#/alertDays/0',
    ]);
  });

  it('matches the vehicles of a video slot, each to a reading of its own, and names those that are missing', async () => {
    const check = await open({ seed: 'video' });
    const [seen, unseen] = [plates[0] ?? '', freshPlate()];
    const slot = { gateId: mill.gate.id, startsAt: '2022-01-01T07:58:00+08:00', endsAt: '2022-01-01T08:05:00+08:00' };
    const vehicles = [
      { plate: seen, direction: 'in' },
      { plate: seen },
      { plate: unseen },
      { plate: seen, direction: 'out' },
    ];
    const made = await cast.county.post(`/spot-checks/${check.id}/slots`, { ...slot, vehicles });
    expect(created(made)).toMatchObject({ seen: 4, missing: 3 });
    expect((await cast.county.get(made.headers['location'] as string)).body).toEqual(made.body);
    const { lines: items } = (await cast.county.get(`/spot-checks/${check.id}`)).body as Check;
    const onVideo = items.filter(({ kind }) => kind === 'video_vehicle');
    expect(onVideo.map(({ verdict, sample }) => [sample['plate'], verdict])).toEqual([
      [seen, 'right'],
      [seen, 'wrong'],
      [unseen, 'wrong'],
      [seen, 'wrong'],
    ]);
    const elsewhere = await plant(cast.service, COKING);
    for (const [more, refused] of [
      [{ endsAt: '2022-01-01T08:02:59+08:00' }, [400, '#/endsAt']],
      [{ endsAt: '2022-01-01T08:08:01+08:00' }, [400, '#/endsAt']],
      [{ startsAt: '2021-12-31T23:59:59+08:00', endsAt: '2022-01-01T00:05:00+08:00' }, [400, '#/startsAt']],
      [{ gateId: elsewhere.gate.id }, [404, '#/gateId']],
    ] as const)
      expect(problem(await cast.county.post(`/spot-checks/${check.id}/slots`, { ...slot, vehicles, ...more }))).toEqual(
        refused,
      );
  });

  it('closes once every item has a result; then it is read by its enterprise, counted, and changed no more', async () => {
    const yard = await plant(cast.service, COKING);
    for (const minute of ['00', '30']) await pass(yard, { lane: 1, passedAt: `2022-01-05T08:${minute}:00+08:00` });
    const check = await open({ enterpriseId: yard.id, seed: 'closing', alertDays: [] });
    const path = `/spot-checks/${check.id}`;
    const summary = { summary: '台账缺项，责令整改。' };
    expect((await cast.county.post(`${path}/close`, summary)).status).toBe(409);
    expect((await yard.caller.get(path)).status).toBe(404);
    expect(itemsOf(await yard.caller.get('/spot-checks'))).toEqual([]);
    await settle(check);
    const closed = await cast.county.post(`${path}/close`, summary);
    expect(closed.body).toMatchObject({ status: 'closed', itemsChecked: 4, itemsWrong: 2, ...summary });
    expect((await yard.caller.get(path)).body).toMatchObject({ status: 'closed' });
    expect(itemsOf(await yard.caller.get('/spot-checks'))).toMatchObject([{ id: check.id }]);
    expect(itemsOf(await yard.caller.get('/spot-check-items'))).toHaveLength(4);
    expect((await mill.caller.get(path)).status).toBe(404);
    expect((await cast.county.post(`${path}/close`, summary)).status).toBe(409);
    expect((await result(check, check.lines[0], { verdict: 'right' })).status).toBe(409);
    const told = await report(cast.city, `spot-checks?month=2022-02&by=enterprise&enterpriseId=${yard.id}`);
    const columns = ['checks', 'checked', 'wrong', 'errorRate', 'ledgerRowWrong', 'passageChecked'];
    expect(columns.map((column) => figureOf(told, column, yard.id))).toEqual([1, 4, 2, 50, 2, 2]);
    expect(await wrongLinks(cast.city, told)).toEqual([]);
    const own = await report(yard.caller, 'spot-checks?from=2022-01-01&to=2022-02-28&by=month');
    expect([figureOf(own, 'errorRate', '2022-01'), figureOf(own, 'errorRate', '2022-02')]).toEqual([null, 50]);

    const pdf = await bytesOf(cast.service, yard.caller, `${path}/protocol`);
    expect([pdf.status, pdf.body.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    const xlsx = await bytesOf(cast.service, yard.caller, `${path}/protocol?format=xlsx`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(xlsx.body as never);
    const rows = book.worksheets[0]?.getSheetValues().slice(2) as unknown[][];
    expect(rows.map((row) => [row[2], row[5]])).toEqual([
      ['台账完整性', '错误'],
      ['台账完整性', '错误'],
      ['排放阶段复核', '正确'],
      ['排放阶段复核', '正确'],
    ]);
    expect(String(rows[0]?.[4])).toContain('车辆识别代号');
  });

  it('is the officers’ of the county; departments read, others see nothing; periods that are none are refused', async () => {
    const check = await open({ seed: 'roles', alertDays: [] });
    expect(problem(await cast.otherCounty.post('/spot-checks', ask()))).toEqual([404, '#/enterpriseId']);
    for (const caller of [mill.caller, cast.contractor, cast.department])
      expect((await caller.post('/spot-checks', ask())).status).toBe(403);
    expect((await cast.department.get(`/spot-checks/${check.id}`)).status).toBe(200);
    expect((await cast.department.post(`/spot-checks/${check.id}/close`, { summary: '结束' })).status).toBe(403);
    expect((await cast.otherCounty.get(`/spot-checks/${check.id}`)).status).toBe(404);
    for (const [more, pointer] of [
      [{ to: '2021-12-31' }, '#/to'],
      [{ to: '2022-02-16' }, '#/to'],
      [{ from: '2021-01-30' }, '#/from'],
      [{ ledgerRows: 4 }, '#/ledgerRows'],
      [{ passages: 11 }, '#/passages'],
    ] as const)
      expect(problem(await cast.county.post('/spot-checks', ask(more)))).toEqual([400, pointer]);
    const trail = await cast.service.store.read.audit.page(
      { subjectType: 'spot_check', subjectId: check.id },
      { limit: 5 },
    );
    expect(trail).toMatchObject([{ action: 'spot-check.create', detail: { seed: 'roles', items: 10 } }]);
  });
});
