import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Allowed } from '../../src/webhooks/addresses.ts';
import { makeSend, type Sending } from '../../src/webhooks/send.ts';

const LOOPBACK: Allowed = { hosts: [], networks: [{ address: '127.0.0.1', prefix: 32 }] };
const NOTHING: Allowed = { hosts: [], networks: [] };
const resolvesTo =
  (...addresses: string[]) =>
  (_name: string, _options: object, callback: (error: null, found: { address: string; family: number }[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('sending to a webhook', () => {
  const servers: Server[] = [];
  let heard = 0;
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    heard = 0;
  });
  const listen = async (answer: RequestListener): Promise<number> => {
    const server = createServer((incoming, outgoing) => {
      heard += 1;
      answer(incoming, outgoing);
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const send = (allowed: Allowed, url: string, choices: Parameters<typeof makeSend>[1] = {}): Promise<Sending> => {
    const { signal } = new AbortController();
    const message = { deliveryId: 'd', topic: 'ping', body: '{}', secret: 's', timestamp: 1, signal };
    return makeSend(allowed, choices)({ url, ...message });
  };
  const ok: RequestListener = (_incoming, outgoing) => outgoing.end('fine');

  it('an address that is allowed gets it', async () => {
    const port = await listen(ok);
    expect(await send(LOOPBACK, `http://127.0.0.1:${port}/`)).toEqual({ status: 200, body: 'fine' });
    const resolve = resolvesTo('127.0.0.1');
    expect(await send(LOOPBACK, `http://hooks.test:${port}/`, { resolve })).toEqual({ status: 200, body: 'fine' });
    expect(await send({ ...NOTHING, hosts: ['hooks.test'] }, `http://hooks.test:${port}/`, { resolve })).toEqual({
      status: 200,
      body: 'fine',
    });
  });

  it.each([
    ['a name that leads to loopback', 'hooks.test', ['127.0.0.1']],
    ['one that leads there in IPv6', 'hooks.test', ['::1']],
    ['one that leads there as IPv4 in IPv6', 'hooks.test', ['::ffff:127.0.0.1']],
    ['one that leads to the metadata of a cloud', 'hooks.test', ['169.254.169.254']],
    ['one that leads there as well as elsewhere', 'hooks.test', ['93.184.216.34', '127.0.0.1']],
    ['one that leads nowhere', 'hooks.test', []],
    ['a literal address', '127.0.0.1', []],
    ['a literal address spelt otherwise', '0x7f.0.0.1', []],
    ['an IPv6 address', '[::1]', []],
  ])('%s gets nothing', async (_what, host, addresses) => {
    const port = await listen(ok);
    const resolve = resolvesTo(...addresses);
    expect(await send(NOTHING, `http://${host}:${port}/`, { resolve })).toEqual({ error: 'address-not-public' });
    expect(heard).toBe(0);
  });

  it('a name that leads elsewhere from one time to the next is looked at each time', async () => {
    const port = await listen(ok);
    let turn = 0;
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const resolve: ReturnType<typeof resolvesTo> = (name, options, callback) => {
      const found = answers[turn] ?? [];
      turn += 1;
      resolvesTo(...found)(name, options, callback);
    };
    const sender = (url: string) => send(LOOPBACK, url, { resolve });
    expect(await sender(`http://hooks.test:${port}/`)).toMatchObject({ status: 200 });
    expect(await sender(`http://hooks.test:${port}/`)).toEqual({ error: 'address-not-public' });
    expect([heard, turn]).toEqual([1, 2]);
  });

  it('a redirect is not followed', async () => {
    const port = await listen((incoming, outgoing) => {
      outgoing.writeHead(302, { Location: `http://127.0.0.1:${port}/elsewhere` }).end(incoming.url);
    });
    expect(await send(LOOPBACK, `http://127.0.0.1:${port}/`)).toEqual({ status: 302, body: '/' });
    expect(heard).toBe(1);
  });

  it('of a long answer the beginning is kept, and the rest is not waited for', async () => {
    const port = await listen((_incoming, outgoing) => {
      outgoing.on('error', () => undefined);
      const more = setInterval(() => outgoing.write('x'.repeat(500)), 1);
      outgoing.on('close', () => clearInterval(more));
    });
    expect(await send(LOOPBACK, `http://127.0.0.1:${port}/`)).toEqual({ status: 200, body: 'x'.repeat(1_000) });
  });

  it('who does not answer in time, or ends the connection, is named so', async () => {
    const silent = await listen(() => undefined);
    expect(await send(LOOPBACK, `http://127.0.0.1:${silent}/`, { deadlineMs: 50 })).toEqual({ error: 'timeout' });
    const slow = await listen((_incoming, outgoing) => {
      outgoing.writeHead(200).write('a');
    });
    expect(await send(LOOPBACK, `http://127.0.0.1:${slow}/`, { deadlineMs: 50 })).toEqual({ error: 'timeout' });
    const broken = await listen((incoming) => incoming.socket.destroy());
    expect(await send(LOOPBACK, `http://127.0.0.1:${broken}/`)).toEqual({ error: 'ECONNRESET' });
  });
});
