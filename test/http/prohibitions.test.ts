import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { idOf, itemIds, kindsOf, MISSING, moved, openYard, outcomesOf, problem, type Yard } from './yard.ts';

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
