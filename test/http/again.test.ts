import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idOf, problem } from '../support/town.ts';
import { enterprise, freshCreditCode, gate, user } from '../support/world.ts';

const HOUR_MS = 3_600_000;

describe.each(databases)('asking again on $name', ({ open }) => {
  let service: TestService;
  let admin: Caller;
  let serial = 0;
  beforeAll(async () => {
    service = await startTest(open);
    admin = await service.admin();
  });
  afterAll(() => service.close());

  const organisation = () => ({
    kind: 'contractor',
    name: '一建',
    creditCode: freshCreditCode(),
    countyCode: '140302',
  });
  const freshKey = () => {
    serial += 1;
    return `key-${serial}`;
  };
  const under = (key: string, more: Readonly<Record<string, string>> = {}) => ({
    headers: { 'Idempotency-Key': key, ...more },
  });
  const countOf = async (name: string) => {
    const { body } = await admin.get('/organisations?limit=200');
    return (body as { items: { creditCode: string }[] }).items.filter(({ creditCode }) => creditCode === name).length;
  };

  describe('under an Idempotency-Key', () => {
    it('the first answer comes again, with its Location and in its language, and nothing is done twice', async () => {
      const [sent, key] = [organisation(), freshKey()];
      const first = await admin.post('/organisations', sent, under(key));
      const reordered = Object.fromEntries(Object.entries(sent).reverse());
      const again = await admin.post('/organisations', reordered, under(key, { 'Accept-Language': 'zh' }));
      expect(again.status).toBe(201);
      expect(again.text).toBe(first.text);
      for (const name of ['location', 'etag', 'content-type']) expect(again.headers[name]).toBe(first.headers[name]);
      expect(first.headers['idempotency-replayed']).toBeUndefined();
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
      expect(await countOf(sent.creditCode)).toBe(1);
    });

    it('422 for another body or another path', async () => {
      const key = freshKey();
      expect((await admin.post('/organisations', organisation(), under(key))).status).toBe(201);
      const other = organisation();
      const answer = await admin.post('/organisations', other, under(key));
      expect(answer).toMatchObject({ status: 422, body: { type: '/problems/idempotency-key-reused' } });
      expect(await countOf(other.creditCode)).toBe(0);
      const plant = await enterprise(service);
      const made = await admin.post(
        '/gates',
        { enterpriseId: plant.id, name: '门', direction: 'in' },
        under(freshKey()),
      );
      const elsewhere = await admin.post(`/gates/${idOf(made)}/tokens`, {}, under(key));
      expect(elsewhere.status).toBe(422);
    });

    it('a refusal is not kept: the same key works once the request is right', async () => {
      const [sent, key] = [organisation(), freshKey()];
      expect((await admin.post('/organisations', { ...sent, kind: 'guild' }, under(key))).status).toBe(400);
      expect((await admin.post('/organisations', sent, under(key))).status).toBe(201);
      const conflicting = freshKey();
      expect((await admin.post('/organisations', sent, under(conflicting))).status).toBe(409);
      expect((await admin.post('/organisations', organisation(), under(conflicting))).status).toBe(201);
    });

    it('a key is its owner’s: another user’s is another key', async () => {
      const [sent, key] = [organisation(), freshKey()];
      const officer = await user(service, 'city_officer');
      expect((await admin.post('/organisations', sent, under(key))).status).toBe(201);
      expect((await officer.post('/organisations', sent, under(key))).status).toBe(409);
      expect((await officer.post('/organisations', organisation(), under(key))).status).toBe(201);
    });

    it('a secret is not shown twice: 409', async () => {
      const plant = await enterprise(service);
      const { id } = await gate(service, plant.id);
      const key = freshKey();
      const first = await admin.post(`/gates/${id}/tokens`, {}, under(key));
      expect(first.headers['cache-control']).toBe('no-store');
      const again = await admin.post(`/gates/${id}/tokens`, {}, under(key));
      expect(again).toMatchObject({ status: 409, body: { type: '/problems/secret-already-shown' } });
      const stored = await service.store.read.idempotency.find(`user:${(await admin.get('/me')).body.id}`, key);
      expect(stored?.body).toBeNull();
    });

    it('of ten sent at once one acts and nine repeat its answer', async () => {
      const [sent, key] = [organisation(), freshKey()];
      const calls = Array.from({ length: 10 }, () => admin.post('/organisations', sent, under(key)));
      const answers = await Promise.all(calls);
      expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(9);
      expect(await countOf(sent.creditCode)).toBe(1);
    });

    it.each(['', 'x'.repeat(256), 'tab\there'])('400 for the key %o', async (key) => {
      const answer = await admin.post('/organisations', organisation(), under(key));
      expect(problem(answer)).toEqual([400, '#/Idempotency-Key']);
    });

    it('a key of 255 characters and one with blanks are keys', async () => {
      for (const key of ['x'.repeat(255), 'one, two "three"'])
        expect((await admin.post('/organisations', organisation(), under(key))).status).toBe(201);
    });

    it('it is kept for 48 hours, then it is free again', async () => {
      const [sent, key] = [organisation(), freshKey()];
      const start = service.clock.now();
      expect((await admin.post('/organisations', sent, under(key))).status).toBe(201);
      service.clock.set(start + 47 * HOUR_MS);
      let caller = await service.logIn('admin', 'test-admin-password');
      expect((await caller.post('/organisations', sent, under(key))).status).toBe(201);
      service.clock.set(start + 49 * HOUR_MS);
      caller = await service.logIn('admin', 'test-admin-password');
      expect((await caller.post('/organisations', sent, under(key))).status).toBe(409);
      expect((await caller.post('/organisations', organisation(), under(key))).status).toBe(201);
      service.clock.set(start + HOUR_MS / 60);
      admin = await service.logIn('admin', 'test-admin-password');
    });

    it('log-in, searches and passages take no notice of it', async () => {
      const login = { username: 'admin', password: 'test-admin-password' };
      const ascii = under('k'.repeat(300));
      expect((await service.nobody.post('/auth/login', login, ascii)).status).toBe(200);
      expect((await admin.post('/vehicles/search', { plate: '晋C12345' }, ascii)).status).toBe(200);
      const plant = await enterprise(service);
      const { caller } = await gate(service, plant.id);
      const passage = { eventId: 'e1', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: null };
      expect((await caller.post('/passages', passage, ascii)).status).toBe(201);
      expect((await caller.post('/passages', passage, ascii)).status).toBe(200);
    });
  });

  describe('with an ETag', () => {
    it('304 where nothing changed, 200 with another tag where something did', async () => {
      const plant = await enterprise(service);
      const path = `/gates/${(await gate(service, plant.id)).id}`;
      const read = await admin.get(path);
      const etag = read.headers['etag'] ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(read.headers['cache-control']).toBe('private, no-cache');
      for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const unchanged = await admin.get(path, { headers: { 'If-None-Match': tags } });
        expect([unchanged.status, unchanged.text, unchanged.headers['etag']]).toEqual([304, '', etag]);
      }
      for (const tags of ['"other"', etag.replaceAll('"', ''), 'nonsense'])
        expect((await admin.get(path, { headers: { 'If-None-Match': tags } })).status).toBe(200);
      const changed = await admin.patch(path, { name: '二号门' });
      const after = await admin.get(path, { headers: { 'If-None-Match': etag } });
      expect([after.status, after.headers['etag']]).toEqual([200, changed.headers['etag']]);
      expect(after.headers['etag']).not.toBe(etag);
    });

    it('PATCH: 428 without If-Match, 412 with a stale one, 400 with a broken one, 200 with the right one', async () => {
      const plant = await enterprise(service);
      const path = `/gates/${(await gate(service, plant.id)).id}`;
      const etag = (await admin.get(path)).headers['etag'] ?? '';
      const patch = (tags: string) => admin.patch(path, { name: '三号门' }, { headers: { 'If-Match': tags } });
      const bare = await withoutMatch(admin, path, { name: '三号门' });
      expect(bare).toMatchObject({ status: 428, body: { type: '/problems/precondition-required' } });
      expect(await patch('"stale"')).toMatchObject({ status: 412, body: { type: '/problems/precondition-failed' } });
      expect((await patch(`W/${etag}`)).status).toBe(412);
      expect(problem(await patch('nonsense'))).toEqual([400, '#/If-Match']);
      expect((await admin.get(path)).headers['etag']).toBe(etag);
      expect((await patch(`"stale", ${etag}`)).status).toBe(200);
      expect((await patch(etag)).status).toBe(412);
      expect((await patch('*')).status).toBe(200);
    });

    it('a body that is wrong is 400 and a thing that is missing 404, with or without If-Match', async () => {
      const plant = await enterprise(service);
      const { id } = await gate(service, plant.id);
      expect(problem(await withoutMatch(admin, `/gates/${id}`, { mode: 'shout' }))).toEqual([400, '#/mode']);
      const nowhere = '/gates/01890000-0000-7000-8000-000000000000';
      expect(problem(await withoutMatch(admin, nowhere, { name: '门' }))).toEqual([404, '#/id']);
    });
  });

  function withoutMatch(caller: Caller, path: string, body: object) {
    return request(service.app.listener)
      .patch(`/api/v1${path}`)
      .set('Authorization', `Bearer ${caller.token}`)
      .send(body);
  }
});
