import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signSlip, verifySlip } from '../../src/actions/slips/sign-slip.ts';
import { openKeys } from '../../src/files/keys.ts';
import { databases } from '../support/database.ts';
import { freshCode, idOf, itemIds, MISSING, newSite, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const FAIL = { smoke: { readings: [2, 2, 2] } };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe.each(databases)('field checks on $name', (database) => {
  let yard: Yard;
  let site: string;
  let code: string;
  let machine: string;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    site = await yard.site();
    code = freshCode();
    machine = await yard.machine({ environmentalCode: code });
  });
  const look = (more: object = {}, caller = yard.officer) =>
    caller.post('/field-checks/look-up', { siteId: site, code, ...more });
  const filedAs = async (more: object = {}) => {
    const { machines, verdict } = (await look(more)).body;
    return [machines[0].filed, verdict, machines[0].findings.map(({ code: one }: { code: string }) => one)];
  };
  const accepted = async (siteId = site, more: object = {}) => {
    const id = idOf(await yard.file(siteId, machine, more));
    await yard.officer.post(`/filings/${id}/accept`, {});
    return id;
  };

  it('200: all that is on file about the machine, and what it comes to, in both languages', async () => {
    const elsewhere = await yard.site('140303');
    const [here, there] = [await accepted(), idOf(await yard.file(elsewhere, machine))];
    await yard.officer.post('/inspections', {
      ...{ siteId: site, machineId: machine, inspectedAt: '2022-03-03T09:00:00+08:00' },
      smoke: { readings: [0.1, 0.1, 0.1] },
    });
    const { status, body } = await look();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      site: { id: site, name: '三中改造', countyCode: '140302' },
      verdict: 'breach',
      words: { en: expect.stringContaining('only after it had entered'), zh: expect.stringContaining('逾期登记') },
    });
    const [one] = body.machines;
    expect(one).toMatchObject({
      machine: { id: machine, environmentalCode: code, emissionStage: '3', powerKw: 100, status: 'active' },
      filed: 'late',
      enteredAt: '2022-03-03T09:00:00.000+08:00',
      inspections: [{ result: 'pass', class: 'II', limit: 0.8, table: { origin: 'unconfirmed', readingsUsed: 3 } }],
      ...{ exemptions: [], orders: [], zones: [] },
    });
    expect(one.filings).toMatchObject([
      { id: here, here: true, status: 'accepted', site: { id: site }, unit: expect.any(String) },
      { id: there, here: false, status: 'submitted', site: { id: elsewhere, countyCode: '140303' } },
    ]);
    expect(one).not.toHaveProperty('prohibition');
    expect(JSON.stringify(body)).not.toMatch(/phone|ownerName/);
  });

  it('is filed in time, not at all, for another site, outside its days, or returned', async () => {
    expect(await filedAs()).toEqual(['not_filed', 'breach', ['not_filed', 'stage_unverified']]);
    const elsewhere = await yard.site();
    await accepted(elsewhere);
    expect(await filedAs()).toEqual(['other_site', 'breach', ['other_site', 'stage_unverified']]);
    const later = idOf(await yard.file(site, machine, { plannedEntryOn: '2022-06-01', plannedExitOn: '2022-06-30' }));
    expect(await filedAs()).toEqual(['in_time', 'look_closer', ['not_reviewed', 'outside_days', 'stage_unverified']]);
    await yard.officer.post(`/filings/${later}/return`, { reason: '照片不清' });
    expect((await filedAs())[0]).toBe('returned');
    await yard.alice.post(`/filings/${later}/withdraw`, {});
    expect((await filedAs())[0]).toBe('other_site');
    await accepted();
    expect(await filedAs()).toEqual(['in_time', 'in_order', ['stage_unverified']]);
    expect((await filedAs({ at: '2022-03-01T08:00:00+08:00' }))[0]).toBe('late');
    const { machines, verdict } = (await look({ siteId: undefined })).body;
    expect([verdict, machines[0].filed]).toEqual(['look_closer', undefined]);
  });

  it('by its slip: true, of another site, revoked, forged, of a key that nobody knows, unreadable', async () => {
    const filing = await accepted();
    const { token, url } = (await yard.alice.get(`/filings/${filing}/slip?format=json`)).body;
    const bySlip = async (slip: string, more: object = {}) => (await look({ code: undefined, slip, ...more })).body;
    expect(await bySlip(url)).toMatchObject({
      slip: { result: 'true', state: 'valid', filingId: filing },
      verdict: 'in_order',
      machines: [{ machine: { id: machine } }],
    });
    const elsewhere = await yard.site();
    expect((await bySlip(token, { siteId: elsewhere })).findings.map(({ code: one }: { code: string }) => one)).toEqual(
      expect.arrayContaining(['slip_other_site', 'other_site']),
    );
    const [head, payload = '', signature] = token.split('.');
    const said = Buffer.from(payload, 'base64url').toString().replace('2022-12-31', '2023-12-31');
    const forged = await bySlip([head, Buffer.from(said).toString('base64url'), signature].join('.'));
    expect(forged).toMatchObject({
      slip: { result: 'forged' },
      verdict: 'breach',
      machines: [{ machine: { id: machine } }],
    });
    const folder = await mkdtemp(join(tmpdir(), 'slip-foreign-'));
    const known = verifySlip(token, yard.service.app.env.keys.publicKey);
    const foreign = 'slip' in known ? signSlip(known.slip, openKeys(folder)) : '';
    await rm(folder, { recursive: true });
    expect(await bySlip(foreign)).toMatchObject({
      slip: { result: 'unknown_key', zh: expect.stringContaining('伪造') },
      verdict: 'breach',
    });
    expect(await bySlip('hello')).toMatchObject({ slip: { result: 'unreadable' }, verdict: 'unknown', machines: [] });
    await yard.alice.post(`/filings/${filing}/withdraw`, {});
    const revoked = await bySlip(token);
    expect(revoked).toMatchObject({ slip: { result: 'true', state: 'withdrawn' }, verdict: 'breach' });
    expect(revoked.machines[0].filed).toBe('not_filed');
  });

  it('by the text of a label, a MEIN, a serial number; several are told from none', async () => {
    const found = async (text: string) => (await look({ code: text })).body;
    for (const text of [
      code,
      ` ${code.toLowerCase()} `,
      `环保登记号码：${code}（国三）`,
      `https://x.cn/?c=${code}&v=1`,
    ])
      expect((await found(text)).machines.map((one: { machine: { id: string } }) => one.machine.id)).toEqual([machine]);
    const [one, other] = ['卡特', '小松'];
    const serialNumber = `SN${code.slice(2)}`;
    const twins = [
      await yard.machine({ environmentalCode: undefined, manufacturer: one, serialNumber }),
      await yard.machine({ environmentalCode: undefined, manufacturer: other, serialNumber }),
    ];
    const several = await found(serialNumber);
    expect(several.verdict).toBe('several');
    expect(several.machines.map((m: { machine: { id: string } }) => m.machine.id).sort()).toEqual(twins.sort());
    const unknown = await found(freshCode());
    expect(unknown).toMatchObject({ verdict: 'unknown', machines: [], words: { zh: expect.stringContaining('拍摄') } });
  });

  it('a machine under a prohibition must not work, whichever site of the city it stands on', async () => {
    const failed = { siteId: site, machineId: machine, inspectedAt: '2022-03-03T09:00:00+08:00', ...FAIL };
    const { prohibition } = (await yard.officer.post('/inspections', failed)).body;
    const elsewhere = await yard.site('140303');
    const there = (await look({ siteId: elsewhere }, yard.otherOfficer)).body;
    expect(there).toMatchObject({ verdict: 'must_not_work' });
    expect(there.machines[0].prohibition).toMatchObject({ id: prohibition.id, site: { id: site } });
    expect((await look({ at: '2022-03-03T08:59:59+08:00' })).body.machines[0]).not.toHaveProperty('prohibition');
  });

  it('orders that bind it now bar its work; exemptions free it', async () => {
    await accepted();
    const order = await yard.city.post('/alerts', {
      ...{ level: 'orange', countyCodes: ['140302'], startsAt: '2022-03-04T08:00:00+08:00' },
      ...{ issuedAt: '2022-03-04T07:00:00+08:00', endsAt: '2022-03-04T12:00:00+08:00' },
      restrictions: [{ appliesTo: 'machine', maxStage: '3' }],
    });
    const barred = (await look()).body;
    expect(barred).toMatchObject({
      verdict: 'must_not_work',
      machines: [{ orders: [{ id: idOf(order), bearing: 'barred' }] }],
    });
    expect((await look({ at: '2022-03-04T07:59:00+08:00' })).body.machines[0].orders).toEqual([]);
    // No law of that day is on record, so nothing can be told of orders.
    const before = (await look({ siteId: undefined, at: '2020-12-31T23:59:59+08:00' })).body;
    expect(before.findings.map(({ code: one }: { code: string }) => one)).toContain('order_unknown');
    const exemption = await yard.officer.post('/exemptions', {
      subject: { type: 'machine', id: machine },
      clauseOrOrder: idOf(order),
      ...{ from: '2022-03-04T08:00:00+08:00', to: '2022-03-05T00:00:00+08:00', reason: '抢险' },
    });
    const freed = (await look()).body;
    expect(freed.machines[0]).toMatchObject({
      orders: [{ bearing: 'exempted' }],
      exemptions: [{ id: idOf(exemption) }],
    });
    expect(freed.verdict).toBe('in_order');
  });

  it('a low-emission zone sets the least class of smoke limits and the minimum, for whom its act names', async () => {
    const ring = [
      [121, 31],
      [121.1, 31],
      [121.1, 31.1],
      [121, 31.1],
      [121, 31],
    ];
    const zone = idOf(
      await yard.city.post('/zones', {
        ...{ name: '试验区', document: '测试通告〔2022〕1号', citation: '第一条', from: '2022-03-01' },
        ...{
          area: { type: 'Polygon', coordinates: [ring] },
          minStage: '3',
          smokeClass: 'III',
          categories: ['excavator'],
        },
      }),
    );
    await yard.city.post(`/zones/${zone}/publish`, {});
    const location = { longitude: 121.05, latitude: 31.05 };
    const inside = idOf(await yard.alice.post('/sites', newSite({ location })));
    await accepted(inside);
    const tested = (more: object) =>
      yard.officer.post('/inspections', { siteId: inside, inspectedAt: '2022-03-04T09:00:00+08:00', ...more });
    const smoke = { readings: [0.6, 0.6, 0.6] };
    expect((await look({ siteId: inside })).body.machines[0]).toMatchObject({
      requiredSmokeClass: 'III',
      zones: [{ id: zone, standing: 'unknown', minStage: '3', exempt: false }],
    });
    expect(problem(await tested({ machineId: machine, smoke: { class: 'II', ...smoke } }))).toEqual([
      400,
      '#/smoke/class',
    ]);
    const failed = await tested({ machineId: machine, smoke });
    expect(failed.body).toMatchObject({ result: 'fail', class: 'III', limit: 0.5, table: { zoneClass: 'III' } });
    expect((await look({ siteId: inside })).body.machines[0].zones).toMatchObject([{ id: zone, standing: 'below' }]);
    const unnamed = await tested({ machineId: await yard.machine({ category: 'loader' }), smoke });
    expect(unnamed.body).toMatchObject({ result: 'pass', class: 'II' });
    expect(unnamed.body.table).not.toHaveProperty('zoneClass');
    const old = freshCode();
    await yard.machine({ environmentalCode: old, emissionStage: '2' });
    const founds = async (at: string) => {
      const { machines, findings } = (await look({ siteId: inside, code: old, at: `2022-03-04T${at}+08:00` })).body;
      return [machines[0].zones[0].exempt, findings.some(({ code: one }: { code: string }) => one === 'below_zone')];
    };
    const exempted = await yard.officer.post('/exemptions', {
      ...{ subject: { type: 'site', id: inside }, zoneId: zone, reason: '抢险', category: 'emergency' },
      ...{ from: '2022-03-04T08:00:00+08:00', to: '2022-03-04T09:00:00+08:00' },
    });
    expect(exempted.status).toBe(201);
    expect(await founds('07:59:59')).toEqual([false, true]);
    for (const at of ['08:00:00', '09:00:00']) expect(await founds(at)).toEqual([true, false]);
    expect(await founds('09:00:01')).toEqual([false, true]);
    const outside = (await look({ code: old })).body.machines[0];
    expect([outside.requiredSmokeClass, outside.zones]).toEqual([
      undefined,
      [expect.objectContaining({ standing: 'place_unknown' })],
    ]);
  });

  it('photos of its record, of inspections and of entries are among its own, for whoever may look it up', async () => {
    const add = async (subjectType: string, subjectId: string, kind: string, caller = yard.officer) =>
      idOf(
        await request(yard.service.app.listener)
          .post('/api/v1/evidence')
          .set('Authorization', `Bearer ${caller.token}`)
          .field('subjectType', subjectType)
          .field('subjectId', subjectId)
          .field('kind', kind)
          .attach('file', Buffer.concat([PNG, randomBytes(8)]), 'a.png'),
      );
    const inspection = idOf(
      await yard.officer.post('/inspections', {
        ...{ siteId: site, machineId: machine, inspectedAt: '2022-03-04T09:00:00+08:00', ringelmann: 0 },
      }),
    );
    const entry = idOf(
      await yard.officer.post('/site-entries', {
        ...{ siteId: site, machineId: machine, enteredAt: '2022-03-04T08:00:00+08:00' },
      }),
    );
    const photos = [
      ['photo_machine', await add('machine', machine, 'photo_machine', yard.alice)],
      ['photo_machine_plate', await add('inspection', inspection, 'photo_machine_plate')],
      ['photo_environmental_label', await add('site_entry', entry, 'photo_environmental_label')],
    ] as const;
    const found = (await look({ siteId: undefined }, yard.otherOfficer)).body.machines[0].photos;
    expect(found).toMatchObject(photos.map(([kind, evidenceId]) => ({ kind, evidenceId })));
    for (const { evidenceId, content, thumbnail } of found) {
      expect((await yard.otherOfficer.get(`/evidence/${evidenceId}`)).status).toBe(200);
      for (const path of [content, thumbnail]) {
        const picture = request(yard.service.app.listener).get(path);
        expect((await picture.set('Authorization', `Bearer ${yard.otherOfficer.token}`)).status).toBe(200);
      }
    }
    // Those who may not look it up, and what does not show the machine, stay as they were.
    const [, plate] = photos.map(([, id]) => id);
    for (const caller of [yard.charlie, yard.enterprise])
      expect((await caller.get(`/evidence/${plate}`)).status).toBe(404);
    const report = await add('inspection', inspection, 'report');
    expect((await yard.officer.get(`/evidence/${report}`)).status).toBe(200);
    expect((await yard.otherOfficer.get(`/evidence/${report}`)).status).toBe(404);
  });

  it('stores nothing, whatever is sent with it', async () => {
    const headers = { 'Idempotency-Key': 'field-check-1' };
    const sent = { siteId: site, code: freshCode() };
    const audit = () => yard.service.store.read.audit.page({}, { limit: 1 });
    const before = await audit();
    for (const text of [sent.code, code])
      expect((await yard.officer.post('/field-checks/look-up', { ...sent, code: text }, { headers })).status).toBe(200);
    expect(await audit()).toEqual(before);
    expect(itemIds(await yard.city.get(`/site-entries?siteId=${site}`))).toEqual([]);
  });

  it('for officers and departments; not for those who are checked', async () => {
    for (const caller of [yard.officer, yard.city, yard.department]) expect((await look({}, caller)).status).toBe(200);
    for (const caller of [yard.alice, yard.bob, yard.charlie, yard.enterprise])
      expect((await look({}, caller)).status).toBe(403);
    expect((await look({}, nobodyOf(yard))).status).toBe(401);
    const hidden = problem(await look({}, yard.otherOfficer));
    expect(hidden).toEqual([404, '#/siteId']);
    expect(problem(await look({ siteId: MISSING }, yard.otherOfficer))).toEqual(hidden);
    expect((await look({ siteId: undefined }, yard.otherOfficer)).body.machines).toHaveLength(1);
  });

  it('400: neither slip nor code, or both; a time to come', async () => {
    expect(problem(await look({ code: undefined }))).toEqual([400, '#/code']);
    expect(problem(await look({ slip: 'x' }))).toEqual([400, '#/slip']);
    expect(problem(await look({ at: '2022-03-04T10:30:00+08:00' }))).toEqual([400, '#/at']);
    expect(problem(await look({ more: 1 }))).toEqual([400, '#/more']);
  });
});
