import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { idOf, itemIds, kindsOf, MISSING, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ENDS = [
  ['sold', 'sold', '已转卖'],
  ['scrapped', 'scrapped', '已报废'],
  ['moved-out', 'moved_out', '已转出'],
] as const;
const ZH = { headers: { 'Accept-Language': 'zh-CN' } };

describe.each(databases)('the life of machines on $name', (database) => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());

  const end = (id: string, path: string, caller: Caller = yard.alice, body: object = {}) =>
    caller.post(`/machines/${id}/${path}`, body);

  it.each(ENDS)('200: %s by its holder, and in use again by an officer; the history is kept', async (path, status) => {
    const id = await yard.machine();
    const done = await end(id, path, yard.bob, { on: '2022-03-01', reason: '合同' });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({
      status,
      statusOn: '2022-03-01',
      life: [{ status, on: '2022-03-01', reason: '合同' }],
    });
    expect(itemIds(await yard.alice.get(`/machines?status=${status}`))).toContain(id);
    expect(itemIds(await yard.alice.get('/machines?status=active'))).not.toContain(id);
    const back = await end(id, 'reactivate', yard.officer, { reason: '误报' });
    expect(back.body).toMatchObject({ status: 'active', life: [{ status: 'active', on: '2022-03-04' }, { status }] });
    expect(back.body).not.toHaveProperty('statusOn');
    expect((await end(id, path)).body).toMatchObject({ status, statusOn: '2022-03-04' });
  });

  it.each(ENDS)(
    '409 with the reason: %s, it is not filed anew; what happens is recorded and judged',
    async (path, status, zh) => {
      const [id, site] = [await yard.machine(), await yard.site()];
      const before = idOf(await yard.file(await yard.site(), id));
      await end(id, path, yard.alice, { on: '2022-03-01' });
      const body = { siteId: site, machineId: id, plannedEntryOn: '2022-03-05', plannedExitOn: '2022-12-31' };
      const refused = await yard.alice.post('/filings', body, ZH);
      expect(problem(refused)).toEqual([409, '#/machineId']);
      expect(refused.body).toMatchObject({ state: status, since: '2022-03-01', detail: expect.stringContaining(zh) });
      const at = '2022-03-04T09:00:00+08:00';
      const entry = await yard.officer.post('/site-entries', { siteId: site, machineId: id, enteredAt: at });
      expect(kindsOf(entry)).toEqual(['unregistered_machine']);
      expect(entry.body).toMatchObject({ warnings: [{ code: 'machine_not_in_use', pointer: '#/machine/status' }] });
      const seen = await yard.officer.post('/inspections', {
        siteId: site,
        machineId: id,
        inspectedAt: at,
        ringelmann: 2,
      });
      expect(seen.body).toMatchObject({ result: 'fail' });
      expect((await yard.alice.post(`/filings/${before}/entry`, { enteredAt: at })).status).toBe(200);
      await end(id, 'reactivate', yard.alice, { reason: '误报' });
      expect((await yard.alice.post('/filings', body)).status).toBe(201);
    },
  );

  it('400 and 409: days to come, twice, back into use without being out of it or without a reason', async () => {
    const id = await yard.machine();
    expect(problem(await end(id, 'sold', yard.alice, { on: '2022-03-05' }))).toEqual([400, '#/on']);
    expect(problem(await end(id, 'reactivate', yard.alice, {}))).toEqual([400, '#/reason']);
    expect((await end(id, 'reactivate', yard.alice, { reason: '在用' })).status).toBe(409);
    await end(id, 'sold');
    for (const [path] of ENDS) expect((await end(id, path)).body).toMatchObject({ status: 409, state: 'sold' });
    expect((await yard.alice.get(`/machines/${id}`)).body).toMatchObject({ life: [{ status: 'sold' }] });
  });

  it('401, 403 and 404: nobody, whoever only reads it, whoever does not see it', async () => {
    const id = await yard.machine();
    for (const path of ['sold', 'scrapped', 'moved-out', 'reactivate']) {
      const body = path === 'reactivate' ? { reason: '在用' } : {};
      expect((await end(id, path, nobodyOf(yard), body)).status).toBe(401);
      expect((await end(id, path, yard.department, body)).status).toBe(403);
      for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
        for (const one of [id, MISSING]) expect(problem(await end(one, path, caller, body))).toEqual([404, '#/id']);
    }
    expect((await yard.alice.get(`/machines/${id}`)).body).toMatchObject({ status: 'active', life: [] });
  });

  it('what its holder could read of a machine’s files it still can when the machine is another’s, and nothing newer', async () => {
    const id = await yard.machine();
    const add = async (caller: Caller) =>
      idOf(
        await request(yard.service.app.listener)
          .post('/api/v1/evidence')
          .set('Authorization', `Bearer ${caller.token}`)
          .field('subjectType', 'machine')
          .field('subjectId', id)
          .field('kind', 'photo_machine')
          .attach('file', Buffer.concat([PNG, randomBytes(8)]), 'a.png'),
      );
    const old = [await add(yard.alice), await add(yard.officer)];
    yard.service.clock.advance(1_000);
    const claim = await yard.charlie.post('/machine-claims', { machineId: id, grounds: 'sale' });
    await yard.alice.post(`/machine-claims/${idOf(claim)}/agree`, {});
    const newer = await add(yard.charlie);
    for (const file of old)
      for (const caller of [yard.alice, yard.bob, yard.charlie, yard.officer, yard.otherOfficer])
        expect((await caller.get(`/evidence/${file}`)).status).toBe(200);
    expect((await yard.alice.get(`/evidence/${newer}`)).status).toBe(404);
    expect((await yard.alice.get(`/evidence?subjectType=machine&subjectId=${id}`)).status).toBe(404);
    expect((await yard.enterprise.get(`/evidence/${old[0]}`)).status).toBe(404);
  });
});
