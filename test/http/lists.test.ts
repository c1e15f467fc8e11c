import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { idOf, idsOf, problem } from '../support/town.ts';
import { freshCreditCode, user } from '../support/world.ts';

describe.each(databases)('lists on $name', ({ open }) => {
  let service: TestService;
  let admin: Caller;
  const made: string[] = [];
  beforeAll(async () => {
    service = await startTest(open);
    admin = await service.admin();
    for (let index = 0; index < 56; index += 1) made.unshift(await create(index % 2 ? '140302' : '140303'));
  });
  afterAll(() => service.close());

  const create = async (countyCode: string) => {
    const sent = { kind: 'contractor', name: '一建', creditCode: freshCreditCode(), countyCode };
    return idOf(await admin.post('/organisations', sent));
  };
  const nextOf = (answer: { body: unknown }) => (answer.body as { next?: string }).next;

  it('give 50 newest first, and the rest under next, which the last page lacks', async () => {
    const first = await admin.get('/organisations');
    expect(idsOf(first)).toEqual(made.slice(0, 50));
    const rest = await admin.get(`/organisations?cursor=${nextOf(first)}`);
    expect(idsOf(rest)).toEqual(made.slice(50));
    expect(rest.body).not.toHaveProperty('next');
  });

  it('go on where they were, whatever came in between and whatever the next limit', async () => {
    const first = await admin.get('/organisations?limit=3');
    made.unshift(await create('140302'));
    const second = await admin.get(`/organisations?limit=4&cursor=${nextOf(first)}`);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(made.slice(1, 8));
    expect(idsOf(await admin.get('/organisations?limit=1'))).toEqual([made[0]]);
  });

  it('a page that ends with the last row has no next', async () => {
    const whole = await admin.get(`/organisations?limit=${made.length}`);
    expect(idsOf(whole)).toHaveLength(made.length);
    expect(whole.body).not.toHaveProperty('next');
  });

  it('a larger limit than 200 is cut down', async () => {
    for (const limit of ['201', '1000000', '00201']) {
      const answer = await admin.get(`/organisations?limit=${limit}`);
      expect([answer.status, idsOf(answer).length]).toEqual([200, made.length]);
    }
  });

  it.each(['0', '-1', '1.5', '1e2', 'ten', '', '%2B5', '٣', ' 5'])('400 for the limit %o', async (limit) => {
    expect(problem(await admin.get(`/organisations?limit=${limit}`))).toEqual([400, '#/limit']);
  });

  it('a cursor is good for its list and filters only', async () => {
    const cursor = nextOf(await admin.get('/organisations?limit=2&countyCode=140302'));
    expect((await admin.get(`/organisations?countyCode=140302&cursor=${cursor}`)).status).toBe(200);
    for (const path of [
      `/organisations?cursor=${cursor}`,
      `/organisations?countyCode=140303&cursor=${cursor}`,
      `/organisations?countyCode=140302&kind=contractor&cursor=${cursor}`,
      `/users?cursor=${cursor}`,
    ]) {
      expect(problem(await admin.get(path))).toEqual([400, '#/cursor']);
    }
  });

  it('a cursor that was made up, changed or cut is a 400', async () => {
    const cursor = nextOf(await admin.get('/organisations?limit=2')) ?? '';
    const turned = cursor.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const forged = Buffer.concat([Buffer.alloc(12), Buffer.from(JSON.stringify([made[0]]))]).toString('base64url');
    for (const wrong of [turned, cursor.slice(0, -4), `${cursor}AAAA`, forged, 'x', '%20', '%F0%9F%98%80', made[0]])
      expect(problem(await admin.get(`/organisations?cursor=${wrong}`))).toEqual([400, '#/cursor']);
    expect(problem(await admin.get('/organisations?cursor='))).toEqual([400, '#/cursor']);
  });

  it('a cursor carries no right: it gives a stranger no more than the stranger’s own rows', async () => {
    const officer = await user(service, 'county_officer', { countyCode: '140371' });
    const cursor = nextOf(await admin.get('/organisations?limit=2'));
    const answer = await officer.get(`/organisations?cursor=${cursor}`);
    expect([answer.status, idsOf(answer)]).toEqual([200, []]);
  });

  it('of a search, limit and cursor stand in the body', async () => {
    for (const limit of [0, -1, 1.5, '5', null])
      expect(problem(await admin.post('/violations/search', { limit }))).toEqual([400, '#/limit']);
    expect((await admin.post('/violations/search', { limit: 1_000 })).status).toBe(200);
    const wrong = await admin.post('/violations/search', { cursor: 'x' });
    expect(problem(wrong)).toEqual([400, '#/cursor']);
    expect(problem(await admin.post('/violations/search?limit=5', {}))).toEqual([400, '#/limit']);
  });
});
