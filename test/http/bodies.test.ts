import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Received, type Wire } from '../support/wire.ts';

type Errors = { errors?: { pointer: string; detail: string; in: string }[] };
const JSON_TYPE = { 'Content-Type': 'application/json' };
const pointers = (answer: Received) => (answer.body as Errors).errors?.map(({ pointer }) => pointer);

describe('a body', () => {
  let service: TestService;
  let wire: Wire;
  beforeAll(async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    service = await startTest(sqlite.open);
    wire = await openWire(service.app.listener);
  });
  afterAll(async () => {
    await wire.close();
    await service.close();
  });

  const post = (body: Buffer | string, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
    wire.send({ method: 'POST', path: '/api/v1/auth/refresh', headers, body });
  const good = '{"refreshToken":"none"}';

  it('well-formed JSON is read, with or without a byte order mark and a charset', async () => {
    for (const body of [good, `\ufeff${good}`, ` ${good}\n`]) expect((await post(body)).status).toBe(401);
    for (const type of ['application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])
      expect((await post(good, { 'Content-Type': type })).status).toBe(401);
  });

  it.each([
    ['half an object', '{"refreshToken":', '#'],
    ['single quotes', "{'refreshToken':'x'}", '#'],
    ['a comment', '{"refreshToken":"x"} // x', '#'],
    ['bytes that are no UTF-8', Buffer.from([...Buffer.from('{"refreshToken":"'), 0xff, ...Buffer.from('"}')]), '#'],
    ['null', 'null', '#'],
    ['a list', '[]', '#'],
    ['a number', '12', '#'],
    ['text', '"refreshToken"', '#'],
    ['no field', '{}', '#/refreshToken'],
    ['nothing', '', '#/refreshToken'],
    ['another type', '{"refreshToken":["x"]}', '#/refreshToken'],
    ['null in a field', '{"refreshToken":null}', '#/refreshToken'],
    ['a field nobody knows', '{"refreshToken":"x","a/b~":1}', '#/a~1b~0'],
    ['__proto__', '{"refreshToken":"x","__proto__":{"a":1}}', '#/__proto__'],
    ['__proto__ inside', '{"refreshToken":{"__proto__":1}}', '#/refreshToken/__proto__'],
    ['a field twice', '{"refreshToken":"x","refreshToken":"y"}', '#/refreshToken'],
    ['a field twice, once escaped', '{"refreshToken":"x","\\u0072efreshToken":"y"}', '#/refreshToken'],
    ['a field twice inside', '{"refreshToken":[0,{"a":[":"],"b":{},"a":"\\""}]}', '#/refreshToken/1/a'],
    ['NUL', '{"refreshToken":"a\\u0000b"}', '#/refreshToken'],
    ['half a surrogate pair', '{"refreshToken":"\\ud800"}', '#/refreshToken'],
    ['a whole number that loses digits', '{"refreshToken":9007199254740993}', '#/refreshToken'],
    ['a number beyond all bounds', '{"refreshToken":1e999}', '#/refreshToken'],
  ])('of %s is a 400 that names the place', async (_name, body, pointer) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: '/problems/invalid-request' });
    expect(pointers(answer)).toEqual([pointer]);
    expect((answer.body as Errors).errors?.[0]?.in).toBe('body');
  });

  it('two whole emoji and escaped pairs are no broken text', async () => {
    expect((await post('{"refreshToken":"😀\\ud83d\\ude00"}')).status).toBe(401);
  });

  it('nested without end is refused, not run out of stack', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = `{"refreshToken":${open.repeat(100_000)}1${close.repeat(100_000)}}`;
      expect((await post(deep)).status).toBe(400);
      expect((await post(`{"refreshToken":${open.repeat(100_000)}`)).status).toBe(400);
    }
  });

  it('names every wrong field at once, at most fifty', async () => {
    const answer = await wire.send({
      method: 'POST',
      path: '/api/v1/auth/login',
      headers: JSON_TYPE,
      body: '{"username":1,"extra":2}',
    });
    expect(pointers(answer)?.sort()).toEqual(['#/extra', '#/password', '#/username']);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]));
    expect(pointers(await post(JSON.stringify(many)))).toHaveLength(50);
  });

  it.each([
    [{ 'Content-Type': 'text/plain' }],
    [{ 'Content-Type': 'application/x-www-form-urlencoded' }],
    [{ 'Content-Type': 'application/json; charset=gb18030' }],
    [{ 'Content-Type': '' }],
    [{ ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
    [{ ...JSON_TYPE, 'Content-Encoding': 'br' }],
  ])('415 for %o', async (headers) => {
    const body = headers['Content-Encoding' as never] === 'gzip' ? gzipSync(good) : good;
    const answer = await post(body, headers);
    expect(answer).toMatchObject({ status: 415, body: { type: '/problems/unsupported-media-type' } });
    expect((answer.body as Errors).errors?.[0]?.in).toBe('header');
  });

  it('413 above 2 MiB, told in an answer the client gets to read, declared or not', async () => {
    const large = `{"refreshToken":"${'x'.repeat(3 * 1024 * 1024)}"}`;
    expect(await post(large)).toMatchObject({ status: 413, body: { type: '/problems/too-large' } });
    const chunked = await fetch(`http://127.0.0.1:${wire.port}/api/v1/auth/refresh`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: new Blob([large]).stream(),
      duplex: 'half',
    });
    expect(chunked.status).toBe(413);
    const fits = `{"refreshToken":"${'x'.repeat(2 * 1024 * 1024 - 100)}"}`;
    expect((await post(fits)).status).toBe(400);
  });

  it('of a GET or of a call that takes none is refused rather than dropped', async () => {
    const { token = '' } = await service.admin();
    const headers = { ...JSON_TYPE, Authorization: `Bearer ${token}` };
    const get = await wire.send({ method: 'GET', path: '/api/v1/me', headers, body: '{}' });
    expect([get.status, pointers(get)]).toEqual([400, ['#']]);
    const logout = await wire.send({ method: 'POST', path: '/api/v1/auth/logout', headers, body: '{"all":true}' });
    expect([logout.status, pointers(logout)]).toEqual([400, ['#/all']]);
  });

  it('a client that breaks off does no harm', async () => {
    const cut = new AbortController();
    const url = `http://127.0.0.1:${wire.port}/api/v1/auth/refresh`;
    const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{"refr')) });
    const sent = fetch(url, {
      method: 'POST',
      headers: JSON_TYPE,
      body,
      signal: cut.signal,
      duplex: 'half',
    });
    setTimeout(() => cut.abort(), 50);
    await expect(sent).rejects.toThrow();
    expect((await post(good)).status).toBe(401);
  });
});
