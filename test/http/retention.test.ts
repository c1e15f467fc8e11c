import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dropExpired } from '../../src/actions/retention/drop-expired.ts';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf, created, problem } from './fleet-world.ts';
import { COKING, diesel, itemsOf, type Plant, pass, passage, plant } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';

const ARRIVED = '2022-01-10T12:00:00+08:00';
const MP4 = Buffer.concat([Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), Buffer.alloc(16)]);
/** A truck that breaks no rule. */
const clean = (more: object = {}) => ({ plate: freshPlate(), vehicle: diesel('6'), ...more });

describe.each(databases)('retention on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  beforeAll(async () => {
    cast = await castOf(database, ARRIVED);
    mill = await plant(cast.service, COKING);
  });
  afterAll(() => cast.service.close());

  // Gates' tokens do not run out, people's do.
  beforeEach(() => cast.service.clock.set(ARRIVED));

  const run = async (now: string, signal?: AbortSignal) => {
    const { store, app } = cast.service;
    const { files, keys, newId, randomBytes, config } = app.env;
    const at = { now: Date.parse(now), newId, randomBytes, requestId: 'retention' };
    return dropExpired({ store, files, keys, months: config.retention, at, ...(signal ? { signal } : {}) });
  };
  const isKept = async (id: string) => (await cast.service.store.read.passages.find(id)) !== undefined;
  const photoOf = async (subjectId: string, content?: Buffer) =>
    addFile(
      cast.service,
      mill.gate.caller,
      { subjectType: 'passage', subjectId, kind: 'head' },
      content ?? (await jpeg()),
    );

  it('drops what is older than its months with all that hangs on it, keeps cases and holds, and says how much', async () => {
    const { store, uploads } = cast.service;
    const plain = await pass(mill, clean());
    const breach = await pass(mill, { vehicle: diesel('3') });
    expect(breach.violations).not.toEqual([]);
    const held = await pass(mill, clean());
    const [photo, video] = [await photoOf(plain.id), await photoOf(held.id, MP4)];
    await bytesOf(cast.service, mill.caller, `/evidence/${photo}/thumbnail`);
    const proof = await photoOf(breach.id);
    const plate = (await store.read.passages.find(held.id))?.plate;
    const hold = { enterpriseId: mill.id, plate, from: '2022-01-03', to: '2022-01-03', reason: '案件调查' };
    const { id: holdId } = created(await cast.county.post('/legal-holds', hold));

    // The last month that has to be kept: nothing goes.
    expect(await run('2024-01-31T12:00:00+08:00')).toMatchObject({ passages: 0, videos: 0 });
    expect(await isKept(plain.id)).toBe(true);

    const dropped = await run('2024-02-01T12:00:00+08:00');
    expect(dropped).toEqual({ passages: 1, videos: 0, files: 1, kept: 2 });
    expect([await isKept(plain.id), await isKept(breach.id), await isKept(held.id)]).toEqual([false, true, true]);
    expect(await store.read.evidence.find(photo)).toBeUndefined();
    const left = (await readdir(uploads, { recursive: true })).filter((name) => /[0-9a-f]{64}/.test(name));
    expect(left).toHaveLength(2);
    for (const id of [proof, video]) expect(await store.read.evidence.find(id)).toBeDefined();
    const trail = await store.read.audit.page({ subjectType: 'retention', subjectId: '2024-02-01' }, { limit: 2 });
    expect(trail).toMatchObject([
      { action: 'retention.run', actorId: 'retention', detail: { passages: 1, files: 1, kept: 2, ledgerMonths: 24 } },
    ]);
    expect(await run('2024-02-01T13:00:00+08:00')).toEqual({ passages: 0, videos: 0, files: 0, kept: 2 });

    expect((await cast.county.post(`/legal-holds/${holdId}/release`, {})).status).toBe(200);
    expect(await run('2024-02-02T12:00:00+08:00')).toEqual({ passages: 1, videos: 0, files: 1, kept: 1 });
    expect(await isKept(held.id)).toBe(false);
  });

  it('ends after the step it is at when the service stops, says what went, and the next run does the rest', async () => {
    const passages = Array.from({ length: 120 }, () => passage(clean()));
    expect((await mill.gate.caller.post('/passages/batch', { passages })).status).toBe(200);
    const first = await run('2024-03-01T12:00:00+08:00', AbortSignal.abort());
    expect(first.passages).toBeGreaterThan(0);
    const { store } = cast.service;
    const [noted] = await store.read.audit.page({ subjectType: 'retention', subjectId: '2024-03-01' }, { limit: 1 });
    expect(noted).toMatchObject({ action: 'retention.run', detail: { passages: first.passages } });
    const rest = await run('2024-03-02T12:00:00+08:00');
    expect(rest.passages).toBeGreaterThan(0);
    expect(first.passages + rest.passages).toBe(120);
  });

  it('drops video references after their own months, and leaves the passage', async () => {
    cast.service.clock.set('2022-06-10T12:00:00+08:00');
    const { id } = await pass(mill, clean());
    const [photo, film] = [await photoOf(id), await photoOf(id, Buffer.concat([MP4, Buffer.from('x')]))];
    expect(await run('2023-06-30T12:00:00+08:00')).toMatchObject({ videos: 0 });
    expect(await run('2023-07-01T12:00:00+08:00')).toMatchObject({ passages: 0, videos: 1, files: 1 });
    expect(await cast.service.store.read.evidence.find(film)).toBeUndefined();
    expect(await cast.service.store.read.evidence.find(photo)).toBeDefined();
    expect(await isKept(id)).toBe(true);
  });

  it('keeps a visit whole while one reading of it is young, and an event sent once more does no harm', async () => {
    cast.service.clock.set('2022-07-31T12:00:00+08:00');
    const plate = freshPlate();
    const entry = await pass(mill, clean({ plate, passedAt: '2022-07-31T08:00:00+08:00' }));
    const broken = passage({ vehicle: diesel('3'), passedAt: '2022-07-31T09:00:00+08:00' });
    const breach = created(await mill.gate.caller.post('/passages', broken)).id;
    cast.service.clock.set('2022-08-01T12:00:00+08:00');
    const exit = await pass(mill, clean({ plate, passedAt: '2022-08-01T08:00:00+08:00', direction: 'out' }));
    const again = clean({ eventId: 'once-more', passedAt: '2022-07-31T10:00:00+08:00' });
    cast.service.clock.set('2022-07-31T12:00:00+08:00');
    const repeated = passage(again);
    const first = created(await mill.gate.caller.post('/passages', repeated)).id;
    await run('2024-08-15T12:00:00+08:00');
    expect([await isKept(entry.id), await isKept(exit.id), await isKept(first)]).toEqual([true, true, false]);

    const [flag] = await cast.service.store.read.violations.ofSubjects([`access:${breach}`]);
    await cast.service.store.write((tx) => tx.violations.withdraw(flag?.id ?? '', Date.parse(ARRIVED)));
    cast.service.clock.set('2024-09-15T12:00:00+08:00');
    await run('2024-09-15T12:00:00+08:00');
    expect([await isKept(entry.id), await isKept(exit.id), await isKept(breach)]).toEqual([false, false, false]);
    expect((await mill.gate.caller.post('/passages', repeated)).status).toBe(201);
    expect((await mill.gate.caller.post('/passages', repeated)).status).toBe(200);
    expect((await mill.gate.caller.post('/passages', broken)).status).toBe(409);
    cast.service.clock.set(ARRIVED);
    const plateOf = (broken as { plate: string }).plate;
    const found = await cast.city.post('/violations/search', { plate: plateOf, status: 'withdrawn' });
    expect(itemsOf(found)).toHaveLength(1);
    expect(itemsOf(await cast.city.post('/violations/search', { plate: plateOf, status: 'open' }))).toEqual([]);
  });

  describe('legal holds', () => {
    const hold = (more: object = {}) => ({
      ...{ enterpriseId: mill.id, from: '2022-01-01', to: '2022-01-31', reason: '案件调查' },
      ...more,
    });

    it('201, 200 and 409: placed, listed, released once', async () => {
      const answer = await cast.county.post('/legal-holds', hold({ plate: '晋c·12345' }));
      const row = created<{ id: string }>(answer);
      expect(row).toMatchObject({ plate: '晋C12345', until: '2022-02-01T00:00:00.000+08:00', releasedAt: null });
      expect(answer.headers['location']).toBe(`/api/v1/legal-holds/${row.id}`);
      const standing = async () =>
        itemsOf(await cast.city.get(`/legal-holds?released=false&enterpriseId=${mill.id}`)).map(({ id }) => id);
      expect(await standing()).toEqual([row.id]);
      expect((await cast.county.post(`/legal-holds/${row.id}/release`, {})).body).toMatchObject({
        releasedAt: expect.any(String),
      });
      expect((await cast.county.post(`/legal-holds/${row.id}/release`, {})).status).toBe(409);
      expect(await standing()).toEqual([]);
      const trail = await cast.service.store.read.audit.page(
        { subjectType: 'legal_hold', subjectId: row.id },
        { limit: 9 },
      );
      expect(trail.map(({ action }) => action)).toEqual(['legal-hold.release', 'legal-hold.create']);
    });

    it('400, 403 and 404', async () => {
      expect(problem(await cast.county.post('/legal-holds', hold({ to: '2021-12-31' })))).toEqual([400, '#/to']);
      expect(problem(await cast.county.post('/legal-holds', hold({ reason: ' ' })))).toEqual([400, '#/reason']);
      expect(problem(await cast.otherCounty.post('/legal-holds', hold()))).toEqual([404, '#/enterpriseId']);
      for (const caller of [mill.caller, cast.department, cast.contractor])
        expect((await caller.post('/legal-holds', hold())).status).toBe(403);
      const { id } = created(await cast.county.post('/legal-holds', hold()));
      expect((await cast.otherCounty.post(`/legal-holds/${id}/release`, {})).status).toBe(404);
      expect((await mill.caller.get('/legal-holds')).status).toBe(403);
    });

    it('GET /retention tells anyone signed in how long things are kept, and what the least is', async () => {
      cast.service.clock.set('2024-02-29T12:00:00+08:00');
      expect((await cast.service.nobody.get('/retention')).status).toBe(401);
      expect((await cast.service.holding(mill.gate.caller.token ?? '').get('/retention')).body).toEqual({
        ledgers: { configured: 24, least: 24, keptFrom: '2022-02-01' },
        videos: { configured: 12, least: 12, keptFrom: '2023-02-01' },
      });
    });
  });
});
