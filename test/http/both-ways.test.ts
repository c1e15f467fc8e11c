import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mount } from '../../src/http/mount.ts';
import { routes } from '../../src/http/routes.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Received, type Sent, type Wire } from '../support/wire.ts';
import { COKING, passage, plant } from './gate-world.ts';

const [sqlite] = databases;
if (!sqlite) throw new Error('no database');

describe('a path without parameters, found in the table and found by Express', () => {
  let service: TestService;
  let table: Wire;
  let express: Wire;
  let admin: Caller;
  let gate: Caller;
  beforeAll(async () => {
    service = await startTest(sqlite.open);
    table = await openWire(service.app.listener);
    express = await openWire(mount(routes, service.app.env).express);
    admin = await service.admin();
    gate = (await plant(service, COKING)).gate.caller;
  });
  afterAll(async () => {
    await Promise.all([table.close(), express.close()]);
    await service.close();
  });

  /** All of an answer but for what is new each time: date, request id, ids made. */
  const compared = ({ status, headers, text }: Received) => {
    const { date: _, 'x-request-id': id, location, etag: __, ...rest } = headers;
    const blank = (told: string) =>
      told.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, 'id').replace(/"eventId":"[^"]*"/, '');
    return { status, rest, hasId: id !== undefined, location: blank(location ?? ''), text: blank(text) };
  };
  const json = (caller: Caller | undefined, more: object = {}) => ({
    'Content-Type': 'application/json',
    ...(caller?.token ? { Authorization: `Bearer ${caller.token}` } : {}),
    ...more,
  });
  const both = async (sent: Sent, other: Sent = sent) => {
    const [one, two] = [await table.send(sent), await express.send(other)];
    expect(compared(one)).toEqual(compared(two));
    return one.status;
  };

  it('posts a passage alike, new, known, in conflict and wrong', async () => {
    const path = '/api/v1/passages';
    const [first, second] = [
      passage({ vehicle: { emissionStage: '5' } }),
      passage({ vehicle: { emissionStage: '5' } }),
    ];
    const post = (body: object): Sent => ({ method: 'POST', path, headers: json(gate), body: JSON.stringify(body) });
    expect(await both(post(first), post(second))).toBe(201);
    expect(await both(post(first), post(second))).toBe(200);
    expect(await both(post({ ...first, direction: 'out' }), post({ ...second, direction: 'out' }))).toBe(409);
    expect(await both(post({ ...first, lane: 'x' }))).toBe(400);
    expect(await both({ ...post(first), body: '{' })).toBe(400);
    expect(await both({ ...post(first), headers: {} })).toBe(401);
    expect(await both({ ...post(first), headers: json(admin) })).toBe(403);
    expect(await both({ ...post(first), headers: { ...json(gate), 'Content-Type': 'text/plain' } })).toBe(415);
    const chinese = { 'Accept-Language': 'zh' };
    expect(await both({ ...post({ ...first, lane: 'x' }), headers: json(gate, chinese) })).toBe(400);
    const batch = (plate: string): Sent => ({
      ...post({ passages: [passage({ plate }), { plate: 1 }] }),
      path: `${path}/batch`,
    });
    expect(await both(batch('晋C00001'), batch('晋C00002'))).toBe(200);
    expect(await both({ ...batch('晋C00003'), body: '{"passages":[]}' })).toBe(400);
  });

  it.each([
    ['GET', '/api/v1/violations', 200],
    ['GET', '/api/v1/violations?rule=bulk-freight-china-vi&countyCode=140302&limit=1', 200],
    ['GET', '/api/v1/violations?limit=0', 400],
    ['GET', '/api/v1/violations?nobody=1', 400],
    ['GET', '/api/v1/violations/', 404],
    ['GET', '/api/v1/Violations', 404],
    ['GET', '/api/v1/violations%2F', 404],
    ['GET', '/api/v1/violations/%E0%A4', 400],
    ['HEAD', '/api/v1/violations', 200],
    ['PUT', '/api/v1/violations', 405],
    ['DELETE', '/api/v1/passages', 405],
    ['OPTIONS', '/api/v1/passages', 405],
    ['GET', '/healthz', 200],
    ['GET', '/openapi.json', 200],
    ['GET', '/api/v1/passages?limit=2', 200],
  ])('answers %s %s alike', async (method, path, status) => {
    expect(await both({ method, path, headers: json(admin) })).toBe(status);
  });
});
