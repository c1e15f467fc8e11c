import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import {
  freshCode,
  idOf,
  itemIds,
  kindsOf,
  MISSING,
  nobodyOf,
  openYard,
  outcomesOf,
  problem,
  type Yard,
} from './yard.ts';

const AT = '2022-03-04T09:00:00+08:00';

describe.each(databases)('site entries on $name', (database) => {
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
  const post = (more: object = {}, caller = yard.officer) =>
    caller.post('/site-entries', { siteId: site, machineId: machine, enteredAt: AT, ...more });
  const seen = (what: object, caller = yard.officer) => post({ machineId: undefined, machine: what }, caller);

  it('201: a machine on a site without a filing is unregistered; the entry is readable at its Location', async () => {
    const answer = await post({ working: true }, yard.alice);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...{ siteId: site, machineId: machine, enteredAt: '2022-03-04T09:00:00.000+08:00', working: true },
      ...{ countyCode: '140302', organisationId: yard.contractorId, warnings: [] },
      violations: [{ kind: 'unregistered_machine' }],
    });
    expect(outcomesOf(answer)).toMatchObject({ 'machine-registration-before-entry': 'violation' });
    expect(answer.headers.location).toBe(`/api/v1/site-entries/${idOf(answer)}`);
    expect((await yard.officer.get(`/site-entries/${idOf(answer)}`)).body).toEqual(answer.body);
    const trail = await yard.service.store.read.audit.page(
      { subjectType: 'site_entry', subjectId: idOf(answer) },
      { limit: 5 },
    );
    expect(trail).toMatchObject([{ action: 'site-entry.create' }]);
  });

  it('201: by contractors for their own sites, officers of the county, the city and departments', async () => {
    for (const caller of [yard.bob, yard.officer, yard.city, yard.department])
      expect((await post({}, caller)).status).toBe(201);
  });

  it('200: what a device sent before under its own id; 409 where it says something else', async () => {
    const clientId = `device-${freshCode()}`;
    const first = await post({ clientId });
    const again = await post({ clientId });
    expect([first.status, again.status, again.body]).toEqual([201, 200, first.body]);
    expect(problem(await post({ clientId, working: true }))).toEqual([409, '#/clientId']);
    expect((await post({ clientId }, yard.alice)).status).toBe(201);
    expect(itemIds(await yard.officer.get(`/site-entries?machineId=${machine}`))).toHaveLength(2);
  });

  it('further sightings of one stay are evidence on its one flag, in whatever order they arrive', async () => {
    const later = await post({ enteredAt: '2022-03-03T09:00:00+08:00' });
    const earlier = await post({ enteredAt: '2022-03-01T09:00:00+08:00' });
    const between = await post({ enteredAt: '2022-03-02T09:00:00+08:00' });
    const [flag] = itemIds(await yard.officer.get(`/violations?machineId=${machine}`));
    expect((between.body.violations as { id: string }[]).map(({ id }) => id)).toEqual([flag]);
    const one = await yard.officer.get(`/violations/${flag}`);
    expect(one.body.occurredAt).toBe('2022-03-01T09:00:00.000+08:00');
    expect(one.body.evidence.siteEntryIds).toEqual([idOf(earlier), idOf(between), idOf(later)]);
  });

  it('a filing after the sighting makes it late instead of unregistered', async () => {
    const entry = await post();
    expect(kindsOf(entry)).toEqual(['unregistered_machine']);
    await yard.file(site, machine);
    expect(kindsOf(await yard.officer.get(`/site-entries/${idOf(entry)}`))).toEqual(['late_registration']);
  });

  it('a reported exit ends the stay: the next sighting without a filing in time is judged by itself', async () => {
    const { id } = (await yard.file(site, machine)).body as { id: string };
    await yard.alice.post(`/filings/${id}/entry`, { enteredAt: '2022-03-01T08:00:00+08:00' });
    await yard.alice.post(`/filings/${id}/exit`, { exitedAt: '2022-03-02T08:00:00+08:00' });
    await post({ enteredAt: '2022-03-02T08:00:00+08:00' });
    await post({ enteredAt: '2022-03-02T08:00:00.001+08:00' });
    expect(itemIds(await yard.officer.get(`/violations?machineId=${machine}`))).toHaveLength(2);
  });

  it('one filing is for one stay: coming back after the exit needs another', async () => {
    const filing = await yard.file(site, machine);
    const start = Date.parse((filing.body as { submittedAt: string }).submittedAt);
    const msLater = (ms: number) => new Date(start + ms).toISOString();
    await yard.alice.post(`/filings/${idOf(filing)}/entry`, { enteredAt: msLater(1000) });
    await yard.alice.post(`/filings/${idOf(filing)}/exit`, { exitedAt: msLater(2000) });
    expect(kindsOf(await post({ enteredAt: msLater(2000) }))).toEqual([]);
    const back = await post({ enteredAt: msLater(2001) });
    expect(kindsOf(back)).toEqual(['unregistered_machine']);
    expect(outcomesOf(await yard.officer.get(`/filings/${idOf(filing)}`))['machine-registration-before-entry']).toBe(
      'compliant',
    );
    yard.service.clock.set('2022-03-04T10:05:00+08:00');
    await yard.file(site, machine);
    expect(kindsOf(await yard.officer.get(`/site-entries/${idOf(back)}`))).toEqual(['late_registration']);
  });

  describe('a machine as seen', () => {
    it('is stored without an owner and with an unknown stage, and met again by its code', async () => {
      const environmentalCode = freshCode();
      const first = await seen({ category: 'loader', environmentalCode });
      const { machineId } = first.body as { machineId: string };
      expect((await yard.officer.get(`/machines/${machineId}`)).body).toMatchObject({
        ...{ origin: 'seen', name: '装载机', emissionStage: 'X', environmentalCode },
      });
      const second = await seen({ environmentalCode: environmentalCode.replace('-', ''), engine: { powerKw: 55 } });
      expect(second.body.machineId).toBe(machineId);
      expect((await yard.officer.get(`/machines/${machineId}`)).body).toMatchObject({
        ...{ category: 'loader', engine: { powerKw: 55 } },
      });
    });

    it('with a code on file is the machine on file, whose record it does not touch', async () => {
      const environmentalCode = freshCode();
      const id = await yard.machine({ environmentalCode });
      const before = await yard.alice.get(`/machines/${id}`);
      const answer = await seen({ environmentalCode, name: '别的', emissionStage: '1' });
      expect(answer.body.machineId).toBe(id);
      expect((await yard.alice.get(`/machines/${id}`)).body).toEqual(before.body);
    });

    it('with nothing but a name is a machine of its own each time', async () => {
      const first = await seen({ name: '黄色挖掘机' });
      const second = await seen({ name: '黄色挖掘机' });
      expect(first.body.machineId).not.toBe(second.body.machineId);
    });

    it('400: needs something to call it; 409: numbers of two machines contradict', async () => {
      expect(problem(await seen({ fuel: 'diesel' }))).toEqual([400, '#/machine/name']);
      expect(problem(await seen({ environmentalCode: 'Z' }))).toEqual([400, '#/machine/environmentalCode']);
      const [one, other] = [freshCode(), 'TWOMACHINES00001X'];
      await yard.machine({ environmentalCode: one });
      await yard.machine({ mein: other.slice(0, 10) + one.slice(3, 10) });
      const answer = await seen({ environmentalCode: one, mein: other.slice(0, 10) + one.slice(3, 10) });
      expect(problem(answer)).toEqual([409, '#/machine']);
    });

    it('ten sightings at once of a code nobody knows are one machine', async () => {
      const environmentalCode = freshCode();
      const answers = await Promise.all(Array.from({ length: 10 }, () => seen({ environmentalCode })));
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ body }) => body.machineId)).size).toBe(1);
    });
  });

  it.each([
    [{ enteredAt: '2014-12-31T23:59:59+08:00' }, '#/enteredAt'],
    [{ enteredAt: '2022-03-05T09:00:00+08:00' }, '#/enteredAt'],
    [{ enteredAt: 'now' }, '#/enteredAt'],
    [{ machineId: undefined }, '#/machineId'],
    [{ machine: { name: 'x' } }, '#/machine'],
    [{ working: 'yes' }, '#/working'],
    [{ seenBy: 'me' }, '#/seenBy'],
  ])('400: %j', async (more, pointer) => {
    expect(problem(await post(more))).toEqual([400, pointer]);
  });

  it('400: told in Chinese', async () => {
    const body = { siteId: site, machineId: machine, enteredAt: '2014-01-01T00:00:00+08:00' };
    const answer = await yard.officer.post('/site-entries', body, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(answer.body.errors[0].detail).toBe('该时间早于 2015 年。');
  });

  it('401 and 404: nobody, and whoever does not see the site', async () => {
    const body = { siteId: site, machineId: machine, enteredAt: AT };
    expect((await nobodyOf(yard).post('/site-entries', body)).status).toBe(401);
    const missing = await post({ siteId: MISSING });
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise]) {
      const answer = await post({}, caller);
      expect({ ...answer.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    }
    expect(problem(missing)).toEqual([404, '#/siteId']);
    expect(problem(await post({ machineId: MISSING }))).toEqual([404, '#/machineId']);
  });

  it('is seen by the organisation of the site, officers of its county, the city and departments', async () => {
    const id = idOf(await post());
    for (const caller of [yard.alice, yard.officer, yard.city, yard.department]) {
      expect((await caller.get(`/site-entries/${id}`)).status).toBe(200);
      expect(itemIds(await caller.get(`/site-entries?siteId=${site}&machineId=${machine}`))).toEqual([id]);
    }
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await caller.get(`/site-entries/${id}`))).toEqual([404, '#/id']);
    expect(itemIds(await yard.otherOfficer.get('/site-entries'))).not.toContain(id);
    expect(itemIds(await yard.city.get('/site-entries?countyCode=140303'))).not.toContain(id);
  });
});
