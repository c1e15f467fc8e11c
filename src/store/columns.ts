import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  date,
  integer,
  customType as pgCustom,
  index as pgIndex,
  pgTable,
  uniqueIndex as pgUniqueIndex,
  text,
} from 'drizzle-orm/pg-core';
import {
  customType as sqliteCustom,
  index as sqliteIndex,
  integer as sqliteInteger,
  sqliteTable,
  text as sqliteText,
  uniqueIndex as sqliteUniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { abridged, unabridged } from './terse.ts';
import { bytesOfUuid, uuidOfBytes } from './uuid-text.ts';

// A prepared query hands its values to `toDriver` as they are, null included; drizzle skips null only for values bound at once.
const orNull =
  <From, To>(convert: (value: From) => To) =>
  (value: From): To =>
    value === null ? (value as never) : convert(value);

const toJson = orNull((value: unknown) => JSON.stringify(value));
const fromJson = (value: string): unknown => JSON.parse(value);

/** A worker's answer brings plain `Uint8Array`s. */
function asBuffer(value: Uint8Array): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

const pgInstant = pgCustom<{ data: number; driverData: string }>({
  dataType: () => 'timestamp(3) with time zone',
  toDriver: orNull((ms: number) => new Date(ms).toISOString()),
  fromDriver: (value) => Date.parse(value),
});

const pgJson = pgCustom<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: toJson,
  fromDriver: fromJson,
});

const pgBytes = pgCustom<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' });
const pgId = pgCustom<{ data: string; driverData: string }>({ dataType: () => 'uuid' });

/** Words of a column with the letter of each; another word is kept as it is. */
type Letters = Readonly<Record<string, string>>;

/** The columns of the PostgreSQL schema. Queries are typed with these on both engines. */
export const pgColumns = {
  table: pgTable,
  index: pgIndex,
  uniqueIndex: pgUniqueIndex,
  /** A UUIDv7, text in code. */
  id: (name: string) => pgId(name),
  text: (name: string) => text(name),
  /** A whole number of 32 bits. */
  int: (name: string) => integer(name),
  /** A whole number of 53 bits, for what is added up. */
  long: (name: string) => bigint(name, { mode: 'number' }),
  bool: (name: string) => boolean(name),
  /** A legal day, `YYYY-MM-DD`. */
  day: (name: string) => date(name, { mode: 'string' }),
  /** An instant, ms since the epoch. */
  instant: (name: string) => pgInstant(name),
  /** Any JSON value, kept as text in the order of its keys; never filtered inside. */
  json: (name: string) => pgJson(name),
  /** The same, in short where a file's size counts: of what most rows say in the same words. */
  terseJson: (name: string) => pgJson(name),
  /** Text in short where a file's size counts, which is never filtered or sorted by. */
  terse: (name: string) => text(name),
  /** One of a few words, by its letter where a file's size counts; rows on record are found by it, so letters never change. */
  word: (name: string, _letters: Letters) => text(name),
  bytes: (name: string) => pgBytes(name),
  /** What an index holds of a UUID besides its order: enough to leave out nearly all others (`endsAlike`). */
  tail: (id: AnyPgColumn): AnyPgColumn | SQL => id,
};

export type Columns = typeof pgColumns;

const sqliteId = sqliteCustom<{ data: string; driverData: Uint8Array }>({
  dataType: () => 'blob',
  toDriver: orNull(bytesOfUuid),
  fromDriver: uuidOfBytes,
});

const sqliteBool = sqliteCustom<{ data: boolean; driverData: number }>({
  dataType: () => 'integer',
  toDriver: orNull((value: boolean) => (value ? 1 : 0)),
  fromDriver: (value) => value !== 0,
});

const sqliteInstant = sqliteCustom<{ data: number; driverData: number }>({ dataType: () => 'integer' });

const sqliteJson = sqliteCustom<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: toJson,
  fromDriver: fromJson,
});

const sqliteTerse = sqliteCustom<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: orNull(abridged),
  fromDriver: unabridged,
});

const sqliteTerseJson = sqliteCustom<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: orNull((value: unknown) => abridged(JSON.stringify(value))),
  fromDriver: (value) => JSON.parse(unabridged(value)) as unknown,
});

const sqliteWord = (name: string, letters: Letters) => {
  const lettersOf = new Map(Object.entries(letters));
  const wordsOf = new Map(Object.entries(letters).map(([word, letter]) => [letter, word]));
  return sqliteCustom<{ data: string; driverData: string }>({
    dataType: () => 'text',
    toDriver: orNull((word: string) => lettersOf.get(word) ?? word),
    fromDriver: (letter) => wordsOf.get(letter) ?? letter,
  })(name);
};

/** Of 16 bytes, where all of them would make a file a fortieth larger. SQLite finds an index by the very words of it. */
export const lastByte = (id: SQLWrapper): SQL => sql`substr(${id}, 16, 1)`;

const sqliteBytes = sqliteCustom<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'blob',
  fromDriver: asBuffer,
});

/** The same columns for SQLite: ids are 16-byte BLOBs, instants integers. The one cast between the two engines. */
export const sqliteColumns = {
  table: sqliteTable,
  index: sqliteIndex,
  uniqueIndex: sqliteUniqueIndex,
  id: (name: string) => sqliteId(name),
  text: (name: string) => sqliteText(name),
  int: (name: string) => sqliteInteger(name),
  long: (name: string) => sqliteInteger(name),
  bool: (name: string) => sqliteBool(name),
  day: (name: string) => sqliteText(name),
  instant: (name: string) => sqliteInstant(name),
  json: (name: string) => sqliteJson(name),
  terseJson: (name: string) => sqliteTerseJson(name),
  terse: (name: string) => sqliteTerse(name),
  word: sqliteWord,
  bytes: (name: string) => sqliteBytes(name),
  tail: lastByte,
} as unknown as Columns;
