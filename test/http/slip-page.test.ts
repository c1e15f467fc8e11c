import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { signSlip, verifySlip } from '../../src/actions/slips/sign-slip.ts';
import { canonicalJson } from '../../src/domain/canonical.ts';
import { type Slip, slipCode, slipName } from '../../src/domain/slips/slip.ts';
import { codePattern } from '../../src/exports/document-code.ts';
import { addKey, openKeys } from '../../src/files/keys.ts';
import { slipScript } from '../../src/http/slip-page.ts';

type Checked = { readonly result: string; readonly slip?: { readonly site: string; readonly filing: string } };
type Script = {
  checkToken(text: string, keys: readonly object[], subtle: unknown): Promise<Checked>;
  holdsHere(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  daysOf(slip: object, now: number): string;
  revokedBy(list: object, slip: object): string | undefined;
  QR(picture: object): string;
};

/** The page's functions as a browser has them; its part that draws needs a document and is left out. */
function browser(): Script {
  const [checks = ''] = slipScript().split('// What the page does with what it is shown.');
  const globals = { TextDecoder, TextEncoder, atob, btoa, URL, console, BigInt, Uint8Array, Uint8ClampedArray };
  const names = 'checkToken, holdsHere, daysOf, revokedBy, QR';
  return runInContext(`(() => { ${checks}\nreturn { ${names} }; })()`, createContext(globals)) as Script;
}

type Element = {
  hidden: boolean;
  dataset: Record<string, string>;
  textContent: string;
  value: string;
  replaceChildren(...parts: unknown[]): void;
};
type Shown = { readonly verdict: string | undefined; words: string; says: string; record: string };
/** What of the network and of a telephone's memory the page has; without a network it is a file. */
type Telephone = {
  readonly fetch?: (path: string, more: { readonly signal: AbortSignal; readonly body?: string }) => Promise<unknown>;
  readonly kept?: object;
  readonly setTimeout?: (late: () => void) => unknown;
};

/** Runs the whole script as a telephone does, and gives what it shows and a way to check another slip. */
function opened(token: string, given: object, { fetch, kept, ...more }: Telephone = {}) {
  const elements = new Map<string, Element>();
  const listeners = new Map<string, (event: object) => void>();
  const element = (id: string): Element => {
    const made = {
      ...{ hidden: true, dataset: {} as Record<string, string>, textContent: '', value: '' },
      replaceChildren: (...parts: unknown[]) => {
        made.textContent = parts
          .map((part) => (typeof part === 'string' ? part : (part as Element).textContent))
          .join(' ');
      },
      ...{ querySelector: () => byId('verdict b'), scrollIntoView: () => undefined },
      addEventListener: (_: string, heard: (event: object) => void) => listeners.set(id, heard),
    };
    return made;
  };
  const byId = (id: string): Element => {
    const found = elements.get(id) ?? element(id);
    elements.set(id, found);
    return found;
  };
  byId('given').textContent = JSON.stringify(given);
  const memory = new Map(kept ? [['slip-revocations', JSON.stringify(kept)]] : []);
  const globals = {
    ...{ TextDecoder, TextEncoder, atob, btoa, setTimeout, clearTimeout, AbortController, ...more },
    ...{ addEventListener: () => undefined, navigator: {}, fetch },
    localStorage: {
      getItem: (name: string) => memory.get(name) ?? null,
      setItem: (name: string, text: string) => memory.set(name, text),
    },
    ...{
      document: { getElementById: byId, createElement: element },
      location: { protocol: fetch ? 'https:' : 'file:', hash: `#${token}` },
    },
  };
  runInContext(slipScript(), createContext(globals));
  const now = (): Shown => ({
    verdict: byId('verdict').hidden ? undefined : byId('verdict').dataset['verdict'],
    words: ['verdict b', 'why'].map((id) => byId(id).textContent).join(' '),
    says: byId('says').hidden ? '' : byId('says').textContent,
    record: byId('record').hidden ? '' : byId('record').textContent,
  });
  return {
    now,
    memory,
    /** What is shown as soon as that is `wanted`, or in the end. */
    shows: async (wanted: (page: Shown) => boolean): Promise<Shown> => {
      for (let turn = 0; turn < 200 && !wanted(now()); turn += 1) await new Promise((resume) => setTimeout(resume, 5));
      return now();
    },
    check: (text: string): void => {
      byId('text').value = text;
      listeners.get('form')?.({ preventDefault: () => undefined });
    },
  };
}

/** An answer that comes when it is told to. */
function later() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: (value: unknown) => resolve(value) };
}

