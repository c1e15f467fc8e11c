import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { type Cast, castOf, problem } from './fleet-world.ts';
import { itemsOf } from './gate-world.ts';
import { bodyOf, type Check, codesOf, draft, freshCode, plan, publish } from './policy-world.ts';

const NOW = '2022-12-20T10:00:00+08:00';
const MISSING = '019a0000-0000-7000-8000-000000000000';

describe.each(databases)('the life of a policy on $name', (database) => {
  let cast: Cast;
  let admin: Caller;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    admin = await cast.service.admin();
  });
  afterAll(() => cast.service.close());
  beforeEach(() => cast.service.clock.set(NOW));

  const auditOf = async (subjectId: string) => {
    const trail = await cast.service.store.read.audit.page({ subjectType: 'policy', subjectId }, { limit: 20 });
    return trail.map(({ action }) => action).reverse();
  };
  const told = async () =>
    (await cast.service.store.read.policies.list()).map(({ code, version, status }) => `${code}@${version} ${status}`);

  it('201, 200: a draft is begun, read, listed and changed by its officers, with all that is wrong with it', async () => {
    const code = freshCode();
    const answer = await cast.city.post('/policies', { document: { ...plan(), id: code, title: 'no title' } });
    expect(answer.status).toBe(201);
    const { id, check } = answer.body as { id: string; check: Check };
    expect(answer.headers['location']).toBe(`/api/v1/policies/${id}`);
    expect(answer.body).toMatchObject({ policy: `${code}@1`, title: null, from: '2023-01-01', status: 'draft' });
    expect(check).toMatchObject({ publishable: false, faults: [{ code: 'form', pointer: '#/title' }] });

    const first = await cast.county.get(`/policies/${id}`);
    expect(first.body).toMatchObject({ document: { title: 'no title' }, publishedBy: null });
    const stale = { headers: { 'If-Match': String(first.headers['etag']) } };
    const mended = await admin.patch(`/policies/${id}`, { document: plan({ id: code }) }, stale);
    expect(bodyOf<{ check: Check }>(mended).check).toMatchObject({ publishable: true, faults: [] });
    expect((await admin.patch(`/policies/${id}`, { document: plan() }, stale)).status).toBe(412);
    expect((await admin.get(`/policies/${id}`)).body).toMatchObject({ title: plan().title });
    expect(itemsOf(await cast.county.get('/policies?status=draft')).map((row) => row.id)).toContain(id);
    expect(await auditOf(id)).toEqual(['policy.draft', 'policy.change']);
  });

  it('201: a draft based on another takes its members, and the next number of its plan', async () => {
    const next = await draft(cast.city, { from: '2023-04-01' }, 'yangquan-2021');
    expect(next).toMatchObject({ policy: 'yangquan-2021@2', basedOn: 'yangquan-2021@1', from: '2023-04-01' });
    const code = freshCode();
    const other = await draft(cast.city, { id: code, from: '2023-04-02' }, next.id);
    expect(other).toMatchObject({ policy: `${code}@1`, basedOn: next.id, check: { publishable: true } });
    expect(problem(await cast.city.post('/policies', { basedOn: 'nothing', document: {} }))).toEqual([
      404,
      '#/basedOn',
    ]);
  });

  it('drafts are there for officers alone, and only the city’s and the admin write them', async () => {
    const { id } = await draft(cast.city, plan({ id: freshCode() }));
    const calls: ((who: Caller, id: string) => ReturnType<Caller['get']>)[] = [
      (who, at) => who.get(`/policies/${at}`),
      (who, at) => who.get(`/policies/${at}/diff`),
      (who, at) => who.post(`/policies/${at}/check`, {}),
    ];
    const writes: typeof calls = [
      (who, at) => who.patch(`/policies/${at}`, { document: {} }),
      (who, at) => publish(who, at),
      (who, at) => who.post(`/policies/${at}/withdraw`, { reason: '有误' }),
    ];
    for (const who of [cast.department, cast.alice, cast.contractor]) {
      expect((await who.post('/policies', { document: plan() })).status).toBe(403);
      expect(itemsOf(await who.get('/policies')).map(({ status }) => status)).not.toContain('draft');
      for (const call of [...calls, ...writes]) {
        const [hidden, missing] = [await call(who, id), await call(who, MISSING)];
        expect([hidden.status, problem(hidden)]).toEqual([404, problem(missing)]);
      }
    }
    expect((await cast.county.post('/policies', { document: plan() })).status).toBe(403);
    for (const call of calls) expect((await call(cast.county, id)).status).toBe(200);
    for (const call of writes) expect((await call(cast.county, id)).status).toBe(403);
    for (const call of [...calls, ...writes]) expect((await call(cast.service.nobody, id)).status).toBe(401);
  });

  it('the check finds what is wrong beside the policies on record, and what deserves a look', async () => {
    const found = async (document: object) => {
      const { id } = await draft(cast.city, document);
      return bodyOf<Check>(await cast.county.post(`/policies/${id}/check`, {}));
    };
    const shipped = bodyOf<{ parameters: object; rules: { id: string; effect: string }[]; counties: object }>(
      await cast.city.get('/policies/yangquan-2021'),
    );
    expect(codesOf((await found(plan({ id: 'yangquan-2021' }))).faults)).toEqual(['version_taken #/version']);
    expect(codesOf((await found(plan({ id: freshCode(), from: '2022-12-20' }))).faults)).toEqual([
      'begins_too_soon #/from',
    ]);
    expect(codesOf((await found(plan({ id: freshCode(), from: '2021-01-01' }))).faults)).toEqual([
      'begins_too_soon #/from',
      'first_day_taken #/from',
    ]);
    expect(codesOf((await found(plan({ id: 'yangquan-2021', version: 2, from: '2020-12-31' }))).faults)).toEqual([
      'begins_too_soon #/from',
      'version_misplaced #/from',
    ]);
    expect(codesOf((await found({})).faults)).toContain('form #/rules');

    const [rule] = plan().rules;
    const never = { ...rule, id: 'never', versions: [{ ...rule?.versions[0], when: { any: [] } }] };
    const over = { ...rule, id: 'over', versions: [{ ...rule?.versions[0], from: '2022-01-01', until: '2022-06-01' }] };
    const blind = {
      ...rule,
      id: 'blind',
      versions: [{ ...rule?.versions[0], requires: { fact: 'urea.refills', atLeast: 1 } }],
    };
    const { publishable, warnings } = await found(
      plan({ id: freshCode(), from: '2022-12-22', rules: [rule, never, over, blind] }),
    );
    expect(publishable).toBe(true);
    const told = codesOf(warnings);
    expect(told).toEqual(
      expect.arrayContaining([
        'short_notice #/from',
        'parameter_unconfirmed #/parameters/stageByRegistration/origin',
        'rule_never_applies #/rules/1/versions/0/when',
        'version_over #/rules/2/versions/0/until',
        'fact_never_known #/rules/3/versions/0/requires',
        'rule_dropped #/rules',
      ]),
    );
    // Those of the policy before that were in force on the eve and stand in it no more.
    const dropped = shipped.rules.filter(({ id }) => id !== 'bulk-freight-china-v' && id !== rule?.id);
    expect(told.filter((one) => one === 'rule_dropped #/rules')).toHaveLength(dropped.length);
  });

  it('the difference from the policy before is told in sentences of both languages', async () => {
    type Diff = {
      policy: string;
      against: string;
      plan: { en: string; zh: string }[];
      rules: { rule: string; change: string; sentences: { en: string; zh: string }[] }[];
      parameters: { parameter: string; change: string; sentence: { en: string; zh: string } }[];
    };
    const { id, policy } = await draft(cast.city, plan({ id: freshCode(), from: '2023-02-01' }));
    const diff = bodyOf<Diff>(await cast.county.get(`/policies/${id}/diff`));
    expect(diff).toMatchObject({ policy, against: 'yangquan-2021@1' });
    const of = (rule: string) => diff.rules.find((one) => one.rule === rule);
    expect(of('zero-tailpipe-only')).toMatchObject({ change: 'added' });
    expect(of('heavy-diesel-sale')).toMatchObject({ change: 'removed' });
    expect(of('bulk-freight-china-vi')?.sentences.map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'The clause changes from “2.4.2b” to “F.1”.',
        'It is in force from 2023-01-01 on, no longer from 2022-01-01 on.',
        expect.stringMatching(/^When it applies changes from .*at least 1,500,000 t .* to .*at least 1,000,000 t /),
      ]),
    );
    const repeat = diff.parameters.find(({ parameter }) => parameter === 'repeatSeconds');
    expect(repeat?.sentence).toEqual({
      en: 'It changes from 300 seconds (ours) to 600 seconds (ours).',
      zh: '由 300 秒（系统设定） 改为 600 秒（系统设定）。',
    });
    const same = bodyOf<Diff>(await cast.alice.get('/policies/yangquan-2021/diff?against=yangquan-2021@1'));
    expect([same.plan, same.rules, same.parameters]).toEqual([[], [], []]);
    expect(problem(await cast.alice.get(`/policies/yangquan-2021/diff?against=${id}`))).toEqual([404, '#/against']);
    expect(problem(await cast.city.get('/policies/yangquan-2021/diff'))).toEqual([400, '#/against']);
    const broken = await draft(cast.city, {});
    expect((await cast.city.get(`/policies/${broken.id}/diff`)).status).toBe(409);
  });

  it('409: what has faults is not published, and nothing is left of the attempt', async () => {
    const before = await told();
    const { id } = await draft(cast.city, { ...plan({ id: freshCode(), from: '2022-12-20' }), rules: [] });
    expect(problem(await publish(cast.city, id))).toEqual([409, '#/document/rules', '#/document/from']);
    expect((await cast.city.get(`/policies/${id}`)).body).toMatchObject({ status: 'draft' });
    expect([await told(), await auditOf(id)]).toEqual([before, ['policy.draft']]);
    const sound = await draft(cast.city, plan({ id: freshCode(), from: '2023-03-01' }));
    expect(problem(await publish(cast.city, sound.id, { publishedOn: '2022-12-21' }))).toEqual([400, '#/publishedOn']);
    expect(problem(await publish(cast.city, sound.id, { reason: ' ' }))).toEqual([400, '#/reason']);
    cast.service.clock.set('2023-02-28T23:50:01+08:00');
    const late = await cast.service.logIn('admin', 'test-admin-password');
    expect(problem(await publish(late, sound.id))).toEqual([409, '#/document/from']);
    cast.service.clock.set(NOW);
  });

  it('200, 409: published it is everybody’s to read and nobody’s to edit; withdrawn only while its first day is ahead', async () => {
    const code = freshCode();
    const { id } = await draft(cast.city, plan({ id: code, from: '2023-05-01', publishedOn: '2020-01-01' }));
    const published = bodyOf(await publish(cast.city, id, { publishedOn: '2022-12-18' }));
    expect(published).toMatchObject({ id, policy: `${code}@1`, status: 'published', publishedOn: '2022-12-18' });
    expect((await cast.alice.get(`/policies/${code}`)).body).toMatchObject({ id, publishReason: '市政府发文' });
    for (const call of [
      cast.city.patch(`/policies/${id}`, { document: plan() }),
      publish(cast.city, id),
      cast.city.post(`/policies/${id}/check`, {}),
    ])
      expect((await call).status).toBe(409);
    for (const call of [cast.county, cast.alice]) expect((await publish(call, id)).status).toBe(403);
    // Its number and its first day are taken now.
    const same = await draft(cast.city, plan({ id: code, from: '2023-05-01' }));
    expect(codesOf(same.check.faults)).toEqual(['version_taken #/version']);
    const beside = await draft(cast.city, plan({ id: freshCode(), from: '2023-05-01' }));
    expect(codesOf(beside.check.faults)).toEqual(['first_day_taken #/from']);
    const earlier = await draft(cast.city, plan({ id: code, version: 2, from: '2023-04-30' }));
    expect(codesOf(earlier.check.faults)).toEqual(['version_misplaced #/from']);

    expect((await cast.county.post(`/policies/${id}/withdraw`, { reason: '有误' })).status).toBe(403);
    const withdrawn = bodyOf(await cast.city.post(`/policies/${id}/withdraw`, { reason: '条文有误' }));
    expect(withdrawn).toMatchObject({ status: 'withdrawn', withdrawReason: '条文有误' });
    expect((await cast.city.post(`/policies/${id}/withdraw`, { reason: '再次' })).status).toBe(409);
    expect((await cast.city.get(`/policies/${code}`)).status).toBe(404);
    expect(itemsOf(await cast.alice.get('/policies?status=withdrawn')).map((row) => row.id)).toEqual([id]);
    // The day is free again, the number is not.
    expect((await publish(cast.city, beside.id)).status).toBe(200);
    expect(codesOf((await draft(cast.city, plan({ id: code, from: '2023-06-01' }))).check.faults)).toEqual([
      'version_taken #/version',
    ]);
    expect(await auditOf(id)).toEqual(['policy.draft', 'policy.publish', 'policy.withdraw']);
    const waiting = await cast.service.store.read.outbox.pending(1_000);
    const about = waiting.filter(({ payload }) => (payload as { subject: { id: string } }).subject.id === id);
    expect(about.map(({ topic }) => topic)).toEqual(['policy.published', 'policy.withdrawn']);

    cast.service.clock.set('2023-04-30T23:51:00+08:00');
    const late = await cast.service.logIn('admin', 'test-admin-password');
    expect((await late.post(`/policies/${beside.id}/withdraw`, { reason: '有误' })).status).toBe(409);
  });

  it('200, 409: a draft may be withdrawn as well, and is then done with', async () => {
    const { id } = await draft(cast.city, plan({ id: freshCode() }));
    expect(bodyOf(await cast.city.post(`/policies/${id}/withdraw`, { reason: '不再需要' }))).toMatchObject({
      ...{ status: 'withdrawn', withdrawReason: '不再需要' },
    });
    expect((await cast.county.get(`/policies/${id}`)).body).toMatchObject({ status: 'withdrawn' });
    expect((await cast.alice.get(`/policies/${id}`)).status).toBe(404);
    for (const call of [
      publish(cast.city, id),
      cast.city.patch(`/policies/${id}`, { document: {} }),
      cast.city.post(`/policies/${id}/withdraw`, { reason: '再次' }),
      cast.city.post(`/policies/${id}/preview`, { from: '2022-01-01', to: '2022-01-31' }),
    ])
      expect((await call).status).toBe(409);
  });
});
