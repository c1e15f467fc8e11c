import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';
import { user } from '../support/world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('saved views on $name', (database) => {
  let town: Town;
  let serial = 0;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const view = (more: object = {}) => {
    serial += 1;
    return { name: `视图 ${serial}`, page: 'violations', query: 'status=open&countyCode=140321', ...more };
  };
  const saved = async (who: Caller = town.alice, more: object = {}) => idOf(await who.post('/saved-views', view(more)));

  it('201: a view comes back as it was saved, at its Location and in its page’s list', async () => {
    const sent = view();
    const made = await town.alice.post('/saved-views', sent);
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      ...sent,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(made.headers['location']).toBe(`/api/v1/saved-views/${idOf(made)}`);
    expect((await town.alice.get(`/saved-views/${idOf(made)}`)).body).toEqual(made.body);
    expect(idsOf(await town.alice.get('/saved-views?page=violations'))).toContain(idOf(made));
    expect(idsOf(await town.alice.get('/saved-views?page=gates'))).toEqual([]);
  });

  it('200: newest first, in pages', async () => {
    const ids = [await saved(town.county), await saved(town.county), await saved(town.county)].reverse();
    const first = await town.county.get('/saved-views?limit=2');
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    const { next } = first.body as { next: string };
    expect(idsOf(await town.county.get(`/saved-views?limit=2&cursor=${next}`))).toEqual(ids.slice(2));
  });

  it('200: it is changed under its tag; 412 with a stale one, 428 without', async () => {
    const path = `/saved-views/${await saved()}`;
    const tag = (await town.alice.get(path)).headers['etag'] ?? '';
    const changed = await town.alice.patch(path, { query: 'status=appealed' }, { headers: { 'If-Match': tag } });
    expect([changed.status, (changed.body as { query: string }).query]).toEqual([200, 'status=appealed']);
    expect((await town.alice.get(path)).body).toEqual(changed.body);
    expect((await town.alice.patch(path, { name: '别的' }, { headers: { 'If-Match': tag } })).status).toBe(412);
    const bare = request(town.service.app.listener)
      .patch(`/api/v1${path}`)
      .set('Authorization', `Bearer ${town.alice.token}`);
    expect((await bare.send({ name: '别的' })).status).toBe(428);
  });

  it('204: it is gone, and its name is free', async () => {
    const sent = view();
    const path = `/saved-views/${idOf(await town.alice.post('/saved-views', sent))}`;
    expect((await town.alice.delete(path)).status).toBe(204);
    expect(problem(await town.alice.get(path))).toEqual([404, '#/id']);
    expect(problem(await town.alice.delete(path))).toEqual([404, '#/id']);
    expect((await town.alice.post('/saved-views', sent)).status).toBe(201);
  });

  it('409: a name stands once on a page, saved or renamed; another page and another user have their own', async () => {
    const sent = view();
    await town.alice.post('/saved-views', sent);
    expect(problem(await town.alice.post('/saved-views', { ...sent, query: '' }))).toEqual([409, '#/name']);
    expect((await town.alice.post('/saved-views', { ...sent, page: 'gates' })).status).toBe(201);
    expect((await town.bob.post('/saved-views', sent)).status).toBe(201);
    const other = `/saved-views/${await saved()}`;
    expect(problem(await town.alice.patch(other, { name: sent.name }))).toEqual([409, '#/name']);
    expect((await town.alice.patch(other, { name: sent.name, page: 'machines' })).status).toBe(200);
    const same = (await town.alice.get(other)).body as { name: string };
    expect((await town.alice.patch(other, { name: same.name })).status).toBe(200);
  });

  it('409: of two of a name saved at once one is kept', async () => {
    const sent = view();
    const answers = await Promise.all([1, 2, 3, 4].map(() => town.alice.post('/saved-views', sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('409: a user keeps a hundred', async () => {
    const many = await user(town.service, 'city_officer');
    for (let count = 0; count < 100; count += 1)
      expect((await many.post('/saved-views', view({ query: '' }))).status).toBe(201);
    expect((await many.post('/saved-views', view())).status).toBe(409);
    const [last = ''] = idsOf(await many.get('/saved-views?limit=1'));
    await many.delete(`/saved-views/${last}`);
    expect((await many.post('/saved-views', view())).status).toBe(201);
  });

  it.each([
    ['as it is', 'plate=晋C12345'],
    ['percent-encoded', `plate=${encodeURIComponent('晋C12345')}`],
    ['encoded twice', `q=${encodeURIComponent(encodeURIComponent('晋C12345'))}`],
    ['in small and wide letters, with a dot', `q=${encodeURIComponent('晋ｃ·12345')}`],
    ['of new energy, in the middle of a text', `q=${encodeURIComponent('车号晋CD12345的车')}`],
    ['of a trailer', `q=${encodeURIComponent('晋C1234挂')}`],
    ['of letters alone, military', 'q=KA12345'],
    ['as a name', `${encodeURIComponent('晋C12345')}=1`],
    ['parted by an encoded blank', 'q=%E6%99%8B+C12345'],
  ])('400: a plate in the query, %s', async (_name, query) => {
    expect(problem(await town.alice.post('/saved-views', view({ query })))).toEqual([400, '#/query']);
    const path = `/saved-views/${await saved(town.charlie)}`;
    expect(problem(await town.charlie.patch(path, { query }))).toEqual([400, '#/query']);
    await town.charlie.delete(path);
  });

  it.each([
    '',
    `enterpriseId=${MISSING}&from=2026-01-01&to=2026-11-26`,
    `name=${encodeURIComponent('晋城路一号门')}`,
    'code=3-A1B2C3D4&kind=non_china_vi_access',
    'number=140302-2026-00012345',
    'q=100%25',
    'q=a%2Bb+c',
  ])('201: the query %o holds no plate', async (query) => {
    const made = await town.charlie.post('/saved-views', view({ query }));
    expect([made.status, (made.body as { query: string }).query]).toEqual([201, query]);
  });

  it.each<[string, object, string]>([
    ['no slug as a page', { page: 'Violations' }, '#/page'],
    ['a long page', { page: 'a'.repeat(41) }, '#/page'],
    ['no name', { name: ' ' }, '#/name'],
    ['a long query', { query: 'a'.repeat(2_001) }, '#/query'],
    ['a query that is not percent-encoded', { query: 'a=%zz' }, '#/query'],
    ['a query with a line break', { query: 'a=1\nb=2' }, '#/query'],
    ['a query encoded for ever', { query: `a=%${'25'.repeat(9)}41` }, '#/query'],
    ['an unknown field', { shared: true }, '#/shared'],
  ])('400: %s', async (_name, more, pointer) => {
    expect(problem(await town.alice.post('/saved-views', view(more)))).toEqual([400, pointer]);
  });

  it('404: nobody sees, changes or removes another’s, neither a colleague nor an officer nor admin', async () => {
    const path = `/saved-views/${await saved()}`;
    for (const who of [town.bob, town.charlie, town.county, town.otherCounty, town.city, town.admin, town.contractor]) {
      const missing = await who.get(`/saved-views/${MISSING}`);
      for (const answer of [await who.get(path), await who.patch(path, { query: '' }), await who.delete(path)])
        expect([answer.status, (answer.body as { detail: string }).detail]).toEqual([
          404,
          (missing.body as { detail: string }).detail,
        ]);
      expect(idsOf(await who.get('/saved-views?limit=200'))).not.toContain(path.slice(13));
    }
    expect((await town.alice.get(path)).status).toBe(200);
  });

  it('401 for nobody, 403 for a gate', async () => {
    const { body } = await town.alice.post('/gates', { enterpriseId: town.enterprise, name: '门', direction: 'in' });
    const gate = await town.gateOf((body as { id: string }).id);
    for (const send of [(who: Caller) => who.get('/saved-views'), (who: Caller) => who.post('/saved-views', view())]) {
      expect((await send(town.nobody)).status).toBe(401);
      expect((await send(gate)).status).toBe(403);
    }
  });
});
