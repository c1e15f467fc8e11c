import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { pdfText } from '../support/pdf-text.ts';
import {
  idOf,
  itemIds,
  kindsOf,
  MISSING,
  moved,
  newMachine,
  openYard,
  outcomesOf,
  problem,
  type Yard,
} from './yard.ts';

const serialOf = (number: string): number => Number(/(\d{4})号$/.exec(number)?.[1]);
const subjectOf = ({ payload }: { readonly payload: unknown }): string =>
  (payload as { readonly subject: { readonly id: string } }).subject.id;

const day = (hour: number) => moved('2022-03-03T00:00:00+08:00', hour * 3_600_000);
const FAIL = { smoke: { readings: [2, 2, 2] } };
const PASS = { smoke: { readings: [0.1, 0.1, 0.1] } };

describe.each(databases)('prohibitions on $name', (database) => {
  let yard: Yard;
  let site: string;
  let machine: string;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    site = await yard.site();
    machine = await yard.machine();
  });
  const inspect = (hour: number, what: object, more: object = {}) =>
    yard.officer.post('/inspections', { siteId: site, machineId: machine, inspectedAt: day(hour), ...what, ...more });
  const seen = (hour: number, more: object = {}) =>
    yard.officer.post('/site-entries', { siteId: site, machineId: machine, enteredAt: day(hour), ...more });
  const listed = async (query: string) => itemIds(await yard.officer.get(`/prohibitions?machineId=${machine}${query}`));
  const inUse = async () =>
    itemIds(await yard.officer.get(`/violations?machineId=${machine}&kind=prohibited_machine_in_use`));

  it('a fail opens one, a further fail finds it open, a later pass lifts it', async () => {
    const first = await inspect(8, FAIL);
    const { id } = first.body.prohibition as { id: string };
    const second = await inspect(9, FAIL);
    expect(second.body.prohibition).toEqual({ id, status: 'open' });
    expect(await listed('&status=open')).toEqual([id]);
    const pass = await inspect(10, PASS);
    expect(pass.body).toMatchObject({ result: 'pass', lifted: { id } });
    expect(pass.body).not.toHaveProperty('prohibition');
    expect(await listed('&status=open')).toEqual([]);
    expect(await listed('&status=lifted')).toEqual([id]);
    expect((await yard.officer.get(`/prohibitions/${id}`)).body).toMatchObject({
      ...{ status: 'lifted', inspectionId: idOf(first), liftedByInspectionId: idOf(pass) },
      ...{ openedAt: '2022-03-03T08:00:00.000+08:00', liftedAt: '2022-03-03T10:00:00.000+08:00' },
    });
    const trail = await yard.service.store.read.audit.page({ subjectType: 'prohibition', subjectId: id }, { limit: 5 });
    expect(trail.map(({ action }) => action)).toEqual(['prohibition.lift', 'prohibition.open']);
  });

  it('inspections that arrive late change it as if they had arrived in time', async () => {
    const pass = await inspect(10, PASS);
    expect(pass.body).not.toHaveProperty('lifted');
    const later = await inspect(9, FAIL);
    expect(later.body.prohibition.status).toBe('lifted');
    const earlier = await inspect(8, FAIL);
    expect(await listed('')).toEqual([earlier.body.prohibition.id]);
  });

  it('keeps its id where a fail told late opens it earlier', async () => {
    const { id } = (await inspect(9, FAIL)).body.prohibition as { id: string };
    const elsewhere = await yard.site();
    const earlier = await inspect(8, FAIL, { siteId: elsewhere });
    expect(earlier.body.prohibition).toEqual({ id, status: 'open' });
    expect((await yard.officer.get(`/prohibitions/${id}`)).body).toMatchObject({
      ...{ siteId: elsewhere, inspectionId: idOf(earlier), openedAt: '2022-03-03T08:00:00.000+08:00' },
    });
    const pass = await inspect(8.5, PASS);
    expect(pass.body.lifted).toEqual({ id });
    expect(await listed('&status=lifted')).toEqual([id]);
    const [open, ...more] = await listed('&status=open');
    expect([open === id, more]).toEqual([false, []]);
    const trail = await yard.service.store.read.audit.page({ subjectType: 'prohibition', subjectId: id }, { limit: 5 });
    expect(trail.map(({ action }) => action)).toEqual(['prohibition.lift', 'prohibition.antedate', 'prohibition.open']);
  });

  it('an inconclusive inspection neither opens nor lifts', async () => {
    await inspect(8, FAIL);
    await inspect(9, { smoke: { readings: [0.1] } });
    expect(await listed('&status=open')).toHaveLength(1);
  });

  describe('clause 2.4.6b: not used until a passed re-test', () => {
    it('reported to enter any site under it is use', async () => {
      await inspect(8, FAIL);
      const elsewhere = await yard.site('140303');
      const filing = await yard.file(elsewhere, machine);
      const entry = await yard.alice.post(`/filings/${idOf(filing)}/entry`, { enteredAt: day(9) });
      expect(kindsOf(entry)).toContain('prohibited_machine_in_use');
      const [flag] = await inUse();
      // The breach lies where it was used.
      expect(flag).toBeUndefined();
      const [there] = itemIds(
        await yard.otherOfficer.get(`/violations?machineId=${machine}&kind=prohibited_machine_in_use`),
      );
      const one = await yard.otherOfficer.get(`/violations/${there}`);
      expect(one.body).toMatchObject({ clause: '2.4.6b', countyCode: '140303', subject: { siteId: elsewhere } });
      expect(one.body.evidence.prohibitionIds).toEqual(await listed(''));
    });

    it('found working is use, once for the stay; at the instant of the re-test and after it is not', async () => {
      await seen(7);
      await inspect(8, FAIL);
      expect(kindsOf(await seen(9, { working: true }))).toContain('prohibited_machine_in_use');
      expect(kindsOf(await seen(10, { working: true }))).toContain('prohibited_machine_in_use');
      expect(await inUse()).toHaveLength(1);
      await inspect(11, PASS);
      expect(kindsOf(await seen(11, { working: true }))).not.toContain('prohibited_machine_in_use');
      expect(outcomesOf(await seen(12, { working: true }))['prohibited-machine-in-use']).not.toBe('violation');
      expect(await inUse()).toHaveLength(1);
    });

    it('standing idle and the re-test itself are no use; unknown is unverified', async () => {
      await seen(7);
      await inspect(8, FAIL, { working: true });
      const idle = await seen(9, { working: false });
      expect(kindsOf(idle)).not.toContain('prohibited_machine_in_use');
      const unknown = await seen(10);
      expect(outcomesOf(unknown)['prohibited-machine-in-use']).toBe('unverified');
      const retest = await inspect(11, PASS, { working: true });
      expect(kindsOf(retest)).not.toContain('prohibited_machine_in_use');
      expect(await inUse()).toEqual([]);
    });

    it('entering another site is use unless it stands idle there', async () => {
      await inspect(8, FAIL);
      const [parked, entered] = [await yard.site(), await yard.site()];
      expect(kindsOf(await seen(9, { siteId: parked, working: false }))).not.toContain('prohibited_machine_in_use');
      expect(await inUse()).toEqual([]);
      expect(kindsOf(await seen(10, { siteId: entered }))).toContain('prohibited_machine_in_use');
      expect(await inUse()).toHaveLength(1);
    });

    it('holds in every county: at work or entering there is use, standing idle is none, a re-test there lifts it', async () => {
      const { id } = (await inspect(8, FAIL)).body.prohibition as { id: string };
      const [idle, work, entry] = [await yard.site('140303'), await yard.site('140303'), await yard.site('140303')];
      const met = (siteId: string, hour: number, more: object) =>
        yard.otherOfficer.post('/site-entries', { siteId, machineId: machine, enteredAt: day(hour), ...more });
      expect(kindsOf(await met(idle, 9, { working: false }))).not.toContain('prohibited_machine_in_use');
      expect(kindsOf(await met(work, 10, { working: true }))).toContain('prohibited_machine_in_use');
      const filing = idOf(await yard.file(entry, machine));
      const entered = await yard.alice.post(`/filings/${filing}/entry`, { enteredAt: day(11) });
      expect(kindsOf(entered)).toContain('prohibited_machine_in_use');
      const there = { siteId: entry, machineId: machine, inspectedAt: day(12), ...PASS, working: true };
      const retest = await yard.otherOfficer.post('/inspections', there);
      expect(retest.body.lifted).toEqual({ id });
      expect(kindsOf(retest)).not.toContain('prohibited_machine_in_use');
      expect(kindsOf(await met(idle, 13, { working: true }))).not.toContain('prohibited_machine_in_use');
      const flags = await yard.otherOfficer.get(`/violations?machineId=${machine}&kind=prohibited_machine_in_use`);
      expect(itemIds(flags)).toHaveLength(2);
    });

    it('a fail told afterwards convicts the use that came after it; a pass told afterwards acquits', async () => {
      await seen(7);
      const working = await seen(10, { working: true });
      expect(await inUse()).toEqual([]);
      await inspect(8, FAIL);
      const [flag] = await inUse();
      expect((await yard.officer.get(`/site-entries/${idOf(working)}`)).body.violations).toContainEqual({
        ...{ id: flag, kind: 'prohibited_machine_in_use' },
      });
      await inspect(9, PASS);
      expect(await inUse()).toEqual([]);
      expect((await yard.officer.get(`/violations/${flag}`)).body.status).toBe('withdrawn');
    });
  });

  describe('the decision', () => {
    const service = {
      ...{ method: 'direct', servedAt: '2022-03-04T10:00:00+08:00', servedBy: '王五' },
      ...{ receivedBy: '李四', remarks: '当场送达' },
    };
    const opened = async () => (await inspect(8, { ...FAIL, ringelmann: 2, method: '自由加速法' })).body.prohibition.id;
    const pdfOf = async (id: string, query = '', caller = yard.officer) =>
      caller.get(`/prohibitions/${id}/notice${query}`);
    const textOf = (body: Buffer) => pdfText(body).flat().join('').replaceAll(/\s/g, '');

    it('201: is numbered, says what was found, what must be done and how to appeal; made once, the same bytes again', async () => {
      const id = await opened();
      await yard.officer.patch(`/prohibitions/${id}`, { retestBy: '2022-03-20' });
      const made = await yard.officer.post(`/prohibitions/${id}/notice`, {});
      expect([made.status, made.headers.location]).toEqual([201, `/api/v1/prohibitions/${id}/notice`]);
      const [notice] = made.body.notices;
      expect(notice).toMatchObject({
        kind: 'prohibition',
        number: expect.stringMatching(/^阳环移禁〔2022〕城区\d{4}号$/),
      });
      const again = await yard.officer.post(`/prohibitions/${id}/notice`, {});
      expect([again.status, again.body]).toEqual([200, made.body]);
      const pdf = await pdfOf(id);
      expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(
        Buffer.compare((await pdfOf(id, '?kind=prohibition', yard.alice)).body as Buffer, pdf.body as Buffer),
      ).toBe(0);
      const text = textOf(pdf.body as Buffer);
      for (const words of [
        ...['非道路移动机械禁止使用决定书', notice.number, '三中改造', '挖掘机', '自由加速法', '2m-1', '0.8m-1', '2级'],
        ...[
          '尚未与标准文本核对',
          '禁止使用超标排放的非道路移动机械',
          '不晚于2022年3月20日（含当日）',
          '申诉',
          '行政复议',
          '签名',
          '盖章',
        ],
      ])
        expect(text).toContain(words);
      // The plan forbids the use; it knows no duty not to file.
      expect(text).not.toContain('不得申报');
      const evidence = await yard.alice.get(`/evidence/${notice.evidenceId}`);
      expect(evidence.body).toMatchObject({ mediaType: 'application/pdf', subjectType: 'prohibition', subjectId: id });
      const next = await yard.machine();
      const other = await inspect(8, FAIL, { machineId: next });
      const second = await yard.officer.post(`/prohibitions/${other.body.prohibition.id}/notice`, {});
      expect(serialOf(second.body.notices[0].number)).toBe(serialOf(notice.number) + 1);
    });

    it('lifts it after a passed re-test, or where the inspection that opened it was void', async () => {
      const id = await opened();
      const early = await yard.officer.post(`/prohibitions/${id}/notice`, { kind: 'lifting' });
      expect([early.status, early.body.state]).toEqual([409, 'open']);
      await inspect(10, PASS);
      const late = await yard.officer.post(`/prohibitions/${id}/notice`, { kind: 'prohibition' });
      expect([late.status, late.body.state]).toEqual([409, 'lifted']);
      const made = await yard.officer.post(`/prohibitions/${id}/notice`, {});
      expect(made.body.notices).toMatchObject([
        { kind: 'lifting', number: expect.stringContaining('阳环移解〔2022〕城区') },
      ]);
      const text = textOf((await pdfOf(id)).body as Buffer);
      for (const words of ['解除禁止使用决定书', '复检合格', '0.1m-1', '合格']) expect(text).toContain(words);
      expect(problem(await pdfOf(id, '?kind=prohibition'))).toEqual([404, '#/kind']);
    });

    it('is made anew of an inspection that came to light earlier, and of the re-test that lifts it then', async () => {
      const id = await opened();
      const make = () => yard.officer.post(`/prohibitions/${id}/notice`, {});
      const [first] = (await make()).body.notices;
      const earlier = await inspect(7, FAIL);
      const second = await make();
      expect(second.status).toBe(201);
      expect(second.body.notices.map((one: { inspectionId: string }) => one.inspectionId)).toEqual([
        ...[first.inspectionId, idOf(earlier)],
      ]);
      expect((await make()).status).toBe(200);
      const now = new Date(yard.service.clock.now()).toISOString();
      await yard.officer.post(`/prohibitions/${id}/service`, { ...service, servedAt: now });
      const { notices } = (await yard.officer.get(`/prohibitions/${id}`)).body;
      expect(notices.map((one: object) => 'service' in one)).toEqual([false, true]);
      await inspect(10, PASS);
      expect((await make()).status).toBe(201);
      const sooner = await inspect(9, PASS);
      const again = await make();
      expect([again.status, again.body.notices.at(-1)]).toMatchObject([
        ...[201, { kind: 'lifting', inspectionId: idOf(sooner) }],
      ]);
    });

    it('is not lifted, and nobody is told so, while another prohibition of the machine is open', async () => {
      const failed = await inspect(8, FAIL);
      const id = failed.body.prohibition.id as string;
      await inspect(9, FAIL);
      const [flag] = itemIds(
        await yard.officer.get(`/violations?machineId=${machine}&kind=machine_over_limit`),
      ).reverse();
      const statement = { violationIds: [flag], grounds: 'inspection', statement: '检查有误' };
      const appeal = idOf(await yard.alice.post('/appeals', statement));
      const remedy = { kind: 'void_inspection', inspectionId: idOf(failed) };
      expect((await yard.officer.post(`/appeals/${appeal}/grant`, { reason: '属实', remedy })).status).toBe(200);
      const [other = ''] = await listed('&status=open');
      expect([other === id, await listed('&status=lifted')]).toEqual([false, [id]]);
      const told = async () => {
        const messages = await yard.service.store.read.outbox.pending(5_000);
        return messages.flatMap((one) => (subjectOf(one) === id ? [one.topic] : []));
      };
      expect(await told()).toEqual(['prohibition.opened']);
      const early = await yard.officer.post(`/prohibitions/${id}/notice`, {});
      expect([early.status, early.body.existing]).toEqual([409, other]);
      await inspect(10, PASS);
      expect((await yard.officer.post(`/prohibitions/${id}/notice`, {})).status).toBe(201);
      expect(textOf((await pdfOf(id)).body as Buffer)).toContain('已作废或更正');
    });

    it('its service is on record once; who took it is seen by officers and the addressee alone', async () => {
      const id = await opened();
      const serve = (more: object = {}, caller = yard.officer) =>
        caller.post(`/prohibitions/${id}/service`, { ...service, ...more });
      expect((await serve()).status).toBe(404);
      await yard.officer.post(`/prohibitions/${id}/notice`, {});
      expect(problem(await serve({ servedAt: '2022-03-03T00:00:00+08:00' }))).toEqual([400, '#/servedAt']);
      const now = new Date(yard.service.clock.now()).toISOString();
      const served = await serve({ servedAt: now });
      expect(served.status).toBe(200);
      expect((await serve({ servedAt: now })).status).toBe(409);
      const seen = async (caller = yard.officer) =>
        (await caller.get(`/prohibitions/${id}`)).body.notices[0].service as Record<string, string>;
      for (const caller of [yard.officer, yard.city, yard.alice, yard.bob])
        expect(await seen(caller)).toMatchObject({ method: 'direct', receivedBy: '李四', servedBy: '王五' });
      const { receivedBy, servedBy, remarks } = await seen(yard.department);
      expect([receivedBy, servedBy, remarks]).toEqual([undefined, undefined, undefined]);
      const told = await yard.service.store.read.outbox.pending(5_000);
      expect(told.filter((one) => subjectOf(one) === id).map(({ topic }) => topic)).toEqual([
        ...['prohibition.opened', 'prohibition.served'],
      ]);
    });

    it('only officers of its county make, serve and date it', async () => {
      const id = await opened();
      const calls = (caller: typeof yard.officer) => [
        caller.post(`/prohibitions/${id}/notice`, {}),
        caller.post(`/prohibitions/${id}/service`, service),
        caller.patch(`/prohibitions/${id}`, { retestBy: '2022-03-20' }),
      ];
      for (const caller of [yard.alice, yard.bob, yard.department])
        expect((await Promise.all(calls(caller))).map(({ status }) => status)).toEqual([403, 403, 403]);
      for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise]) {
        const answers = [...(await Promise.all(calls(caller))), await pdfOf(id, '', caller)];
        for (const answer of answers) expect(problem(answer)).toEqual([404, '#/id']);
      }
      expect(problem(await pdfOf(id))).toEqual([404, '#/id']);
    });
  });

  it('whoever holds the machine sees it and is told, on whichever site it failed', async () => {
    const hired = idOf(await yard.charlie.post('/machines', newMachine()));
    const failed = await inspect(8, FAIL, { machineId: hired });
    const { id } = failed.body.prohibition as { id: string };
    expect((await yard.charlie.get(`/prohibitions/${id}`)).status).toBe(200);
    expect(itemIds(await yard.charlie.get('/prohibitions'))).toContain(id);
    const told = await yard.service.store.read.outbox.pending(5_000);
    const messages = told.filter((one) => subjectOf(one) === id).map(({ payload }) => payload);
    expect(messages).toMatchObject([{ organisationIds: [yard.contractorId, expect.any(String)] }]);
  });

  it('the unit that filed it for the site sees it and is told, unless the machine had left or the filing does not stand', async () => {
    const admin = await yard.service.admin();
    const units = (await admin.get('/organisations?kind=contractor')).body.items as {
      id: string;
      creditCode: string;
    }[];
    const unit = units.find(({ id }) => id !== yard.contractorId);
    const invited = { siteId: site, creditCode: unit?.creditCode, role: 'subcontractor' };
    const confirmed = `/site-units/${idOf(await yard.alice.post('/site-units', invited))}/confirm`;
    expect((await yard.charlie.post(confirmed, {})).status).toBe(200);
    const days = { plannedEntryOn: '2022-03-01', plannedExitOn: '2022-06-30' };
    const sees = async (machineId: string, what: (filing: string) => Promise<unknown>) => {
      await what(idOf(await yard.charlie.post('/filings', { siteId: site, machineId, ...days })));
      const { id } = (await inspect(9, FAIL, { machineId })).body.prohibition as { id: string };
      const told = await yard.service.store.read.outbox.pending(5_000);
      const payloads = told.filter((one) => subjectOf(one) === id).map(({ payload }) => payload);
      const { organisationIds } = payloads[0] as { organisationIds: string[] };
      const listedTo = itemIds(await yard.charlie.get('/prohibitions')).includes(id);
      return [
        (await yard.charlie.get(`/prohibitions/${id}`)).status,
        listedTo,
        organisationIds.includes(unit?.id ?? ''),
      ];
    };
    const move = (filing: string, step: string, at: string) =>
      yard.charlie.post(`/filings/${filing}/${step}`, { [step === 'entry' ? 'enteredAt' : 'exitedAt']: at });
    expect(await sees(machine, async () => undefined)).toEqual([200, true, true]);
    expect(await sees(await yard.machine(), (filing) => move(filing, 'entry', day(7)))).toEqual([200, true, true]);
    const left = async (filing: string) => {
      await move(filing, 'entry', day(7));
      expect((await move(filing, 'exit', day(8))).status).toBe(200);
    };
    expect(await sees(await yard.machine(), left)).toEqual([404, false, false]);
    const refused = (filing: string) => yard.officer.post(`/filings/${filing}/reject`, { reason: '不符' });
    expect(await sees(await yard.machine(), refused)).toEqual([404, false, false]);
  });

  it('the day for the re-test: set, moved, overdue, taken away; not once it is lifted', async () => {
    const { id } = (await inspect(8, FAIL)).body.prohibition as { id: string };
    const set = (retestBy: string | null) => yard.officer.patch(`/prohibitions/${id}`, { retestBy });
    const overdue = async () => listed('&retestOverdue=true');
    expect((await set('2022-03-03')).body).toMatchObject({ retestBy: '2022-03-03', retestOverdue: true });
    expect(await overdue()).toEqual([id]);
    expect(await listed('&retestOverdue=false')).toEqual([id]);
    expect((await set('2022-03-04')).body.retestOverdue).toBe(false);
    expect(await overdue()).toEqual([]);
    expect(problem(await set('2022-03-02'))).toEqual([400, '#/retestBy']);
    expect((await set(null)).body).not.toHaveProperty('retestBy');
    await set('2022-03-03');
    await inspect(9, PASS);
    expect(await overdue()).toEqual([]);
    expect((await set('2022-03-20')).status).toBe(409);
    expect((await yard.bare(yard.officer, `/prohibitions/${id}`, { retestBy: null })).status).toBe(428);
  });

  it('is seen by the organisation of the site, officers of its county, the city and departments; else 404 and 403', async () => {
    const { id } = (await inspect(8, FAIL)).body.prohibition as { id: string };
    for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department]) {
      expect((await caller.get(`/prohibitions/${id}`)).status).toBe(200);
      expect(itemIds(await caller.get(`/prohibitions?siteId=${site}&status=open`))).toEqual([id]);
    }
    const missing = await yard.charlie.get(`/prohibitions/${MISSING}`);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await caller.get(`/prohibitions/${id}`))).toEqual(problem(missing));
    expect(itemIds(await yard.otherOfficer.get('/prohibitions'))).not.toContain(id);
    expect(itemIds(await yard.city.get('/prohibitions?countyCode=140303'))).not.toContain(id);
    expect((await yard.enterprise.get('/prohibitions')).status).toBe(403);
    expect(problem(await yard.officer.get('/prohibitions?status=closed'))).toEqual([400, '#/status']);
  });
});
