import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { freshCode, idOf, itemIds, MISSING, newMachine, nobodyOf, openYard, problem, type Yard } from './yard.ts';

describe.each(databases)('machines on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  const search = async (code: string, caller = yard.charlie) => caller.post('/machines/search', { code });
  const seenOn = (siteId: string, machine: object) => ({ siteId, machine, enteredAt: '2022-03-04T08:00:00+08:00' });

  it('201: a machine is registered with all that is known of it, numbers in their one form', async () => {
    const body = newMachine({
      ...{ environmentalCode: '３abcd2345', mein: 'lsxm12345 67890123', pin: 'PIN12345678901234' },
      ...{ manufacturer: '徐工', serialNumber: 'SN-77', disclosureNumber: `CNFJG300${'A'.repeat(16)}` },
      ...{ model: 'XE215', producedOn: '2018-05-01', emissionStage: '国三' },
      engine: { manufacturer: '潍柴', model: 'WP6', number: 'E1', powerKw: 110.125 },
      owner: { name: '张三', phone: '13800000000' },
    });
    const answer = await yard.alice.post('/machines', body);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...body,
      ...{ environmentalCode: '3-ABCD2345', mein: 'LSXM1234567890123', emissionStage: '3' },
      ...{ origin: 'registered', organisationId: yard.contractorId, warnings: [] },
    });
    expect(answer.headers.location).toBe(`/api/v1/machines/${idOf(answer)}`);
    const trail = await yard.service.store.read.audit.page(
      { subjectType: 'machine', subjectId: idOf(answer) },
      { limit: 5 },
    );
    expect(trail).toMatchObject([{ action: 'machine.create' }]);
    expect(JSON.stringify(trail)).not.toContain('13800000000');
    for (const code of ['3-ABCD2345', '3abcd2345', 'lsxm1234567890123', 'PIN12345678901234', 'sn-77'])
      expect((await search(code)).body).toEqual({
        items: [{ id: idOf(answer), name: '挖掘机', category: 'excavator', emissionStage: '3' }],
      });
  });

  it.each([
    [{ environmentalCode: '9-ABCD2345' }, '#/environmentalCode'],
    [{ environmentalCode: undefined }, '#/environmentalCode'],
    [{ environmentalCode: undefined, disclosureNumber: `CNFJG300${'A'.repeat(16)}` }, '#/environmentalCode'],
    [{ environmentalCode: undefined, manufacturer: '徐工' }, '#/serialNumber'],
    [{ environmentalCode: undefined, serialNumber: 'S1' }, '#/manufacturer'],
    [{ emissionStage: '国六b' }, '#/emissionStage'],
    [{ emissionStage: undefined }, '#/emissionStage'],
    [{ fuel: 'coal' }, '#/fuel'],
    [{ engine: { powerKw: 1.2345 } }, '#/engine/powerKw'],
    [{ owner: { phone: '1' } }, '#/owner/name'],
    [{ colour: 'red' }, '#/colour'],
  ])('400: %j', async (more, pointer) => {
    expect(problem(await yard.alice.post('/machines', newMachine(more)))).toEqual([400, pointer]);
  });

  it('400: no identity, told in Chinese', async () => {
    const body = newMachine({ environmentalCode: undefined });
    const answer = await yard.alice.post('/machines', body, { headers: { 'Accept-Language': 'zh' } });
    expect(answer.body.detail).toContain('环保登记号码');
  });

  it('401 and 403: nobody, officers, departments and enterprises register none', async () => {
    expect((await nobodyOf(yard).post('/machines', newMachine())).status).toBe(401);
    for (const caller of [yard.officer, yard.city, yard.department, yard.enterprise])
      expect((await caller.post('/machines', newMachine())).status).toBe(403);
    expect((await search('3-ABCD2345', yard.enterprise)).status).toBe(200);
  });

  it('stores what is odd about the stage as warnings, and shows it again', async () => {
    const odd = newMachine({ producedOn: '2022-12-01', emissionStage: '2' });
    const answer = await yard.alice.post('/machines', odd);
    const warnings = [
      { code: 'stage_implausible', pointer: '#/emissionStage' },
      { code: 'machine_code_stage_mismatch', pointer: '#/environmentalCode' },
    ];
    expect(answer.body.warnings).toEqual(warnings);
    expect((await yard.alice.get(`/machines/${idOf(answer)}`)).body.warnings).toEqual(warnings);
  });

  it('409: any number on file already is named, whoever has it', async () => {
    const first = newMachine({ pin: 'PIN00000000000001', manufacturer: '三一', serialNumber: '8' });
    const id = idOf(await yard.alice.post('/machines', first));
    const same = (more: object) => yard.charlie.post('/machines', newMachine(more));
    expect(problem(await same({ environmentalCode: first.environmentalCode }))).toEqual([409, '#/environmentalCode']);
    expect(problem(await same({ pin: 'pin00000000000001' }))).toEqual([409, '#/pin']);
    const serial = await same({ manufacturer: ' 三一', serialNumber: '8' });
    expect(problem(serial)).toEqual([409, '#/serialNumber']);
    expect(serial.body.existing).toBe(id);
    expect((await same({ manufacturer: '柳工', serialNumber: '8' })).status).toBe(201);
  });

  it('of ten registrations with one code at once exactly one is made', async () => {
    const environmentalCode = freshCode();
    const callers = Array.from({ length: 10 }, (_, index) => (index % 2 ? yard.alice : yard.charlie));
    const answers = await Promise.all(
      callers.map((caller) => caller.post('/machines', newMachine({ environmentalCode }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect((await search(environmentalCode)).body.items).toHaveLength(1);
  });

  it('201: a machine that was only seen is taken over with its id by who registers it', async () => {
    const environmentalCode = freshCode();
    const site = await yard.site();
    const entry = await yard.officer.post('/site-entries', seenOn(site, { environmentalCode, model: 'X1' }));
    const { machineId } = entry.body as { machineId: string };
    expect((await yard.charlie.get(`/machines/${machineId}`)).status).toBe(404);
    const answer = await yard.charlie.post('/machines', newMachine({ environmentalCode }));
    expect(answer.body).toMatchObject({ id: machineId, origin: 'registered', model: 'X1', emissionStage: '3' });
    expect((await yard.charlie.get(`/machines/${machineId}`)).body).toEqual(answer.body);
    expect(problem(await yard.alice.post('/machines', newMachine({ environmentalCode })))[0]).toBe(409);
  });

  it('a number on file as PIN is the same number as MEIN: 409 for the field given, and met again by it', async () => {
    const number = `PINMEIN${freshCode().slice(2)}XY`;
    const id = await yard.machine({ pin: number });
    const again = await yard.alice.post('/machines', newMachine({ mein: number }));
    expect(again.body).toMatchObject({ existing: id, errors: [{ pointer: '#/mein' }] });
    const site = await yard.site();
    const entry = await yard.officer.post('/site-entries', seenOn(site, { mein: number }));
    expect(entry.body).toMatchObject({ machineId: id });
    expect((await yard.alice.patch(`/machines/${id}`, { mein: number })).body).toMatchObject({
      mein: number,
      pin: number,
    });
    const other = await yard.machine();
    expect(problem(await yard.alice.patch(`/machines/${other}`, { pin: number }))).toEqual([409, '#/pin']);
  });

  it('the flags of a machine tell its stage as its record does; an owner who does not know it leaves what was seen', async () => {
    const environmentalCode = freshCode().replace('3-', 'X-');
    const met = await yard.officer.post('/site-entries', {
      ...{ siteId: await yard.site(), enteredAt: '2022-03-04T09:00:00+08:00' },
      machine: { environmentalCode, emissionStage: '2' },
    });
    const { machineId } = met.body as { machineId: string };
    const stageOfFlag = async () => {
      const flags = await yard.officer.get(`/violations?machineId=${machineId}`);
      return (flags.body as { items: { subject: object }[] }).items.map(({ subject }) => subject);
    };
    const owned = await yard.alice.post('/machines', newMachine({ environmentalCode, emissionStage: 'X' }));
    expect(owned.body).toMatchObject({ id: machineId, emissionStage: '2' });
    expect(await stageOfFlag()).toMatchObject([{ emissionStage: '2' }]);
    await yard.alice.patch(`/machines/${machineId}`, { emissionStage: '1' });
    expect(await stageOfFlag()).toMatchObject([{ emissionStage: '1' }]);
    const other = freshCode();
    const seen = await yard.officer.post('/site-entries', {
      ...{ siteId: await yard.site(), enteredAt: '2022-03-04T09:00:00+08:00' },
      machine: { environmentalCode: other },
    });
    const id = (seen.body as { machineId: string }).machineId;
    await yard.alice.post('/machines', newMachine({ environmentalCode: other }));
    const flags = await yard.officer.get(`/violations?machineId=${id}`);
    expect(flags.body.items).toMatchObject([{ subject: { emissionStage: '3' } }]);
  });

  it('is seen by its owner and the officers of where it is kept, filed or seen; to others it is missing', async () => {
    const id = await yard.machine();
    for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department])
      expect((await caller.get(`/machines/${id}`)).status).toBe(200);
    const missing = await yard.charlie.get(`/machines/${MISSING}`);
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await caller.get(`/machines/${id}`))).toEqual(problem(missing));
    const far = await yard.site('140303');
    expect((await yard.file(far, id)).status).toBe(201);
    expect((await yard.otherOfficer.get(`/machines/${id}`)).status).toBe(200);
    expect(itemIds(await yard.otherOfficer.get('/machines'))).toContain(id);
    expect(itemIds(await yard.city.get('/machines?countyCode=140303'))).toContain(id);
    expect(itemIds(await yard.charlie.get('/machines'))).not.toContain(id);
  });

  it('lists newest first by category, stage and origin', async () => {
    const one = await yard.machine({ category: 'crane', emissionStage: '4', environmentalCode: freshCode() });
    expect(itemIds(await yard.alice.get('/machines?category=crane&emissionStage=4&origin=registered'))).toEqual([one]);
    expect(itemIds(await yard.alice.get('/machines?category=crane&origin=seen'))).toEqual([]);
    expect(problem(await yard.alice.get('/machines?origin=bought'))).toEqual([400, '#/origin']);
  });

  it('PATCH 200: the owner corrects its record; its old number stands for it no more', async () => {
    const code = freshCode();
    const id = await yard.machine({ environmentalCode: code });
    const before = await yard.alice.get(`/machines/${id}`);
    const change = { environmentalCode: freshCode(), engine: { powerKw: 55.5 }, owner: { name: '李四' } };
    const answer = await yard.bare(yard.bob, `/machines/${id}`, change, {
      'If-Match': before.headers.etag as string,
    });
    expect(answer.body).toEqual({ ...before.body, ...change });
    expect((await search(code)).body.items).toEqual([]);
    expect(itemIds(await search(change.environmentalCode))).toEqual([id]);
    const erased = await yard.alice.patch(`/machines/${id}`, { owner: null, engine: { powerKw: null } });
    expect(erased.body).not.toHaveProperty('owner');
    expect(erased.body).not.toHaveProperty('engine');
  });

  it('PATCH 400, 403, 404, 409, 412, 428: and nothing is changed', async () => {
    const taken = freshCode();
    await yard.machine({ environmentalCode: taken });
    const id = await yard.machine();
    const path = `/machines/${id}`;
    const before = await yard.alice.get(path);
    expect(problem(await yard.alice.patch(path, { environmentalCode: null }))).toEqual([400, '#/environmentalCode']);
    expect(problem(await yard.alice.patch(path, { environmentalCode: taken }))).toEqual([409, '#/environmentalCode']);
    expect((await yard.officer.patch(path, { name: 'x' })).status).toBe(403);
    expect((await yard.charlie.patch(path, { name: 'x' })).status).toBe(404);
    expect((await yard.bare(yard.alice, path, { name: 'x' }, { 'If-Match': '"old"' })).status).toBe(412);
    expect((await yard.bare(yard.alice, path, { name: 'x' })).status).toBe(428);
    expect((await yard.alice.get(path)).body).toEqual(before.body);
  });
});
