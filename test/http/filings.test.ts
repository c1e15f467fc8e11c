import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { judgeOverdueReturns } from '../../src/actions/machinery/judge-overdue-returns.ts';
import { databases } from '../support/database.ts';
import { idOf, itemIds, kindsOf, MISSING, moved, nobodyOf, openYard, outcomesOf, problem, type Yard } from './yard.ts';

type Filing = { readonly id: string; readonly submittedAt: string; readonly status: string };

describe.each(databases)('filings on $name', (database) => {
  let yard: Yard;
  let site: string;
  let machine: string;
  let filing: Filing;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    yard.service.clock.set('2022-03-04T10:00:00+08:00');
    site = await yard.site();
    machine = await yard.machine();
    filing = (await yard.file(site, machine)).body as Filing;
  });
  const act = (action: string, body: object = {}, caller = yard.alice) =>
    caller.post(`/filings/${filing.id}/${action}`, body);
  const enter = (ms: number) => act('entry', { enteredAt: moved(filing.submittedAt, ms) });
  const enterNow = () => act('entry', { enteredAt: new Date(yard.service.clock.now()).toISOString() });
  const review = (action: string) => act(action, action === 'accept' ? {} : { reason: '材料不全' }, yard.officer);

  it('201: submitted by the clock of the service, readable at its Location with its history', async () => {
    const answer = await yard.file(site, await yard.machine());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ siteId: site, countyCode: '140302', organisationId: yard.contractorId, status: 'submitted' },
      ...{ events: [{ action: 'submit' }], violations: [], decisions: [], warnings: [] },
    });
    expect(Date.parse(answer.body.submittedAt)).toBeLessThanOrEqual(yard.service.clock.now());
    expect(answer.headers.location).toBe(`/api/v1/filings/${idOf(answer)}`);
    expect((await yard.bob.get(`/filings/${idOf(answer)}`)).body).toEqual(answer.body);
    const trail = await yard.service.store.read.audit.page(
      { subjectType: 'filing', subjectId: idOf(answer) },
      { limit: 5 },
    );
    expect(trail).toMatchObject([{ action: 'filing.submit' }]);
  });

  it('201: a hired machine is filed by whoever uses it', async () => {
    const hired = idOf(
      await yard.charlie.post('/machines', {
        ...{ name: '吊车', category: 'crane', pin: `HIRED${Date.now()}`.padEnd(17, 'X').slice(0, 17) },
        ...{ fuel: 'diesel', emissionStage: '4' },
      }),
    );
    expect((await yard.file(site, hired)).status).toBe(201);
  });

  it('200: it names its machine, site and organisation, alone and in lists', async () => {
    const name = (await yard.officer.get(`/organisations/${yard.contractorId}`)).body.name;
    const { body: card } = await yard.alice.get(`/machines/${machine}`);
    const told = {
      machine: { id: machine, name: card.name, category: card.category, emissionStage: card.emissionStage },
      siteName: (await yard.alice.get(`/sites/${site}`)).body.name,
      organisationName: name,
    };
    expect((await yard.officer.get(`/filings/${filing.id}`)).body).toMatchObject(told);
    expect((await yard.officer.get(`/filings?siteId=${site}`)).body.items).toEqual([expect.objectContaining(told)]);
  });

  it('400: planned days outside the schedule of the site or turned round are named', async () => {
    const other = await yard.machine();
    const days = (plannedEntryOn: string, plannedExitOn: string) =>
      yard.file(site, other, { plannedEntryOn, plannedExitOn });
    expect(problem(await days('2021-12-31', '2022-03-01'))).toEqual([400, '#/plannedEntryOn']);
    expect(problem(await days('2022-03-01', '2023-01-01'))).toEqual([400, '#/plannedExitOn']);
    expect(problem(await days('2022-03-02', '2022-03-01'))).toEqual([400, '#/plannedExitOn']);
    expect(problem(await yard.file(site, other, { plannedEntryOn: '1.3.2022' }))).toEqual([400, '#/plannedEntryOn']);
    expect(problem(await yard.file(site, other, { submittedAt: filing.submittedAt }))).toEqual([400, '#/submittedAt']);
    expect((await days('2022-01-01', '2022-12-31')).status).toBe(201);
  });

  it('401, 403: authorities do not file', async () => {
    const body = { siteId: site, machineId: machine, plannedEntryOn: '2022-01-01', plannedExitOn: '2022-01-02' };
    expect((await nobodyOf(yard).post('/filings', body)).status).toBe(401);
    for (const caller of [yard.officer, yard.city, yard.department])
      expect((await caller.post('/filings', body)).status).toBe(403);
  });

  it("404: a stranger's site is as good as missing, a missing machine is named", async () => {
    const body = { siteId: site, machineId: machine, plannedEntryOn: '2022-01-01', plannedExitOn: '2022-01-02' };
    const foreign = await yard.charlie.post('/filings', body);
    const missing = await yard.charlie.post('/filings', { ...body, siteId: MISSING });
    expect(problem(foreign)).toEqual([404, '#/siteId']);
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    expect(problem(await yard.file(site, MISSING))).toEqual([404, '#/machineId']);
  });

  it('409: a second open filing of the machine for overlapping days; not for others, nor once it is closed', async () => {
    const again = await yard.file(site, machine, { plannedEntryOn: '2022-12-31' });
    expect(problem(again)).toEqual([409, '#/machineId']);
    expect(again.body.existing).toBe(filing.id);
    expect((await yard.file(await yard.site(), machine)).status).toBe(201);
    await act('withdraw');
    const spring = await yard.file(site, machine, { plannedExitOn: '2022-03-31' });
    expect(spring.status).toBe(201);
    expect((await yard.file(site, machine, { plannedEntryOn: '2022-04-01' })).status).toBe(201);
  });

  it('of two colleagues who file one machine at once, one is told', async () => {
    const body = {
      ...{ siteId: site, machineId: await yard.machine() },
      ...{ plannedEntryOn: '2022-05-01', plannedExitOn: '2022-06-01' },
    };
    const callers = [yard.alice, yard.bob, yard.alice, yard.bob, yard.alice, yard.bob];
    const answers = await Promise.all(callers.map((caller) => caller.post('/filings', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(itemIds(await yard.alice.get(`/filings?machineId=${body.machineId}`))).toHaveLength(1);
  });

  it('is seen by its organisation, officers of its county, the city and departments; to others it is missing', async () => {
    const path = `/filings/${filing.id}`;
    for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department])
      expect((await caller.get(path)).status).toBe(200);
    const missing = await yard.charlie.get(`/filings/${MISSING}`);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await caller.get(path))).toEqual(problem(missing));
    expect(itemIds(await yard.charlie.get('/filings'))).not.toContain(filing.id);
    expect(itemIds(await yard.otherOfficer.get('/filings'))).not.toContain(filing.id);
    const filters = `siteId=${site}&machineId=${machine}&status=submitted&countyCode=140302`;
    expect(itemIds(await yard.officer.get(`/filings?${filters}`))).toEqual([filing.id]);
    expect(itemIds(await yard.officer.get(`/filings?siteId=${site}&status=rejected`))).toEqual([]);
  });

  describe('the states', () => {
    it('200: accepted, returned or rejected by an officer of the county, with the reason in its history', async () => {
      expect((await review('accept')).body).toMatchObject({ status: 'accepted', events: [{}, { action: 'accept' }] });
      filing = (await yard.file(await yard.site(), machine)).body as Filing;
      expect((await review('reject')).body).toMatchObject({
        ...{ status: 'rejected', reason: '材料不全' },
        events: [{ action: 'submit' }, { action: 'reject', reason: '材料不全' }],
      });
      filing = (await yard.file(site, await yard.machine())).body as Filing;
      expect((await act('accept', {}, yard.city)).body.status).toBe('accepted');
    });

    it('400: a return or rejection needs its reason', async () => {
      expect(problem(await act('return', {}, yard.officer))).toEqual([400, '#/reason']);
      expect(problem(await act('reject', { reason: ' ' }, yard.officer))).toEqual([400, '#/reason']);
    });

    it('403 for those who see it and may not, 404 for strangers', async () => {
      for (const action of ['accept', 'withdraw']) expect((await act(action, {}, yard.department)).status).toBe(403);
      expect((await act('accept', {}, yard.alice)).status).toBe(403);
      expect((await act('withdraw', {}, yard.officer)).status).toBe(403);
      for (const caller of [yard.charlie, yard.otherOfficer])
        for (const action of ['accept', 'withdraw']) expect((await act(action, {}, caller)).status).toBe(404);
    });

    it.each([
      ['accept', 'accept'],
      ['accept', 'reject'],
      ['reject', 'accept'],
      ['reject', 'return'],
      ['return', 'accept'],
    ])('409: after %s no %s', async (first, second) => {
      expect((await review(first)).status).toBe(200);
      expect((await review(second)).status).toBe(409);
    });

    it('409: no entry on a rejected or withdrawn filing, no second entry, no exit before an entry, no resubmission unless returned', async () => {
      const day = { enteredAt: '2022-03-04T09:00:00+08:00' };
      expect((await act('exit', { exitedAt: day.enteredAt })).status).toBe(409);
      expect((await act('resubmit')).status).toBe(409);
      expect((await act('entry', day)).status).toBe(200);
      expect((await act('entry', day)).status).toBe(409);
      expect((await act('withdraw')).status).toBe(200);
      expect((await act('withdraw')).status).toBe(409);
      filing = (await yard.file(site, await yard.machine())).body as Filing;
      await review('reject');
      const refused = await act('entry', day);
      expect([refused.status, refused.body.state]).toEqual([409, 'rejected']);
      const chinese = await yard.alice.post(`/filings/${filing.id}/entry`, day, {
        headers: { 'Accept-Language': 'zh' },
      });
      expect(chinese.body.detail).toBe('申报已驳回，不能进行此操作。');
    });

    it('the same Idempotency-Key gives the first answer again instead of a conflict', async () => {
      const headers = { 'Idempotency-Key': `accept-${filing.id}` };
      const first = await yard.officer.post(`/filings/${filing.id}/accept`, {}, { headers });
      const second = await yard.officer.post(`/filings/${filing.id}/accept`, {}, { headers });
      expect([second.status, second.body]).toEqual([200, first.body]);
    });
  });

  describe('clause 2.4.6a: registered before it enters', () => {
    it.each([
      ['entering 1 ms after the submission is in time', 1, []],
      ['entering at the instant of the submission is late', 0, ['late_registration']],
      ['entering 1 ms before the submission is late', -1, ['late_registration']],
    ])('%s', async (_what, ms, kinds) => {
      const answer = await enter(ms);
      expect(answer.status).toBe(200);
      expect(kindsOf(answer)).toEqual(kinds);
      expect(outcomesOf(answer)['machine-registration-before-entry']).toBe(kinds.length ? 'violation' : 'compliant');
    });

    it('the flag names clause, facts and evidence, and is found under /violations', async () => {
      const answer = await enter(0);
      const [flag] = answer.body.violations as { id: string }[];
      const one = await yard.officer.get(`/violations/${flag?.id}`);
      expect(one.body).toMatchObject({
        ...{ kind: 'late_registration', rule: 'machine-registration-before-entry', clause: '2.4.6a' },
        ...{ effect: 'breach', policy: 'yangquan-2021@1', countyCode: '140302', legalDay: '2022-03-04' },
        subject: { type: 'machine', machineId: machine, siteId: site, organisationId: yard.contractorId },
        evidence: { filingIds: [filing.id] },
      });
      expect(one.body.occurredAt).toBe(answer.body.enteredAt);
      expect(JSON.stringify(one.body.why)).toContain('filing.inTime');
      expect(itemIds(await yard.alice.get(`/violations?machineId=${machine}`))).toEqual([flag?.id]);
      expect(itemIds(await yard.charlie.get(`/violations?machineId=${machine}`))).toEqual([]);
      const decision = (answer.body.decisions as { rule: string }[])[0];
      expect(decision).toMatchObject({
        clause: '2.4.6a',
        policy: 'yangquan-2021@1',
        legalDay: '2022-03-04',
        missing: [],
      });
    });

    it('withdrawal or rejection after the entry does not undo the duty that was met', async () => {
      await enter(1);
      yard.service.clock.advance(1000);
      expect(kindsOf(await act('withdraw'))).toEqual([]);
      filing = (await yard.file(site, await yard.machine())).body as Filing;
      await enter(1);
      yard.service.clock.advance(1000);
      expect(kindsOf(await review('reject'))).toEqual([]);
    });

    it('a rejection before the entry leaves nothing filed', async () => {
      yard.service.clock.advance(1000);
      await review('reject');
      const enteredAt = moved(filing.submittedAt, 60_000);
      const seen = await yard.alice.post('/site-entries', { siteId: site, machineId: machine, enteredAt });
      expect(kindsOf(seen)).toEqual(['unregistered_machine']);
    });

    it("another unit's filing for the site counts, a filing for another site does not", async () => {
      const elsewhere = await yard.site();
      const seen = (siteId: string) =>
        yard.officer.post('/site-entries', { siteId, machineId: machine, enteredAt: moved(filing.submittedAt, 1) });
      expect(kindsOf(await seen(site))).toEqual([]);
      expect(kindsOf(await seen(elsewhere))).toEqual(['unregistered_machine']);
    });

    it('a returned filing counts while its time runs and if it comes back in time, keeping its date', async () => {
      const returned = await review('return');
      // Five working days after a Friday, over the next weekend.
      expect(returned.body).toMatchObject({ status: 'returned', resubmitBy: '2022-03-11' });
      yard.service.clock.advance(1000);
      expect(kindsOf(await enterNow())).toEqual([]);
      yard.service.clock.set('2022-03-11T23:59:00+08:00');
      yard = await yard.again();
      const answer = await act('resubmit', { plannedExitOn: '2022-06-30' });
      expect(answer.body).toMatchObject({
        ...{ status: 'submitted', submittedAt: filing.submittedAt, plannedExitOn: '2022-06-30', violations: [] },
        events: [{ action: 'submit' }, { action: 'return' }, { action: 'entry' }, { action: 'resubmit' }],
      });
      expect(answer.body).not.toHaveProperty('resubmitBy');
    });

    it('resubmitted a day late it counts from then, and the entry before it is late', async () => {
      await review('return');
      yard.service.clock.advance(1000);
      expect(kindsOf(await enterNow())).toEqual([]);
      yard.service.clock.set('2022-03-12T00:00:01+08:00');
      yard = await yard.again();
      const answer = await act('resubmit');
      expect(answer.body.submittedAt).toContain('2022-03-12T00:00');
      expect(kindsOf(answer)).toEqual(['late_registration']);
    });

    it('resubmitted late it meets what a new one meets: days within the schedule, an open site', async () => {
      await review('return');
      yard.service.clock.set('2022-03-12T00:00:01+08:00');
      yard = await yard.again();
      const { siteId } = (await yard.alice.get(`/filings/${filing.id}`)).body as { siteId: string };
      await yard.alice.patch(`/sites/${siteId}`, { startsOn: '2022-02-01' });
      expect(problem(await act('resubmit'))).toEqual([400, '#/plannedEntryOn']);
      expect((await yard.alice.post(`/sites/${siteId}/close`, {})).status).toBe(200);
      expect(problem(await act('resubmit', { plannedEntryOn: '2022-03-12' }))).toEqual([409, '#/siteId']);
      expect((await yard.alice.post(`/sites/${siteId}/reopen`, {})).status).toBe(200);
      expect((await act('resubmit', { plannedEntryOn: '2022-03-12' })).body.status).toBe('submitted');
      await yard.alice.patch(`/sites/${siteId}`, { startsOn: '2022-01-01' });
    });

    it('a return after the entry does not undo the duty that was met', async () => {
      await enter(1);
      yard.service.clock.advance(1000);
      await review('return');
      yard.service.clock.set('2022-03-12T00:00:01+08:00');
      yard = await yard.again();
      expect(kindsOf(await act('resubmit'))).toEqual([]);
    });

    it('once its time ran out without a word, the entry is judged again, once', async () => {
      await review('return');
      yard.service.clock.advance(1000);
      expect(kindsOf(await enterNow())).toEqual([]);
      yard.service.clock.set('2022-03-12T00:00:01+08:00');
      yard = await yard.again();
      const { app, store, clock } = yard.service;
      const run = () =>
        store.write((tx) =>
          judgeOverdueReturns(
            tx,
            { ...app.env, now: clock.now(), requestId: 'test', policies: app.env.policies.current() },
            10,
          ),
        );
      while ((await run()) > 0);
      const now = await yard.alice.get(`/filings/${filing.id}`);
      expect(kindsOf(now)).toEqual(['unregistered_machine']);
      expect(now.body.closedAt).toContain('2022-03-12T00:00');
      expect(await run()).toBe(0);
      expect(kindsOf(await act('resubmit'))).toEqual(['late_registration']);
      const [withdrawn] = itemIds(await yard.officer.get(`/violations?machineId=${machine}&status=withdrawn`));
      expect(withdrawn).toBe((now.body.violations as { id: string }[])[0]?.id);
    });
  });

  describe('entry and exit', () => {
    it('200: are never refused for their date, only warned of', async () => {
      filing = (await yard.file(site, await yard.machine(), { plannedEntryOn: '2022-06-01' })).body as Filing;
      const entered = await act('entry', { enteredAt: '2022-03-04T09:00:00+08:00' });
      expect(entered.body).toMatchObject({
        ...{ enteredAt: '2022-03-04T09:00:00.000+08:00', status: 'submitted' },
        warnings: [{ code: 'outside_planned_days', pointer: '#/enteredAt' }],
      });
      const left = await act('exit', { exitedAt: '2022-03-04T08:00:00+08:00' });
      expect(left.body.warnings).toEqual([
        { code: 'outside_planned_days', pointer: '#/enteredAt' },
        { code: 'outside_planned_days', pointer: '#/exitedAt' },
        { code: 'exit_before_entry', pointer: '#/exitedAt' },
      ]);
      expect((await yard.alice.get(`/filings/${filing.id}`)).body).toEqual(left.body);
    });

    it.each([
      ['2014-12-31T23:59:59.999+08:00'],
      ['2022-03-04T10:30:00+08:00'],
      ['2022-03-04T09:00:00'],
      ['2022-03-04'],
    ])('400: enteredAt %s', async (enteredAt) => {
      expect(problem(await act('entry', { enteredAt }))).toEqual([400, '#/enteredAt']);
    });

    it('an entry before the first policy is judged by none', async () => {
      const answer = await act('entry', { enteredAt: '2020-12-31T23:59:59+08:00' });
      expect(answer.body).toMatchObject({ violations: [], decisions: [] });
      const other = await yard.file(site, await yard.machine());
      const first = await yard.alice.post(`/filings/${idOf(other)}/entry`, { enteredAt: '2021-01-01T00:00:00+08:00' });
      expect(kindsOf(first)).toEqual(['late_registration']);
    });
  });

  it('a list is narrowed to entries and exits that should have been reported by now', async () => {
    const [never, gone] = [await yard.machine(), await yard.machine()];
    const days = { plannedEntryOn: '2022-03-05', plannedExitOn: '2022-03-08' };
    const [came, away, left] = [
      idOf(await yard.file(site, await yard.machine(), days)),
      idOf(await yard.file(site, never, days)),
      idOf(await yard.file(site, gone, days)),
    ];
    for (const id of [came, away, left]) await yard.officer.post(`/filings/${id}/accept`, {});
    for (const id of [came, left])
      await yard.alice.post(`/filings/${id}/entry`, { enteredAt: '2022-03-04T10:01:00+08:00' });
    await yard.alice.post(`/filings/${left}/exit`, { exitedAt: '2022-03-04T10:02:00+08:00' });
    const all = [left, away, came, filing.id];
    const due = async (day: string, query: string) => {
      yard.service.clock.set(`${day}T10:10:00+08:00`);
      yard = await yard.again();
      return itemIds(await yard.alice.get(`/filings?siteId=${site}&${query}`));
    };
    // On the planned day itself nothing is late.
    expect(await due('2022-03-05', 'entryDue=true')).toEqual([]);
    expect(await due('2022-03-06', 'entryDue=true')).toEqual([away]);
    expect(await due('2022-03-06', 'entryDue=false')).toEqual(all.filter((id) => id !== away));
    expect(await due('2022-03-08', 'exitDue=true')).toEqual([]);
    expect(await due('2022-03-09', 'exitDue=true')).toEqual([came]);
    expect(await due('2022-03-09', 'exitDue=false')).toEqual(all.filter((id) => id !== came));
    expect(itemIds(await yard.charlie.get('/filings?exitDue=true'))).toEqual([]);
  });

  it('a list begins with the oldest where that is asked for: by the submission that counts, not by the first', async () => {
    const second = idOf(await yard.file(site, await yard.machine()));
    const third = idOf(await yard.file(site, await yard.machine()));
    await review('return');
    yard.service.clock.set('2022-03-20T10:00:00+08:00');
    yard = await yard.again();
    expect((await act('resubmit')).status).toBe(200);
    const oldest = `/filings?siteId=${site}&status=submitted&order=oldest`;
    expect(itemIds(await yard.officer.get(oldest))).toEqual([second, third, filing.id]);
    const newest = await yard.officer.get(`/filings?siteId=${site}&status=submitted&limit=1`);
    expect(itemIds(newest)).toEqual([third]);

    const walked: string[] = [];
    let cursor = '';
    do {
      const answer = await yard.officer.get(`${oldest}&limit=1${cursor && `&cursor=${cursor}`}`);
      walked.push(...itemIds(answer));
      cursor = (answer.body as { next?: string }).next ?? '';
    } while (cursor);
    expect(walked).toEqual([second, third, filing.id]);
    const { next } = newest.body as { next: string };
    expect(problem(await yard.officer.get(`${oldest}&limit=1&cursor=${next}`))).toEqual([400, '#/cursor']);
    expect(problem(await yard.officer.get('/filings?order=sideways'))).toEqual([400, '#/order']);
  });
});
