import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tellOverdue } from '../../src/actions/cases/tell-overdue.ts';
import {
  afterStep,
  CASE_STATUSES,
  CASE_STEPS,
  type CaseStatus,
  type CaseStep,
} from '../../src/domain/cases/case-states.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { contractor, freshCreditCode } from '../support/world.ts';
import {
  type CaseAnswer,
  type Court,
  caseOf,
  MONDAY,
  notified,
  openCourt,
  opened,
  SERVICE,
  served,
} from './case-world.ts';
import { lorry, problem } from './fleet-world.ts';
import { COKING, diesel, itemsOf, madeOf, pass, plant } from './gate-world.ts';
import { newMachine, newSite } from './yard.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('cases on $name', (database) => {
  let court: Court;
  let officer: Caller;
  let owner: Caller;
  beforeAll(async () => {
    court = await openCourt(database);
    officer = court.county;
    owner = court.mill.caller;
  });
  afterAll(() => court.service.close());
  // Those of the cast signed in on Monday.
  beforeEach(() => court.service.clock.set(MONDAY));

  const statusOf = async (id: string) =>
    ((await court.city.get(`/violations/${id}`)).body as { status: string }).status;
  const putInto = (id: string, status: string, resumesTo: string | null = null) =>
    court.service.store.write((tx) =>
      tx.cases.change(id, { status: status as CaseStatus, resumesTo, answerBy: null }, Date.parse(MONDAY)),
    );
  const setViolation = (id: string, status: string) =>
    court.service.store.write((tx) => tx.violations.setStatus(id, status, Date.parse(MONDAY)));

  describe('opening', () => {
    it('201: the breaches of one enterprise, numbered, with its deadline and history', async () => {
      const ids = [await court.breach(), await court.breach()];
      const answer = await officer.post('/cases', { violationIds: ids });
      const row = madeOf<CaseAnswer>(answer);
      expect(answer.headers['location']).toBe(`/api/v1/cases/${row.id}`);
      expect(row).toMatchObject({
        ...{ number: '阳环移案〔2022〕城区0001号', countyCode: '140302', status: 'open', outcome: null },
        ...{ counts: { all: 2, standing: 2, appealed: 0 }, allFellAway: false, noticedAt: null },
        offender: { type: 'enterprise', organisationId: court.mill.id },
        deadlines: [{ what: 'decision', by: '2022-04-04', overdue: false }],
        history: [{ step: 'open', from: 'none', to: 'open' }],
      });
      expect(row.violations.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect((await officer.get(`/cases/${row.id}`)).body).toEqual(row);
      const trail = await court.service.store.read.audit.page({ subjectType: 'case', subjectId: row.id }, { limit: 9 });
      expect(trail.map(({ action }) => action)).toEqual(['case.open']);
      expect((await opened(officer, [await court.breach()])).number).toBe('阳环移案〔2022〕城区0002号');
    });

    it('opened at once they are numbered one after the other', async () => {
      const breaches: string[] = [];
      for (let one = 0; one < 5; one += 1) breaches.push(await court.breach());
      const made = await Promise.all(breaches.map((id) => opened(officer, [id])));
      const serials = made.map(({ number }) => Number(/(\d+)号$/.exec(String(number))?.[1])).sort((a, b) => a - b);
      expect(serials).toEqual(serials.map((_, at) => (serials[0] ?? 0) + at));
    });

    it('of a vehicle’s owner, a contractor, a seller', async () => {
      const truck = lorry({ owner: { name: '王五', phone: '13812345678' } });
      madeOf(await court.city.post('/vehicles', truck));
      const one = await pass(court.mill, { plate: truck.plate });
      const byOwner = await opened(officer, [one.violations[0]?.id ?? ''], { offenderType: 'vehicle' });
      expect(byOwner['offender']).toEqual({
        ...{ type: 'vehicle', plate: truck.plate, plateColour: 'yellow', name: '王五' },
      });
      const found = await officer.post('/cases/search', { plate: truck.plate });
      expect(itemsOf(found).map(({ id }) => id)).toEqual([byOwner.id]);

      const builder = await contractor(court.service);
      const siteId = madeOf(await builder.caller.post('/sites', newSite())).id;
      const machineId = madeOf(await builder.caller.post('/machines', newMachine())).id;
      const entry = await builder.caller.post('/site-entries', {
        siteId,
        machineId,
        enteredAt: '2022-01-05T08:00:00+08:00',
      });
      const [unfiled] = (entry.body as { violations: { id: string }[] }).violations;
      const byContractor = await opened(officer, [unfiled?.id ?? '']);
      expect(byContractor['offender']).toMatchObject({ type: 'contractor', creditCode: expect.any(String) });

      const seller = { name: '大汽贸', creditCode: freshCreditCode(), countyCode: '140302' };
      const sold = lorry({ invoiceOn: '2021-08-01', seller });
      madeOf(await court.city.post('/vehicles', sold));
      const search = await court.city.post('/violations/search', { plate: sold.plate, kind: 'non_china_vi_sale' });
      const bySeller = await opened(officer, [String(itemsOf(search)[0]?.['id'])]);
      const { name, creditCode } = seller;
      expect(bySeller['offender']).toEqual({ type: 'seller', name, creditCode });
    });

    it('409 names the one that is not like the others', async () => {
      const other = await plant(court.service, COKING);
      const mine = await court.breach();
      const theirs = (await pass(other)).violations[0]?.id ?? '';
      const odd = await officer.post('/cases', { violationIds: [mine, theirs] });
      expect(problem(odd)).toEqual([409, '#/violationIds/1']);
      expect(odd.body).toMatchObject({ violationId: theirs });

      const { id: caseId } = await opened(officer, [mine]);
      const again = await officer.post('/cases', { violationIds: [mine] });
      expect(problem(again)).toEqual([409, '#/violationIds/0']);
      expect(again.body).toMatchObject({ violationId: mine, caseId });
    });

    it('409 for what is no breach that stands', async () => {
      const truck = lorry({ emissionStage: '6' });
      madeOf(await court.city.post('/vehicles', truck));
      const { findings } = await pass(court.mill, { plate: truck.plate, vehicle: diesel('5') });
      expect(problem(await officer.post('/cases', { violationIds: [findings[0]?.id] }))).toEqual([
        409,
        '#/violationIds/0',
      ]);
      for (const status of ['withdrawn', 'cancelled', 'confirmed', 'rectified']) {
        const id = await court.breach();
        await setViolation(id, status);
        const answer = await officer.post('/cases', { violationIds: [id] });
        expect(answer).toMatchObject({ status: 409, body: { violationId: id } });
      }
    });

    it('a county’s case holds its own violations, the city’s any', async () => {
      const far = await plant(court.service, COKING, '140322');
      const plate = '晋C77777';
      const near = (await pass(court.mill, { plate })).violations[0]?.id ?? '';
      const away = (await pass(far, { plate, passedAt: '2022-01-04T08:00:00+08:00' })).violations[0]?.id ?? '';
      const both = { violationIds: [near, away], offenderType: 'vehicle' };
      expect(problem(await officer.post('/cases', both))).toEqual([404, '#/violationIds/1']);
      expect(problem(await court.city.post('/cases', { ...both, countyCode: '140302' }))).toEqual([
        409,
        '#/violationIds/1',
      ]);
      const row = madeOf<CaseAnswer>(await court.city.post('/cases', both));
      expect(row).toMatchObject({ countyCode: null, number: '阳环移案〔2022〕市0001号' });
      expect((await officer.get(`/cases/${row.id}`)).status).toBe(404);
    });

    it('400, 403, 404', async () => {
      const id = await court.breach();
      expect(problem(await officer.post('/cases', { violationIds: [] }))).toEqual([400, '#/violationIds']);
      expect(problem(await officer.post('/cases', { violationIds: [id, id] }))).toEqual([400, '#/violationIds/1']);
      expect(problem(await officer.post('/cases', { violationIds: [MISSING] }))).toEqual([404, '#/violationIds/0']);
      expect(problem(await court.otherCounty.post('/cases', { violationIds: [id] }))).toEqual([
        404,
        '#/violationIds/0',
      ]);
      for (const caller of [court.department, owner, court.contractor])
        expect((await caller.post('/cases', { violationIds: [id] })).status).toBe(403);
    });

    it('violations are added to an open case and removed, never the last', async () => {
      const [first, second, third] = [await court.breach(), await court.breach(), await court.breach()];
      const { id } = await opened(officer, [first]);
      const change = (body: object) => officer.post(`/cases/${id}/violations`, body);
      expect(caseOf(await change({ add: [second, third] })).counts.all).toBe(3);
      expect(caseOf(await change({ remove: [first] })).violations.map((one) => one.id)).toEqual([second, third].sort());
      expect(problem(await change({ remove: [second, third] }))).toEqual([409, '#/remove']);
      expect(problem(await change({ remove: [first] }))).toEqual([400, '#/remove/0']);
      expect(problem(await change({ add: [third] }))).toEqual([409, '#/add/0']);
      expect(problem(await change({}))).toEqual([400, '#/add']);
      const freed = await opened(officer, [first]);
      expect(freed.counts.all).toBe(1);
    });
  });

  describe('by policy', () => {
    it('repeat offenders come first; what is proposed is opened, once', async () => {
      const rare = await plant(court.service, COKING, '140311');
      const often = await plant(court.service, COKING, '140311');
      for (const day of ['01', '02'])
        await pass(rare, { passedAt: `2021-09-${day}T08:00:00+08:00`, vehicle: diesel('3') });
      for (const day of ['03', '04', '05']) await pass(often, { passedAt: `2022-01-${day}T08:00:00+08:00` });
      await pass(rare, { passedAt: '2021-08-01T08:00:00+08:00', vehicle: diesel('3') });
      await pass(rare, { passedAt: '2021-08-02T08:00:00+08:00', vehicle: diesel('3') });
      const by = { by: 'enterprise', countyCode: '140311' };
      const gather = async (body: object) => {
        const answer = await court.city.post('/cases/gather', { ...by, ...body });
        expect(answer.status).toBe(200);
        return (answer.body as { proposals: Record<string, unknown>[] }).proposals;
      };
      expect(await gather({})).toMatchObject([
        { offender: { organisationId: often.id }, repeatOffender: true, openBreaches: 3, caseId: null },
        { offender: { organisationId: rare.id }, repeatOffender: false, openBreaches: 4, caseId: null },
      ]);
      const [first, ...rest] = await gather({ dryRun: false, limit: 1 });
      expect(rest).toEqual([]);
      const row = caseOf(await court.city.get(`/cases/${String(first?.['caseId'])}`));
      expect(row).toMatchObject({ counts: { all: 3 }, findings: [{ finding: 'repeat_offender', origin: 'computed' }] });
      expect((await gather({ dryRun: false })).map(({ offender }) => offender)).toMatchObject([
        { organisationId: rare.id },
      ]);
      expect(await gather({ dryRun: false })).toEqual([]);
    });

    it('by vehicle, contractor and seller, within the own county', async () => {
      for (const by of ['vehicle', 'contractor', 'seller']) {
        const answer = await officer.post('/cases/gather', { by });
        expect(answer.status).toBe(200);
      }
      const plate = '晋C88888';
      await pass(court.mill, { plate });
      const asVehicle = await officer.post('/cases/gather', { by: 'vehicle', limit: 20 });
      const plates = (asVehicle.body as { proposals: { offender: { plate: string } }[] }).proposals.map(
        ({ offender }) => offender.plate,
      );
      expect(plates).toContain(plate);
      expect((await officer.post('/cases/gather', { by: 'vehicle', countyCode: '140311' })).status).toBe(403);
      expect((await court.department.post('/cases/gather', { by: 'vehicle' })).status).toBe(403);
    });
  });

  describe('from notice to decision', () => {
    it('the offender sees its case once it was told, answers, and a person decides', async () => {
      const ids = [await court.breach(), await court.breach()];
      const { id } = await opened(officer, ids);
      expect((await owner.get(`/cases/${id}`)).status).toBe(404);
      expect((await owner.post(`/cases/${id}/statements`, { text: '冤枉' })).status).toBe(404);
      expect((await officer.post(`/cases/${id}/decide`, { outcome: 'confirmed', reason: '属实' })).status).toBe(409);

      await served(officer, id);
      for (const one of ids) expect(await statusOf(one)).toBe('notified');
      expect(caseOf(await owner.get(`/cases/${id}`))).toMatchObject({ status: 'noticed', answerBy: '2022-01-17' });
      expect(itemsOf(await owner.get('/cases')).map((row) => row['id'])).toContain(id);
      expect((await court.charlie.get(`/cases/${id}`)).status).toBe(404);
      const early = await officer.post(`/cases/${id}/decide`, { outcome: 'confirmed', reason: '属实' });
      expect(early.status).toBe(409);

      const heard = caseOf(await owner.post(`/cases/${id}/statements`, { text: '该车已于当日更换' }));
      expect(heard).toMatchObject({
        status: 'heard',
        statements: [{ text: '该车已于当日更换', late: false, saidBy: null }],
      });
      expect(problem(await owner.post(`/cases/${id}/statements`, { text: '又', saidBy: '他' }))).toEqual([
        400,
        '#/saidBy',
      ]);
      expect(problem(await officer.post(`/cases/${id}/statements`, { text: '又' }))).toEqual([400, '#/saidBy']);
      const decided = caseOf(await officer.post(`/cases/${id}/decide`, { outcome: 'confirmed', reason: '事实清楚' }));
      expect(decided).toMatchObject({
        status: 'decided',
        outcome: 'confirmed',
        decisionReason: '事实清楚',
        deadlines: [],
      });
      for (const one of ids) expect(await statusOf(one)).toBe('confirmed');
      const closed = caseOf(await officer.post(`/cases/${id}/close`, {}));
      expect(closed.history.map(({ step }) => step)).toEqual([
        ...['open', 'make-notice', 'serve-notice', 'take-statement', 'decide', 'close'],
      ]);
      const events = await court.service.store.read.violationEvents.ofViolation(ids[0] ?? '');
      expect(events.map(({ from, to, cause }) => [from, to, cause?.split(':')[0]])).toEqual([
        ['open', 'notified', 'notice'],
        ['notified', 'confirmed', 'case'],
      ]);
    });

    it.each([
      ['confirmed', 'confirmed', {}],
      ['rectified', 'rectified', {}],
      ['dismissed', 'cancelled', {}],
      ['transferred', 'notified', { transferredTo: '市交警支队' }],
    ])('%s: its violations become %s', async (outcome, status, more) => {
      const one = await court.breach();
      const { id } = await opened(officer, [one]);
      await served(officer, id);
      caseOf(await officer.post(`/cases/${id}/statements`, { text: '无异议', saidBy: '厂长' }));
      const body = { outcome, reason: '经审查', ...more };
      expect(caseOf(await officer.post(`/cases/${id}/decide`, body))).toMatchObject({
        outcome,
        status: 'decided',
        ...more,
      });
      expect(await statusOf(one)).toBe(status);
      const listed = itemsOf(await officer.get(`/cases?outcome=${outcome}`)).map((row) => row['id']);
      expect(listed).toContain(id);
    });

    it('dismissed and transferred need no notice; a transferred case names where to, no other does', async () => {
      const [one, two] = [await court.breach(), await court.breach()];
      const first = await opened(officer, [one]);
      const second = await opened(officer, [two]);
      const decide = (id: string, body: object) => officer.post(`/cases/${id}/decide`, { reason: '经审查', ...body });
      expect(problem(await decide(first.id, { outcome: 'transferred' }))).toEqual([400, '#/transferredTo']);
      expect(problem(await decide(first.id, { outcome: 'dismissed', transferredTo: '法院' }))).toEqual([
        400,
        '#/transferredTo',
      ]);
      caseOf(await decide(first.id, { outcome: 'dismissed' }));
      caseOf(await decide(second.id, { outcome: 'transferred', transferredTo: '市交通运输局' }));
      expect([await statusOf(one), await statusOf(two)]).toEqual(['cancelled', 'open']);
      expect((await opened(officer, [two])).status).toBe('open');
    });

    it('a violation that falls away leaves the counts, and a case that lost all says so', async () => {
      const [one, two] = [await court.breach(), await court.breach()];
      const { id } = await opened(officer, [one, two]);
      await served(officer, id);
      await setViolation(one, 'withdrawn');
      expect(caseOf(await officer.get(`/cases/${id}`))).toMatchObject({
        ...{ counts: { all: 2, standing: 1 }, allFellAway: false },
        violations: expect.arrayContaining([expect.objectContaining({ id: one, status: 'withdrawn', stands: false })]),
      });
      await setViolation(two, 'cancelled');
      expect(caseOf(await officer.get(`/cases/${id}`))).toMatchObject({ counts: { standing: 0 }, allFellAway: true });
      caseOf(await officer.post(`/cases/${id}/statements`, { text: '无', saidBy: '厂长' }));
      const decide = (outcome: string) => officer.post(`/cases/${id}/decide`, { outcome, reason: '均已失效' });
      expect((await decide('confirmed')).status).toBe(409);
      expect(caseOf(await decide('dismissed')).outcome).toBe('dismissed');
    });

    it('while an appeal runs nothing is decided, and a violation before publication is told and found against nobody', async () => {
      const early = await court.breach({ passedAt: '2021-05-01T08:00:00+08:00', vehicle: diesel('4') });
      const [one, two] = [await court.breach(), await court.breach()];
      const { id } = await opened(officer, [one, two, early]);
      const told = await notified(officer, id);
      expect([...(told['violationIds'] as string[])].sort()).toEqual([one, two].sort());
      const refused = await officer.post(`/cases/${id}/notices`, { violationIds: [early] });
      expect(refused).toMatchObject({ status: 409, body: { violationId: early } });
      await officer.post(`/notices/${told.id}/service`, { ...SERVICE, servedAt: told['createdAt'] });
      expect(await statusOf(early)).toBe('open');
      caseOf(await owner.post(`/cases/${id}/statements`, { text: '有异议' }));
      await setViolation(one, 'appealed');
      const decide = () => officer.post(`/cases/${id}/decide`, { outcome: 'confirmed', reason: '属实' });
      expect(await decide()).toMatchObject({ status: 409, body: { violationId: one } });
      await setViolation(one, 'cancelled');
      caseOf(await decide());
      expect([await statusOf(one), await statusOf(two), await statusOf(early)]).toEqual([
        'cancelled',
        'confirmed',
        'open',
      ]);
    });

    it('an officer finds what the flags do not show, by the policy’s list', async () => {
      const one = await court.breach();
      const { id } = await opened(officer, [one]);
      const find = (body: object) => officer.post(`/cases/${id}/findings`, { reason: '现场检查所见', ...body });
      const row = caseOf(await find({ finding: 'disorderly_site', violationIds: [one] }));
      expect(row['findings']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            ...{ finding: 'disorderly_site', origin: 'officer', reason: '现场检查所见', violationIds: [one] },
            cite: '现场管理混乱、无组织排放严重的',
          }),
        ]),
      );
      expect(problem(await find({ finding: 'nothing_such' }))).toEqual([400, '#/finding']);
      expect(problem(await find({ finding: 'disorderly_site', violationIds: [MISSING] }))).toEqual([
        400,
        '#/violationIds/0',
      ]);
      expect(JSON.stringify(row)).not.toMatch(/fine|amount|penalty/i);
    });
  });

  describe('who may take which step from which state', () => {
    const bodies: Readonly<Record<CaseStep, object>> = {
      'change-violations': {},
      'make-notice': {},
      'serve-notice': SERVICE,
      'take-statement': { text: '陈述' },
      find: { finding: 'disorderly_site', reason: '所见' },
      decide: { outcome: 'dismissed', reason: '不成立' },
      close: {},
      suspend: { reason: '等待' },
      resume: {},
    };
    const paths: Readonly<Record<CaseStep, string>> = {
      ...{
        'change-violations': 'violations',
        'make-notice': 'notices',
        'take-statement': 'statements',
        find: 'findings',
      },
      ...{ decide: 'decide', close: 'close', suspend: 'suspend', resume: 'resume', 'serve-notice': 'service' },
    };
    const WHO = ['officer', 'officer elsewhere', 'city', 'department', 'offender', 'stranger', 'contractor'] as const;
    const as = (who: (typeof WHO)[number]): Caller =>
      ({
        ...{ officer, city: court.city, department: court.department, offender: owner, stranger: court.charlie },
        ...{ 'officer elsewhere': court.otherCounty, contractor: court.contractor },
      })[who];
    /** What the table of states and that of permissions come to. */
    const expected = (who: (typeof WHO)[number], status: CaseStatus, step: CaseStep): number => {
      if (who === 'stranger' || who === 'contractor' || who === 'officer elsewhere') return 404;
      const mayAnswer = step === 'take-statement' && who === 'offender';
      if (!mayAnswer && (who === 'department' || who === 'offender')) return 403;
      if (afterStep(status, step, 'heard') === undefined) return 409;
      return step === 'make-notice' ? 201 : 200;
    };

    it.each(WHO)('%s', async (who) => {
      const one = await court.breach();
      const { id } = await opened(officer, [one]);
      let notice = await notified(officer, id);
      const now = Date.parse(MONDAY);
      // Owners see a case once they were told of it.
      await court.service.store.write((tx) => tx.cases.change(id, { noticedAt: now, suspendedAt: now }, now));
      for (const status of CASE_STATUSES) {
        for (const step of CASE_STEPS) {
          await setViolation(one, 'open');
          await putInto(id, status, status === 'suspended' ? 'heard' : null);
          const serving = step === 'serve-notice';
          const more = {
            ...(serving ? { servedAt: notice['createdAt'] } : {}),
            ...(step === 'change-violations' ? { add: [await court.breach()] } : {}),
            ...(step === 'take-statement' && who !== 'offender' ? { saidBy: '厂长' } : {}),
          };
          const path = serving ? `/notices/${notice.id}/service` : `/cases/${id}/${paths[step]}`;
          const answer = await as(who).post(path, { ...bodies[step], ...more });
          // A notice that was not served is no offender's to know of.
          const wanted = serving && who === 'offender' ? 404 : expected(who, status, step);
          expect([status, step, answer.status]).toEqual([status, step, wanted]);
          const after = await court.service.store.read.cases.find(id);
          const changed = wanted < 300 ? afterStep(status, step, 'heard') : status;
          expect([status, step, after?.status]).toEqual([status, step, changed]);
          if (serving && wanted === 200) {
            await putInto(id, 'open');
            notice = await notified(officer, id);
          }
        }
      }
    });
  });

  describe('deadlines', () => {
    it('what is overdue is listed and told of once; suspended cases wait and are later by as long', async () => {
      const [one, two] = [await court.breach(), await court.breach()];
      const waiting = await opened(officer, [one]);
      const still = await opened(officer, [two]);
      await served(officer, waiting.id);
      await served(officer, still.id);
      caseOf(await officer.post(`/cases/${still.id}/suspend`, { reason: '等待鉴定' }));
      const overdue = async (caller: Caller, is: boolean) =>
        itemsOf(await caller.get(`/cases?overdue=${is}&limit=200`)).map(({ id }) => id);

      const onTime = await court.on('2022-01-17T23:59:00+08:00');
      expect(await overdue(onTime, true)).not.toContain(waiting.id);
      const late = await court.on('2022-01-18T00:01:00+08:00');
      expect(await overdue(late, true)).toContain(waiting.id);
      expect(await overdue(late, true)).not.toContain(still.id);
      expect(await overdue(late, false)).toContain(still.id);
      expect(await overdue(late, false)).not.toContain(waiting.id);
      expect(caseOf(await late.get(`/cases/${waiting.id}`))).toMatchObject({
        deadlines: [
          { what: 'answer', by: '2022-01-17', overdue: true },
          { what: 'decision', by: '2022-04-04', overdue: false },
        ],
      });

      await setViolation(one, 'appealed');
      expect(await overdue(late, true)).not.toContain(waiting.id);
      await setViolation(one, 'notified');
      // Looked at within the transaction, before the messages are delivered.
      const told = async (): Promise<string[]> => {
        const { store, app, clock } = court.service;
        const { newId, randomBytes } = app.env;
        const at = { now: clock.now(), newId, randomBytes, requestId: 'case-deadlines' };
        return store.write(async (tx) => {
          for (let after: string | undefined; ; ) {
            after = await tellOverdue(tx, at, { after, limit: 2 });
            if (after === undefined) break;
          }
          const found = (await tx.outbox.pending(1000)).filter(({ createdAt }) => createdAt === at.now);
          return found
            .map(({ payload }) => payload as { subject: { id: string }; data: { deadline: string } })
            .flatMap(({ subject, data }) => (subject.id === waiting.id ? data.deadline : []));
        });
      };
      expect(await told()).toEqual(['answer']);
      expect(await told()).toEqual([]);

      const resumed = caseOf(await late.post(`/cases/${still.id}/resume`, {}));
      expect(resumed).toMatchObject({
        status: 'noticed',
        answerBy: '2022-01-25',
        decideBy: '2022-04-12',
        suspendedAt: null,
      });
      const after = await court.on('2022-04-05T00:01:00+08:00');
      expect(await told()).toEqual(['decision']);
      const decided = caseOf(
        await after.post(`/cases/${waiting.id}/decide`, { outcome: 'confirmed', reason: '逾期未申辩' }),
      );
      expect(decided['deadlines']).toEqual([]);
      expect(await overdue(after, true)).not.toContain(waiting.id);
      const words = caseOf(await after.post(`/cases/${still.id}/statements`, { text: '迟了', saidBy: '厂长' }));
      expect(words['statements']).toMatchObject([{ late: true }]);
    });
  });
});
