import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEVICE_PROTOCOLS, type DeviceProtocol } from '../../src/domain/gates/device.ts';
import { requireTurn } from '../../src/http/address-limits.ts';
import { checkContract } from '../support/contract.ts';
import { sentByCurl } from '../support/curl.ts';
import { databases, type Place } from '../support/database.ts';
import { OPEN_BY_REPLY, opensIn, SPEAK, type Spoken } from '../support/gate-cameras.ts';
import { startTest, type TestService } from '../support/server.ts';
import { type Stored, watch } from '../support/stored.ts';
import { openWire, type Received, type Wire } from '../support/wire.ts';

const unescaped = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What stands in the blocks of a class on a page. */
const blocks = (page: string, name: string): string[] =>
  [...page.matchAll(new RegExp(`<pre class="${name}">(.*?)</pre>`, 'gs'))].map(([, text = '']) => unescaped(text));

const [sqlite] = databases;
if (sqlite?.name !== 'sqlite') throw new Error('the first database is SQLite');

describe('the sandbox for gate vendors', () => {
  let place: Place;
  let service: TestService;
  let wire: Wire;
  let stored: Stored;
  let page: string;
  beforeAll(async () => {
    place = await sqlite.place();
    service = await startTest(place.open);
    wire = await openWire(service.app.listener);
    stored = await watch(sqlite, place);
    page = (await wire.send({ method: 'GET', path: '/docs/sandbox' })).text;
  });
  afterAll(async () => {
    await stored.close();
    await wire.close();
    await service.close();
    await place.remove();
  });

  const post = (path: string, { contentType, body }: Pick<Spoken, 'contentType' | 'body'>) =>
    wire.send({ method: 'POST', path, headers: { 'Content-Type': contentType }, body });
  const speak = (protocol: DeviceProtocol, plate: string, skew = 0): Promise<Received> => {
    const at = Math.floor(service.clock.now() / 1000) * 1000 + skew;
    const spoken = SPEAK[protocol]({ plate, at, serial: 1 });
    return post(`/ingest/sandbox/${protocol}${spoken.path}`, spoken);
  };
  const passage = (more: object = {}, headers: Readonly<Record<string, string>> = {}) => {
    const body = { eventId: 'e-1', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: '晋C00001', ...more };
    const path = '/api/v1/sandbox/passages';
    const sent = { 'Content-Type': 'application/json', ...headers };
    return wire.send({ method: 'POST', path, headers: sent, body: JSON.stringify(body) });
  };

  it('its page has a line for each protocol, and each line is answered as the page says', async () => {
    const [shell = ''] = blocks(page, 'shell');
    const lines = blocks(page, 'curl');
    const replies = blocks(page, 'reply');
    expect(lines).toHaveLength(DEVICE_PROTOCOLS.length + 1);
    for (const [index, line] of lines.entries()) {
      const sent = await sentByCurl(shell, line);
      const { status, text } = await wire.send(sent);
      const told = (replies[index] ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/<[^>]+>/g, '.+?');
      expect([line, [200, 201].includes(status)]).toEqual([line, true]);
      expect(text).toMatch(new RegExp(`^${told}$`, 's'));
    }
    for (const protocol of DEVICE_PROTOCOLS) expect(lines.join()).toContain(`/ingest/sandbox/${protocol}`);
  });

  it('its page loads nothing and is found from the reference', async () => {
    expect(page).not.toMatch(/<(?:script|link|img)/);
    const { text } = await wire.send({ method: 'GET', path: '/openapi.json' });
    expect((JSON.parse(text) as { info: { description: string } }).info.description).toContain('/docs/sandbox');
  });

  it.each(DEVICE_PROTOCOLS)('%s: each plate gives its own outcome, every time', async (protocol) => {
    const opens = OPEN_BY_REPLY.includes(protocol);
    for (const [plate, expected] of [
      ['晋C00001', opens],
      ['晋C00001', opens],
      ['晋C00002', false],
      ['晋C00003', false],
      ['晋C00004', opens],
      ['晋C00005', false],
      ['晋C99999', false],
      ['', false],
    ] as const) {
      const { status, text } = await speak(protocol, plate);
      expect([plate, status, opensIn(text)]).toEqual([plate, 200, expected]);
    }
    expect(opensIn((await speak(protocol, '晋C00001', -61_000)).text)).toBe(false);
  });

  it.each(DEVICE_PROTOCOLS)('%s: our own failure is tried as it would be', async (protocol) => {
    const text = await speak(protocol, '晋C00006').then(
      (received) => received.text,
      () => 'hung up',
    );
    const again: Partial<Record<DeviceProtocol, RegExp>> = {
      dahua: /"Result":false/,
      gat1400: /"StatusCode":2/,
      plain: /"retry":true/,
    };
    expect(text).toMatch(again[protocol] ?? /^hung up$/);
  });

  it('a message that is not understood is answered as its protocol asks, and an unknown protocol is not found', async () => {
    expect((await post('/ingest/sandbox/plain', { contentType: '', body: '{"type":"pass"}' })).text).toContain(
      '"serial"',
    );
    expect((await post('/ingest/sandbox/qianyi', { contentType: '', body: '{' })).text).toContain('retransfer_stop');
    for (const path of ['/ingest/sandbox', '/ingest/sandbox/', '/ingest/sandbox/axis', '/ingest/sandbox/__proto__'])
      expect((await post(path, { contentType: '', body: '{}' })).status).toBe(404);
  });

  it.each([
    ['晋C00001', 201, 'compliant', 'open'],
    ['晋C00002', 201, 'violation', 'hold'],
    ['晋C00003', 201, 'unverified', 'open'],
    ['晋C00004', 201, 'exempt', 'open'],
    ['晋C00005', 200, 'compliant', 'open'],
    [null, 201, 'unverified', 'open'],
  ])('JSON API: plate %s gives %i %s %s', async (plate, status, outcome, gateAction) => {
    const answer = await passage({ plate });
    checkContract('POST', '/api/v1/sandbox/passages', answer);
    expect([answer.status, answer.body]).toMatchObject([status, { outcome, gateAction, duplicate: status === 200 }]);
    const kinds = (answer.body as { violations: { kind: string }[] }).violations.map(({ kind }) => kind);
    expect(kinds).toEqual(outcome === 'violation' ? ['non_china_vi_access'] : []);
  });

  it('JSON API: judged by the law of its own day', async () => {
    const { body } = await passage({ plate: '晋C00002', passedAt: '2021-12-31T23:59:59+08:00' });
    expect(body).toMatchObject({ outcome: 'compliant' });
  });

  it.each([
    ['sandbox-200', 200],
    ['sandbox-401', 401],
    ['sandbox-409', 409],
    ['sandbox-413', 413],
    ['sandbox-415', 415],
    ['sandbox-429', 429],
  ])('JSON API: event %s gives %i', async (eventId, status) => {
    const answer = await passage({ eventId });
    checkContract('POST', '/api/v1/sandbox/passages', answer);
    expect(answer.status).toBe(status);
    if (status === 429) expect(answer.headers['retry-after']).toBe('2');
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  it('JSON API: errors are had in earnest, too', async () => {
    expect((await passage({ direction: 'up' })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/direction' }],
    });
    expect((await passage({ passedAt: '2099-01-01T00:00:00+08:00' })).status).toBe(400);
    expect((await passage({}, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await passage({ barrierReason: 'x'.repeat(3 * 1024 * 1024) })).status).toBe(413);
    const failed = await passage({ plate: '晋C00006' });
    expect([failed.status, failed.headers['retry-after']]).toEqual([503, '1']);
  });

  it('leaves nothing behind', async () => {
    const before = await stored.mark();
    for (const protocol of DEVICE_PROTOCOLS) await speak(protocol, '晋C00001');
    await post('/ingest/sandbox/plain', { contentType: '', body: 'not understood' });
    await passage();
    expect(await stored.mark()).toBe(before);
    const admin = await service.admin();
    for (const path of ['/passages', '/dead-letters', '/devices'])
      expect((await admin.get(path)).body).toEqual({ items: [] });
  });

  it('an address that tries too often waits, and then goes on', async () => {
    const { sandboxLimits } = service.app.env;
    const drain = () => {
      // A minute ahead, so that nothing comes back to the address meanwhile.
      for (;;) requireTurn(sandboxLimits, { address: '127.0.0.1', now: service.clock.now() + 60_000 });
    };
    expect(drain).toThrow('Too many requests');
    const refused = await speak('plain', '晋C00001');
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect((await passage()).status).toBe(429);
    service.clock.advance(120_000);
    expect((await passage()).status).toBe(201);
  });
});
