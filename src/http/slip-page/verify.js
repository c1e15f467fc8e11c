// Checks site-entry slips in a browser, with a network or without one. Built into one page by src/http/slip-page.ts; no imports.

// Ed25519 (RFC 8032), checking only: nothing here is secret, so it need not take the same time each time. Browsers that know
// the algorithm do it themselves; those inside of messengers and of older telephones do not, and are the ones in use.
const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const MASK = 2n ** 64n - 1n;

const mod = (a, m = P) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (let b = mod(base), e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) if (e & 1n) result = (result * b) % P;
  return result;
}

const inverse = (a) => power(a, P - 2n);
const D = mod(-121665n * inverse(121666n));
const ROOT = power(2n, (P - 1n) / 4n);

const numberOf = (bytes) => [...bytes].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** The point of 32 bytes in extended coordinates; undefined where they are none. */
function pointOf(bytes) {
  const whole = numberOf(bytes);
  const y = whole & (2n ** 255n - 1n);
  if (y >= P) return undefined;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) !== u) x = mod(x * ROOT);
  if (mod(v * x * x) !== u) return undefined;
  const odd = whole >> 255n;
  if (x === 0n && odd === 1n) return undefined;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * D * t1 * t2);
  const d = mod(2n * z1 * z2);
  return [mod((b - a) * (d - c)), mod((d + c) * (b + a)), mod((d - c) * (d + c)), mod((b - a) * (b + a))];
}

function times(point, factor) {
  let result = [0n, 1n, 1n, 0n];
  for (let q = point, n = factor; n > 0n; n >>= 1n, q = added(q, q)) if (n & 1n) result = added(result, q);
  return result;
}

const BASE = pointOf(new Uint8Array([0x58, ...new Array(31).fill(0x66)]));

function bytesOfPoint([x, y, z]) {
  const over = inverse(z);
  let rest = mod(y * over) | ((mod(x * over) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(rest & 255n);
    rest >>= 8n;
    return byte;
  });
}

/** The first 64 bits behind the point of the `degree`th root of a prime, from which SHA-512 takes its constants. */
function rootBits(prime, degree) {
  const wanted = BigInt(prime) << (64n * degree);
  let low = 0n;
  let high = 1n << 72n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= wanted) low = middle;
    else high = middle - 1n;
  }
  return low & MASK;
}

const PRIMES = [];
for (let n = 2; PRIMES.length < 80; n += 1) if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
const ROUNDS = PRIMES.map((prime) => rootBits(prime, 3n));
const START = PRIMES.slice(0, 8).map((prime) => rootBits(prime, 2n));

/** SHA-512 (FIPS 180-4) of bytes. */
function sha512(bytes) {
  const blocks = Math.ceil((bytes.length + 17) / 128);
  const padded = new Uint8Array(blocks * 128);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const turned = (x, n) => ((x >> n) | (x << (64n - n))) & MASK;
  const hash = [...START];
  for (let block = 0; block < blocks; block += 1) {
    const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(block * 128 + i * 8));
    for (let i = 16; i < 80; i += 1) {
      const s0 = turned(w[i - 15], 1n) ^ turned(w[i - 15], 8n) ^ (w[i - 15] >> 7n);
      const s1 = turned(w[i - 2], 19n) ^ turned(w[i - 2], 61n) ^ (w[i - 2] >> 6n);
      w.push((w[i - 16] + s0 + w[i - 7] + s1) & MASK);
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 80; i += 1) {
      const s1 = turned(e, 14n) ^ turned(e, 18n) ^ turned(e, 41n);
      const t1 = (h + s1 + ((e & f) ^ (~e & MASK & g)) + ROUNDS[i] + w[i]) & MASK;
      const s0 = turned(a, 28n) ^ turned(a, 34n) ^ turned(a, 39n);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) & MASK;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) & MASK, a, b, c, (d + t1) & MASK, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      hash[i] = (hash[i] + word) & MASK;
    });
  }
  const out = new Uint8Array(64);
  hash.forEach((word, i) => {
    new DataView(out.buffer).setBigUint64(i * 8, word);
  });
  return out;
}

