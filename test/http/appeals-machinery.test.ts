import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshCode, idOf, openYard, problem, type Yard } from './yard.ts';

const at = (hour: string) => `2022-03-04T${hour}:00+08:00`;
type Flag = { readonly id: string; readonly kind: string };
type Judged = { readonly id: string; readonly violations: readonly Flag[] };
type Effect = { readonly cancelled: string[]; readonly withdrawn: string[]; readonly raised: string[] };

describe.each(databases)('appeals about machines on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());

  const entered = async (siteId: string, machineId: string, more: object = {}): Promise<Judged> => {
    const answer = await yard.alice.post('/site-entries', { siteId, machineId, enteredAt: at('08:00'), ...more });
    return { id: idOf(answer), violations: (answer.body as Judged).violations };
  };
  const inspected = async (siteId: string, machineId: string, more: object = {}): Promise<Judged> => {
    const body = { siteId, machineId, inspectedAt: at('09:00'), ...more };
    const answer = await yard.officer.post('/inspections', body);
    return { id: idOf(answer), violations: (answer.body as Judged).violations };
  };
  const flagIn = ({ violations }: Judged, kind: string) => violations.find((one) => one.kind === kind)?.id ?? '';
  const appeal = async (violationIds: string[], grounds = 'machine_filed', more: object = {}) =>
    idOf(await yard.alice.post('/appeals', { violationIds, grounds, statement: '进场前已登记', ...more }));
  const grant = async (id: string, remedy: object) => {
    const answer = await yard.officer.post(`/appeals/${id}/grant`, { reason: '经核实', remedy });
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return (answer.body as { effect: Effect }).effect;
  };
  const statusOf = async (id: string) =>
    ((await yard.officer.get(`/violations/${id}`)).body as { status: string }).status;
  const openOf = async (machineId: string) =>
    ((await yard.city.get(`/violations?machineId=${machineId}&status=open`)).body as { items: Flag[] }).items.map(
      ({ kind }) => kind,
    );
  const prohibitionsOf = async (machineId: string) =>
    (
      (await yard.officer.get(`/prohibitions?machineId=${machineId}`)).body as { items: { status: string }[] }
    ).items.map(({ status }) => status);

  it('handed in on paper before the entry: the filing’s time is put right, and the flag stays cancelled', async () => {
    const [site, machine] = [await yard.site(), await yard.machine()];
    const seen = await entered(site, machine);
    expect(seen.violations.map(({ kind }) => kind)).toEqual(['unregistered_machine']);
    const filing = idOf(await yard.file(site, machine));
    const late = ((await yard.city.get(`/violations?machineId=${machine}`)).body as { items: Flag[] }).items;
    expect(late.map(({ kind }) => kind)).toEqual(['late_registration']);
    const id = await appeal([late[0]?.id ?? ''], 'machine_filed', {
      claimed: { filingId: filing, submittedAt: at('07:00') },
    });
    expect(
      problem(
        await yard.officer.post(`/appeals/${id}/grant`, {
          reason: '无',
          remedy: { kind: 'filing', exitedAt: at('09:00') },
        }),
      ),
    ).toEqual([409, '#/remedy/exitedAt']);
    const effect = await grant(id, { kind: 'filing', submittedAt: at('07:00') });
    expect(effect).toMatchObject({ cancelled: [late[0]?.id], withdrawn: [], raised: [] });
    expect((await yard.alice.get(`/filings/${filing}`)).body).toMatchObject({
      submittedAt: '2022-03-04T07:00:00.000+08:00',
      events: [
        { action: 'submit', at: '2022-03-04T07:00:00.000+08:00' },
        { action: 'correct', reason: '经核实' },
      ],
      violations: [],
    });
    expect(await openOf(machine)).toEqual([]);
    await entered(site, machine, { enteredAt: at('06:00') });
    expect(await statusOf(late[0]?.id ?? '')).toBe('cancelled');
  });

  it('a wrong time of entry reported on a filing is put right', async () => {
    const [site, machine] = [await yard.site(), await yard.machine()];
    const filing = idOf(await yard.file(site, machine));
    const answer = await yard.alice.post(`/filings/${filing}/entry`, { enteredAt: at('09:00') });
    const [late] = (answer.body as Judged).violations;
    expect(late?.kind).toBe('late_registration');
    const id = await appeal([late?.id ?? ''], 'time', { claimed: { enteredAt: at('10:01') } });
    const effect = await grant(id, { kind: 'filing', enteredAt: '2022-03-04T10:02:00+08:00' });
    expect(effect.cancelled).toEqual([late?.id]);
    expect((await yard.alice.get(`/filings/${filing}`)).body).toMatchObject({
      enteredAt: '2022-03-04T10:02:00.000+08:00',
      violations: [],
    });
    const kept = await yard.service.store.read.factCorrections.of('filing', filing);
    expect(kept).toMatchObject([{ fact: 'enteredAt', cause: `appeal:${id}`, reason: '经核实' }]);
  });

  it('a sighting of another machine is given to that one, which is judged by its own filings', async () => {
    const site = await yard.site();
    const [machine, other] = [await yard.machine(), await yard.machine()];
    const seen = await entered(site, machine);
    const flag = flagIn(seen, 'unregistered_machine');
    const id = await appeal([flag]);
    const remedy = { kind: 'site_entry', machineId: other };
    const preview = await yard.officer.post(`/appeals/${id}/preview`, { remedy });
    expect(preview.body).toMatchObject({
      falls: [{ id: flag, machineId: machine }],
      arises: [{ kind: 'unregistered_machine', machineId: other }],
      ...{ stillBroken: [], complete: true },
    });
    expect(await openOf(other)).toEqual([]);
    const effect = await grant(id, remedy);
    expect(effect).toMatchObject({ cancelled: [flag], raised: [expect.any(String)] });
    expect([await openOf(machine), await openOf(other)]).toEqual([[], ['unregistered_machine']]);
    expect((await yard.officer.get(`/site-entries/${seen.id}`)).body).toMatchObject({ machineId: other });
    const again = await appeal(effect.raised, 'time');
    const moved = await grant(again, { kind: 'site_entry', siteEntryId: seen.id, at: at('08:30') });
    expect(moved.cancelled).toEqual(effect.raised);
    expect((await yard.officer.get(`/site-entries/${seen.id}`)).body).toMatchObject({
      enteredAt: '2022-03-04T08:30:00.000+08:00',
    });
  });

  it('a void inspection counts for nothing: its prohibition is lifted, and the use under it falls', async () => {
    const [site, machine] = [await yard.site(), await yard.machine()];
    const failed = await inspected(site, machine, { smoke: { readings: [0.9, 0.9, 0.9] } });
    const use = await entered(site, machine, { enteredAt: at('09:30'), working: true });
    const [over, used] = [flagIn(failed, 'machine_over_limit'), flagIn(use, 'prohibited_machine_in_use')];
    expect(await prohibitionsOf(machine)).toEqual(['open']);
    const id = await appeal([over], 'inspection');
    const effect = await grant(id, { kind: 'void_inspection' });
    // That it was not filed hung on the site entry as well, and goes on under its own id.
    expect(effect).toEqual(expect.objectContaining({ cancelled: [over], withdrawn: [used], raised: [] }));
    expect(await statusOf(flagIn(failed, 'unregistered_machine'))).toBe('open');
    expect(await prohibitionsOf(machine)).toEqual(['lifted']);
    expect((await yard.alice.get(`/inspections/${failed.id}`)).body).toMatchObject({
      ...{ result: 'fail', voidedAt: expect.any(String), violations: [], decisions: [] },
    });
    const twice = await appeal([flagIn(use, 'unregistered_machine')], 'inspection');
    const answer = await yard.officer.post(`/appeals/${twice}/grant`, {
      ...{ reason: '无', remedy: { kind: 'void_inspection', inspectionId: failed.id } },
    });
    expect(answer.status).toBe(409);
  });

  it('a wrong stage of the machine: its inspections are judged again by the limits of their day', async () => {
    const [site, machine] = [await yard.site(), await yard.machine({ emissionStage: '3' })];
    const failed = await inspected(site, machine, { smoke: { class: 'II', readings: [0.9, 0.9, 0.9] } });
    expect((await yard.officer.get(`/inspections/${failed.id}`)).body).toMatchObject({ result: 'fail', limit: 0.8 });
    const over = flagIn(failed, 'machine_over_limit');
    const id = await appeal([over], 'machine_facts', { claimed: { emissionStage: '2' } });
    await grant(id, { kind: 'machine', facts: { emissionStage: '2', engine: { powerKw: 18 } } });
    expect((await yard.officer.get(`/machines/${machine}`)).body).toMatchObject({ emissionStage: '2' });
    // The class that the inspector chose is stricter than the stage requires now, and stays.
    expect((await yard.officer.get(`/inspections/${failed.id}`)).body).toMatchObject({
      result: 'pass',
      class: 'II',
      limit: 2,
    });
    expect(await prohibitionsOf(machine)).toEqual(['lifted']);
    expect(await statusOf(over)).toBe('cancelled');
    const kept = await yard.service.store.read.factCorrections.of('inspection', failed.id);
    expect(kept).toMatchObject([{ fact: 'judgement', before: { result: 'fail' }, after: { result: 'pass' } }]);
  });

  it('an inspection of another machine is judged by that one’s stage, at the time it really was', async () => {
    const site = await yard.site();
    const [machine, old] = [await yard.machine(), await yard.machine({ emissionStage: '2' })];
    const failed = await inspected(site, machine, { smoke: { readings: [0.9, 0.9, 0.9] } });
    const id = await appeal([flagIn(failed, 'machine_over_limit')], 'inspection');
    expect(
      problem(await yard.officer.post(`/appeals/${id}/grant`, { reason: '无', remedy: { kind: 'inspection' } })),
    ).toEqual([400, '#/remedy']);
    const effect = await grant(id, { kind: 'inspection', machineId: old, at: at('08:45') });
    expect(effect.withdrawn).toContain(flagIn(failed, 'unregistered_machine'));
    expect((await yard.officer.get(`/inspections/${failed.id}`)).body).toMatchObject({
      ...{ machineId: old, inspectedAt: '2022-03-04T08:45:00.000+08:00', result: 'pass', class: 'I' },
    });
    expect([await prohibitionsOf(machine), await prohibitionsOf(old)]).toEqual([['lifted'], []]);
    expect(await openOf(old)).toEqual(['unregistered_machine']);
  });

  it('for the contractor and its county: a colleague sees it, strangers find nothing', async () => {
    const [site, machine] = [await yard.site(), await yard.machine({ environmentalCode: freshCode() })];
    const flag = flagIn(await entered(site, machine), 'unregistered_machine');
    const body = { violationIds: [flag], grounds: 'other', statement: '机械未进场' };
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await caller.post('/appeals', { ...body, appellant: { name: '某' } }))).toEqual([
        404,
        '#/violationIds/0',
      ]);
    expect((await yard.department.post('/appeals', body)).status).toBe(403);
    const id = idOf(await yard.bob.post('/appeals', body));
    for (const caller of [yard.alice, yard.department, yard.city])
      expect((await caller.get(`/appeals/${id}`)).status).toBe(200);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect((await caller.get(`/appeals/${id}`)).status).toBe(404);
  });
});
