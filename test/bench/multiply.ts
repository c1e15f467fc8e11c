import { randomFillSync } from 'node:crypto';
import Database from 'better-sqlite3';
import { DAY_MS, legalDayOf, startOfDay } from '../../src/domain/time.ts';
import { abridged, unabridged } from '../../src/store/terse.ts';
import type { Plant } from './furnish.ts';
import { bytesOf, hex, type Row, readTemplates, type Template, uuidOf } from './templates.ts';

/** The instants between which passages lie, ms. */
export type Span = { readonly startsAt: number; readonly endsAt: number };

const FIRST_DAY = '2022-01-01';
/** A registry of more than two years begins so much earlier: runs go on from there, and nobody may tell of what has not been yet. */
const LAST_DAY = '2023-12-31';
/** Ten million passages a year, as a city has; fewer of them lie in a shorter time, so that a day is as busy. */
const A_DAY = 27_400;
/** Readings of a truck, about. */
const READINGS_A_TRUCK = 50;
/** From the passage until it was told of and judged. */
const TOLD_MS = 2_000;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const IN_A_TRANSACTION = 20_000;
const TABLES = ['passages', 'event_keys', 'violations', 'violation_rules'] as const;

/**
 * Fills a registry with copies of the visits that it holds: other trucks, other plants, other times, ids in the order of
 * time. Indexes are made when the rows are in, and what is copied counts as sealed.
 */
export function multiply(path: string, plants: readonly Plant[], passages: number): Span {
  const file = new Database(path);
  try {
    file.pragma('journal_mode = OFF');
    file.pragma('synchronous = OFF');
    file.pragma('cache_size = -2000000');
    const templates = readTemplates(file);
    const indexes = dropIndexes(file);
    const days = Math.max(28, Math.ceil(passages / A_DAY));
    const startsAt = Math.min(startOfDay(FIRST_DAY), startOfDay(LAST_DAY) - days * DAY_MS);
    const span = { startsAt, endsAt: startsAt + (days + 1) * DAY_MS };
    copyVisits(file, templates, plants, passages, { startsAt, endsAt: startsAt + days * DAY_MS });
    for (const sql of indexes) file.exec(sql);
    callSealed(file);
    file.pragma('journal_mode = WAL');
    return span;
  } finally {
    file.close();
  }
}

function dropIndexes(file: Database.Database): string[] {
  const found = file
    .prepare(
      `select name, sql from sqlite_schema where type = 'index' and sql is not null and tbl_name in (${TABLES.map(() => '?').join(',')})`,
    )
    .all(...TABLES) as { name: string; sql: string }[];
  for (const { name } of found) file.exec(`drop index "${name}"`);
  return found.map(({ sql }) => sql);
}

function copyVisits(
  file: Database.Database,
  templates: readonly Template[],
  plants: readonly Plant[],
  passages: number,
  { startsAt, endsAt }: Span,
): void {
  const insert = inserters(file);
  const places = plants.map(({ id, countyCode, gateId }) => ({ id: bytesOf(id), countyCode, gateId: bytesOf(gateId) }));
  const perVisit = templates.reduce((sum, one) => sum + one.passages.length, 0) / templates.length;
  const visits = Math.ceil(passages / perVisit);
  const trucks = Math.ceil(passages / READINGS_A_TRUCK);
  // Exits wait here until the entries before them are in: rows come in the order of time, as they did.
  const waiting: { at: number; write: () => void }[] = [];
  const writeUntil = (at: number): void => {
    for (let next = waiting[0]; next && next.at <= at; next = waiting[0]) {
      waiting.shift();
      next.write();
    }
  };
  for (let visit = 0; visit < visits; visit += 1) {
    if (visit % IN_A_TRANSACTION === 0) file.exec(visit === 0 ? 'begin' : 'commit; begin');
    const at = startsAt + Math.floor((visit * (endsAt - startsAt)) / visits);
    writeUntil(at);
    const truck = scattered(visit, trucks);
    const template = templates[truck % templates.length];
    const place = places[scattered(visit ^ 0x2545f491, places.length)];
    if (!template || !place) throw new Error('there is nothing to copy');
    const copy = { at, plate: plateOf(truck), place };
    for (const later of writeVisit(insert, template, copy)) {
      const position = waiting.findLastIndex((one) => one.at <= later.at) + 1;
      waiting.splice(position, 0, later);
    }
  }
  writeUntil(Number.POSITIVE_INFINITY);
  file.exec('commit');
}

