import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('gate tokens on $name', (database) => {
  let town: Town;
  let gate: string;
  let path: string;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());
  beforeEach(async () => {
    const sent = { enterpriseId: town.enterprise, name: '东门', direction: 'both' };
    gate = idOf(await town.alice.post('/gates', sent));
    path = `/gates/${gate}/tokens`;
  });

  const issue = async () => (await town.alice.post(path, {})).body as { id: string; token: string };
  const beat = async (token: string) => (await town.service.holding(token).post(`/gates/${gate}/heartbeat`)).status;

  it('201: a token is shown once, works at once, and is a card without its text afterwards', async () => {
    const answer = await town.alice.post(path, {});
    expect(answer.status).toBe(201);
    const { id, token } = answer.body as { id: string; token: string };
    expect(answer.body).toEqual({ id, token });
    expect(token).toMatch(new RegExp(`^gate\\.${id}\\.[A-Za-z0-9_-]{43}$`));
    expect(answer.headers.location).toBe(`/api/v1${path}/${id}`);
    expect(await beat(token)).toBe(200);
    const card = await town.bob.get(`${path}/${id}`);
    expect(card.body).toEqual({
      id,
      gateId: gate,
      createdAt: expect.any(String),
      createdBy: town.alice.id,
      revokedAt: null,
    });
  });

  it('201: the body may be left out', async () => {
    expect((await town.county.post(path)).status).toBe(201);
  });

  it('201: its text is in no list, no row and no audit', async () => {
    const { id, token } = await issue();
    const secret = token.split('.')[2] ?? '';
    const row = await town.store.read.gates.findToken(id);
    const trail = await town.store.read.audit.page({ subjectType: 'gate_token', subjectId: id }, { limit: 5 });
    expect(trail).toMatchObject([{ action: 'gate-token.issue', actorId: town.alice.id, detail: { gateId: gate } }]);
    const list = await town.alice.get(path);
    expect(idsOf(list)).toEqual([id]);
    expect(JSON.stringify([row, trail, list.body])).not.toContain(secret);
  });

  it('409: an idempotency key makes one token, and does not show it again', async () => {
    const key = { headers: { 'Idempotency-Key': `token-${gate}` } };
    expect((await town.alice.post(path, {}, key)).status).toBe(201);
    const again = await town.alice.post(path, {}, key);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ type: '/problems/secret-already-shown' });
    expect(idsOf(await town.alice.get(path))).toHaveLength(1);
  });

  it('400: it takes no fields', async () => {
    expect(problem(await town.alice.post(path, { name: 'x' }))).toEqual([400, '#/name']);
  });

  it('401: nobody, and a token that is not quite the one shown', async () => {
    const { token } = await issue();
    const other = (await issue()).token;
    const mixed = `${token.slice(0, -43)}${other.slice(-43)}`;
    expect((await town.nobody.post(path)).status).toBe(401);
    for (const wrong of [mixed, token.slice(0, -1), `${token}a`, token.replace('gate', 'refresh')]) {
      expect(await beat(wrong)).toBe(401);
    }
  });

  it('403 to who may only see the gate, 404 to who may not, on every call', async () => {
    const { id } = await issue();
    const device = await town.gateOf(gate);
    for (const [caller, status] of [
      [town.department, 403],
      [device, 403],
      [town.charlie, 404],
      [town.otherCounty, 404],
      [town.contractor, 404],
    ] as const) {
      const answers = [
        await caller.post(path),
        await caller.get(path),
        await caller.get(`${path}/${id}`),
        await caller.delete(`${path}/${id}`),
      ];
      expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status]);
    }
    expect((await town.store.read.gates.findToken(id))?.revokedAt).toBeNull();
  });

  it('204: a revoked token is refused by the very next call, while others go on', async () => {
    const [first, second] = [await issue(), await issue()];
    expect([await beat(first.token), await beat(second.token)]).toEqual([200, 200]);
    expect((await town.alice.delete(`${path}/${first.id}`)).status).toBe(204);
    expect([await beat(first.token), await beat(second.token)]).toEqual([401, 200]);
    const card = await town.alice.get(`${path}/${first.id}`);
    expect(card.body).toMatchObject({ revokedAt: expect.stringMatching(/\+08:00$/) });
    expect(idsOf(await town.alice.get(path))).toEqual([second.id, first.id]);
    const trail = await town.store.read.audit.page({ subjectType: 'gate_token', subjectId: first.id }, { limit: 1 });
    expect(trail).toMatchObject([{ action: 'gate-token.revoke', actorId: town.alice.id }]);
  });

  it('204: revoking again changes nothing', async () => {
    const { id } = await issue();
    await town.alice.delete(`${path}/${id}`);
    const before = (await town.alice.get(`${path}/${id}`)).body;
    expect((await town.county.delete(`${path}/${id}`)).status).toBe(204);
    expect((await town.alice.get(`${path}/${id}`)).body).toEqual(before);
    const trail = await town.store.read.audit.page({ subjectType: 'gate_token', subjectId: id }, { limit: 5 });
    expect(trail).toHaveLength(2);
  });

  it('404: a token that is missing or of another gate', async () => {
    const { id } = await issue();
    const sent = { enterpriseId: town.enterprise, name: '西门', direction: 'in' };
    const other = idOf(await town.alice.post('/gates', sent));
    for (const wrong of [`${path}/${MISSING}`, `/gates/${other}/tokens/${id}`]) {
      expect(problem(await town.alice.get(wrong))).toEqual([404, '#/tokenId']);
      expect(problem(await town.alice.delete(wrong))).toEqual([404, '#/tokenId']);
    }
    const chinese = await town.alice.get(`${path}/${MISSING}`, { headers: { 'Accept-Language': 'zh-CN' } });
    expect(chinese.body).toMatchObject({ title: '未找到', detail: '此处没有该对象。' });
  });

  it('lists newest first, and no cursor goes on with another gate', async () => {
    const made = [await issue(), await issue(), await issue()].map(({ id }) => id).reverse();
    const first = await town.alice.get(`${path}?limit=2`);
    expect(idsOf(first)).toEqual(made.slice(0, 2));
    const { next } = first.body as { next: string };
    expect(idsOf(await town.alice.get(`${path}?limit=2&cursor=${next}`))).toEqual(made.slice(2));
    const sent = { enterpriseId: town.enterprise, name: '西门', direction: 'in' };
    const other = idOf(await town.alice.post('/gates', sent));
    const foreign = await town.alice.get(`/gates/${other}/tokens?limit=2&cursor=${next}`);
    expect(problem(foreign)).toEqual([400, '#/cursor']);
  });
});
