import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { eq, getTableColumns } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../src/actions/audit.ts';
import { setViolationStatus } from '../../src/actions/enforcement/set-violation-status.ts';
import { dropExpired } from '../../src/actions/retention/drop-expired.ts';
import { type Head, headOf, verifyHead } from '../../src/actions/seals/head.ts';
import { readUnsealed } from '../../src/actions/seals/seal.ts';
import { STREAM_NAMES } from '../../src/actions/seals/streams.ts';
import { countUnsealed, verifySeals } from '../../src/actions/seals/verify.ts';
import { verifyViolationStates } from '../../src/actions/seals/verify-violations.ts';
import { makePapers } from '../../src/papers.ts';
import type { Writer } from '../../src/store/store.ts';
import { COKING, diesel, type Plant, pass, passage, plant } from '../http/gate-world.ts';
import { type Connected, connect } from '../store/connect.ts';
import { databases, type Place } from '../support/database.ts';
import { sealNow } from '../support/seal.ts';
import { startTest, type TestService } from '../support/server.ts';
import { untilSettled } from '../support/settled.ts';
import { freshPlate, user } from '../support/world.ts';

const ARRIVED = '2022-01-10T12:00:00+08:00';

describe.each(databases)('seals on $name', (database) => {
  let place: Place;
  let service: TestService;
  let db: Connected;
  let mill: Plant;
  let head: Head;
  let violationId: string;
  beforeAll(async () => {
    place = await database.place();
    service = await startTest(place.open);
    db = connect(place.where);
    service.clock.set(ARRIVED);
    mill = await plant(service, COKING);
    violationId = await live(service, mill);
    await seal();
    head = await headOf(service.store.bulk, service.app.env.keys);
    // Once more, so that the rows lie under more than one seal of each stream.
    await live(service, mill);
    await allJudged();
    await seal();
  });
  afterAll(async () => {
    await db.close();
    await service.close();
    await place.remove();
  });

  /** On PostgreSQL judging again looks twice, seconds apart, and would take what is altered here for what was told. */
  const allJudged = async () => {
    while ((await service.store.read.jobs.page({ to: 'all' }, { limit: 1 }, 'queued')).length > 0) await sleep(100);
  };
  const seal = async () => {
    await sleep(5);
    return sealNow(service.store, service.app.env.keys, service.clock.now());
  };
  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const fault of verifySeals(service.store.bulk, service.app.env.keys)) found.push(fault);
    for await (const fault of verifyViolationStates(service.store.bulk)) found.push(fault);
    return found;
  };

  it('hold over everything that happened, in one chain, of which an earlier head is the beginning', async () => {
    expect(await faults()).toEqual([]);
    expect(new Set(Object.values(await countUnsealed(service.store.bulk)))).toEqual(new Set([0]));
    const streams = new Set((await service.store.read.seals.all()).map(({ stream }) => stream));
    expect([...streams].sort()).toEqual(['audit', 'correction', 'decision', 'note', 'passage', 'violation-event']);
    const { bulk } = service.store;
    const { keys } = service.app.env;
    const now = await headOf(bulk, keys);
    expect(now.count).toBeGreaterThan(head.count);
    for (const published of [head, now]) expect(await verifyHead(bulk, keys, published)).toEqual([]);
    for (const forged of [{ ...head, count: head.count + 1 }, { ...head, seal: now.seal }, {}, null])
      expect(await verifyHead(bulk, keys, forged)).toHaveLength(1);
  });

  it('cover the same rows where a thread of the service works them out', async () => {
    const papers = makePapers(service.store);
    try {
      for (const stream of STREAM_NAMES) {
        const [inThread, here] = [
          await papers.answer('unsealed', { stream, range: {} }),
          await readUnsealed(service.store.bulk, { stream, range: {} }),
        ];
        expect(here?.count).toBeGreaterThan(0);
        expect({ ...inThread, leaves: Buffer.from(inThread?.leaves ?? []) }).toEqual(here);
      }
      expect(
        await papers.answer('unsealed', { stream: 'audit', range: { before: '00000000-0000-7000-8000-000000000000' } }),
      ).toBeUndefined();
    } finally {
      await papers.close();
    }
  });

  it('are made by one of two processes at a time', async () => {
    const other = await place.open();
    try {
      await mill.gate.caller.post('/passages', passage({ vehicle: diesel('6') }));
      await untilSettled(service.store);
      const { keys } = service.app.env;
      const now = service.clock.now();
      const [first, second] = await Promise.all([service.store, other].map((store) => sealNow(store, keys, now)));
      expect((first ?? 0) + (second ?? 0)).toBe(1);
      expect(await faults()).toEqual([]);
    } finally {
      await other.close();
    }
  });

  // SQLite writes one after the other: nothing can begin before and be stored late.
  if (database.name === 'postgres')
    it('wait for what began before, and miss nothing that is stored late', async () => {
      const { store } = service;
      const at = { now: service.clock.now(), newId: uuidv7, randomBytes, requestId: 'late' };
      const put = (tx: Writer, action: string) =>
        record(tx, { kind: 'system', id: 'test' }, at, action, { type: 'test', id: action });
      await seal();
      let go = (): void => undefined;
      const waiting = new Promise<void>((resolve) => {
        go = resolve;
      });
      let begun = (): void => undefined;
      const open = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const slow = store.write(async (tx) => {
        await put(tx, 'test.late');
        begun();
        await waiting;
      });
      await open;
      await store.write((tx) => put(tx, 'test.early'));
      expect(await seal()).toBe(0);
      go();
      await slow;
      expect(await seal()).toBe(2);
      expect(await faults()).toEqual([]);
    });

  // Which readings make one visit, and what reports count, is worked out from what is sealed.
  const DERIVED = ['accessId', 'visitId', 'tally', 'loadKg'];
  const TABLES = [
    ['audit', 'audit row', ['salt']],
    ['passages', 'passage', DERIVED],
    ['decisionHistory', 'replaced decision', []],
    ['plateCorrections', 'plate correction', []],
    ['passageNotes', 'later note', []],
    ['violationEvents', 'change of a violation', []],
    ['auditSeals', 'seal', []],
  ] as const;

  it.each(TABLES)('find any altered column of %s and name the row', async (name, called, but) => {
    const table = db.t[name];
    const rows = (await db.q.select().from(table).orderBy(table.id)) as Record<string, unknown>[];
    expect(rows.length).toBeGreaterThan(1);
    const unseen: string[] = [];
    for (const column of Object.keys(getTableColumns(table))) {
      if ((but as readonly string[]).includes(column)) continue;
      const row = rows.find((one) => one[column] !== null);
      if (!row) continue;
      const [id, was] = [String(row['id']), row[column]];
      const altered = flipped(was);
      const at = column === 'id' ? String(altered) : id;
      await db.q
        .update(table)
        .set({ [column]: altered })
        .where(eq(table.id, id));
      const found = await faults();
      if (!found.some((fault) => fault.startsWith(`${called} ${id}`) || fault.startsWith(`${called} ${at}`)))
        unseen.push(`${column}: ${found.join('; ')}`);
      await db.q
        .update(table)
        .set({ [column]: was })
        .where(eq(table.id, at));
    }
    expect(unseen).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it.each(TABLES)('find a row of %s that was removed, and one that was put among them', async (name, called) => {
    const table = db.t[name];
    const [first, second] = (await db.q.select().from(table).orderBy(table.id).limit(2)) as Record<string, unknown>[];
    const id = String(first?.['id']);
    await db.q.delete(table).where(eq(table.id, id));
    const gone = await faults();
    expect(gone.join()).toMatch(name === 'auditSeals' ? `seal ${String(second?.['id'])}: it does not follow` : id);
    await db.q.insert(table).values(first as never);
    const between = nextTo(id);
    await db.q.insert(table).values({ ...first, id: between } as never);
    expect((await faults()).some((fault) => fault.startsWith(`${called} ${between}`))).toBe(true);
    await db.q.delete(table).where(eq(table.id, between));
    expect(await faults()).toEqual([]);
  });

  it.each(['audit', 'passages', 'violationEvents'] as const)(
    'find two rows of %s that changed places',
    async (name) => {
      const table = db.t[name];
      const [first, second] = (await db.q.select().from(table).orderBy(table.id).limit(2)) as { id: string }[];
      const swap = async () => {
        const spare = uuidv7();
        for (const [from, to] of [
          [first?.id, spare],
          [second?.id, first?.id],
          [spare, second?.id],
        ] as [string, string][])
          await db.q.update(table).set({ id: to }).where(eq(table.id, from));
      };
      await swap();
      const found = (await faults()).join();
      expect([found.includes(first?.id ?? ''), found.includes(second?.id ?? '')]).toEqual([true, true]);
      await swap();
      expect(await faults()).toEqual([]);
    },
  );

  it('find a byte turned in what tells rows apart, and a text that is JSON no more', async () => {
    const { sealLeaves, passages } = db.t;
    const [{ sealId, leaves } = { sealId: '', leaves: Buffer.alloc(0) }] = await db.q
      .select()
      .from(sealLeaves)
      .limit(1);
    await db.q
      .update(sealLeaves)
      .set({ leaves: flipped(leaves) as Buffer })
      .where(eq(sealLeaves.sealId, sealId));
    expect(await faults()).toEqual([expect.stringContaining(`seal ${sealId}: its list of rows was altered`)]);
    await db.q.update(sealLeaves).set({ leaves }).where(eq(sealLeaves.sealId, sealId));

    const [row] = await db.q.select({ id: passages.id, cargo: passages.cargo }).from(passages).limit(1);
    await db.raw(`UPDATE passages SET cargo = 'x' || cargo WHERE cargo IS NOT NULL`);
    expect(await faults()).toContainEqual(`passage ${row?.id}: can no longer be read`);
    await db.raw(`UPDATE passages SET cargo = substr(cargo, 2) WHERE cargo IS NOT NULL`);
    expect(await faults()).toEqual([]);
  });

  it('find a state of a violation that no one gave it', async () => {
    const { violations } = db.t;
    await db.q.update(violations).set({ status: 'cancelled' }).where(eq(violations.id, violationId));
    expect(await faults()).toEqual([`violation ${violationId}: it is cancelled, and no change on record made it so`]);
    await db.q.update(violations).set({ status: 'notified' }).where(eq(violations.id, violationId));
  });

  it('tell an erased person from a row that lost its salt, and still hold', async () => {
    const admin = await service.admin();
    const officer = await user(service, 'county_officer', { countyCode: '140302' });
    const { id, username } = (await officer.get('/me')).body as { id: string; username: string };
    await seal();
    const trail = () => service.store.read.audit.about('user', id);
    expect(JSON.stringify(await trail())).toContain(username);
    expect((await (await user(service, 'city_officer')).post(`/users/${id}/erase`, {})).status).toBe(403);
    expect((await officer.post(`/users/${id}/erase`, {})).status).toBe(403);
    const erased = await admin.post(`/users/${id}/erase`, {});
    expect([erased.status, erased.body]).toMatchObject([200, { id, username: `erased-${id}`, active: false }]);
    expect((await officer.get('/me')).status).toBe(401);
    expect((await admin.post(`/users/${id}/erase`, {})).status).toBe(409);
    const me = (await admin.get('/me')).body as { id: string };
    expect((await admin.post(`/users/${me.id}/erase`, {})).status).toBe(409);
    const rows = await trail();
    expect(rows.map(({ action }) => action)).toEqual(['user.erase', 'user.create']);
    expect(JSON.stringify(rows)).not.toContain(username);
    expect(await faults()).toEqual([]);
    await seal();
    expect(await faults()).toEqual([]);

    const { audit } = db.t;
    const created = rows[1]?.id ?? '';
    await db.q.update(audit).set({ actorId: 'someone' }).where(eq(audit.id, created));
    expect(await faults()).toEqual([`audit row ${created}: altered since what was personal in it was erased`]);
    await db.q
      .update(audit)
      .set({ actorId: rows[1]?.actorId ?? '' })
      .where(eq(audit.id, created));
    const [other] = await db.q.select().from(audit).limit(1);
    await db.q
      .update(audit)
      .set({ salt: null })
      .where(eq(audit.id, other?.id ?? ''));
    expect(await faults()).toEqual([expect.stringContaining(`audit row ${other?.id}: lost its salt, and no note`)]);
    await db.q
      .update(audit)
      .set({ salt: other?.salt ?? '' })
      .where(eq(audit.id, other?.id ?? ''));
  });

  it('tell what retention dropped from what was taken out', async () => {
    const { store, app } = service;
    const { files, keys, newId, config } = app.env;
    const at = { now: Date.parse('2024-02-01T12:00:00+08:00'), newId, randomBytes, requestId: 'retention' };
    const { passages } = await dropExpired({ store, files, keys, months: config.retention, at });
    expect(passages).toBeGreaterThan(1);
    expect(await faults()).toEqual([]);
    await seal();
    expect(await faults()).toEqual([]);
    const { removalNotes } = db.t;
    const [note] = await db.q.select().from(removalNotes).where(eq(removalNotes.kind, 'dropped')).limit(1);
    await db.q
      .update(removalNotes)
      .set({ at: (note?.at ?? 0) + 1 })
      .where(eq(removalNotes.id, note?.id ?? ''));
    const found = await faults();
    expect(found).toContainEqual(`removal note ${note?.id}: the signature does not hold`);
    expect(found.join()).toMatch(/passage \S+: removed, and no note says that it was by law/);
  });
});