type Insert = Readonly<Record<(typeof TABLES)[number], (row: Row) => void>>;
type Copy = {
  readonly at: number;
  readonly plate: string;
  readonly place: { readonly id: Buffer; readonly countyCode: string; readonly gateId: Buffer };
};

/** Writes the first reading of a visit with its violations; gives what is to be written later. */
function writeVisit(insert: Insert, { passages, violations }: Template, { at, plate, place }: Copy) {
  const [first] = passages;
  if (!first) return [];
  const shift = at - Number(first['passed_at']);
  const ids = new Map(passages.map((row) => [hex(row['id']), newId(Number(row['passed_at']) + shift + TOLD_MS)]));
  const idOf = (row: Row, column: string) => ids.get(hex(row[column])) ?? null;
  const owner = { enterprise_id: place.id, gate_id: place.gateId, county_code: place.countyCode };
  const write = (row: Row): void => {
    const passedAt = Number(row['passed_at']) + shift;
    const id = idOf(row, 'id');
    insert.passages({
      ...row,
      ...owner,
      ...{ id, access_id: idOf(row, 'access_id'), visit_id: idOf(row, 'visit_id') },
      ...{ event_id: `copy-${id?.toString('base64url')}`, plate, plate_raw: plate },
      ...{ passed_at: passedAt, received_at: passedAt + TOLD_MS, judged_at: passedAt + TOLD_MS },
      law_at: Number(row['law_at']) + shift,
    });
    // As random as the hashes that stand there else, and quicker.
    insert.event_keys({ key: random(16), passage_id: id, content_hash: random(8) });
  };
  const replaced = (text: string): string =>
    [...ids].reduce((told, [from, to]) => told.replaceAll(uuidOf(Buffer.from(from, 'hex')), uuidOf(to)), text);
  write(first);
  for (const { row, rules } of violations) {
    const occurredAt = Number(row['occurred_at']) + shift;
    const id = newId(at + TOLD_MS);
    insert.violations({
      ...row,
      ...owner,
      ...{ id, organisation_id: place.id, plate, occurred_at: occurredAt, legal_day: legalDayOf(occurredAt) },
      ...{
        subject_key: replaced(String(row['subject_key'])),
        evidence: abridged(replaced(unabridged(String(row['evidence'])))),
      },
      ...{ recorded_at: at + TOLD_MS, changed_at: at + TOLD_MS },
    });
    const ruled = { violation_id: id, county_code: place.countyCode, occurred_at: occurredAt };
    for (const rule of rules) insert.violation_rules({ ...rule, ...ruled });
  }
  return passages.slice(1).map((row) => ({ at: Number(row['passed_at']) + shift, write: () => write(row) }));
}

function inserters(file: Database.Database): Insert {
  const entries = TABLES.map((table) => {
    const columns = (file.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const statement = file.prepare(`insert into ${table} values (${columns.map(() => '?').join(',')})`);
    return [table, (row: Row) => void statement.run(...columns.map((name) => row[name] ?? null))] as const;
  });
  return Object.fromEntries(entries) as Insert;
}

/** A service that starts on passages that no seal covers would else seal them for minutes; `verify` finds this seal to be none. */
export function callSealed(file: Database.Database): void {
  const { first, last, count } = file
    .prepare(
      `select min(id) as first, max(id) as last, count(*) as count from passages
       where id > coalesce((select max(last_id) from audit_seals where stream = 'passage'), x'')`,
    )
    .get() as { first: Buffer | null; last: Buffer; count: number };
  if (!first) return;
  const nothing = '0'.repeat(64);
  const seal = hex(random(32));
  file
    .prepare(
      `insert into audit_seals (id, first_id, last_id, count, root, previous, seal, signature, key_id, sealed_at, stream)
       values (?, ?, ?, ?, ?, ?, ?, '', '', ?, 'passage')`,
    )
    .run(newId(Date.now()), first, last, count, nothing, nothing, seal, Date.now());
}

/** Spreads whole numbers evenly and without order over [0, below). */
function scattered(number: number, below: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % below;
}

const plateOf = (truck: number): string =>
  `晋${LETTERS[Math.floor(truck / 90_000) % LETTERS.length]}${10_000 + (truck % 90_000)}`;

const POOL = Buffer.alloc(65_536);
let used = POOL.length;

function random(count: number): Buffer {
  if (used + count > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  used += count;
  return Buffer.from(POOL.subarray(used - count, used));
}

/** A UUIDv7 of an instant. */
function newId(at: number): Buffer {
  const bytes = random(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes;
}
