import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEvidence } from '../../src/actions/evidence/verify-evidence.ts';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { jpeg, jpegWithExif, pictureBomb, webp } from '../support/pictures.ts';
import { type Cast, castOf, created, declaredLorry, problem } from './fleet-world.ts';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe.each(databases)('pictures among the evidence on $name', (database) => {
  let cast: Cast;
  let vehicle: string;
  beforeAll(async () => {
    cast = await castOf(database);
    vehicle = created(await cast.alice.post('/vehicles', declaredLorry())).id;
  });
  afterAll(() => cast.service.close());

  const upload = async (content: Buffer, caller: Caller = cast.alice): Promise<Response> =>
    request(cast.service.app.listener)
      .post('/api/v1/evidence')
      .set('Authorization', `Bearer ${caller.token ?? ''}`)
      .field({ subjectType: 'vehicle', subjectId: vehicle, kind: 'photo' })
      .attach('file', content, 'a.jpg');
  const added = async (content: Buffer): Promise<string> => created(await upload(content)).id;
  const fetched = async (path: string, caller: Caller = cast.alice, headers: Record<string, string> = {}) =>
    request(cast.service.app.listener)
      .get(`/api/v1/evidence/${path}`)
      .set({ Authorization: `Bearer ${caller.token ?? ''}`, ...headers })
      .buffer(true)
      .parse((incoming, done) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => done(null, Buffer.concat(chunks)));
      });
  const placeOf = (content: Buffer, month: string) =>
    join(cast.service.uploads, month, sha256(content).slice(0, 2), sha256(content));
  const monthNow = () => new Date(cast.service.clock.now() + 8 * 3_600_000).toISOString().slice(0, 7);

  it('400: a picture that is cut off, naming the field; nothing of it is left', async () => {
    const whole = await jpeg({ width: 640, height: 480 });
    const cut = whole.subarray(0, Math.floor(whole.length / 2));
    expect(problem(await upload(cut))).toEqual([400, '#/file']);
    expect(await readdir(join(cast.service.uploads, 'tmp'))).toEqual([]);
    await expect(readFile(placeOf(cut, monthNow()))).rejects.toThrow('ENOENT');
  });

  it('400: what only begins like a picture', async () => {
    const beginning = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
    expect(problem(await upload(beginning))).toEqual([400, '#/file']);
  });

  it('413: a bomb, which is never unpacked', async () => {
    const bomb = pictureBomb();
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(problem(await upload(bomb))).toEqual([413, '#/file']);
  });

  it('200: a thumbnail that is upright, small and knows nothing of place and device; the original stays as it came', async () => {
    const original = await jpegWithExif({ width: 1200, height: 800 });
    expect(original.includes('TELLTALE-SERIAL')).toBe(true);
    const id = await added(original);
    const answer = await fetched(`${id}/thumbnail`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('image/webp');
    const small = await sharp(answer.body as Buffer).metadata();
    expect([small.width, small.height]).toEqual([320, 480]);
    expect([small.exif, small.xmp, small.iptc, small.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect((answer.body as Buffer).includes('TELLTALE')).toBe(false);
    expect((await fetched(`${id}/content`)).body).toEqual(original);
  });

  it('keeps the thumbnail beside its picture and gives the same again', async () => {
    const original = await webp({ width: 300, height: 200 });
    const id = await added(original);
    const first = await fetched(`${id}/thumbnail`);
    const path = placeOf(original, monthNow());
    expect(await readFile(`${path}.thumb-480.webp`)).toEqual(first.body);
    expect((await fetched(`${id}/thumbnail`)).body).toEqual(first.body);
  });

  it('304 for whoever has it already, asked about and recorded at each view', async () => {
    const id = await added(await jpeg());
    for (const what of ['thumbnail', 'content'] as const) {
      const first = await fetched(`${id}/${what}`);
      expect(first.headers['cache-control']).toBe('private, no-cache');
      const etag = String(first.headers['etag']);
      expect((await fetched(`${id}/${what}`, cast.alice, { 'If-None-Match': etag })).status).toBe(304);
      expect((await fetched(`${id}/${what}`, cast.charlie, { 'If-None-Match': etag })).status).toBe(404);
    }
    const trail = await cast.service.store.read.audit.page({ subjectType: 'evidence', subjectId: id }, { limit: 9 });
    const views = trail.filter(({ action }) => action === 'evidence.read').map(({ detail }) => detail);
    expect(views.map((detail) => (detail as { seen: string }).seen).reverse()).toEqual([
      ...['thumbnail', 'thumbnail', 'content', 'content'],
    ]);
  });

  it('404: no thumbnail of what is no picture, or of what the caller may not see', async () => {
    const paper = await added(Buffer.from('%PDF-1.4\n%%EOF\n'));
    expect((await fetched(`${paper}/thumbnail`)).status).toBe(404);
    const id = await added(await jpeg());
    for (const caller of [cast.charlie, cast.contractor])
      expect((await fetched(`${id}/thumbnail`, caller)).status).toBe(404);
    for (const caller of [cast.bob, cast.city, cast.department])
      expect((await fetched(`${id}/thumbnail`, caller)).status).toBe(200);
  });

  it('tells which evidence is missing or altered, and of nothing else', async () => {
    const [gone, altered, longer] = [await jpeg(), await jpeg(), await jpeg()];
    const ids = [await added(gone), await added(altered), await added(longer)];
    const faults = async () => {
      const lines: string[] = [];
      for await (const line of verifyEvidence(cast.service.store.bulk, cast.service.app.env.files)) lines.push(line);
      return lines;
    };
    expect(await faults()).toEqual([]);
    const month = monthNow();
    await rm(placeOf(gone, month));
    const other = Buffer.from(altered);
    other.writeUInt8(other.readUInt8(40) ^ 1, 40);
    await writeFile(placeOf(altered, month), other);
    await writeFile(placeOf(longer, month), Buffer.concat([longer, Buffer.from('x')]));
    const told = await faults();
    expect(told.map((line) => line.split(' ')[1])).toEqual(ids);
    expect(told.map((line) => line.split('): ')[1])).toEqual([
      'its file is missing',
      'its file was altered',
      `its file has ${longer.length + 1} bytes in place of ${longer.length}`,
    ]);
    expect((await fetched(`${ids[0] ?? ''}/content`)).status).toBe(503);
    for (const id of ids.slice(0, 2)) expect((await fetched(`${id}/thumbnail`)).status).toBe(503);
  });
});
