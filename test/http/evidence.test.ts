import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import { jpeg, webp } from '../support/pictures.ts';
import { contractor, enterprise, freshPlate, type Gate, gate } from '../support/world.ts';
import { type Cast, castOf, created, declaredLorry, lorry, problem } from './fleet-world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
/** A picture that no other call gave: bytes after the end of a PNG do not count. */
const picture = () => Buffer.concat([PNG, randomBytes(16)]);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe.each(databases)('evidence on $name', (database) => {
  let cast: Cast;
  let vehicle: string;
  beforeAll(async () => {
    cast = await castOf(database);
    vehicle = created(await cast.alice.post('/vehicles', declaredLorry())).id;
  });
  afterAll(() => cast.service.close());

  type Sent = {
    readonly fields?: Readonly<Record<string, string>>;
    readonly content?: Buffer;
    readonly name?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  const about = (subjectType: string, subjectId: string) => ({ subjectType, subjectId, kind: 'photo' });
  const upload = async (
    caller: Caller,
    { fields = about('vehicle', vehicle), content = picture(), name = 'a.png', headers = {} }: Sent = {},
  ) => {
    const call = request(cast.service.app.listener).post('/api/v1/evidence');
    if (caller.token) call.set('Authorization', `Bearer ${caller.token}`);
    for (const [header, value] of Object.entries(headers)) call.set(header, value);
    for (const [field, value] of Object.entries(fields)) call.field(field, value);
    const answer: Response = await call.attach('file', content, name);
    checkContract('POST', '/api/v1/evidence', answer);
    return answer;
  };
  const filesUnder = async (folder = ''): Promise<string[]> => {
    const found = await readdir(join(cast.service.uploads, folder), { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };

  describe('POST /evidence', () => {
    it('201: lies on disk under its content before the row says so, readable at its Location', async () => {
      const content = picture();
      const answer = await upload(cast.alice, { content, name: '现场照片 1.png' });
      const row = created<Record<string, unknown>>(answer);
      expect(row).toEqual({
        id: expect.any(String),
        sha256: sha256(content),
        bytes: content.length,
        mediaType: 'image/png',
        ...about('vehicle', vehicle),
        fileName: '现场照片 1.png',
        createdAt: expect.any(String),
      });
      const month = String(row['createdAt']).slice(0, 7);
      const path = join(cast.service.uploads, month, sha256(content).slice(0, 2), sha256(content));
      expect(await readFile(path)).toEqual(content);
      expect(answer.headers['location']).toBe(`/api/v1/evidence/${String(row['id'])}`);
      expect((await cast.bob.get(`/evidence/${String(row['id'])}`)).body).toEqual(row);
      const subject = { subjectType: 'evidence', subjectId: String(row['id']) };
      const trail = await cast.service.store.read.audit.page(subject, { limit: 9 });
      expect(trail).toMatchObject([{ action: 'evidence.create' }]);
    });

    it.each([
      ['JPEG', () => jpeg(), 'image/jpeg'],
      ['PDF', () => Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf'],
      ['WebP', () => webp(), 'image/webp'],
      [
        'MP4',
        () => Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(16)]),
        'video/mp4',
      ],
    ])('201: a %s whatever it is called', async (_name, make, mediaType) => {
      expect(created(await upload(cast.alice, { content: await make(), name: 'evil.html' }))).toMatchObject({
        mediaType,
        fileName: 'evil.html',
      });
    });

    it('201: the same picture twice is two records of one file', async () => {
      const content = picture();
      const ids = await Promise.all([1, 2, 3].map(() => upload(cast.alice, { content })));
      expect(new Set(ids.map((answer) => created(answer).id)).size).toBe(3);
      expect((await filesUnder()).filter((name) => name === sha256(content))).toHaveLength(1);
      expect(await filesUnder('tmp')).toEqual([]);
    });

    it('201: a client’s path is no path here', async () => {
      const row = created<{ fileName: string }>(await upload(cast.alice, { name: '../../etc/passwd' }));
      expect(row.fileName).toBe('passwd');
      expect(await filesUnder('tmp')).toEqual([]);
    });

    it.each<[string, Sent, number, string]>([
      ['an empty file', { content: Buffer.alloc(0) }, 400, '#/file'],
      ['text that calls itself a picture', { content: Buffer.from('hello') }, 415, '#/file'],
      [
        'a page that calls itself a picture',
        { content: Buffer.from('<!DOCTYPE html><script>1</script>') },
        415,
        '#/file',
      ],
      [
        'a program',
        { content: Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(60)]) },
        415,
        '#/file',
      ],
      ['no subject', { fields: { subjectType: 'vehicle', kind: 'photo' } }, 400, '#/subjectId'],
      ['a type nobody knows', { fields: about('moon', MISSING) }, 400, '#/subjectType'],
      ['an unknown field', { fields: { ...about('vehicle', MISSING), colour: 'red' } }, 400, '#/colour'],
      ['a missing subject', { fields: about('vehicle', MISSING) }, 404, '#/subjectId'],
      ['a control character', { fields: { ...about('vehicle', MISSING), kind: 'a\u0000b' } }, 400, '#/kind'],
    ])('refused: %s; nothing is left of it', async (_name, sent, status, pointer) => {
      const before = await filesUnder();
      expect(problem(await upload(cast.alice, sent))).toEqual([status, pointer]);
      const zh = await upload(cast.alice, { ...sent, headers: { 'Accept-Language': 'zh-CN' } });
      expect((zh.body as { detail: string }).detail).toMatch(/\p{Script=Han}/u);
      expect(await filesUnder()).toEqual(before);
    });

    it('413: more than 20 MiB, and exactly that much is taken', async () => {
      const limit = 20 * 1024 * 1024;
      const before = await filesUnder();
      const large = await upload(cast.alice, { content: Buffer.concat([PNG, Buffer.alloc(limit - PNG.length + 1)]) });
      expect(large.status).toBe(413);
      expect(await filesUnder()).toEqual(before);
      expect(
        (await upload(cast.alice, { content: Buffer.concat([PNG, Buffer.alloc(limit - PNG.length)]) })).status,
      ).toBe(201);
    });

    it('400: no file, two files, or a file in another field', async () => {
      const post = () =>
        request(cast.service.app.listener)
          .post('/api/v1/evidence')
          .set('Authorization', `Bearer ${cast.alice.token ?? ''}`)
          .field(about('vehicle', vehicle));
      expect(problem(await post())).toEqual([400, '#/file']);
      expect(problem(await post().attach('file', picture(), 'a.png').attach('file', picture(), 'b.png'))).toEqual([
        400,
        '#/file',
      ]);
      expect(problem(await post().attach('photo', picture(), 'a.png'))).toEqual([400, '#/photo']);
      expect(await filesUnder('tmp')).toEqual([]);
    });

    it('400 and 415: a broken form, and what is no form', async () => {
      const post = () =>
        request(cast.service.app.listener)
          .post('/api/v1/evidence')
          .set('Authorization', `Bearer ${cast.alice.token ?? ''}`);
      const broken = await post().set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nContent-Dispo');
      expect(broken.status).toBe(400);
      const endless = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc';
      expect((await post().set('Content-Type', 'multipart/form-data; boundary=x').send(endless)).status).toBe(400);
      expect((await post().set('Content-Type', 'multipart/form-data').send('x')).status).toBeLessThan(416);
      expect((await post().send({ subjectType: 'vehicle' })).status).toBe(415);
      expect(await filesUnder('tmp')).toEqual([]);
    });

    it('answers an Idempotency-Key again; another file under it is 422, and neither leaves a file', async () => {
      const headers = { 'Idempotency-Key': 'one-picture' };
      const content = picture();
      const first = await upload(cast.alice, { content, headers });
      const before = await filesUnder();
      const again = await upload(cast.alice, { content, headers });
      expect(again).toMatchObject({ status: 201, body: first.body as object });
      expect((await upload(cast.alice, { headers })).status).toBe(422);
      expect(await filesUnder()).toEqual(before);
    });

    it('one of two simultaneous uploads under one key makes the record, both get its answer', async () => {
      const headers = { 'Idempotency-Key': 'one-picture-at-once' };
      const content = picture();
      const answers = await Promise.all([1, 2].map(() => upload(cast.alice, { content, headers })));
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(new Set(answers.map((answer) => created(answer).id)).size).toBe(1);
      expect((await filesUnder()).filter((name) => name === sha256(content))).toHaveLength(1);
    });
  });

  describe('GET /evidence', () => {
    it('200: the file itself as an attachment of its real type, and reading it is recorded', async () => {
      const content = picture();
      const { id } = created(await upload(cast.alice, { content, name: '照片"1.png' }));
      const answer = await request(cast.service.app.listener)
        .get(`/api/v1/evidence/${id}/content`)
        .set('Authorization', `Bearer ${cast.city.token ?? ''}`)
        .buffer(true);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(content);
      expect(answer.headers).toMatchObject({
        'content-type': 'image/png',
        'content-length': String(content.length),
        'x-content-type-options': 'nosniff',
        'content-disposition': `attachment; filename="${sha256(content).slice(0, 16)}"; filename*=UTF-8''${encodeURIComponent('照片"1.png')}`,
      });
      const trail = await cast.service.store.read.audit.page({ subjectType: 'evidence', subjectId: id }, { limit: 9 });
      expect(trail.map(({ action }) => action)).toEqual(['evidence.read', 'evidence.create']);
    });

    it('200: the evidence of one thing, newest first, page after page', async () => {
      const other = created(await cast.alice.post('/vehicles', declaredLorry())).id;
      const fields = about('vehicle', other);
      const ids = [created(await upload(cast.alice, { fields })).id, created(await upload(cast.bob, { fields })).id];
      const path = `/evidence?subjectType=vehicle&subjectId=${other}`;
      type Listed = { items: { id: string }[]; next?: string };
      const all = (await cast.department.get(path)).body as Listed;
      expect(all.items.map(({ id }) => id)).toEqual([...ids].reverse());
      const first = (await cast.city.get(`${path}&limit=1`)).body as Listed;
      const second = (await cast.city.get(`${path}&limit=1&cursor=${first.next ?? ''}`)).body as Listed;
      expect([first.items[0]?.id, second.items[0]?.id]).toEqual([...ids].reverse());
      expect(problem(await cast.city.get('/evidence'))).toEqual([400, '#/subjectType', '#/subjectId']);
    });

    it('401 and 404: strangers find neither the record nor the file nor the list', async () => {
      const { id } = created(await upload(cast.alice));
      for (const caller of [cast.charlie, cast.contractor]) {
        expect((await caller.get(`/evidence/${id}`)).status).toBe(404);
        expect((await caller.get(`/evidence/${id}/content`)).status).toBe(404);
        expect((await caller.get(`/evidence?subjectType=vehicle&subjectId=${vehicle}`)).status).toBe(404);
        expect((await upload(caller)).status).toBe(404);
      }
      expect((await cast.city.get(`/evidence/${MISSING}`)).status).toBe(404);
      expect((await cast.service.nobody.get(`/evidence/${id}/content`)).status).toBe(401);
      expect((await upload(cast.service.nobody)).status).toBe(401);
      expect(await filesUnder('tmp')).toEqual([]);
    });
  });

  describe('who may add and read what', () => {
    it('a passage: its gate, its enterprise and its county', async () => {
      const plant = await enterprise(cast.service);
      const machine: Gate = await gate(cast.service, plant.id);
      const other: Gate = await gate(cast.service, plant.id);
      const body = { eventId: 'e1', passedAt: '2022-01-03T08:15:30+08:00', direction: 'in', plate: freshPlate() };
      const passage = created(await machine.caller.post('/passages', { ...body, plateColour: 'yellow' })).id;
      const fields = about('passage', passage);
      const { id } = created(await upload(machine.caller, { fields }));
      for (const caller of [machine.caller, plant.caller, cast.county, cast.city, cast.department])
        expect((await caller.get(`/evidence/${id}`)).status).toBe(200);
      for (const caller of [other.caller, cast.alice, cast.otherCounty, cast.contractor])
        expect((await caller.get(`/evidence/${id}`)).status).toBe(404);
    });

    it('a site and a machine: their contractor, and officers of the county', async () => {
      const builder = await contractor(cast.service);
      const site = {
        name: '工地',
        countyCode: '140302',
        address: '某街',
        startsOn: '2021-01-01',
        endsOn: '2030-12-31',
      };
      const machine = {
        name: '挖掘机',
        category: 'excavator',
        pin: `PIN${Date.now()}${database.name}`.slice(0, 17),
        fuel: 'diesel',
        emissionStage: '3',
      };
      const subjects = [
        about('site', created(await builder.caller.post('/sites', site)).id),
        about(
          'machine',
          created(
            await builder.caller.post('/machines', {
              ...machine,
              manufacturer: '徐工',
              serialNumber: `S${Date.now()}`,
            }),
          ).id,
        ),
      ];
      for (const fields of subjects) {
        const { id } = created(await upload(builder.caller, { fields }));
        for (const caller of [builder.caller, cast.county, cast.city])
          expect((await caller.get(`/evidence/${id}`)).status).toBe(200);
        for (const caller of [cast.contractor, cast.otherCounty, cast.alice])
          expect((await caller.get(`/evidence/${id}`)).status).toBe(404);
        expect((await upload(cast.county, { fields })).status).toBe(201);
        expect((await upload(cast.otherCounty, { fields })).status).toBe(404);
      }
    });

    it('an inspection, a prohibition: 403 for whom they are about, who adds to the own filing and site entry', async () => {
      const builder = await contractor(cast.service);
      const days = { startsOn: '2021-01-01', endsOn: '2030-12-31' };
      const site = { name: '工地', countyCode: '140302', address: '某街', ...days };
      const siteId = created(await builder.caller.post('/sites', site)).id;
      const machine = { name: '挖掘机', category: 'excavator', fuel: 'diesel', emissionStage: '3' };
      const number = { manufacturer: '徐工', serialNumber: `U${Date.now()}` };
      const machineId = created(await builder.caller.post('/machines', { ...machine, ...number })).id;
      const met = { siteId, machineId };
      const when = '2022-01-03T08:15:30+08:00';
      const inspection = created<{ id: string; prohibition: { id: string } }>(
        await cast.county.post('/inspections', { ...met, inspectedAt: when, ringelmann: 3 }),
      );
      const planned = { plannedEntryOn: '2022-01-01', plannedExitOn: '2022-12-31' };
      const filing = created(await builder.caller.post('/filings', { ...met, ...planned })).id;
      const entry = created(await builder.caller.post('/site-entries', { ...met, enteredAt: when })).id;
      const adds = async (caller: Caller, type: string, id: string) =>
        (await upload(caller, { fields: about(type, id) })).status;
      expect(await adds(builder.caller, 'inspection', inspection.id)).toBe(403);
      expect(await adds(builder.caller, 'prohibition', inspection.prohibition.id)).toBe(403);
      expect(await adds(cast.contractor, 'inspection', inspection.id)).toBe(404);
      expect(await adds(builder.caller, 'filing', filing)).toBe(201);
      expect(await adds(builder.caller, 'site_entry', entry)).toBe(201);
      expect(await adds(cast.county, 'inspection', inspection.id)).toBe(201);
      expect(await adds(cast.county, 'prohibition', inspection.prohibition.id)).toBe(201);
    });

    it('403: a department reads, and adds only to inspections and site entries', async () => {
      expect((await upload(cast.department)).status).toBe(403);
      const builder = await contractor(cast.service);
      const site = {
        name: '工地',
        countyCode: '140302',
        address: '某街',
        startsOn: '2021-01-01',
        endsOn: '2030-12-31',
      };
      const siteId = created(await builder.caller.post('/sites', site)).id;
      const machine = {
        manufacturer: '徐工',
        serialNumber: `T${Date.now()}`,
        name: '挖掘机',
        category: 'excavator',
        fuel: 'diesel',
        emissionStage: '3',
      };
      const machineId = created(await builder.caller.post('/machines', machine)).id;
      const inspected = { siteId, machineId, inspectedAt: '2022-01-03T08:15:30+08:00', ringelmann: 0 };
      const inspection = created(await cast.department.post('/inspections', inspected)).id;
      expect((await upload(cast.department, { fields: about('inspection', inspection) })).status).toBe(201);
      expect((await upload(cast.department, { fields: about('site', siteId) })).status).toBe(403);
      const entry = created(
        await cast.department.post('/site-entries', { siteId, machineId, enteredAt: '2022-01-03T08:15:30+08:00' }),
      ).id;
      expect((await upload(cast.department, { fields: about('site_entry', entry) })).status).toBe(201);
    });

    it('a violation: who it is held against, and officers of its county', async () => {
      const sold = { invoiceOn: '2021-07-01', seller: { name: 's', countyCode: '140302' } };
      const { plate } = created(await cast.city.post('/vehicles', lorry(sold)));
      const found = await cast.city.post('/violations/search', { plate });
      const violation = (found.body as { items: { id: string }[] }).items[0]?.id ?? '';
      const fields = about('violation', violation);
      expect((await upload(cast.county, { fields })).status).toBe(201);
      for (const caller of [cast.otherCounty, cast.alice]) expect((await upload(caller, { fields })).status).toBe(404);
    });
  });
});
