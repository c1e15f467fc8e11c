import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { pdfCodes } from '../support/pdf-codes.ts';
import { pdfText } from '../support/pdf-text.ts';
import { idOf, itemIds, kindsOf, MISSING, moved, newSite, openYard, problem, type Yard } from './yard.ts';

type Filing = { readonly id: string; readonly submittedAt: string; readonly number: string };

describe.each(databases)('filings that change on their way, on $name', (database) => {
  let yard: Yard;
  let site: string;
  let filing: Filing;
  beforeAll(async () => {
    yard = await openYard(database);
    site = await yard.site();
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    filing = (await yard.file(site, await yard.machine(), { plannedExitOn: '2022-06-30' })).body as Filing;
  });
  const path = () => `/filings/${filing.id}`;
  const act = (action: string, body: object = {}, caller = yard.alice) => caller.post(`${path()}/${action}`, body);
  const accept = () => act('accept', {}, yard.officer);
  const extend = (plannedExitOn: string, caller = yard.alice) =>
    act('extend', { plannedExitOn, reason: '工期延长' }, caller);

  describe('amendment', () => {
    it('200: planned days and remarks, with the old ones in its history; when it was submitted stays', async () => {
      const amended = await yard.bob.patch(path(), { plannedExitOn: '2022-07-31', remarks: '夜间作业' });
      expect(amended.status).toBe(200);
      expect(amended.body).toMatchObject({
        ...{ plannedEntryOn: '2022-01-01', plannedExitOn: '2022-07-31', remarks: '夜间作业', status: 'submitted' },
        ...{ submittedAt: filing.submittedAt, number: filing.number },
      });
      expect(amended.body.events.at(-1)).toMatchObject({
        ...{ action: 'amend', byKind: 'user', byRole: 'contractor' },
        ...{ before: { plannedExitOn: '2022-06-30', remarks: null }, after: { plannedExitOn: '2022-07-31' } },
      });
      expect((await yard.alice.get(path())).body).toEqual(amended.body);
      const cleared = await yard.alice.patch(path(), { remarks: null });
      expect(cleared.body).not.toHaveProperty('remarks');
      const nothing = await yard.alice.patch(path(), { plannedExitOn: '2022-07-31' });
      expect(nothing.body.events).toEqual(cleared.body.events);
    });

    it('400: days outside the schedule, and what is no planned day; 409: days of another open filing', async () => {
      expect(problem(await yard.alice.patch(path(), { plannedExitOn: '2023-01-01' }))).toEqual([
        400,
        '#/plannedExitOn',
      ]);
      expect(problem(await yard.alice.patch(path(), { status: 'accepted' }))).toEqual([400, '#/status']);
      const { machineId } = (await yard.alice.get(path())).body as { machineId: string };
      expect((await yard.file(site, machineId, { plannedEntryOn: '2022-07-01' })).status).toBe(201);
      expect(problem(await yard.alice.patch(path(), { plannedExitOn: '2022-07-01' }))).toEqual([409, '#/machineId']);
    });

    it('days taken before the schedule was shortened stand: only those that change are looked at', async () => {
      const shortened = idOf(await yard.alice.post('/sites', newSite()));
      const machine = await yard.machine();
      const days = { plannedEntryOn: '2022-02-01', plannedExitOn: '2022-06-30' };
      const { id } = (await yard.file(shortened, machine, days)).body as Filing;
      const { id: accepted } = (await yard.file(shortened, await yard.machine(), days)).body as Filing;
      await yard.officer.post(`/filings/${accepted}/accept`, {});
      await yard.alice.patch(`/sites/${shortened}`, { startsOn: '2022-03-01', endsOn: '2022-05-31' });
      const change = (body: object) => yard.alice.patch(`/filings/${id}`, body);
      expect((await change({ remarks: '夜间作业' })).status).toBe(200);
      expect(problem(await change({ plannedEntryOn: '2022-02-15' }))).toEqual([400, '#/plannedEntryOn']);
      expect(problem(await change({ plannedExitOn: '2022-06-29' }))).toEqual([400, '#/plannedExitOn']);
      expect((await change({ plannedExitOn: '2022-05-31' })).body).toMatchObject({ plannedEntryOn: '2022-02-01' });
      await yard.alice.patch(`/sites/${shortened}`, { endsOn: '2022-07-31' });
      const longer = { plannedExitOn: '2022-07-31', reason: '工期延长' };
      expect((await yard.alice.post(`/filings/${accepted}/extend`, longer)).status).toBe(200);
    });

    it('428 without If-Match, 412 with an old one', async () => {
      const { headers } = await yard.alice.get(path());
      expect((await yard.bare(yard.alice, path(), { remarks: '甲' })).status).toBe(428);
      const first = await yard.bare(yard.alice, path(), { remarks: '甲' }, { 'If-Match': String(headers.etag) });
      expect(first.status).toBe(200);
      const second = await yard.bare(yard.alice, path(), { remarks: '乙' }, { 'If-Match': String(headers.etag) });
      expect(second.status).toBe(412);
    });

    it('a returned one is amended and handed in again', async () => {
      await act('return', { reason: '日期有误' }, yard.officer);
      expect((await yard.alice.patch(path(), { plannedExitOn: '2022-08-31' })).body.status).toBe('returned');
      expect((await act('resubmit')).body).toMatchObject({ status: 'submitted', plannedExitOn: '2022-08-31' });
      expect((await act('return', { reason: '仍有误' }, yard.officer)).body).toMatchObject({ reason: '仍有误' });
      expect((await act('resubmit')).body.submittedAt).toBe(filing.submittedAt);
      expect((await accept()).body.status).toBe('accepted');
    });
  });

  describe('extension', () => {
    it('200: taken at once, with the old day in its history, and told to officers of the county', async () => {
      await accept();
      const extended = await extend('2022-09-30');
      expect(extended.body).toMatchObject({ status: 'accepted', plannedExitOn: '2022-09-30' });
      expect(extended.body.events.at(-1)).toMatchObject({
        ...{ action: 'extend', reason: '工期延长' },
        ...{ before: { plannedExitOn: '2022-06-30' }, after: { plannedExitOn: '2022-09-30' } },
      });
      const waiting = await yard.service.store.read.outbox.pending(500);
      const told = waiting.filter(({ topic }) => topic === 'filing.extended').map(({ payload }) => payload);
      expect(told).toContainEqual(
        expect.objectContaining({ subject: { type: 'filing', id: filing.id }, countyCodes: ['140302'] }),
      );
    });

    it('400: a day that is not later, outside the schedule, or without its reason', async () => {
      await accept();
      for (const day of ['2022-06-30', '2022-05-31', '2023-01-01'])
        expect(problem(await extend(day))).toEqual([400, '#/plannedExitOn']);
      expect(problem(await act('extend', { plannedExitOn: '2022-09-30' }))).toEqual([400, '#/reason']);
    });

    it('an entry after the first planned exit is as planned once it is extended', async () => {
      await accept();
      await extend('2022-12-31');
      const entered = await act('entry', { enteredAt: moved(filing.submittedAt, 1) });
      expect([entered.body.warnings, kindsOf(entered)]).toEqual([[], []]);
    });
  });

  it('a machine that leaves before its planned days are over left early; both days stay, and the rest is free', async () => {
    await act('entry', { enteredAt: moved(filing.submittedAt, 1) });
    expect((await yard.alice.get(path())).body).not.toHaveProperty('leftEarly');
    const left = await act('exit', { exitedAt: moved(filing.submittedAt, 2) });
    expect(left.body).toMatchObject({ leftEarly: true, plannedExitOn: '2022-06-30' });
    const again = await yard.file(site, left.body.machineId as string, { plannedEntryOn: '2022-03-05' });
    expect(again.status).toBe(201);
  });

  describe('many at once', () => {
    it('200: the good ones are filed in their order, each other one is named with what is wrong; the same key gives it again', async () => {
      const days = { plannedEntryOn: '2022-03-05', plannedExitOn: '2022-06-30' };
      const [one, two] = [await yard.machine(), await yard.machine()];
      const filings = [
        { siteId: site, machineId: one, ...days },
        { siteId: site, machineId: one, ...days },
        { siteId: site, machineId: MISSING, ...days },
        { siteId: MISSING, machineId: two, ...days },
        { siteId: site, machineId: two, plannedEntryOn: '2021-03-05', plannedExitOn: '2023-06-30' },
        { machineId: 'x' },
        { siteId: site, machineId: two, ...days, remarks: '备用' },
      ];
      const headers = { 'Idempotency-Key': `batch-${one}` };
      const answer = await yard.alice.post('/filings/batch', { filings }, { headers });
      expect(answer.status).toBe(200);
      const results = answer.body.results as { status: string; id?: string; errors?: { pointer: string }[] }[];
      expect(results.map(({ status, errors = [] }) => [status, ...errors.map(({ pointer }) => pointer)])).toEqual([
        ['created'],
        ['conflict', '#/machineId'],
        ['invalid', '#/machineId'],
        ['invalid', '#/siteId'],
        ['invalid', '#/plannedEntryOn', '#/plannedExitOn'],
        ['invalid', '#/siteId', '#/machineId', '#/plannedEntryOn', '#/plannedExitOn'],
        ['created'],
      ]);
      const stored = (await yard.alice.get(`/filings/${results.at(-1)?.id ?? ''}`)).body;
      expect(stored).toMatchObject({ machineId: two, remarks: '备用', events: [{ action: 'submit' }] });
      const again = await yard.alice.post('/filings/batch', { filings }, { headers });
      expect(again.body).toEqual(answer.body);
      // The same key for a trial of the same is another request.
      expect((await yard.alice.post('/filings/batch?dryRun=true', { filings }, { headers })).status).toBe(422);
      const foreign = await yard.charlie.post('/filings/batch', { filings: filings.slice(0, 1) });
      expect(foreign.body.results).toMatchObject([{ status: 'invalid', errors: [{ pointer: '#/siteId' }] }]);
    });

    it('200: each that is filed comes with what POST /filings/check warns of, a dry run likewise and without a trace', async () => {
      const machineId = await yard.machine({ producedOn: '2023-01-01' });
      const days = { plannedEntryOn: '2022-03-01', plannedExitOn: '2022-06-30' };
      const body = {
        filings: [
          { siteId: site, machineId, ...days },
          { siteId: site, machineId: MISSING, ...days },
        ],
      };
      const check = (await yard.alice.post('/filings/check', body.filings[0] ?? {})).body;
      const codes = (check.warnings as { code: string }[]).map(({ code }) => code);
      expect(codes).toEqual(['planned_entry_past', 'stage_implausible']);
      const { warnings, zones } = check;
      const tried = await yard.alice.post('/filings/batch?dryRun=true', body);
      expect(tried.body.results).toEqual([
        { index: 0, status: 'created', warnings, zones },
        expect.objectContaining({ index: 1, status: 'invalid' }),
      ]);
      expect(itemIds(await yard.alice.get(`/filings?machineId=${machineId}`))).toEqual([]);
      const filed = await yard.alice.post('/filings/batch', body);
      expect(filed.body.results[0]).toEqual({ index: 0, status: 'created', id: expect.any(String), warnings, zones });
    });

    it('400: none, or more than 200', async () => {
      for (const filings of [[], Array.from({ length: 201 }, () => ({}))])
        expect(problem(await yard.alice.post('/filings/batch', { filings }))).toEqual([400, '#/filings']);
    });
  });

  describe('numbers', () => {
    it('are of the county and the year, follow each other without a gap, and stay', async () => {
      const elsewhere = await yard.site('140322');
      const numbers: string[] = [];
      for (let count = 0; count < 2; count += 1)
        numbers.push((await yard.file(elsewhere, await yard.machine())).body.number as string);
      expect(numbers).toEqual(['阳环机登〔2022〕盂县00001号', '阳环机登〔2022〕盂县00002号']);
      const refused = await yard.file(elsewhere, await yard.machine(), { plannedExitOn: '2029-01-01' });
      expect(refused.status).toBe(400);
      const named = await yard.officer.get(`/filings?number=${encodeURIComponent(filing.number)}`);
      expect(itemIds(named)).toEqual([filing.id]);
      const answers = await Promise.all(
        [await yard.machine(), await yard.machine(), await yard.machine(), await yard.machine()].map((machine) =>
          yard.file(elsewhere, machine),
        ),
      );
      expect(answers.map(({ body }) => body.number as string).sort()).toEqual(
        [3, 4, 5, 6].map((serial) => `阳环机登〔2022〕盂县0000${serial}号`),
      );
    });
  });

  describe('the receipt', () => {
    const receipt = async (caller = yard.alice) => {
      const answer = await caller.get(`${path()}/receipt`);
      return {
        answer,
        text:
          answer.status === 200
            ? pdfText(answer.body as Buffer)
                .flat()
                .join('\n')
            : '',
      };
    };

    it('200: who filed what for which site, when to the second, the clause, how it stands, and no code that would open nothing', async () => {
      const { answer, text } = await receipt();
      expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      const [, hour, minute, second] = /T(\d\d):(\d\d):(\d\d)/.exec(filing.submittedAt) ?? [];
      for (const words of [
        ...[
          '非道路移动机械进场申报回执',
          filing.number,
          '三中改造',
          '挖掘机',
          '国三',
          '申报人申报（未经核验）',
          '已提交',
        ],
        ...[`2022年3月4日${hour}时${minute}分${second}秒`, '2022年1月1日', '2022年6月30日', '登记报备', '校验码'],
      ])
        expect(text).toContain(words);
      expect(pdfText(answer.body as Buffer)).toHaveLength(1);
      expect(pdfCodes(answer.body as Buffer)).toEqual([]);
      await accept();
      expect((await receipt(yard.department)).text).toContain('已受理');
    });

    it('says why it was returned, and until when it may come back', async () => {
      await act('return', { reason: '铭牌照片不清' }, yard.officer);
      const { text } = await receipt(yard.bob);
      for (const words of ['已退回', '铭牌照片不清', '补正期限', '2022年3月11日']) expect(text).toContain(words);
    });

    it('404 for strangers, as for a missing one', async () => {
      for (const caller of [yard.charlie, yard.otherOfficer]) expect((await receipt(caller)).answer.status).toBe(404);
      expect((await yard.alice.get(`/filings/${MISSING}/receipt`)).status).toBe(404);
    });
  });

  it('officers’ decisions are told to whoever filed', async () => {
    await act('reject', { reason: '机械不符' }, yard.officer);
    const waiting = await yard.service.store.read.outbox.pending(500);
    const told = waiting.filter(({ topic }) => topic === 'filing.reviewed').map(({ payload }) => payload);
    expect(told).toContainEqual(
      expect.objectContaining({
        ...{ subject: { type: 'filing', id: filing.id }, organisationIds: [yard.contractorId] },
        data: { status: 'rejected', reason: '机械不符' },
      }),
    );
    expect(idOf(await yard.file(site, await yard.machine()))).not.toBe(filing.id);
  });
});
