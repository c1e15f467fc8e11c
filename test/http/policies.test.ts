import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { databases } from '../support/database.ts';
import { enterprise, gate } from '../support/world.ts';
import { type Cast, castOf } from './fleet-world.ts';

type Listed = { items: { id: string; policy: string }[] };

describe.each(databases)('policies on $name', (database) => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(database);
  });
  afterAll(() => cast.service.close());

  it('200: every signed-in user and every gate reads the law', async () => {
    const machine = await gate(cast.service, (await enterprise(cast.service)).id);
    const { city, county, department, alice, contractor } = cast;
    for (const caller of [city, county, department, alice, contractor, machine.caller]) {
      const list = (await caller.get('/policies')).body as Listed;
      expect(list.items).toMatchObject([
        { policy: 'yangquan-2021@1', code: 'yangquan-2021', version: 1, status: 'published' },
      ]);
      expect((await caller.get(`/policies/${list.items[0]?.id ?? ''}`)).status).toBe(200);
    }
  });

  it('200: in full by its id, its code and its code with version, always the same', async () => {
    const list = (await cast.city.get('/policies')).body as Listed;
    const answers = await Promise.all(
      [list.items[0]?.id ?? '', 'yangquan-2021', 'yangquan-2021@1'].map((ref) => cast.city.get(`/policies/${ref}`)),
    );
    const [first] = answers;
    for (const answer of answers) expect(answer.body).toEqual(first?.body);
    const shipped = shippedPolicies[0] as Record<string, unknown>;
    const { rules, parameters, counties, source, dataQuality, title } = shipped;
    expect(first?.body).toMatchObject({
      rules,
      parameters,
      counties,
      source,
      dataQuality,
      title,
      publishedOn: '2021-07-09',
    });
  });

  it('names the clause and the citation of every rule, and where each parameter comes from', async () => {
    type Full = {
      rules: { clause: string; citation: { zh: string } }[];
      parameters: Record<string, { origin: string }>;
    };
    const { rules, parameters } = (await cast.city.get('/policies/yangquan-2021')).body as Full;
    for (const rule of rules) expect([rule.clause, rule.citation.zh].every((text) => text.length > 0)).toBe(true);
    expect(Object.values(parameters).map(({ origin }) => origin)).toEqual(
      expect.arrayContaining(['plan', 'ours', 'unconfirmed']),
    );
  });

  it('304: unchanged under its ETag', async () => {
    const first = await cast.city.get('/policies/yangquan-2021');
    const headers = { 'If-None-Match': String(first.headers['etag']) };
    expect((await cast.city.get('/policies/yangquan-2021', { headers })).status).toBe(304);
  });

  it('401 without a token, 404 for another policy, 400 for an unknown parameter', async () => {
    expect((await cast.service.nobody.get('/policies')).status).toBe(401);
    expect((await cast.service.nobody.get('/policies/yangquan-2021')).status).toBe(401);
    for (const ref of ['yangquan-2022', 'yangquan-2021@2', 'x', '019a0000-0000-7000-8000-000000000000'])
      expect((await cast.city.get(`/policies/${ref}`)).status).toBe(404);
    expect((await cast.city.get('/policies?year=2021')).status).toBe(400);
  });
});
