import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditCheckDigit, organisationCheckDigit } from '../../src/domain/codes/credit-code.ts';
import { databases } from '../support/database.ts';
import { idOf, idsOf, openTown, problem, type Town } from '../support/town.ts';

let made = 0;
/** A credit code with both digits right. */
function creditCode(): string {
  made += 1;
  const start = `91140300MA${String(made).padStart(6, '0')}`;
  return complete(start + organisationCheckDigit(start));
}
const complete = (seventeen: string): string => seventeen + creditCheckDigit(seventeen);

describe.each(databases)('organisations on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const organisation = (more: object = {}) => ({
    kind: 'contractor',
    name: '阳泉市第一建筑公司',
    creditCode: creditCode(),
    countyCode: '140321',
    ...more,
  });

  it('201: an officer opens an account in the own county, and reads it at its Location', async () => {
    const sent = organisation();
    const answer = await town.county.post('/organisations', sent);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ ...sent, warnings: [] });
    expect(answer.headers.location).toBe(`/api/v1/organisations/${idOf(answer)}`);
    const read = await town.county.get(`/organisations/${idOf(answer)}`);
    expect(read.status).toBe(200);
    expect(read.body).toEqual(answer.body);
    expect(read.headers.etag).toMatch(/^".+"$/);
  });

  it('201: the change and who made it are in the audit', async () => {
    const id = idOf(await town.county.post('/organisations', organisation()));
    const rows = await town.store.read.audit.page({ subjectType: 'organisation', subjectId: id }, { limit: 10 });
    expect(rows).toMatchObject([
      {
        action: 'organisation.create',
        actorKind: 'user',
        actorId: town.county.id,
        detail: { kind: 'contractor' },
      },
    ]);
  });

  it.each(['contractor', 'enterprise', 'department'])('201: city officers and admins open any %s', async (kind) => {
    for (const caller of [town.admin, town.city]) {
      const answer = await caller.post('/organisations', organisation({ kind, countyCode: '140311' }));
      expect(answer.body).toMatchObject({ kind, countyCode: '140311' });
    }
  });

  it('201: a credit code is kept in its one written form, a county by its code', async () => {
    const code = creditCode();
    const written = `${code.slice(0, 8)} ${code.slice(8).toLowerCase()}`;
    const sent = organisation({ creditCode: written, countyCode: '平定县' });
    const answer = await town.county.post('/organisations', sent);
    expect(answer.body).toMatchObject({ creditCode: code, countyCode: '140321' });
  });

  it('201: a wrong inner organisation digit is stored with a warning', async () => {
    const sent = organisation({ creditCode: complete('91140300123456789') });
    const answer = await town.city.post('/organisations', sent);
    expect(answer.status).toBe(201);
    const warnings = [{ code: 'organisation_check_digit', pointer: '#/creditCode' }];
    expect(answer.body).toMatchObject({ warnings });
    expect((await town.city.get(`/organisations/${idOf(answer)}`)).body).toMatchObject({ warnings });
  });

  it('400: a wrong check digit is told in English and in Chinese, and nothing is stored', async () => {
    const code = creditCode();
    const wrong = code.slice(0, 17) + (code.endsWith('0') ? '1' : '0');
    const sent = organisation({ creditCode: wrong });
    const english = await town.county.post('/organisations', sent);
    expect(problem(english)).toEqual([400, '#/creditCode']);
    expect(english.body).toMatchObject({
      errors: [{ detail: 'The check digit of this unified social credit code is wrong.' }],
    });
    const chinese = await town.county.post('/organisations', sent, {
      headers: { 'Accept-Language': 'zh-CN' },
    });
    expect(chinese.body).toMatchObject({ errors: [{ detail: '统一社会信用代码的校验码不正确。' }] });
    expect(await town.store.read.organisations.findByCreditCode(wrong)).toBeUndefined();
  });

  it.each([
    ['kind', { kind: 'school' }],
    ['kind', { kind: undefined }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['creditCode', { creditCode: '123' }],
    ['creditCode', { creditCode: `${'9'.repeat(17)}I` }],
    ['countyCode', { countyCode: '110101' }],
    ['phone', { phone: '0353' }],
  ])('400: %s as in %j', async (field, more) => {
    const answer = await town.admin.post('/organisations', organisation(more));
    expect(problem(answer)).toEqual([400, `#/${field}`]);
  });

  it('401: without a token', async () => {
    expect((await town.nobody.post('/organisations', organisation())).status).toBe(401);
    expect((await town.nobody.get('/organisations')).status).toBe(401);
  });

  it('403: an officer opens no account in another county', async () => {
    const sent = organisation({ countyCode: '140311' });
    const answer = await town.county.post('/organisations', sent);
    expect(problem(answer)).toEqual([403, undefined]);
    expect(await town.store.read.organisations.findByCreditCode(sent.creditCode)).toBeUndefined();
  });

  it('403: departments, contractors and enterprises open none', async () => {
    for (const caller of [town.department, town.contractor, town.alice]) {
      expect((await caller.post('/organisations', organisation())).status).toBe(403);
    }
  });

  it('404: missing, not an id, of another county, and of a stranger are one and the same', async () => {
    const own = `/organisations/${town.enterprise}`;
    expect((await town.county.get(own)).status).toBe(200);
    expect((await town.department.get(own)).status).toBe(200);
    expect((await town.alice.get(own)).status).toBe(200);
    expect((await town.bob.get(own)).status).toBe(200);
    const answers = [
      await town.county.get('/organisations/019a0000-0000-7000-8000-000000000000'),
      await town.county.get('/organisations/none'),
      await town.otherCounty.get(own),
      await town.charlie.get(own),
      await town.contractor.get(own),
    ];
    expect(answers.map(problem)).toEqual(answers.map(() => [404, '#/id']));
  });

  it('409: one organisation per code; which one it is, only those who may see it are told', async () => {
    const sent = organisation();
    const id = idOf(await town.county.post('/organisations', sent));
    const again = await town.county.post('/organisations', { ...sent, name: 'another' });
    expect(problem(again)).toEqual([409, '#/creditCode']);
    expect(again.body).toMatchObject({ existing: id });
    const elsewhere = await town.otherCounty.post('/organisations', { ...sent, countyCode: '140311' });
    expect(problem(elsewhere)).toEqual([409, '#/creditCode']);
    expect(elsewhere.body).not.toHaveProperty('existing');
  });

  it('409: of two at once with one code, one is made', async () => {
    const sent = organisation();
    const answers = await Promise.all([1, 2, 3].map(() => town.city.post('/organisations', sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  it('422: an idempotency key gives the first answer again, and none for another body', async () => {
    const sent = organisation();
    const key = { headers: { 'Idempotency-Key': `organisation-${sent.creditCode}` } };
    const first = await town.county.post('/organisations', sent, key);
    expect(first.status).toBe(201);
    const again = await town.county.post('/organisations', sent, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await town.county.post('/organisations', { ...sent, name: 'other' }, key)).status).toBe(422);
  });

  it('lists newest first, a page at a time, each once', async () => {
    const newest: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      const sent = organisation({ countyCode: '140322', kind: n % 2 ? 'enterprise' : 'contractor' });
      newest.unshift(idOf(await town.city.post('/organisations', sent)));
    }
    const first = await town.city.get('/organisations?countyCode=140322&limit=3');
    expect(idsOf(first)).toEqual(newest.slice(0, 3));
    const { next } = first.body as { next: string };
    const second = await town.city.get(`/organisations?countyCode=140322&limit=3&cursor=${next}`);
    expect(idsOf(second)).toEqual(newest.slice(3));
    expect(second.body).not.toHaveProperty('next');
    const enterprises = await town.city.get('/organisations?countyCode=140322&kind=enterprise');
    expect(idsOf(enterprises)).toEqual([newest[1], newest[3]]);
    const changed = await town.city.get(`/organisations?countyCode=140322&kind=enterprise&cursor=${next}`);
    expect(problem(changed)).toEqual([400, '#/cursor']);
  });

  it('finds by a part of the name or by how the credit code begins, with signs that stand for themselves', async () => {
    const sent = organisation({ name: '桃河_50%（Hot）热电Ⅱ厂Ａ' });
    const id = idOf(await town.county.post('/organisations', sent));
    const found = async (search: string) =>
      idsOf(await town.city.get(`/organisations?search=${encodeURIComponent(search)}`));
    for (const search of ['河_50%', 'hOT', '电Ⅱ厂Ａ', sent.creditCode.toLowerCase(), sent.creditCode.slice(0, 16)])
      expect(await found(search)).toContain(id);
    for (const search of ['河x50', '%热电%', sent.creditCode.slice(1), '\\'])
      expect(await found(search)).not.toContain(id);
  });

  it('lists to officers their county, to owners their own, to departments all', async () => {
    const seen = async (caller: Town['city']) => new Set(idsOf(await caller.get('/organisations?limit=200')));
    expect(await seen(town.alice)).toEqual(new Set([town.enterprise]));
    expect(await seen(town.charlie)).toEqual(new Set([town.otherEnterprise]));
    const own = await seen(town.county);
    expect([own.has(town.enterprise), own.has(town.otherEnterprise)]).toEqual([true, false]);
    const all = await seen(town.department);
    expect([all.has(town.enterprise), all.has(town.otherEnterprise)]).toEqual([true, true]);
  });

  it.each(['kind=school', 'countyCode=1', 'limit=0', 'limit=x', 'name=x', 'cursor=x'])(
    '400: a list refuses ?%s',
    async (query) => {
      const answer = await town.city.get(`/organisations?${query}`);
      expect(problem(answer)).toEqual([400, `#/${query.split('=')[0]}`]);
    },
  );
});
