import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDrafts } from '../../src/actions/console/drafts.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';
import { user } from '../support/world.ts';

const DAY_MS = 86_400_000;

describe.each(databases)('drafts on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const draft = (more: object = {}) => ({
    kind: 'filing',
    title: '三号工地',
    content: { step: 2, plate: '晋C12345' },
    ...more,
  });
  const kept = async (who: Caller = town.alice, more: object = {}) => idOf(await who.post('/drafts', draft(more)));

  it('201: a draft comes back as it was kept, whatever stands in it', async () => {
    const content = { a: [1, null, { b: '中文 👍' }], 'a/b': {}, '': false, deep: { deep: { deep: [[[]]] } }, n: -0.5 };
    const made = await town.alice.post('/drafts', draft({ content }));
    expect(made.status).toBe(201);
    const times = { createdAt: expect.any(String), updatedAt: expect.any(String) };
    expect(made.body).toEqual({ id: expect.any(String), kind: 'filing', title: '三号工地', content, ...times });
    expect(made.headers['location']).toBe(`/api/v1/drafts/${idOf(made)}`);
    expect((await town.alice.get(`/drafts/${idOf(made)}`)).body).toEqual(made.body);
  });

  it('200: listed without content, the last changed first, of one kind where it is named', async () => {
    const [first, second, third] = [
      await kept(town.county),
      await kept(town.county, { kind: 'inspection' }),
      await kept(town.county),
    ];
    town.service.clock.advance(1_000);
    await town.county.patch(`/drafts/${first}`, { title: '改过' });
    const list = await town.county.get('/drafts');
    expect(idsOf(list)).toEqual([first, third, second]);
    expect((list.body as { items: object[] }).items[0]).not.toHaveProperty('content');
    expect(idsOf(await town.county.get('/drafts?kind=inspection'))).toEqual([second]);
    const page = await town.county.get('/drafts?limit=1');
    const { next } = page.body as { next: string };
    expect(idsOf(await town.county.get(`/drafts?limit=2&cursor=${next}`))).toEqual([third, second]);
  });

  it('200: what is left out of a change stays; 412 with a stale tag', async () => {
    const path = `/drafts/${await kept()}`;
    const tag = (await town.alice.get(path)).headers['etag'] ?? '';
    const changed = await town.alice.patch(path, { content: { step: 3 } }, { headers: { 'If-Match': tag } });
    expect(changed.body).toMatchObject({ title: '三号工地', content: { step: 3 } });
    expect((await town.alice.get(path)).body).toEqual(changed.body);
    expect((await town.alice.patch(path, { title: '别的' }, { headers: { 'If-Match': tag } })).status).toBe(412);
    expect((await town.alice.patch(path, { title: '别的' })).body).toMatchObject({
      title: '别的',
      content: { step: 3 },
    });
  });

  it('204: it is gone', async () => {
    const path = `/drafts/${await kept()}`;
    expect((await town.alice.delete(path)).status).toBe(204);
    expect(problem(await town.alice.get(path))).toEqual([404, '#/id']);
    expect(problem(await town.alice.delete(path))).toEqual([404, '#/id']);
  });

  it('400 for content above 64 KiB, written or changed; exactly that much is kept', async () => {
    const filled = (bytes: number) => ({ t: 'x'.repeat(bytes - JSON.stringify({ t: '' }).length) });
    expect(problem(await town.alice.post('/drafts', draft({ content: filled(65_537) })))).toEqual([400, '#/content']);
    const wide = { t: '中'.repeat(30_000) };
    expect(problem(await town.alice.post('/drafts', draft({ content: wide })))).toEqual([400, '#/content']);
    const path = `/drafts/${await kept(town.alice, { content: filled(65_536) })}`;
    expect(problem(await town.alice.patch(path, { content: filled(65_537) }))).toEqual([400, '#/content']);
    expect((await town.alice.get(path)).body).toMatchObject({ content: filled(65_536) });
  });

  it.each<[string, object, string]>([
    ['a list as content', { content: [] }, '#/content'],
    ['a text as content', { content: 'x' }, '#/content'],
    ['no content', { content: null }, '#/content'],
    ['no slug as a kind', { kind: '申报' }, '#/kind'],
    ['no title', { title: '' }, '#/title'],
    ['an unknown field', { owner: 'x' }, '#/owner'],
  ])('400: %s', async (_name, more, pointer) => {
    expect(problem(await town.alice.post('/drafts', draft(more)))).toEqual([400, pointer]);
  });

  it('409: a user keeps two hundred', async () => {
    const many = await user(town.service, 'city_officer');
    for (let count = 0; count < 200; count += 1) expect((await many.post('/drafts', draft())).status).toBe(201);
    expect((await many.post('/drafts', draft())).status).toBe(409);
  });

  it('404: nobody sees, changes or removes another’s', async () => {
    const path = `/drafts/${await kept()}`;
    for (const who of [town.bob, town.charlie, town.county, town.otherCounty, town.city, town.admin, town.contractor]) {
      for (const answer of [await who.get(path), await who.patch(path, { title: 'x' }), await who.delete(path)])
        expect(problem(answer)).toEqual([404, '#/id']);
      expect(idsOf(await who.get('/drafts?limit=200'))).not.toContain(path.slice(8));
    }
    expect((await town.alice.get(path)).status).toBe(200);
    expect((await town.nobody.get(path)).status).toBe(401);
  });

  it('a draft is dropped ninety days after its last change, and no sooner', async () => {
    const [old, changed] = [await kept(town.bob), await kept(town.bob)];
    const start = town.service.clock.now();
    await town.store.write((tx) => tx.drafts.update(changed, { updatedAt: start + DAY_MS }));
    const { updatedAt = 0 } = (await town.store.read.drafts.find(old)) ?? {};
    await town.store.write((tx) => sweepDrafts(tx, updatedAt + 90 * DAY_MS));
    expect(await town.store.read.drafts.find(old)).toBeDefined();
    await town.store.write((tx) => sweepDrafts(tx, updatedAt + 90 * DAY_MS + 1));
    expect(await town.store.read.drafts.find(old)).toBeUndefined();
    expect(await town.store.read.drafts.find(changed)).toBeDefined();
  });

  it('a person who is erased leaves no views, drafts or uploads; one whose account is shut finds them again', async () => {
    const username = 'draft-keeper';
    const password = 'draft-keeper-pass';
    const { body } = await town.admin.post('/users', { username, password, role: 'city_officer' });
    const { id } = body as { id: string };
    const keeper = await town.service.logIn(username, password);
    const draftId = await kept(keeper);
    const viewId = idOf(await keeper.post('/saved-views', { name: '我的', page: 'gates', query: '' }));
    const upload = {
      bytes: 1,
      sha256: '0'.repeat(64),
      subjectType: 'organisation',
      subjectId: town.enterprise,
      kind: 'x',
    };
    const uploadId = idOf(await keeper.post('/uploads', upload));
    const left = async () => {
      const { drafts, savedViews, uploads } = town.store.read;
      const found = [await drafts.find(draftId), await savedViews.find(viewId), await uploads.find(uploadId)];
      return found.filter((row) => row !== undefined).length;
    };
    expect((await town.admin.post(`/users/${id}/deactivate`, {})).status).toBe(200);
    expect(await left()).toBe(3);
    await town.admin.post(`/users/${id}/reactivate`, {});
    expect((await (await town.service.logIn(username, password)).get(`/drafts/${draftId}`)).status).toBe(200);
    expect((await town.admin.post(`/users/${id}/erase`, {})).status).toBe(200);
    expect(await left()).toBe(0);
  });
});
