import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportSlip } from '../../src/actions/slips/report-slip.ts';
import { verifyRevocations } from '../../src/actions/slips/revocations.ts';
import { signSlip, verifySlip } from '../../src/actions/slips/sign-slip.ts';
import { openKeys } from '../../src/files/keys.ts';
import { databases } from '../support/database.ts';
import { pdfCodes } from '../support/pdf-codes.ts';
import { pdfText } from '../support/pdf-text.ts';
import { program } from '../support/program.ts';
import { idOf, MISSING, nobodyOf, openYard, problem, type Yard } from './yard.ts';

const PAGE = 'http://127.0.0.1:3000/slip';

describe.each(databases)('site-entry slips on $name', (database) => {
  let yard: Yard;
  let site: string;
  let machine: string;
  let filing: string;
  beforeAll(async () => {
    yard = await openYard(database);
  });
  afterAll(() => yard.service.close());
  beforeEach(async () => {
    site = await yard.site();
    machine = await yard.machine();
    filing = idOf(await yard.file(site, machine));
  });
  const accept = (id = filing) => yard.officer.post(`/filings/${id}/accept`, {});
  const slipOf = (id = filing, caller = yard.alice) => caller.get(`/filings/${id}/slip?format=json`);
  const tokenOf = async (id = filing) => (await slipOf(id)).body.token as string;
  const verify = (token: string, caller = nobodyOf(yard)) => caller.post('/slips/verify', { token });
  const states = async (token: string) => (await verify(token)).body.states as string[];

  it('200: the slip as PDF, with the code that holds what it says; as picture and drawing as well', async () => {
    await accept();
    const json = await slipOf();
    expect(json.body).toMatchObject({
      ...{ filingId: filing, category: 'excavator', emissionStage: '3', site: '三中改造', countyCode: '140302' },
      number: (await yard.alice.get(`/filings/${filing}`)).body.number,
      ...{ plannedEntryOn: '2022-01-01', plannedExitOn: '2022-12-31' },
    });
    expect(json.body.url).toBe(`${PAGE}#${json.body.token}`);
    const said = verifySlip(json.body.token, yard.service.app.env.keys.publicKey);
    expect(said).toMatchObject({ result: 'true', slip: { filingId: filing, site: '三中改造' } });

    const pdf = await yard.alice.get(`/filings/${filing}/slip`);
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const [inPdf = ''] = pdfCodes(pdf.body as Buffer);
    expect(inPdf.startsWith(`${PAGE}#1.`)).toBe(true);
    expect((await verify(inPdf)).body).toMatchObject({ result: 'true', state: 'valid', states: ['valid'] });
    const text = pdfText(pdf.body as Buffer)
      .flat()
      .join('')
      .replaceAll(/\s/g, '');
    for (const words of [
      '进场登记凭证',
      /〔2022〕城区\d{5}号/.exec(text)?.[0] ?? 'a number',
      '不是环保标签',
      '三中改造',
      '2022-12-31',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain(filing);

    const png = await yard.alice.get(`/filings/${filing}/slip?format=png`);
    const { data, info } = await sharp(png.body as Buffer)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const inPicture = decodeQR({ ...info, data: new Uint8Array(data) });
    expect((await verify(inPicture)).body.result).toBe('true');
    const svg = await yard.alice.get(`/filings/${filing}/slip?format=svg`);
    expect([svg.status, svg.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(problem(await yard.alice.get(`/filings/${filing}/slip?format=gif`))).toEqual([400, '#/format']);
  });

  it('names no person', async () => {
    const owner = { name: '张三丰', phone: '13800138000' };
    const other = idOf(await yard.file(site, await yard.machine({ owner })));
    await accept(other);
    const { token } = (await slipOf(other)).body as { token: string };
    const said = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    for (const secret of ['张三丰', '13800138000', 'alice']) expect(said).not.toContain(secret);
  });

  it('409 with the reason in every other state, once it has left, and under a prohibition', async () => {
    expect((await slipOf()).body.detail).toContain('not accepted yet');
    await yard.officer.post(`/filings/${filing}/return`, { reason: '照片不清' });
    expect([(await slipOf()).status, (await slipOf()).body.state]).toEqual([409, 'returned']);
    await yard.alice.post(`/filings/${filing}/resubmit`, {});
    await yard.officer.post(`/filings/${filing}/reject`, { reason: '重复' });
    expect((await slipOf()).body.state).toBe('rejected');

    const left = idOf(await yard.file(site, await yard.machine()));
    await accept(left);
    await yard.alice.post(`/filings/${left}/entry`, { enteredAt: '2022-03-03T08:00:00+08:00' });
    expect((await slipOf(left)).status).toBe(200);
    await yard.alice.post(`/filings/${left}/exit`, { exitedAt: '2022-03-03T18:00:00+08:00' });
    expect([(await slipOf(left)).status, (await slipOf(left)).body.detail]).toEqual([
      409,
      expect.stringContaining('has left'),
    ]);

    const smoking = await yard.machine();
    const filed = idOf(await yard.file(site, smoking));
    await accept(filed);
    const failed = { siteId: site, machineId: smoking, inspectedAt: '2022-03-03T09:00:00+08:00', ringelmann: 3 };
    await yard.officer.post('/inspections', failed);
    expect((await slipOf(filed)).body.detail).toContain('prohibition');
  });

  it('of a machine that has moved out: no slip, those printed do not hold, and the list says why', async () => {
    await accept();
    const token = await tokenOf();
    expect(await states(token)).toEqual(['valid']);
    await yard.alice.post(`/machines/${machine}/moved-out`, {});
    expect([(await slipOf()).status, (await slipOf()).body.state]).toEqual([409, 'moved_out']);
    expect((await verify(token)).body).toMatchObject({
      ...{ result: 'true', state: 'out_of_use', states: ['out_of_use'] },
      words: { zh: expect.stringContaining('转卖、报废或转出') },
    });
    const listed = async () => (await nobodyOf(yard).get('/slips/revocations')).body.list.filings;
    expect(await listed()).toContainEqual([filing.slice(-12), 'out_of_use']);
    await yard.alice.post(`/machines/${machine}/reactivate`, { reason: '在用' });
    expect(await states(token)).toEqual(['valid']);
    expect(await listed()).not.toContainEqual([filing.slice(-12), 'out_of_use']);
  });

  it('one that was printed before slips said their number holds; one by maker and serial number keeps the number', async () => {
    const made = { manufacturer: '厂'.repeat(60), serialNumber: `SN-${machine}` };
    const other = idOf(await yard.file(site, await yard.machine({ environmentalCode: undefined, ...made })));
    await accept(other);
    const token = await tokenOf(other);
    const found = verifySlip(token, yard.service.app.env.keys.publicKey);
    if (!('slip' in found)) throw new Error(found.result);
    expect(found.slip.codes).toEqual([
      { scheme: 'serial', code: `${'厂'.repeat(11)}…|${made.serialNumber.toUpperCase()}` },
    ]);
    const before = signSlip({ ...found.slip, number: null }, yard.service.app.env.keys);
    const { body } = await verify(before);
    expect(body).toMatchObject({ result: 'true', states: ['valid'], slip: { filingId: other } });
    expect(body.slip).not.toHaveProperty('number');
  });

  it('for whoever reads the filing; to others it is not there', async () => {
    await accept();
    for (const caller of [yard.alice, yard.bob, yard.officer, yard.city, yard.department])
      expect((await slipOf(filing, caller)).status).toBe(200);
    const missing = problem(await yard.charlie.get(`/filings/${MISSING}/slip`));
    for (const caller of [yard.charlie, yard.otherOfficer, yard.enterprise])
      expect(problem(await slipOf(filing, caller))).toEqual(missing);
    expect((await slipOf(filing, nobodyOf(yard))).status).toBe(401);
  });

  describe('checked against the record', () => {
    it('is worth what the record says today, the gravest first; who reads the filing gets its path', async () => {
      await accept();
      const token = await tokenOf();
      const { body } = await verify(`${PAGE}#${token}`);
      expect(body).toMatchObject({
        result: 'true',
        state: 'valid',
        words: { zh: expect.stringContaining('当前有效') },
      });
      expect(body).not.toHaveProperty('filing');
      expect((await verify(token, yard.officer)).body.filing).toBe(`/api/v1/filings/${filing}`);
      for (const caller of [yard.otherOfficer, yard.charlie])
        expect((await verify(token, caller)).body).not.toHaveProperty('filing');

      await yard.alice.patch(`/machines/${machine}`, { emissionStage: '2' });
      expect(await states(token)).toEqual(['changed']);
      const failed = { siteId: site, machineId: machine, inspectedAt: '2022-03-03T09:00:00+08:00', ringelmann: 3 };
      await yard.officer.post('/inspections', failed);
      await yard.alice.post(`/filings/${filing}/withdraw`, {});
      expect(await states(token)).toEqual(['prohibited', 'withdrawn', 'changed']);
    });

    it('outside its days', async () => {
      const days = { plannedEntryOn: '2022-06-01', plannedExitOn: '2022-06-30' };
      const later = idOf(await yard.file(site, await yard.machine(), days));
      await accept(later);
      expect(await states(await tokenOf(later))).toEqual(['outside_days']);
    });

    it('forged, of another registry’s key, and no slip at all', async () => {
      await accept();
      const token = await tokenOf();
      const last = token.at(-2) === 'A' ? 'B' : 'A';
      expect((await verify(token.slice(0, -2) + last + token.slice(-1))).body).toEqual({
        result: 'forged',
        words: { en: expect.any(String), zh: expect.stringContaining('伪造') },
      });
      const folder = await mkdtemp(join(tmpdir(), 'slip-foreign-'));
      const said = verifySlip(token, yard.service.app.env.keys.publicKey);
      const foreign = 'slip' in said ? signSlip(said.slip, openKeys(folder)) : '';
      expect((await verify(foreign)).body).toMatchObject({
        result: 'unknown_key',
        words: { en: expect.stringContaining('Forged'), zh: expect.stringContaining('伪造') },
      });
      await rm(folder, { recursive: true });
      expect((await verify('https://example.cn/#hello')).body.result).toBe('unreadable');
      expect(problem(await verify(''))).toEqual([400, '#/token']);
      const elsewhere = 'slip' in said ? { ...said.slip, filingId: MISSING } : undefined;
      const lost = elsewhere ? signSlip(elsewhere, yard.service.app.env.keys) : '';
      expect((await verify(lost)).body.states).toEqual(['unknown_filing']);
    });
  });

  it('the signed list names what is worth nothing any more, and nobody', async () => {
    await accept();
    const token = await tokenOf();
    const keyOf = yard.service.app.env.keys.publicKey;
    const listed = async () => (await nobodyOf(yard).get('/slips/revocations')).body;
    const before = await listed();
    expect(verifyRevocations(before, keyOf)).toEqual([]);
    expect(reportSlip(token, keyOf, before, yard.service.clock.now()).exitCode).toBe(0);
    await yard.alice.post(`/filings/${filing}/withdraw`, {});
    const after = await listed();
    expect(after.list.filings).toContainEqual([filing.slice(-12), 'withdrawn']);
    expect(reportSlip(token, keyOf, after, yard.service.clock.now()).exitCode).toBe(1);
    const changed = { ...after, list: { ...after.list, filings: [] } };
    expect(verifyRevocations(changed, keyOf)).toEqual(['the signature does not hold']);
    const untrusted = reportSlip(token, keyOf, changed, yard.service.clock.now());
    expect([untrusted.exitCode, untrusted.lines.join()]).toEqual([2, expect.stringContaining('失效名单')]);

    // Never accepted: there was no slip. Days over: the slip says so itself.
    const never = idOf(await yard.file(site, await yard.machine()));
    await yard.alice.post(`/filings/${never}/withdraw`, {});
    const over = idOf(
      await yard.file(site, await yard.machine(), { plannedEntryOn: '2022-02-01', plannedExitOn: '2022-03-03' }),
    );
    await accept(over);
    await yard.alice.post(`/filings/${over}/withdraw`, {});
    const failed = { siteId: site, machineId: machine, inspectedAt: '2022-03-03T09:00:00+08:00', ringelmann: 3 };
    await yard.officer.post('/inspections', failed);
    const { list } = await listed();
    const shorts = list.filings.map(([short]: string[]) => short);
    expect(shorts).not.toContain(never.slice(-12));
    expect(shorts).not.toContain(over.slice(-12));
    expect(list.machines).toContain(machine.slice(-12));
    expect(list.machines).toHaveLength(new Set(list.machines).size);
  });
});

describe('the page that checks slips', () => {
  let yard: Yard;
  beforeAll(async () => {
    yard = await openYard(databases[0] as (typeof databases)[number]);
  });
  afterAll(() => yard.service.close());

  it('is whole in one file, runs nothing but its own script, and carries the keys and the list', async () => {
    for (const path of ['/slip', '/slip/offline.html']) {
      const page = await request(yard.service.app.listener).get(path);
      expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      for (const place of ['/* style */', '/* script */', '>"given"<']) expect(page.text).not.toContain(place);
      const policy = page.headers['content-security-policy'] ?? '';
      // What browsers hash is what stands between the tags.
      for (const [tag, directive] of [
        ['script', 'script-src'],
        ['style', 'style-src'],
      ]) {
        const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page.text) ?? [];
        const hash = createHash('sha256').update(text).digest('base64');
        expect(policy).toContain(`${directive} 'sha256-${hash}'`);
      }
      expect(policy).not.toContain('unsafe');
      const [, given = ''] = /<script type="application\/json" id="given">(.*)<\/script>/.exec(page.text) ?? [];
      const { keys, revocations } = JSON.parse(given);
      const { keys: published } = (await nobodyOf(yard).get('/keys')).body;
      expect(keys).toEqual(published.map(({ kid, x }: { kid: string; x: string }) => ({ kid, x })));
      expect(verifyRevocations(revocations, yard.service.app.env.keys.publicKey)).toEqual([]);
    }
    const worker = await request(yard.service.app.listener).get('/slip-worker.js');
    expect([worker.status, worker.headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });

  it('429 for an address that asks without end', async () => {
    const answers = await Promise.all(
      Array.from({ length: 340 }, () => nobodyOf(yard).post('/slips/verify', { token: 'x' })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    // Of 300 at once; the tests before have asked from here as well.
    expect(answers.length - refused.length).toBeGreaterThan(250);
  });
});

describe('on the command line', () => {
  const run = promisify(execFile);
  const command = (folder: string, ...args: string[]) =>
    run(process.execPath, [...program('cli'), ...args], {
      env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${join(folder, 'registry.db')}` },
    }).then(
      ({ stdout }) => ({ code: 0, told: stdout }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, told: stderr }),
    );
  const slip = {
    ...{ filingId: MISSING, machine: 'ba9876543210', codes: [], category: 'loader', stage: '3', site: '三中' },
    ...{
      number: '阳环机登〔2022〕城区00001号',
      countyCode: '140302',
      unit: '建工',
      plannedEntryOn: '2022-01-01',
      plannedExitOn: '2022-12-31',
      issuedAt: 0,
    },
  };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slip-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('what is said of a slip, and the code it ends with: 0 true, 1 forged or revoked, 2 where that cannot be told', () => {
    const keys = openKeys(join(folder, 'own'));
    const token = signSlip(slip, keys);
    const said = (text: string, now = '2022-03-01T08:00:00+08:00', keyOf = keys.publicKey) => {
      const { exitCode, lines } = reportSlip(text, keyOf, undefined, Date.parse(now));
      return [exitCode, lines.join('\n')];
    };
    expect(said(token)).toEqual([0, expect.stringContaining('工地：三中（城区）')]);
    expect(said(token)[1]).not.toContain('outside');
    expect(said(token)[1]).toContain('revoked later is not known');
    expect(said(token, '2023-01-01T00:00:00+08:00')).toEqual([0, expect.stringContaining('outside the planned days')]);
    expect(said(token.replace(/.{10}$/, 'AAAAAAAAAA'))).toEqual([1, expect.stringContaining('伪造')]);
    expect(said('hello')).toEqual([1, expect.stringContaining('已损坏')]);
    expect(said(token, undefined, () => undefined)).toEqual([2, expect.stringContaining(keys.current.id)]);
    expect(said(token, undefined, () => undefined)[1]).toContain('Cannot tell');
  });

  it('keys are rotated, and a slip of the old one is still told from one of a key that nobody knows', async () => {
    const old = openKeys(join(folder, 'keys'));
    const file = join(folder, 'slip.txt');
    writeFileSync(file, `${PAGE}#${signSlip(slip, old)}\n`);
    const rotated = await command(folder, 'rotate-keys');
    expect([rotated.code, rotated.told]).toEqual([0, expect.stringContaining('signing-0002.pem')]);
    expect(statSync(join(folder, 'keys', 'signing-0002.pem')).mode & 0o777).toBe(0o600);
    const foreign = join(folder, 'keys.json');
    writeFileSync(foreign, JSON.stringify({ keys: openKeys(join(folder, 'other')).published() }));
    const [held, unknown] = await Promise.all([
      command(folder, 'verify-slip', file),
      command(folder, 'verify-slip', file, foreign),
    ]);
    expect([held.code, held.told]).toEqual([0, expect.stringContaining('真')]);
    expect([unknown.code, unknown.told]).toEqual([2, expect.stringContaining(old.current.id)]);
  });
});
