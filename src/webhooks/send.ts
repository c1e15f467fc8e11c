import { createHmac } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Allowed, hostOf, type MayReach, reachable } from './addresses.ts';

/** One request as it goes out. */
export type Outgoing = {
  readonly url: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly body: string;
  readonly secret: string;
  /** Seconds since the epoch; stands in the signature. */
  readonly timestamp: number;
  readonly signal: AbortSignal;
};

/** What came back: a status and the beginning of the body, or a word for what was in the way. */
export type Sending = { readonly status: number; readonly body: string } | { readonly error: string };
export type Send = (outgoing: Outgoing) => Promise<Sending>;

/** For tests: another resolver, another time. */
type Choices = { readonly resolve?: Resolve; readonly deadlineMs?: number };
type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A receiver has so long for everything, ms. */
const DEADLINE_MS = 10_000;
/** More of an answer is not read. */
const KEPT_BYTES = 1_000;

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 under the secret over the seconds, a dot and the body. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `t=${timestamp},v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * Makes the one thing of the service that calls outwards. The address is checked when the connection is made, so a name
 * that resolves to somewhere else by then leads nowhere; redirects are not followed; nothing is sent to an address that is
 * neither public nor allowed.
 */
export function makeSend(allowed: Allowed, { resolve = lookup, deadlineMs = DEADLINE_MS }: Choices = {}): Send {
  const mayReach = reachable(allowed);
  const guarded = guard(allowed, mayReach, resolve);
  return (outgoing) => {
    const url = new URL(outgoing.url);
    const host = hostOf(url);
    // A literal address is connected to without asking the resolver.
    if (isIP(host) !== 0 && !mayReach(host)) return Promise.resolve({ error: FORBIDDEN });
    return post(url, outgoing, guarded, deadlineMs);
  };
}

const FORBIDDEN = 'address-not-public';

function guard({ hosts }: Allowed, mayReach: MayReach, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const open = hosts.includes(hostname.replace(/\.$/, ''))
        ? found
        : found.filter(({ address }) => mayReach(address));
      const [first] = open;
      // One address that is not public makes the whole name suspect: the next connection may get it.
      if (!first || open.length < found.length)
        return callback(Object.assign(new Error(FORBIDDEN), { code: FORBIDDEN }), '', 0);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

function post(
  url: URL,
  { body, secret, timestamp, deliveryId, topic, signal }: Outgoing,
  guarded: LookupFunction,
  deadlineMs: number,
): Promise<Sending> {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': 'mobile-source-registry',
    'X-Registry-Delivery': deliveryId,
    'X-Registry-Topic': topic,
    'X-Registry-Signature': signatureOf(secret, timestamp, body),
  };
  const whole = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
  // No agent: a kept connection would go on to an address that was good once.
  const options = { method: 'POST', agent: false, headers, lookup: guarded, signal: whole, maxHeaderSize: 16_384 };
  return new Promise((done) => {
    const outgoing = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const end = (): void => {
        const text = Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
        done({ status: incoming.statusCode ?? 0, body: text.replaceAll('\u0000', '') });
        outgoing.destroy();
      };
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes >= KEPT_BYTES) end();
      });
      incoming.on('end', end);
      incoming.on('error', () => done({ error: 'connection-broken' }));
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => done({ error: wordFor(error) }));
    outgoing.end(body);
  });
}

/** A short word that is no one's message: those may quote what was sent. */
function wordFor({ name, code = '' }: NodeJS.ErrnoException): string {
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  return /^[A-Za-z0-9_-]{1,60}$/.test(code) ? code : 'connection-failed';
}