/** Whether an Ed25519 signature holds, worked out here. */
export function holdsHere(key, message, signature) {
  const point = key.length === 32 && signature.length === 64 ? pointOf(key) : undefined;
  const s = numberOf(signature.subarray(32));
  if (!point || s >= ORDER) return false;
  const r = signature.subarray(0, 32);
  const k = mod(numberOf(sha512(new Uint8Array([...r, ...key, ...message]))), ORDER);
  const [x, y, z, t] = times(point, k);
  const found = bytesOfPoint(added(times(BASE, s), [mod(-x), y, z, mod(-t)]));
  return found.every((byte, i) => byte === r[i]);
}

/** The same by the browser where it can, else here. */
async function holds(key, message, signature, subtle) {
  try {
    const imported = await subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, imported, signature, message);
  } catch {
    return holdsHere(key, message, signature);
  }
}

/** The bytes of base64url text; undefined where the text is not the one way of writing them. */
function bytesOf(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const again = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return again === text ? Uint8Array.from(binary, (sign) => sign.charCodeAt(0)) : undefined;
  } catch {
    return undefined;
  }
}

/** What a token says; undefined where it is no slip. Says nothing of whether it is true. */
export function readToken(text) {
  const token = text.trim().slice(text.trim().indexOf('#') + 1);
  const [format, payload = '', signature = '', ...rest] = token.split('.');
  const bytes = bytesOf(payload);
  const signed = bytesOf(signature);
  if (format !== '1' || rest.length > 0 || !bytes || !signed) return undefined;
  try {
    const parts = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    // Slips from before they said the number of the filing have one part less.
    if (!Array.isArray(parts) || parts.length < 12 || parts.length > 13 || !Array.isArray(parts[3])) return undefined;
    const [keyId, filing, machine, codes, category, stage, site, countyCode, unit, from, until, issued, number] = parts;
    const slip = {
      filing,
      number,
      machine,
      codes,
      category,
      stage,
      site,
      countyCode,
      unit,
      from,
      until,
      issuedAt: issued * 1000,
    };
    return { token, keyId, slip, payload, signature: signed };
  } catch {
    return undefined;
  }
}

/** `true`, `forged`, `unknown_key` or `unreadable`, with what the slip says; `keys` are JSON Web Keys by `kid` and `x`. */
export async function checkToken(text, keys, subtle) {
  const read = readToken(text);
  if (!read) return { result: 'unreadable' };
  const key = keys.find(({ kid }) => kid === read.keyId);
  if (!key) return { result: 'unknown_key', ...read };
  const message = new TextEncoder().encode(`site-entry-slip/1\n${read.payload}`);
  const held = await holds(bytesOf(key.x), message, read.signature, subtle);
  return { result: held ? 'true' : 'forged', ...read };
}

/** Why a slip was worth nothing when a list was made; undefined where the list does not name it. */
export function revokedBy(list, slip) {
  if (list.machines.includes(slip.machine)) return 'prohibited';
  const found = list.filings.find(([filing]) => filing === slip.filing.slice(-12));
  return found?.[1];
}

/** The list in a signed answer, where its signature holds; undefined otherwise. */
export async function checkList(answer, keys, subtle) {
  const key = keys.find(({ kid }) => kid === answer?.signature?.keyId);
  if (!key || answer.list?.format !== 'slip-revocations/1') return undefined;
  const message = new TextEncoder().encode(canonical(answer.list));
  const signature = Uint8Array.from(atob(answer.signature.value), (sign) => sign.charCodeAt(0));
  return (await holds(bytesOf(key.x), message, signature, subtle)) ? answer.list : undefined;
}

function canonical(value) {
  return JSON.stringify(value, (_key, inner) =>
    typeof inner !== 'object' || inner === null || Array.isArray(inner)
      ? inner
      : Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
}

/** Whether a day lies before, within or after a slip's days; `now` in ms, the day is that of China. */
export function daysOf(slip, now) {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  if (today < slip.from) return 'early';
  return today > slip.until ? 'over' : 'within';
}
