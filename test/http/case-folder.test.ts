import { spawnSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/actions/cases/case-folder.ts';
import { verifyCaseFolder } from '../../src/actions/cases/verify-case-folder.ts';
import { streamZip } from '../../src/exports/zip.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { pdfText } from '../support/pdf-text.ts';
import { jpeg } from '../support/pictures.ts';
import { program } from '../support/program.ts';
import { unzip } from '../support/unzip.ts';
import { type Court, caseOf, notified, openCourt, opened, SERVICE, served } from './case-world.ts';
import { lorry, problem } from './fleet-world.ts';
import { diesel, itemsOf, madeOf, pass } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';

describe.each(databases)('notices and folders of cases on $name', (database) => {
  let court: Court;
  let officer: Caller;
  let owner: Caller;
  beforeAll(async () => {
    court = await openCourt(database);
    officer = court.county;
    owner = court.mill.caller;
  });
  afterAll(() => court.service.close());

  const keyOf = (keyId: string) => court.service.app.env.keys.publicKey(keyId);
  const paperOf = async (caller: Caller, id: string) => bytesOf(court.service, caller, `/notices/${id}/content`);
  const folderOf = async (caller: Caller, id: string) => bytesOf(court.service, caller, `/cases/${id}/export`);

  describe('a notice', () => {
    it('tells whom, of what, by which words, with what is shown and what can be done', async () => {
      const truck = lorry({ emissionStage: '5' });
      madeOf(await court.city.post('/vehicles', truck));
      const known = await pass(court.mill, { plate: truck.plate });
      const asserted = await pass(court.mill, { vehicle: diesel('4') });
      for (const subjectId of [known.id, asserted.id])
        await addFile(
          court.service,
          court.mill.gate.caller,
          { subjectType: 'passage', subjectId, kind: 'head' },
          await jpeg(),
        );
      const ids = [known, asserted].map(({ violations }) => violations[0]?.id ?? '');
      const { id: caseId, number: caseNumber } = await opened(officer, ids);
      const answer = await officer.post(`/cases/${caseId}/notices`, {});
      const notice = madeOf<Record<string, unknown> & { id: string; addressee: string }>(answer);
      expect(answer.headers['location']).toBe(`/api/v1/notices/${notice.id}`);
      expect(notice).toMatchObject({
        ...{ caseId, number: '阳环移告〔2022〕城区0001号', status: 'made', service: null, template: 'notice-zh@1' },
      });
      expect((await officer.get(`/notices/${notice.id}`)).body).toEqual(notice);

      const paper = await paperOf(officer, notice.id);
      expect(paper.headers['content-type']).toBe('application/pdf');
      // Lines are broken where they are full; what is looked for may go over two of them.
      const text = pdfText(paper.body).flat().join('');
      const mill = (await officer.get(`/organisations/${court.mill.id}`)).body as { name: string; creditCode: string };
      for (const part of [
        '移动源违法行为告知书',
        '阳环移告〔2022〕城区0001号',
        `${mill.name}（统一社会信用代码 ${mill.creditCode}）：`,
        `${truck.plate}（黄色）`,
        '2022年1月3日08时15分30秒',
        '国五（登记核实）',
        '国四（门禁上报）',
        '《阳泉市空气质量巩固提升2021年行动计划》第 2.4.2b 条款',
        '2022年起达到国六标准',
        '5 个工作日内',
        caseNumber,
        '市生态环境局',
        '阳泉市生态环境局城区分局',
        '2022年1月10日',
        '不含处罚的种类和金额',
        `校验码 ${String(notice['checkValue'])}`,
      ])
        expect(text).toContain(part);
      expect(paper.body.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(2);
      expect(text).not.toContain('\uFFFD');

      const [stored] = await court.service.store.read.evidence.ofSubjects('notice', [notice.id]);
      expect(stored).toMatchObject({
        ...{ kind: 'notice', mediaType: 'application/pdf', bytes: paper.body.length },
        sha256: createHash('sha256').update(paper.body).digest('hex'),
      });
      const trail = await court.service.store.read.audit.page(
        { subjectType: 'notice', subjectId: notice.id },
        { limit: 9 },
      );
      expect(trail.map(({ action }) => action)).toEqual(['notice.read', 'notice.create']);
    });

    it('is its offender’s to read once it was served, with its receipt', async () => {
      const { id: caseId } = await opened(officer, [await court.breach()]);
      const { id, createdAt } = await notified(officer, caseId);
      const receipt = { subjectType: 'notice', subjectId: id, kind: 'receipt' };
      const listed = async () => itemsOf(await owner.get('/notices?limit=200')).map((row) => row['id']);
      for (const path of [`/notices/${id}`, `/notices/${id}/content`, `/evidence?subjectType=notice&subjectId=${id}`])
        expect((await owner.get(path)).status).toBe(404);
      expect(await listed()).not.toContain(id);
      await addFile(court.service, officer, receipt, await jpeg());

      const serve = (more: object = {}) =>
        officer.post(`/notices/${id}/service`, { ...SERVICE, servedAt: createdAt, ...more });
      expect(problem(await serve({ servedAt: '2022-01-09T10:00:00+08:00' }))).toEqual([400, '#/servedAt']);
      expect(problem(await serve({ servedAt: '2022-01-11T10:00:00+08:00' }))).toEqual([400, '#/servedAt']);
      expect((await serve({ remarks: '当面签收' })).body).toMatchObject({
        ...{ status: 'served', service: { ...SERVICE, servedAt: createdAt, remarks: '当面签收' } },
      });
      expect((await serve()).status).toBe(409);
      expect(await listed()).toContain(id);
      expect((await paperOf(owner, id)).body.subarray(0, 5).toString()).toBe('%PDF-');
      const evidence = itemsOf(await owner.get(`/evidence?subjectType=notice&subjectId=${id}`));
      expect(evidence.map(({ kind }) => kind).sort()).toEqual(['notice', 'receipt']);
      await expect(addFile(court.service, owner, receipt, await jpeg())).rejects.toThrow('403');
      const said = { subjectType: 'case', subjectId: caseId, kind: 'statement' };
      expect(await addFile(court.service, owner, said, await jpeg())).toEqual(expect.any(String));
      for (const caller of [court.charlie, court.otherCounty])
        expect((await caller.get(`/notices/${id}`)).status).toBe(404);
      expect((await court.department.post(`/notices/${id}/withdraw`, { reason: '误' })).status).toBe(403);
    });

    it('one that was made in error is withdrawn, and its number not given again', async () => {
      const { id: caseId } = await opened(officer, [await court.breach()]);
      const wrong = await notified(officer, caseId);
      expect((await officer.post(`/notices/${wrong.id}/withdraw`, { reason: '事实有误' })).body).toMatchObject({
        ...{ status: 'withdrawn', withdrawnReason: '事实有误' },
      });
      expect(
        (await officer.post(`/notices/${wrong.id}/service`, { ...SERVICE, servedAt: wrong['createdAt'] })).status,
      ).toBe(409);
      const right = await notified(officer, caseId);
      expect(right.number > wrong.number).toBe(true);
      const withdrawn = itemsOf(await officer.get(`/notices?caseId=${caseId}&status=withdrawn`));
      expect(withdrawn.map(({ id }) => id)).toEqual([wrong.id]);
    });

    it('numbers follow each other without a gap, however many are made at once, and the same key makes one', async () => {
      const cases = [];
      for (let n = 0; n < 3; n += 1) cases.push(await opened(officer, [await court.breach()]));
      const make = async (caseId: string): Promise<number> => {
        for (;;) {
          const answer = await officer.post(`/cases/${caseId}/notices`, {});
          if (answer.status === 201) return Number(/(\d+)号/.exec((answer.body as { number: string }).number)?.[1]);
          expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
        }
      };
      const serials = (await Promise.all(cases.map(({ id }) => make(id)))).sort((a, b) => a - b);
      expect(serials).toEqual([0, 1, 2].map((n) => (serials[0] ?? 0) + n));
      const key = { headers: { 'Idempotency-Key': 'one-notice' } };
      const id = cases[0]?.id ?? '';
      const [first, again] = [
        await officer.post(`/cases/${id}/notices`, {}, key),
        await officer.post(`/cases/${id}/notices`, {}, key),
      ];
      expect(again.body).toEqual(first.body);
      expect(itemsOf(await officer.get(`/notices?caseId=${id}`))).toHaveLength(2);
    });

    it('409 where none of its violations can be told of any more', async () => {
      const one = await court.breach();
      const { id: caseId } = await opened(officer, [one]);
      const made = await notified(officer, caseId);
      await court.service.store.write((tx) => tx.violations.setStatus(one, 'withdrawn', court.service.clock.now()));
      expect(
        (await officer.post(`/notices/${made.id}/service`, { ...SERVICE, servedAt: made['createdAt'] })).status,
      ).toBe(409);
      expect((await officer.get(`/notices/${made.id}`)).body).toMatchObject({ status: 'made' });
      expect((await officer.post(`/cases/${caseId}/notices`, {})).status).toBe(409);
    });
  });

  describe('a sealed folder', () => {
    let caseId: string;
    let folder: Buffer;
    let files: Map<string, Buffer>;
    let manifest: Manifest;
    let photo: Buffer;
    beforeAll(async () => {
      photo = await jpeg();
      const passage = await pass(court.mill);
      const about = { subjectType: 'passage', subjectId: passage.id, kind: 'head' };
      await addFile(court.service, court.mill.gate.caller, about, photo);
      caseId = (await opened(officer, [passage.violations[0]?.id ?? ''])).id;
      await served(officer, caseId);
      caseOf(await owner.post(`/cases/${caseId}/statements`, { text: '已整改，附照片' }));
      await addFile(court.service, owner, { subjectType: 'case', subjectId: caseId, kind: 'statement' }, await jpeg());
      caseOf(await officer.post(`/cases/${caseId}/decide`, { outcome: 'rectified', reason: '已更换为国六车辆' }));
      const answer = await folderOf(officer, caseId);
      expect(answer.headers['content-type']).toBe('application/zip');
      folder = answer.body;
      files = unzip(folder);
      manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as Manifest;
    });

    it('holds everything of the case, each file under its hash, and what it was signed with', async () => {
      const names = [...files.keys()];
      expect(names.slice(-3)).toEqual(['public-key.pem', 'manifest.json', 'signature.json']);
      expect(manifest).toMatchObject({ format: 'case-folder/1', caseId, missing: [] });
      expect(manifest.files.map(({ name }) => name)).toEqual(names.slice(0, -2));
      expect(names.filter((name) => name.startsWith('evidence/'))).toHaveLength(2);
      expect(files.get(`evidence/${createHash('sha256').update(photo).digest('hex')}.jpg`)?.equals(photo)).toBe(true);
      expect(names.filter((name) => name.startsWith('notices/'))).toHaveLength(1);
      const told = JSON.parse(files.get('case.json')?.toString() ?? '') as Record<string, unknown>;
      expect(told).toMatchObject({
        case: { id: caseId, status: 'decided', outcome: 'rectified', openedAt: expect.stringContaining('+08:00') },
        statements: [{ text: '已整改，附照片' }],
        history: [...['open', 'make-notice', 'serve-notice', 'take-statement', 'decide'].map((step) => ({ step }))],
      });
      const violation = names.find((name) => name.startsWith('violations/')) ?? '';
      expect(JSON.parse(files.get(violation)?.toString() ?? '')).toMatchObject({
        violation: { status: 'rectified', why: { decision: { clause: '2.4.2b' }, facts: expect.any(Object) } },
        history: [{ to: 'notified' }, { to: 'rectified' }],
      });
      const audit = JSON.parse(files.get('audit.json')?.toString() ?? '') as Record<string, unknown>[];
      const actions = audit.map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(['case.open', 'notice.serve', 'violation.status', 'case.export']));
      for (const row of audit) {
        expect(row['digest']).toMatch(/^[0-9a-f]{64}$/);
        expect(row).not.toHaveProperty('salt');
      }
      const report = pdfText(files.get('report.pdf') ?? Buffer.alloc(0)).flat();
      expect(report).toContain('移动源违法案件报告');
      expect(report.join('')).toContain('已更换为国六车辆');
      expect(createPublicKey(files.get('public-key.pem') ?? '').asymmetricKeyType).toBe('ed25519');
      const trail = await court.service.store.read.audit.page({ subjectType: 'case', subjectId: caseId }, { limit: 1 });
      expect(trail).toMatchObject([{ action: 'case.export' }]);
    });

    it('holds, by the service’s key and by no other', () => {
      expect(verifyCaseFolder(folder, keyOf)).toEqual([]);
      expect(verifyCaseFolder(folder, () => undefined)).toEqual([expect.stringContaining('is not known')]);
    });

    it('one changed byte anywhere is found', () => {
      // Every byte of the headings, and some of each content.
      const directory = folder.readUInt32LE(folder.length - 22 + 16);
      const rest = Array.from({ length: folder.length - directory }, (_, offset) => directory + offset);
      const heads: number[] = [];
      for (let at = directory; at < folder.length - 22; at += 46 + folder.readUInt16LE(at + 28)) {
        const local = folder.readUInt32LE(at + 42);
        heads.push(...Array.from({ length: 30 + folder.readUInt16LE(at + 28) }, (_, offset) => local + offset));
      }
      expect(heads.length).toBeGreaterThan(files.size * 38);
      const content = Array.from({ length: 200 }, (_, n) => Math.floor((n * directory) / 200));
      for (const at of [...heads, ...content, ...rest]) {
        for (const bit of [1, 128]) {
          const changed = Buffer.from(folder);
          changed.writeUInt8(changed.readUInt8(at) ^ bit, at);
          if (verifyCaseFolder(changed, keyOf).length === 0)
            throw new Error(`bit ${bit} of byte ${at} was changed and not found`);
        }
      }
      expect(verifyCaseFolder(folder.subarray(0, -1), keyOf)).not.toEqual([]);
      expect(verifyCaseFolder(Buffer.concat([folder, Buffer.from([0])]), keyOf)).not.toEqual([]);
    });

    it('is checked on the command line with one public key', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'case-folder-'));
      const [whole, cut, key] = ['whole.zip', 'cut.zip', 'key.pem'].map((name) => join(dir, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(whole, folder);
      await writeFile(cut, folder.subarray(1));
      await writeFile(key, files.get('public-key.pem') ?? '');
      const check = (file: string) =>
        spawnSync('node', [...program('cli'), 'verify-case', file, '--key', key], { encoding: 'utf8' });
      expect(check(whole)).toMatchObject({ status: 0, stdout: 'the folder holds\n' });
      expect(check(cut).status).toBe(1);
      rmSync(dir, { recursive: true });
    });

    const packed = async (entries: ReadonlyMap<string, Buffer>): Promise<Buffer> => {
      const list = async function* () {
        for (const [name, bytes] of entries) yield { name, open: () => Promise.resolve(bytes) };
      };
      return (await streamZip(list(), court.service.clock.now()).toArray()).reduce<Buffer>(
        (whole, chunk) => Buffer.concat([whole, chunk as Buffer]),
        Buffer.alloc(0),
      );
    };
    const besides = (change: (entries: Map<string, Buffer>) => void) => {
      const entries = new Map(files);
      change(entries);
      return packed(entries).then((zip) => verifyCaseFolder(zip, keyOf));
    };

    it('packed anew with a file changed, removed or added, it says which', async () => {
      expect(await besides(() => undefined)).toEqual([]);
      const [photoName = ''] = [...files.keys()].filter((name) => name.startsWith('evidence/'));
      expect(await besides((all) => all.delete(photoName))).toEqual([`${photoName} was removed`]);
      expect(await besides((all) => all.set('evidence/other.jpg', photo))).toEqual(['evidence/other.jpg was added']);
      expect(await besides((all) => all.set('case.json', Buffer.from('{}')))).toEqual(['case.json was changed']);
      const without = { ...manifest, files: manifest.files.slice(1) };
      expect(await besides((all) => all.set('manifest.json', Buffer.from(JSON.stringify(without))))).not.toEqual([]);
      expect(await besides((all) => all.delete('signature.json'))).toEqual(['this is no case-folder/1']);
    });

    it('of what is lost or altered on disk it says so, and seals the rest', async () => {
      const sha256 = createHash('sha256').update(photo).digest('hex');
      const path = join(court.service.uploads, '2022-01', sha256.slice(0, 2), sha256);
      await writeFile(path, 'something else');
      const altered = (await folderOf(officer, caseId)).body;
      await rm(path);
      const missing = (await folderOf(officer, caseId)).body;
      for (const [zip, reason] of [
        [altered, 'altered'],
        [missing, 'missing'],
      ] as const) {
        expect(verifyCaseFolder(zip, keyOf)).toEqual([]);
        const { missing: said } = JSON.parse(unzip(zip).get('manifest.json')?.toString() ?? '') as Manifest;
        expect(said).toMatchObject([{ sha256, reason }]);
      }
      await writeFile(path, photo);
    });

    it('is for officers who may work on the case', async () => {
      for (const caller of [court.department, owner])
        expect((await caller.get(`/cases/${caseId}/export`)).status).toBe(403);
      for (const caller of [court.otherCounty, court.charlie, court.contractor])
        expect((await caller.get(`/cases/${caseId}/export`)).status).toBe(404);
    });
  });
});