/** A day at a plant: breaches, notes, corrections, a fact that judges anew, a violation that is notified; gives that one. */
async function live(service: TestService, mill: Plant): Promise<string> {
  const admin = await service.admin();
  const clean = await pass(mill, { vehicle: diesel('6') });
  await pass(mill, { vehicle: diesel('6'), plate: freshPlate() });
  const told = { eventId: clean.eventId, cargo: { name: '焦炭', bulk: true, tonnes: 30 } };
  expect((await mill.gate.caller.post('/passages/cargo', told)).status).toBe(200);
  const forced = { eventId: clean.eventId, result: 'forced', reason: '停电' };
  expect((await mill.gate.caller.post('/passages/barrier', forced)).status).toBe(200);
  const misread = await pass(mill, { vehicle: diesel('6') });
  const seen = { plate: freshPlate(), reason: '照片所见' };
  expect((await mill.caller.post(`/passages/${misread.id}/plate-proposals`, seen)).status).toBe(201);
  const put = { ...seen, plate: freshPlate() };
  const corrected = await admin.post(`/passages/${misread.id}/plate`, put, { headers: { 'If-Match': '*' } });
  expect(corrected.status).toBe(200);
  const plate = freshPlate();
  await pass(mill, { vehicle: diesel('6'), plate });
  const lorry = { plate, plateColour: 'yellow', fuel: 'diesel', emissionStage: '5', stageBasis: 'vehicle_list' };
  const stored = await admin.post('/vehicles', { ...lorry, usage: 'operating', vehicleType: 'Q11', status: 'active' });
  expect(stored.status).toBe(201);
  await service.settled();
  const breach = await pass(mill, { vehicle: diesel('3') });
  const [id = ''] = breach.violations.map((flag) => flag.id);
  const at = { now: service.clock.now(), newId: uuidv7, randomBytes, requestId: 'test' };
  await service.store.write(async (tx) => {
    const row = await tx.violations.find(id);
    if (row) await setViolationStatus(tx, { kind: 'system', id: 'test' }, row, { to: 'notified', reason: '告知' }, at);
  });
  return id;
}

/** The same value with one bit turned, or the next one. */
function flipped(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Buffer.isBuffer(value)) {
    const bytes = Buffer.from(value);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    return bytes;
  }
  if (typeof value === 'string') {
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
    const last = isId ? value.slice(-1) : value.slice(0, 1);
    const turned = isId ? (Number.parseInt(last, 16) ^ 1).toString(16) : String.fromCharCode(last.charCodeAt(0) ^ 1);
    return isId ? value.slice(0, -1) + turned : turned + value.slice(1);
  }
  return Array.isArray(value) ? [...(value as unknown[]), 1] : { ...(value as object), x: 1 };
}

/** An id that comes right after another. */
const nextTo = (id: string): string =>
  `${id.slice(0, -4)}${(Number.parseInt(id.slice(-4), 16) ^ 0x00f0).toString(16).padStart(4, '0')}`;