const judged = ({ verdict }: Shown): boolean => verdict !== undefined;

const folder = mkdtempSync(join(tmpdir(), 'slip-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SLIP: Slip = {
  filingId: '019a0000-0000-7000-8000-0123456789ab',
  number: '阳环机登〔2022〕城区00001号',
  machine: 'ba9876543210',
  codes: [{ scheme: 'environmental', code: '3-10000001' }],
  category: 'excavator',
  stage: '3',
  site: '阳泉市第三中学教学楼改扩建工程',
  countyCode: '140302',
  unit: '阳泉市建筑工程有限责任公司',
  plannedEntryOn: '2022-03-01',
  plannedExitOn: '2022-03-31',
  issuedAt: Date.parse('2022-03-01T08:00:00+08:00'),
};
const LONGEST: Slip = {
  ...SLIP,
  site: slipName('工'.repeat(100)),
  unit: slipName('单'.repeat(100)),
  codes: [...SLIP.codes, { scheme: 'mein', code: 'A'.repeat(17) }, { scheme: 'pin', code: 'B'.repeat(17) }],
};
const SERIAL = { scheme: 'serial', code: `${'厂'.repeat(60)}|${'S'.repeat(60)}` } as const;
const page = browser();
const publicOf = (keys: ReturnType<typeof openKeys>) => keys.published().map(({ kid, x }) => ({ kid, x }));

describe('a slip as the service and the page check it', () => {
  const keys = openKeys(join(folder, 'a'));
  const token = signSlip(SLIP, keys);
  const subtle = globalThis.crypto.subtle;

  it.each([
    ['with the browser’s own Ed25519', subtle],
    ['without it', undefined],
  ])('is true %s, and says what it said', async (_, own) => {
    const found = await page.checkToken(`https://ecology.example.cn/slip#${token}`, publicOf(keys), own);
    expect(found).toMatchObject({ result: 'true', slip: { site: SLIP.site, from: '2022-03-01', unit: SLIP.unit } });
    expect(verifySlip(token, keys.publicKey)).toEqual({ result: 'true', keyId: keys.current.id, slip: SLIP });
  });

  it('one sign changed anywhere is caught by both', async () => {
    const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
    const place = fc.nat({ max: token.length - 1 });
    await fc.assert(
      fc.asyncProperty(place, fc.constantFrom(...signs), async (at, sign) => {
        fc.pre(token[at] !== sign);
        const changed = token.slice(0, at) + sign + token.slice(at + 1);
        expect(verifySlip(changed, keys.publicKey).result).not.toBe('true');
        expect((await page.checkToken(changed, publicOf(keys), subtle)).result).not.toBe('true');
      }),
      { numRuns: 300 },
    );
    // Every place once, so that none is left to chance; the other bits of a last sign as well.
    for (let at = 0; at < token.length; at += 1) {
      const sign = signs[(signs.indexOf(token[at] ?? '') + 1) % signs.length];
      expect(verifySlip(token.slice(0, at) + sign + token.slice(at + 1), keys.publicKey).result).not.toBe('true');
    }
    for (const more of ['A', '=', '.', '.AAAA', ' x']) {
      expect(verifySlip(token + more, keys.publicKey).result).not.toBe('true');
      expect((await page.checkToken(token + more, publicOf(keys), undefined)).result).not.toBe('true');
    }
  });

  it('another text under the old signature, or the old text under another key’s id, is forged', async () => {
    const [, payload = '', signature = ''] = token.split('.');
    const said = Buffer.from(payload, 'base64url').toString();
    const longer = Buffer.from(said.replace('2022-03-31', '2022-12-31')).toString('base64url');
    const forged = `1.${longer}.${signature}`;
    expect(verifySlip(forged, keys.publicKey)).toMatchObject({ result: 'forged' });
    for (const own of [subtle, undefined])
      expect((await page.checkToken(forged, publicOf(keys), own)).result).toBe('forged');
  });

  it('no slip is unreadable', async () => {
    for (const text of ['', '1..', 'hello', '2.AAAA.AAAA', `${token.slice(0, 80)}`, '1.W10.AAAA']) {
      expect(verifySlip(text, keys.publicKey)).toEqual({ result: 'unreadable' });
      expect(await page.checkToken(text, publicOf(keys), undefined)).toEqual({ result: 'unreadable' });
    }
  });

  it('slips of an older key hold after the keys were rotated; those of a key that nobody knows do not', async () => {
    const dir = join(folder, 'rotated');
    const before = openKeys(dir);
    const old = signSlip(SLIP, before);
    const { name, id } = addKey(dir);
    expect(name).toBe('signing-0002.pem');
    const after = openKeys(dir);
    expect(after.current.id).toBe(id);
    const fresh = signSlip(SLIP, after);
    for (const one of [old, fresh]) {
      expect(verifySlip(one, after.publicKey).result).toBe('true');
      expect((await page.checkToken(one, publicOf(after), undefined)).result).toBe('true');
    }
    expect(verifySlip(fresh, before.publicKey).result).toBe('unknown_key');
    const foreign = signSlip(SLIP, openKeys(join(folder, 'foreign')));
    expect(verifySlip(foreign, after.publicKey)).toMatchObject({ result: 'unknown_key' });
    expect((await page.checkToken(foreign, publicOf(after), subtle)).result).toBe('unknown_key');
  });

  it('the page’s own Ed25519 says what node’s says, of any message, right or wrong', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat({ max: 63 }),
        fc.integer({ min: 1, max: 255 }),
        (m, at, by) => {
          const { privateKey, publicKey } = generateKeyPairSync('ed25519');
          const key = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
          const signature = new Uint8Array(sign(null, m, privateKey));
          expect(page.holdsHere(key, m, signature)).toBe(true);
          const wrong = signature.map((byte, i) => (i === at ? byte ^ by : byte));
          expect(page.holdsHere(key, m, wrong)).toBe(false);
          expect(page.holdsHere(key, new Uint8Array([...m, 0]), signature)).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  // RFC 8032, section 7.1, tests 1 and 3; the last is test 1 with the order added to S, which has to be refused.
  it.each([
    [
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      true,
    ],
    [
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      true,
    ],
    [
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901554c8c7872aa064e049dbb3013fbf29380d25bf5f0595bbe24655141438e7a101b',
      false,
    ],
  ])('key %s, message %s', (key, message, signature, holds) => {
    const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
    expect(page.holdsHere(bytes(key), bytes(message), bytes(signature))).toBe(holds);
  });

  describe('as a file on a telephone without a network', () => {
    const day = (after: number) => new Date(Date.now() + 8 * 3_600_000 + after * 86_400_000).toISOString().slice(0, 10);
    const now = { ...SLIP, plannedEntryOn: day(-1), plannedExitOn: day(1) };
    const stranger = openKeys(join(folder, 'stranger'));
    const list = (machines: readonly string[], hour = '08', filings: readonly (readonly string[])[] = []) => {
      const issuedAt = `2026-01-02T${hour}:00:00.000+08:00`;
      const signed = { format: 'slip-revocations/1', issuedAt, filings, machines };
      const value = keys.current.sign(Buffer.from(canonicalJson(signed))).toString('base64');
      return { list: signed, signature: { algorithm: 'Ed25519', keyId: keys.current.id, value } };
    };
    const given = (revocations: unknown = list([])) => ({
      ...{ keys: publicOf(keys), madeAt: '2026-01-02T08:00:00.000+08:00', revocations },
      words: { categories: { excavator: '挖掘机' }, counties: { 140302: '城区' }, stages: { 3: '国三' } },
    });
    const tampered = { ...list([SLIP.machine]), list: list([]).list };

    it.each([
      ['a true one', signSlip(now, keys), given(), 'true', '真 TRUE'],
      ['its days over', signSlip({ ...now, plannedExitOn: day(-1) }, keys), given(), 'doubt', '真，不在计划日期内'],
      ['its days to come', signSlip({ ...now, plannedEntryOn: day(1) }, keys), given(), 'doubt', '计划进场日期未到'],
      ['on the list', signSlip(now, keys), given(list([SLIP.machine])), 'false', '截至失效名单日期 2026-01-02 08:00'],
      ['a list that was changed is none', signSlip(now, keys), given(tampered), 'true', '未核对失效名单'],
      ['no list', signSlip(now, keys), given(null), 'true', '未核对失效名单'],
      ['forged', signSlip(now, keys).replace(/.{10}$/, 'AAAAAAAAAA'), given(), 'false', '伪造 FORGED'],
      ['of a key that it does not know', signSlip(now, stranger), given(), 'doubt', '无法判断 CANNOT TELL'],
      ['no slip', 'hello', given(), 'doubt', '无法判断 CANNOT TELL'],
    ])('%s', async (_, token, page, verdict, words) => {
      const found = await opened(token, page).shows(judged);
      expect(found).toMatchObject({ verdict, words: expect.stringContaining(words) });
      // What is not proven is not repeated as if it were.
      expect(found.says.includes(SLIP.site)).toBe(found.words.includes('真'));
      expect(found.says.includes(String(SLIP.number))).toBe(found.words.includes('真'));
    });

    it('a slip from before slips said their number is true as well', async () => {
      const found = await opened(signSlip({ ...now, number: null }, keys), given()).shows(judged);
      expect(found).toMatchObject({ verdict: 'true', says: expect.stringContaining(SLIP.site) });
      expect(found.says).not.toContain('登记编号');
    });

    it.each([
      ['sold, scrapped or moved out', 'out_of_use', '机械已转卖、报废或转出'],
      ['left', 'left', '机械已离场'],
    ])('of a machine that is %s', async (_, reason, words) => {
      const listed = list([], '08', [[SLIP.filingId.slice(-12), reason]]);
      const found = await opened(signSlip(now, keys), given(listed)).shows(judged);
      expect(found).toMatchObject({ verdict: 'false', words: expect.stringContaining(words) });
    });

    describe('and on one with a network', () => {
      const token = signSlip(now, keys);
      const other = signSlip({ ...now, site: '四中改造' }, keys);
      const answer = (body: unknown) => ({ ok: true, json: () => Promise.resolve(body) });
      const never = new Promise<never>(() => undefined);
      const told = (result: string, state?: string) =>
        answer({ result, state, words: { zh: `系统说${state ?? result}`, en: 'said' } });
      type Asked = { readonly list?: Promise<unknown>; readonly record?: (body: string) => unknown };
      const network =
        ({ list: fresh = never, record = () => never }: Asked): NonNullable<Telephone['fetch']> =>
        (path, { body = '' }) =>
          path.endsWith('/revocations') ? fresh : Promise.resolve(record(body));

      it('the lists at hand tell at once, while the network tells nothing', async () => {
        const fetch = network({});
        const kept = list([SLIP.machine], '09');
        expect(await opened(token, given(), { fetch }).shows(judged)).toMatchObject({ verdict: 'true' });
        const found = await opened(token, given(), { fetch, kept }).shows(judged);
        expect(found).toMatchObject({ verdict: 'false', words: expect.stringContaining('2026-01-02 09:00') });
      });

      it('a newer list is judged by as soon as it comes, and is kept', async () => {
        const fresh = later();
        const page = opened(token, given(), { fetch: network({ list: fresh.promise }) });
        expect(await page.shows(judged)).toMatchObject({ verdict: 'true' });
        fresh.resolve(answer(list([SLIP.machine], '10')));
        expect(await page.shows(({ verdict }) => verdict === 'false')).toMatchObject({ verdict: 'false' });
        expect(page.memory.get('slip-revocations')).toContain(SLIP.machine);
      });

      it('a list that does not hold is neither judged by nor kept', async () => {
        const page = opened(token, given(), { fetch: network({ list: Promise.resolve(answer(tampered)) }) });
        expect(await page.shows(judged)).toMatchObject({ verdict: 'true' });
        expect(page.memory.size).toBe(0);
      });

      it.each([
        ['valid, against an older list', token, list([SLIP.machine]), told('true', 'valid'), 'true', true],
        ['withdrawn since', token, list([]), told('true', 'withdrawn'), 'false', true],
        ['changed since', token, list([]), told('true', 'changed'), 'doubt', true],
        ['valid, by a key that is new', signSlip(now, stranger), list([]), told('true', 'valid'), 'true', true],
        ['of none of its keys', signSlip(now, stranger), list([]), told('unknown_key'), 'false', false],
      ])('the record’s word goes before the page’s own: %s', async (_, one, listed, record, verdict, says) => {
        const page = opened(one, given(listed), { fetch: network({ record: () => record }) });
        const found = await page.shows(({ record: words }) => words !== '');
        expect(found).toMatchObject({ verdict, record: expect.stringContaining('系统说') });
        expect(found.says.includes(SLIP.site)).toBe(says);
      });

      it('nor does a list that comes after it undo it', async () => {
        const fresh = later();
        const fetch = network({ list: fresh.promise, record: () => told('true', 'valid') });
        const page = opened(token, given(), { fetch });
        await page.shows(({ record }) => record !== '');
        fresh.resolve(answer(list([SLIP.machine], '10')));
        await page.shows(() => page.memory.size > 0);
        expect(page.memory.size).toBe(1);
        expect(page.now().verdict).toBe('true');
      });

      it('an answer about a slip that was checked before is dropped', async () => {
        const first = later();
        const record = (body: string) => (body.includes(token) ? first.promise : never);
        const page = opened(token, given(), { fetch: network({ record }) });
        await page.shows(judged);
        page.check(other);
        expect(page.now()).toMatchObject({ verdict: undefined, says: '' });
        await page.shows(judged);
        first.resolve(told('true', 'withdrawn'));
        await new Promise((resume) => setTimeout(resume, 20));
        expect(page.now()).toMatchObject({ verdict: 'true', says: expect.stringContaining('四中改造'), record: '' });
      });

      it('a network that does not answer is given up', async () => {
        const fetch: Telephone['fetch'] = (_, { signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(new Error('aborted')));
          });
        const page = opened(token, given(), { fetch, setTimeout: (late) => setImmediate(late) });
        const found = await page.shows(({ record }) => record !== '');
        expect(found).toMatchObject({ verdict: 'true', record: expect.stringContaining('系统未应答') });
      });
    });
  });

  it.each([
    ['2022-02-28T23:59:59+08:00', 'early'],
    ['2022-03-01T00:00:00+08:00', 'within'],
    ['2022-03-31T23:59:59+08:00', 'within'],
    ['2022-04-01T00:00:00+08:00', 'over'],
  ])('at %s its days are %s', (at, days) => {
    const days31 = { from: SLIP.plannedEntryOn, until: SLIP.plannedExitOn };
    expect(page.daysOf(days31, Date.parse(at))).toBe(days);
  });

  it('is not worth anything where a list names its filing or its machine', () => {
    const slip = { machine: SLIP.machine, filing: SLIP.filingId.replaceAll('-', '') };
    const list = { filings: [['0123456789ab', 'withdrawn']], machines: [] };
    expect(page.revokedBy(list, slip)).toBe('withdrawn');
    expect(page.revokedBy({ filings: [], machines: ['ba9876543210'] }, slip)).toBe('prohibited');
    expect(page.revokedBy({ filings: [['0123456789ac', 'left']], machines: [] }, slip)).toBeUndefined();
  });

  // At 4 cm with its quiet zone: modules of 0.41 mm, of 0.38 mm and of 0.35 mm.
  it.each([
    ['a usual one', SLIP, 89],
    ['the longest', LONGEST, 97],
    ['one by the longest maker and serial number', { ...LONGEST, codes: [slipCode(SERIAL)] }, 105],
  ])('%s fits into a code that a telephone reads, and the page reads it', (_, slip, most) => {
    const url = `https://yangquan.example.cn/slip#${signSlip(slip, keys)}`;
    const { modules, runs } = codePattern(url);
    expect(modules).toBeLessThanOrEqual(most);
    const [scale, quiet] = [4, 4];
    const side = (modules + 2 * quiet) * scale;
    const data = new Uint8ClampedArray(side * side * 4).fill(255);
    for (const { x, y, length } of runs)
      for (let row = 0; row < scale; row += 1) {
        const from = ((y + quiet) * scale + row) * side + (x + quiet) * scale;
        for (let at = from; at < from + length * scale; at += 1) data.fill(0, at * 4, at * 4 + 3);
      }
    expect(page.QR({ width: side, height: side, data })).toBe(url);
  });
});
