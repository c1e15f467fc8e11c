import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageOf } from '../../src/http/language.ts';
import type { Store } from '../../src/store/store.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { freshCreditCode } from '../support/world.ts';

describe('problems', () => {
  let service: TestService;
  let wire: Wire;
  /** What the next writes fail with. */
  let fault: Error | undefined;
  beforeAll(async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    service = await startTest(async () => failing(await sqlite.open(), () => fault));
    wire = await openWire(service.app.listener);
  });
  afterAll(async () => {
    await wire.close();
    await service.close();
  });

  const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
    wire.send({ method, path, headers });

  it('are RFC 9457 documents with the request id and the path, without the query', async () => {
    const answer = await ask('GET', '/api/v1/me?token=abc', { 'X-Request-Id': 'from-the-client_1' });
    expect(answer.status).toBe(401);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-request-id': 'from-the-client_1',
      'www-authenticate': 'Bearer',
      'cache-control': 'no-store',
    });
    expect(answer.body).toEqual({
      type: '/problems/unauthenticated',
      title: 'Not signed in',
      status: 401,
      detail: expect.stringContaining('bearer token'),
      instance: '/api/v1/me',
      requestId: 'from-the-client_1',
    });
  });

  it('are in Chinese where that is asked for', async () => {
    const headers = { 'Accept-Language': 'zh-CN,zh;q=0.9,en;q=0.8', 'Content-Type': 'application/json' };
    const answer = await wire.send({
      method: 'POST',
      path: '/api/v1/auth/login',
      headers,
      body: '{"username":1,"x":1}',
    });
    expect(answer.headers['content-language']).toBe('zh-CN');
    expect(answer.body).toMatchObject({ title: '请求无效', detail: '请求体无效。' });
    const { errors } = answer.body as { errors: object[] };
    expect(errors).toContainEqual({ pointer: '#/username', detail: '必须是文本。', in: 'body' });
    expect(errors).toContainEqual({ pointer: '#/password', detail: '该字段必填。', in: 'body' });
    expect(errors).toContainEqual({ pointer: '#/x', detail: '没有该字段。', in: 'body' });
  });

  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['zh', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['ZH-cn', 'zh'],
    ['en;q=0.5, zh;q=0.9', 'zh'],
    ['zh;q=0.5, en', 'en'],
    ['zh, en', 'zh'],
    ['en, zh', 'en'],
    ['fr, zh;q=0.1', 'zh'],
    ['zh;q=0', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['zh;q=nonsense', 'en'],
  ])('Accept-Language %o means %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('an unknown path is 404 for anyone, whatever is at it in another spelling', async () => {
    const { token = '' } = await service.admin();
    for (const path of ['/x', '/api/v1', '/api/v1/nothing', '/api/v1/me/', '/API/v1/me', '/api/v2/me', '//api/v1/me'])
      for (const headers of [{}, { Authorization: `Bearer ${token}` }])
        expect(await ask('GET', path, headers as Record<string, string>)).toMatchObject({
          status: 404,
          body: { type: '/problems/not-found' },
        });
  });

  it('another method is 405 and says which there are', async () => {
    const answer = await ask('DELETE', '/api/v1/organisations');
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST, GET, HEAD' } });
    expect((await ask('OPTIONS', '/api/v1/me')).headers.allow).toBe('GET, HEAD');
    expect((await ask('GET', '/api/v1/passages/batch')).headers.allow).toBe('POST');
  });

  it('HEAD answers as GET does, without the body', async () => {
    const [get, head] = [await ask('GET', '/healthz'), await ask('HEAD', '/healthz')];
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it('a path or query that is not validly encoded is 400 and named', async () => {
    const { token = '' } = await service.admin();
    const headers = { Authorization: `Bearer ${token}` };
    for (const path of ['/api/v1/organisations/%zz', '/api/v1/organisations/%ff', '/docs/%'])
      expect((await ask('GET', path, headers)).status).toBe(400);
    for (const [query, pointer] of [
      ['limit=%zz', '#/limit'],
      ['kind=%ff', '#/kind'],
      ['kind=%00', '#/kind'],
      ['limit=1&limit=1', '#/limit'],
      ['nobody=1', '#/nobody'],
      ['kind[]=contractor', '#/kind%5B%5D'],
      ['__proto__=1', '#/__proto__'],
      ['kind', '#/kind'],
    ]) {
      const answer = await ask('GET', `/api/v1/organisations?${query}`, headers);
      expect([answer.status, (answer.body as { errors: object[] }).errors]).toEqual([
        400,
        [expect.objectContaining({ pointer, in: 'query' })],
      ]);
    }
  });

  it('what is no id is answered as a missing thing is', async () => {
    const { token = '' } = await service.admin();
    const headers = { Authorization: `Bearer ${token}` };
    const bodies = [];
    for (const id of [
      '01890000-0000-7000-8000-000000000000',
      'x',
      '1',
      'null',
      '%20',
      '01890000000070008000000000000000',
    ]) {
      const answer = await ask('GET', `/api/v1/organisations/${id}`, headers);
      expect(answer.status).toBe(404);
      const { instance: _, requestId: __, ...rest } = answer.body as Record<string, unknown>;
      bodies.push(rest);
    }
    for (const body of bodies) expect(body).toEqual(bodies[0]);
    expect(bodies[0]).toMatchObject({ errors: [{ pointer: '#/id', in: 'path' }] });
  });

  it('an unexpected error is 500 and tells nothing of the inside', async () => {
    fault = new Error('Failed query: insert into "organisations" values (晋C12345) at /srv/app/secret.ts');
    const caller = await service.admin();
    const answer = await send(caller.token);
    expect(answer).toMatchObject({ status: 500, body: { type: '/problems/internal' } });
    expect(answer.text).not.toMatch(/insert|晋C|srv|secret/);
    fault = undefined;
  });

  it('a busy database is 503 and says when to try again', async () => {
    const caller = await service.admin();
    for (const of of [
      { code: 'SQLITE_BUSY' },
      { code: '40001', severity: 'ERROR' },
      { code: '55P03', severity: 'ERROR' },
    ]) {
      fault = Object.assign(new Error('outer'), { cause: Object.assign(new Error('inner'), of) });
      const answer = await send(caller.token);
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
        body: { type: '/problems/unavailable' },
      });
    }
    fault = undefined;
  });

  it.each(['a b', 'x'.repeat(65), 'gate.019a.secret', '中', ''])('the request id %o is not taken over', async (id) => {
    const answer = await wire.send({
      method: 'GET',
      path: '/healthz',
      headers: { 'X-Request-Id': Buffer.from(id).toString('latin1') },
    });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  const send = (token = '') =>
    wire.send({
      method: 'POST',
      path: '/api/v1/organisations',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'contractor', name: '一建', creditCode: freshCreditCode(), countyCode: '140302' }),
    });
});

function failing(store: Store, fault: () => Error | undefined): Store {
  return {
    ...store,
    write: (fn) => {
      const error = fault();
      return error ? Promise.reject(error) : store.write(fn);
    },
  };
}
