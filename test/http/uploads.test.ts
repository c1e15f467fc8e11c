import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepUploads } from '../../src/actions/console/uploads.ts';
import type { Caller } from '../support/client.ts';
import { checkContract } from '../support/contract.ts';
import { databases } from '../support/database.ts';
import { jpeg, pictureBomb } from '../support/pictures.ts';
import { idOf, openTown, problem, type Town } from '../support/town.ts';
import { user } from '../support/world.ts';

const MISSING = '019a0000-0000-7000-8000-000000000000';
const HOUR_MS = 3_600_000;
const MIB = 1024 * 1024;
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe.each(databases)('uploads on $name', (database) => {
  let town: Town;
  let content: Buffer;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());
  beforeEach(async () => {
    content = Buffer.concat([await jpeg(), randomBytes(2_000)]);
  });

  const announced = (more: object = {}) => ({
    ...{ bytes: content.length, sha256: sha256(content), fileName: '现场.jpg' },
    ...{ subjectType: 'organisation', subjectId: town.enterprise, kind: 'photo', ...more },
  });
  const opened = async (more: object = {}, who: Caller = town.alice) =>
    idOf(await who.post('/uploads', announced(more)));
  const send = async (
    id: string,
    offset: number | string,
    piece: Buffer,
    who: Caller = town.alice,
    headers: Readonly<Record<string, string>> = { 'Content-Type': 'application/octet-stream' },
  ): Promise<Response> => {
    const call = request(town.service.app.listener).patch(`/api/v1/uploads/${id}?offset=${offset}`);
    if (who.token) call.set('Authorization', `Bearer ${who.token}`);
    for (const [name, value] of Object.entries(headers)) call.set(name, value);
    const answer: Response = await call.send(piece);
    checkContract('PATCH', `/api/v1/uploads/${id}`, answer);
    return answer;
  };
  /** Everything but the last 100 bytes, in two pieces. */
  const almost = async (id: string) => {
    expect((await send(id, 0, content.subarray(0, 1_000))).body).toEqual({ received: 1_000 });
    const [from, to] = [1_000, content.length - 100];
    expect((await send(id, from, content.subarray(from, to))).body).toEqual({ received: to });
    return to;
  };
  const whole = async (id: string): Promise<Response> => {
    const last = await almost(id);
    return send(id, last, content.subarray(last));
  };
  const pieces = () => readdir(join(town.service.uploads, 'pieces'));
  const waiting = () => readdir(join(town.service.uploads, 'tmp'));
  const evidenceOf = async () =>
    (
      (await town.alice.get(`/evidence?subjectType=organisation&subjectId=${town.enterprise}&limit=200`)).body as {
        items: { id: string; sha256: string }[];
      }
    ).items.filter((row) => row.sha256 === sha256(content));

  it('201: announced, it stands at nothing for 48 hours', async () => {
    const made = await town.alice.post('/uploads', announced({ sha256: sha256(content).toUpperCase() }));
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...announced(), received: 0, evidenceId: null });
    const { expiresAt, createdAt } = made.body as { expiresAt: string; createdAt: string };
    expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(48 * HOUR_MS);
    expect(made.headers['location']).toBe(`/api/v1/uploads/${idOf(made)}`);
    expect((await town.alice.get(`/uploads/${idOf(made)}`)).body).toEqual(made.body);
  });

  it('200 for each piece, 201 with the evidence for the last: the file byte for byte, as if it had come at once', async () => {
    const id = await opened();
    const answer = await whole(id);
    expect(answer.status).toBe(201);
    const { bytes, sha256: sum, fileName, subjectType, subjectId, kind } = announced();
    const about = { bytes, sha256: sum, fileName, subjectType, subjectId, kind, mediaType: 'image/jpeg' };
    expect(answer.body).toEqual({ id: expect.any(String), createdAt: expect.any(String), ...about });
    const { id: evidenceId, createdAt } = answer.body as { id: string; createdAt: string };
    expect(answer.headers['location']).toBe(`/api/v1/evidence/${evidenceId}`);
    expect((await town.bob.get(`/evidence/${evidenceId}`)).body).toEqual(answer.body);
    const file = join(town.service.uploads, createdAt.slice(0, 7), sum.slice(0, 2), sum);
    expect(await readFile(file)).toEqual(content);
    const trail = await town.store.read.audit.page({ subjectType: 'evidence', subjectId: evidenceId }, { limit: 9 });
    expect(trail).toMatchObject([{ action: 'evidence.create', actorId: town.alice.id }]);
    expect((await town.alice.get(`/uploads/${id}`)).body).toMatchObject({ received: bytes, evidenceId });
    expect(await pieces()).not.toContain(id);
    expect(await waiting()).toEqual([]);
  });

  it('201: in one piece, without a name', async () => {
    const { fileName: _, ...nameless } = announced();
    const id = idOf(await town.alice.post('/uploads', nameless));
    expect((await send(id, 0, content)).body).toMatchObject({ fileName: null, bytes: content.length });
  });

  it('201 again for the last piece sent again: the same evidence, and no other', async () => {
    const id = await opened();
    const first = await whole(id);
    const last = content.length - 100;
    const again = await send(id, last, content.subarray(last));
    expect([again.status, again.body, again.headers['location']]).toEqual([201, first.body, first.headers['location']]);
    expect(await evidenceOf()).toHaveLength(1);
    expect(problem(await send(id, 0, content.subarray(0, 10)))).toEqual([409, '#/offset']);
  });

  it('201 once: the last piece sent five times at once makes one piece of evidence', async () => {
    const id = await opened();
    const last = await almost(id);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(id, last, content.subarray(last))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(await evidenceOf()).toHaveLength(1);
  });

  it('409 tells how far it has come: for a piece sent again, one that leaves a gap, and all but one of five at once', async () => {
    const id = await opened();
    const piece = content.subarray(0, 500);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(id, 0, piece)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    for (const offset of [0, 499, 501, content.length]) {
      const answer = await send(id, offset, piece);
      expect(problem(answer)).toEqual([409, '#/offset']);
      expect(answer.body).toMatchObject({ received: 500, errors: [{ in: 'query' }] });
    }
    const rest = await send(id, 500, content.subarray(500));
    expect(rest.status).toBe(201);
  });

  it('400: a piece beyond the end, and an empty one; the upload stands where it stood', async () => {
    const id = await opened();
    await send(id, 0, content.subarray(0, 500));
    expect(problem(await send(id, 500, Buffer.concat([content.subarray(500), Buffer.from('x')])))).toEqual([400, '#']);
    expect(problem(await send(id, 500, Buffer.alloc(0)))).toEqual([400, '#']);
    expect((await send(id, 500, content.subarray(500))).status).toBe(201);
  });

  it.each(['', '-1', '1.5', 'x', '1e3', '9'.repeat(12)])('400 for the offset %o', async (offset) => {
    expect(problem(await send(await opened(), offset, content))).toEqual([400, '#/offset']);
  });

  it('413: a piece above 1 MiB; exactly that much is taken', async () => {
    content = Buffer.concat([await jpeg(), randomBytes(MIB + 10)]);
    const id = await opened();
    expect((await send(id, 0, content.subarray(0, MIB + 1))).status).toBe(413);
    expect((await send(id, 0, content.subarray(0, MIB))).body).toEqual({ received: MIB });
    expect((await send(id, MIB, content.subarray(MIB))).status).toBe(201);
  });

  it('415: a body of another type, or compressed', async () => {
    const id = await opened();
    for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain'])
      expect((await send(id, 0, content, town.alice, { 'Content-Type': type })).status).toBe(415);
    const gzip = { 'Content-Type': 'application/octet-stream', 'Content-Encoding': 'gzip' };
    expect((await send(id, 0, content, town.alice, gzip)).status).toBe(415);
  });

  it.each<[string, () => Promise<Buffer> | Buffer, number]>([
    ['text', () => Buffer.from('hello, this is no picture'), 415],
    ['a picture that is cut off', async () => (await jpeg({ width: 640, height: 480 })).subarray(0, 900), 400],
    ['a picture of too many pixels', () => pictureBomb(), 413],
  ])('refused as by POST /evidence: %s; nothing is left of it', async (_name, make, status) => {
    content = await make();
    const id = await opened();
    const zh = { 'Content-Type': 'application/octet-stream', 'Accept-Language': 'zh-CN' };
    const answer = await send(id, 0, content, town.alice, zh);
    expect(problem(answer)).toEqual([status, '#/file']);
    expect((answer.body as { detail: string }).detail).toMatch(/\p{Script=Han}/u);
    expect((await town.alice.get(`/uploads/${id}`)).status).toBe(404);
    expect(await pieces()).not.toContain(id);
    expect(await waiting()).toEqual([]);
    expect(await evidenceOf()).toEqual([]);
  });

  it('400: another file than announced; the upload is gone, and nothing is left of it', async () => {
    const id = await opened({ sha256: 'f'.repeat(64) });
    expect(problem(await whole(id))).toEqual([400, '#']);
    expect((await town.alice.get(`/uploads/${id}`)).status).toBe(404);
    expect(await pieces()).not.toContain(id);
    expect(await waiting()).toEqual([]);
    expect(await evidenceOf()).toEqual([]);
  });

  it('what lies on disk beyond what was acknowledged does not count', async () => {
    const id = await opened();
    await send(id, 0, content.subarray(0, 500));
    await writeFile(
      join(town.service.uploads, 'pieces', id),
      Buffer.concat([content.subarray(0, 500), Buffer.alloc(900, 'x')]),
    );
    expect((await town.alice.get(`/uploads/${id}`)).body).toMatchObject({ received: 500 });
    expect((await send(id, 500, content.subarray(500, 600))).body).toEqual({ received: 600 });
    expect((await send(id, 600, content.subarray(600))).status).toBe(201);
  });

  it.each<[string, object, string]>([
    ['no bytes', { bytes: 0 }, '#/bytes'],
    ['more than 20 MiB', { bytes: 20 * MIB + 1 }, '#/bytes'],
    ['no sum', { sha256: 'abc' }, '#/sha256'],
    ['a type nobody knows', { subjectType: 'moon' }, '#/subjectType'],
    ['an unknown field', { colour: 'red' }, '#/colour'],
  ])('400: %s', async (_name, more, pointer) => {
    expect(problem(await town.alice.post('/uploads', announced(more)))).toEqual([400, pointer]);
  });

  it('404 and 403 as by POST /evidence: for a subject out of sight, and for one that may only be read', async () => {
    expect(problem(await town.alice.post('/uploads', announced({ subjectId: MISSING })))).toEqual([404, '#/subjectId']);
    for (const who of [town.charlie, town.otherCounty, town.contractor])
      expect(problem(await who.post('/uploads', announced()))).toEqual([404, '#/subjectId']);
    expect((await town.department.post('/uploads', announced())).status).toBe(403);
    expect((await town.county.post('/uploads', announced())).status).toBe(201);
    expect((await town.nobody.post('/uploads', announced())).status).toBe(401);
  });

  it('403 or 404 for the last piece where the right went in the meantime; the upload stands', async () => {
    const officer = await user(town.service, 'county_officer', { countyCode: '140321' });
    const id = await opened({}, officer);
    const last = content.length - 100;
    expect((await send(id, 0, content.subarray(0, last), officer)).status).toBe(200);
    const { id: me } = (await officer.get('/me')).body as { id: string };
    await town.store.write((tx) => tx.users.update(me, { countyCode: '140311' }));
    town.service.app.env.tokens.forgetUser(me);
    expect(problem(await send(id, last, content.subarray(last), officer))).toEqual([404, '#/subjectId']);
    expect(await evidenceOf()).toEqual([]);
    await town.store.write((tx) => tx.users.update(me, { countyCode: '140321' }));
    town.service.app.env.tokens.forgetUser(me);
    expect((await send(id, last, content.subarray(last), officer)).status).toBe(201);
  });

  it('404: nobody sees, goes on with or gives up another’s', async () => {
    const id = await opened();
    const path = `/uploads/${id}`;
    for (const who of [town.bob, town.charlie, town.county, town.otherCounty, town.city, town.admin, town.contractor])
      for (const answer of [await who.get(path), await send(id, 0, content, who), await who.delete(path)])
        expect(problem(answer)).toEqual([404, '#/id']);
    expect((await town.alice.get(path)).body).toMatchObject({ received: 0 });
    expect(problem(await send(MISSING, 0, content))).toEqual([404, '#/id']);
    expect((await send(id, 0, content, town.nobody)).status).toBe(401);
  });

  it('204: given up, it is gone with its pieces; evidence that came of one stays', async () => {
    const id = await opened();
    await almost(id);
    expect(await pieces()).toContain(id);
    expect((await town.alice.delete(`/uploads/${id}`)).status).toBe(204);
    expect(await pieces()).not.toContain(id);
    expect((await town.alice.get(`/uploads/${id}`)).status).toBe(404);
    expect((await town.alice.delete(`/uploads/${id}`)).status).toBe(404);
    const other = await opened();
    const evidence = await whole(other);
    expect((await town.alice.delete(`/uploads/${other}`)).status).toBe(204);
    expect((await town.alice.get(`/evidence/${idOf(evidence)}`)).status).toBe(200);
  });

  it('409: a user has twenty open; one that is done or given up makes room', async () => {
    const many = await user(town.service, 'enterprise', { organisationId: town.enterprise });
    const ids = [];
    for (let count = 0; count < 20; count += 1) ids.push(await opened({}, many));
    expect((await many.post('/uploads', announced())).status).toBe(409);
    expect((await send(ids[0] ?? '', 0, content, many)).status).toBe(201);
    expect((await many.post('/uploads', announced())).status).toBe(201);
    expect((await many.post('/uploads', announced())).status).toBe(409);
    await many.delete(`/uploads/${ids[1]}`);
    expect((await many.post('/uploads', announced())).status).toBe(201);
  });

  it('after 48 hours it is gone, and the clockwork removes its pieces and what nobody knows of; others stay', async () => {
    const { store, service } = town;
    const [old, lost] = [await opened(), '019a0000-0000-7000-8000-0000000000ff'];
    await almost(old);
    await writeFile(join(service.uploads, 'pieces', lost), 'x');
    const { expiresAt = 0 } = (await store.read.uploads.find(old)) ?? {};
    const { pieces: kept } = service.app.env.files;
    await sweepUploads(store, kept, expiresAt - 1);
    expect(await pieces()).toContain(old);
    expect(await pieces()).not.toContain(lost);
    service.clock.advance(HOUR_MS);
    const alice = await user(service, 'enterprise', { organisationId: town.enterprise });
    const young = await opened({}, alice);
    await send(young, 0, content.subarray(0, 10), alice);
    await sweepUploads(store, kept, expiresAt);
    expect(await pieces()).not.toContain(old);
    expect(await pieces()).toContain(young);
    expect(await store.read.uploads.find(old)).toBeUndefined();
    expect(await store.read.uploads.find(young)).toBeDefined();
    const row = await store.read.uploads.find(young);
    if (!row) throw new Error('it is there');
    await store.write((tx) => tx.uploads.insert({ ...row, id: old, expiresAt: 1 }));
    expect((await alice.get(`/uploads/${old}`)).status).toBe(404);
  });
});
