import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { DIGEST_REALM } from '../actions/devices/credentials.ts';

/** Who has to prove itself: `digestKey` is MD5(username:realm:password). */
export type Prover = { readonly id: string; readonly username: string | null; readonly digestKey: string | null };

export type Proof = {
  readonly method: string;
  /** Path and query as the client wrote them. */
  readonly uri: string;
  readonly authorization: string | undefined;
};

/** Digest access (RFC 7616, MD5, qop=auth or none), as cameras speak it: quirks are borne, proofs are not waived. */
export type Digest = {
  /** Undefined where the request may go on, else the challenge for a 401. */
  challenge(prover: Prover, proof: Proof, required: boolean, now: number): string | undefined;
};

const NONCE_MS = 10 * 60_000;
const REMEMBERED_MS = 60_000;

export function makeDigest(secret: Buffer): Digest {
  // Some cameras send an empty proof before they are asked, and never another one.
  const challenged = new LRUCache<string, number>({ max: 10_000 });
  const seal = (time: string, id: string) =>
    createHmac('sha256', secret).update(`digest ${time} ${id}`).digest('hex').slice(0, 32);
  const nonceFor = (id: string, now: number) => `${now.toString(36)}.${seal(now.toString(36), id)}`;
  const isOurs = (nonce: string, id: string) => {
    const [time = '', mac = ''] = nonce.split('.');
    return same(mac, seal(time, id));
  };
  const isFresh = (nonce: string, now: number) => {
    const made = Number.parseInt(nonce.split('.')[0] ?? '', 36);
    return made <= now && now - made <= NONCE_MS;
  };
  const ask = (id: string, now: number, stale = false) =>
    `Digest realm="${DIGEST_REALM}", qop="auth", algorithm=MD5, nonce="${nonceFor(id, now)}", opaque="${seal('opaque', id)}"${stale ? ', stale=true' : ''}`;

  return {
    challenge: (prover, { method, uri, authorization }, required, now) => {
      const { id, username, digestKey } = prover;
      if (username === null || digestKey === null) return undefined;
      const told = parametersOf(authorization);
      const nonce = told?.get('nonce') ?? '';
      if (!told || nonce === '') {
        if (required) return ask(id, now);
        if (!told) return undefined;
        const asked = challenged.get(id);
        challenged.set(id, now);
        return asked !== undefined && now - asked <= REMEMBERED_MS ? undefined : ask(id, now);
      }
      if (!isOurs(nonce, id) || told.get('username') !== username) return ask(id, now);
      if (!samePath(told.get('uri') ?? '', uri)) return ask(id, now);
      if (!same(told.get('response') ?? '', responseTo(told, digestKey, method))) return ask(id, now);
      return isFresh(nonce, now) ? undefined : ask(id, now, true);
    },
  };
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function responseTo(told: ReadonlyMap<string, string>, digestKey: string, method: string): string {
  const of = (name: string): string => told.get(name) ?? '';
  const asked = md5(`${method}:${of('uri')}`);
  if (of('qop') === '') return md5(`${digestKey}:${of('nonce')}:${asked}`);
  return md5([digestKey, of('nonce'), of('nc'), of('cnonce'), of('qop'), asked].join(':'));
}

/** The parameters of a Digest header, quoted or not; undefined for any other header. */
function parametersOf(header: string | undefined): ReadonlyMap<string, string> | undefined {
  const match = /^Digest\s+(.*)$/is.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const pairs = (match[1] ?? '').matchAll(/([A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))/g);
  return new Map([...pairs].map(([, name = '', quoted, bare = '']) => [name.toLowerCase(), quoted ?? bare]));
}

/** Cameras double slashes, and some name the whole URL. */
function samePath(told: string, asked: string): boolean {
  const plain = (uri: string) => uri.replace(/^https?:\/\/[^/]+/i, '').replace(/\/{2,}/g, '/');
  return plain(told) === plain(asked);
}

function same(told: string, right: string): boolean {
  const [a, b] = [Buffer.from(told.toLowerCase()), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
