import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { numberFilings } from '../../src/actions/machinery/number-filings.ts';
import { remindOfReviews } from '../../src/actions/machinery/remind-of-reviews.ts';
import { databases } from '../support/database.ts';
import { PICTURE } from '../support/holdings.ts';
import { idOf, itemIds, newSite, nobodyOf, openYard, problem, type Yard } from './yard.ts';

type Settings = { readonly id: string; readonly version: number; readonly history: readonly object[] };
type Told = { readonly countyCodes: string[]; readonly data: { readonly what: string; readonly filingIds: string[] } };

const HERE = '/counties/140302/machinery-settings';

describe.each(databases)('how counties handle filings, on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  const set = async (body: object, caller = yard.officer): Promise<Settings> => {
    const answer = await caller.patch(HERE, body);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as Settings;
  };
  const atOf = (name: string) => ({
    ...{ now: yard.service.clock.now(), newId: yard.service.app.env.newId, requestId: name },
    randomBytes: (count: number) => Buffer.alloc(count, 7),
    policies: yard.service.app.env.policies.current(),
  });

  describe('the settings', () => {
    it('a county that set nothing accepts nothing by itself and has no deadline; anyone signed in reads that', async () => {
      for (const caller of [yard.alice, yard.officer, yard.otherOfficer, yard.city, yard.department, yard.enterprise])
        expect((await caller.get('/counties/140311/machinery-settings')).body).toEqual({
          ...{ countyCode: '140311', autoAccept: 'off', requiredPhotos: [], reviewWorkingDays: null },
          ...{ id: null, version: 0, since: null, setBy: null, history: [] },
        });
      expect((await nobodyOf(yard).get(HERE)).status).toBe(401);
    });

    it('200: each change is a version, with who made it and since when, and what is left out stays', async () => {
      const first = await set({ reviewWorkingDays: 3 });
      const second = await set({ requiredPhotos: ['photo_machine_plate'] }, yard.city);
      expect(second).toMatchObject({
        ...{ version: first.version + 1, autoAccept: 'off', reviewWorkingDays: 3 },
        ...{ requiredPhotos: ['photo_machine_plate'], history: [{ id: second.id }, { id: first.id }] },
      });
      expect((await yard.alice.get(HERE)).body).toEqual(second);
      const { items } = (await (await yard.service.admin()).get('/audit?action=county-settings.set')).body;
      expect(items[0]).toMatchObject({ subject: { type: 'county', id: '140302' } });
      await set({ requiredPhotos: [], reviewWorkingDays: null });
    });

    it('400, 403, 404, 412, 428', async () => {
      expect(problem(await yard.officer.patch(HERE, { autoAccept: 'sometimes' }))).toEqual([400, '#/autoAccept']);
      expect(problem(await yard.officer.patch(HERE, { reviewWorkingDays: 0 }))).toEqual([400, '#/reviewWorkingDays']);
      expect(problem(await yard.officer.patch(HERE, { requiredPhotos: ['selfie'] }))).toEqual([
        400,
        '#/requiredPhotos/0',
      ]);
      for (const caller of [yard.otherOfficer, yard.alice, yard.department, yard.enterprise])
        expect((await caller.patch(HERE, { autoAccept: 'all' })).status).toBe(403);
      expect((await yard.officer.get('/counties/110101/machinery-settings')).status).toBe(404);
      expect((await yard.bare(yard.officer, HERE, { autoAccept: 'all' })).status).toBe(428);
      const stale = { 'If-Match': '"old"' };
      expect((await yard.bare(yard.officer, HERE, { autoAccept: 'all' }, stale)).status).toBe(412);
    });
  });

  describe('acceptance by setting', () => {
    const filed = async (machine: string) => (await yard.file(await yard.site(), machine)).body;

    it('a complete one is accepted as it is submitted, by the version of the settings; a returned one waits for somebody', async () => {
      const { id } = await set({ autoAccept: 'complete' });
      const filing = await filed(await yard.machine());
      expect(filing.status).toBe('accepted');
      expect(filing.events).toMatchObject([
        { action: 'submit', byKind: 'user', byRole: 'contractor' },
        { action: 'accept', byKind: 'system', by: id },
      ]);
      const trail = await yard.service.store.read.audit.page(
        { subjectType: 'filing', subjectId: filing.id },
        { limit: 1 },
      );
      expect(trail).toMatchObject([{ action: 'filing.accept', actorKind: 'system', actorId: id }]);
      await set({ autoAccept: 'off' });
      const waiting = await filed(await yard.machine());
      await set({ autoAccept: 'all' });
      await yard.officer.post(`/filings/${waiting.id}/return`, { reason: '请补照片' });
      expect((await yard.alice.post(`/filings/${waiting.id}/resubmit`, {})).body.status).toBe('submitted');
    });

    it('what leaves a question open waits, unless the county takes all', async () => {
      const doubtful = [{ emissionStage: 'X' }, { producedOn: '2023-01-01' }];
      for (const more of doubtful) {
        const machine = await yard.machine(more);
        await set({ autoAccept: 'complete' });
        expect((await filed(machine)).status).toBe('submitted');
        await set({ autoAccept: 'all' });
        expect((await filed(machine)).status).toBe('accepted');
      }
    });

    it('a photo that the county asks for makes it complete', async () => {
      await set({ autoAccept: 'complete', requiredPhotos: ['photo_machine_plate'] });
      const machine = await yard.machine();
      expect((await filed(machine)).status).toBe('submitted');
      const added = await request(yard.service.app.listener)
        .post('/api/v1/evidence')
        .set('Authorization', `Bearer ${yard.alice.token ?? ''}`)
        .field('subjectType', 'machine')
        .field('subjectId', machine)
        .field('kind', 'photo_machine_plate')
        .attach('file', PICTURE, 'plate.png');
      expect(added.status).toBe(201);
      expect((await filed(machine)).status).toBe('accepted');
      await set({ requiredPhotos: [] });
    });

    it('never a machine under an open prohibition', async () => {
      await set({ autoAccept: 'all' });
      const machine = await yard.machine();
      const siteId = await yard.site();
      const inspectedAt = '2022-03-04T09:00:00+08:00';
      const failed = await yard.officer.post('/inspections', {
        siteId,
        machineId: machine,
        inspectedAt,
        ringelmann: 3,
      });
      expect(failed.body.prohibition).toBeDefined();
      expect((await filed(machine)).status).toBe('submitted');
    });

    it('an extension to days for which it would have waited stands, says why, and waits for an officer', async () => {
      await set({ autoAccept: 'complete' });
      const machine = await yard.machine();
      const siteId = await yard.site();
      const { id, status } = (await yard.file(siteId, machine, { plannedExitOn: '2022-03-31' })).body;
      expect(status).toBe('accepted');
      const extend = async (plannedExitOn: string) =>
        (await yard.alice.post(`/filings/${id}/extend`, { plannedExitOn, reason: '工期延长' })).body;
      const complete = await extend('2022-04-30');
      expect([complete.warnings, complete.events.at(-1).hindrances]).toEqual([[], undefined]);
      await yard.officer.post('/inspections', {
        ...{ siteId, machineId: machine, inspectedAt: '2022-03-04T09:00:00+08:00', ringelmann: 3 },
      });
      const extended = await extend('2022-05-31');
      expect(extended).toMatchObject({ status: 'accepted', plannedExitOn: '2022-05-31' });
      expect(extended.events.at(-1)).toMatchObject({ action: 'extend', hindrances: ['prohibited'] });
      expect(extended.warnings).toContainEqual({ code: 'extension_unreviewed', pointer: '#/plannedExitOn' });
      const waiting = async () => itemIds(await yard.officer.get('/filings?extensionUnreviewed=true'));
      expect(await waiting()).toEqual([id]);
      const told = (await yard.service.store.read.outbox.pending(500)).filter(
        ({ topic }) => topic === 'filing.extended',
      );
      expect(JSON.stringify(told.at(-1)?.payload)).toContain('新增日期不符合自动受理条件：该机械处于禁止使用状态');
      const accept = (caller = yard.officer) => caller.post(`/filings/${id}/accept`, {});
      expect((await accept(yard.alice)).status).toBe(403);
      const accepted = (await accept()).body;
      expect(accepted.events.at(-1)).toMatchObject({ action: 'accept', byRole: 'county_officer' });
      expect(accepted.acceptedAt).toBe(extended.acceptedAt);
      expect([accepted.warnings, await waiting(), (await accept()).status]).toEqual([[], [], 409]);
    });

    it('an extension of what an officer accepted is the officer’s: nothing is held against it', async () => {
      await set({ autoAccept: 'off' });
      const { id } = await filed(await yard.machine({ emissionStage: 'X' }));
      const shorter = { plannedExitOn: '2022-03-31' };
      expect((await yard.alice.patch(`/filings/${id}`, shorter)).status).toBe(200);
      await yard.officer.post(`/filings/${id}/accept`, {});
      const extended = await yard.alice.post(`/filings/${id}/extend`, { plannedExitOn: '2022-04-30', reason: '延期' });
      expect(extended.body.events.at(-1)).not.toHaveProperty('hindrances');
      expect(extended.body.warnings).toEqual([]);
    });

    it('nor one against which a zone of the site speaks', async () => {
      await set({ autoAccept: 'all' });
      // A fictional zone: no act names one for the city.
      const zone = {
        ...{ name: '试验区', document: '测试通告〔2022〕1号', citation: '第一条', from: '2022-03-01', minStage: '4' },
        area: {
          type: 'Polygon',
          coordinates: [
            [
              [113, 37],
              [113.1, 37],
              [113.1, 37.1],
              [113, 37.1],
              [113, 37],
            ],
          ],
        },
      };
      const { id } = (await yard.city.post('/zones', zone)).body as { id: string };
      expect((await yard.city.post(`/zones/${id}/publish`, {})).body.status).toBe('published');
      const location = { longitude: 113.05, latitude: 37.05 };
      const inside = idOf(await yard.alice.post('/sites', newSite({ location })));
      const status = async (stage: string) =>
        (await yard.file(inside, await yard.machine({ emissionStage: stage }))).body.status;
      expect([await status('3'), await status('X'), await status('4')]).toEqual(['submitted', 'submitted', 'accepted']);
      await yard.city.post(`/zones/${id}/end`, { until: '2022-03-03', reason: '试验结束' });
    });
  });

  describe('deadlines', () => {
    it('are counted in working days from the submission, found by the list, and reminded of once before and once after', async () => {
      const monday = '2022-03-07T10:00:00+08:00';
      yard.service.clock.set(monday);
      yard = await yard.again();
      await set({ autoAccept: 'off', reviewWorkingDays: 3 });
      const site = await yard.site();
      const filings = [await yard.file(site, await yard.machine()), await yard.file(site, await yard.machine())];
      const [one = '', two = ''] = filings.map(idOf);
      expect(filings.map(({ body }) => [body.reviewBy, body.overdue])).toEqual([
        ['2022-03-10', false],
        ['2022-03-10', false],
      ]);
      await set({ reviewWorkingDays: null });
      const without = await yard.file(site, await yard.machine());
      expect(without.body).not.toHaveProperty('reviewBy');

      const seen = new Set((await yard.service.store.read.outbox.pending(500)).map(({ id }) => id));
      const remind = async (day: string) => {
        yard.service.clock.set(`${day}T08:00:00+08:00`);
        while (await yard.service.store.write((tx) => remindOfReviews(tx, atOf('filing-reviews'), 1)));
        const fresh = (await yard.service.store.read.outbox.pending(500)).filter(
          ({ id, topic }) => topic === 'filing.review-due' && !seen.has(id),
        );
        for (const { id } of fresh) seen.add(id);
        return fresh.map(({ topic, payload }) => {
          const { countyCodes, data } = payload as Told;
          return [topic, countyCodes, data.what, data.filingIds];
        });
      };
      const told = (what: string, id: string) => ['filing.review-due', ['140302'], what, [id]];
      expect(await remind('2022-03-08')).toEqual([]);
      expect(await remind('2022-03-09')).toEqual([told('due', one), told('due', two)]);
      expect(await remind('2022-03-10')).toEqual([]);
      yard = await yard.again();
      await yard.officer.post(`/filings/${two}/accept`, {});
      expect(await remind('2022-03-11')).toEqual([told('overdue', one)]);
      expect(await remind('2022-03-12')).toEqual([]);

      yard = await yard.again();
      const overdue = async (is: boolean, caller = yard.officer) =>
        itemIds(await caller.get(`/filings?siteId=${site}&overdue=${is}`));
      expect(await overdue(true)).toEqual([one]);
      expect(await overdue(false)).toEqual([idOf(without), two]);
      expect(await overdue(true, yard.alice)).toEqual([one]);
      // Lapse of time decides nothing.
      expect((await yard.alice.get(`/filings/${one}`)).body).toMatchObject({ status: 'submitted', overdue: true });
      await yard.officer.post(`/filings/${one}/return`, { reason: '资料不全' });
      await set({ reviewWorkingDays: 2 });
      const back = (await yard.alice.post(`/filings/${one}/resubmit`, {})).body;
      expect([back.reviewBy, back.overdue]).toEqual(['2022-03-15', false]);
    });
  });

  it('filings from before there were numbers get theirs in their order', async () => {
    yard = await yard.again();
    const site = await yard.site('140371');
    const ids = [idOf(await yard.file(site, await yard.machine())), idOf(await yard.file(site, await yard.machine()))];
    const { store, app } = yard.service;
    for (const id of ids) await store.write((tx) => tx.filings.update(id, { year: null, serial: null, number: null }));
    expect(await store.write((tx) => numberFilings(tx, app.env.policies.current(), 10))).toBe(2);
    const numbers = await Promise.all(ids.map(async (id) => (await yard.alice.get(`/filings/${id}`)).body.number));
    expect(numbers).toEqual(['阳环机登〔2022〕开发区00001号', '阳环机登〔2022〕开发区00002号']);
  });
});
