import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { DAY_MS } from '../../src/domain/time.ts';
import { type Furniture, furnish } from './furnish.ts';
import { callSealed, multiply, type Span } from './multiply.ts';
import { fileIn } from './registry.ts';
import { sumUp } from './sum-up.ts';

/** What is in a large registry: its passages lie in [startsAt, endsAt), ms, the first month of which is `month`. */
export type Built = Furniture & Span & { readonly passages: number; readonly month: string };

/** Above this a registry is used as it was built: a copy would need the disk twice. */
const COPIED = 20_000_000;
/** The time between the first and the last truck of a run is less, ms: a million of them, seven seconds apart. */
const A_RUN = 90 * DAY_MS;
const HERE = fileURLToPath(new URL('.', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../drizzle/sqlite', import.meta.url));

/** A copy of a registry of so many passages, which is built where no earlier run has left one. */
export async function openLarge(
  passages: number,
): Promise<{ readonly folder: string; readonly built: Built; remove(): void }> {
  const kept = join(tmpdir(), `registry-bench-${passages}-${shapeHash()}`);
  if (!existsSync(kept)) await build(kept, passages);
  const built = JSON.parse(readFileSync(join(kept, 'built.json'), 'utf8')) as Built;
  if (passages > COPIED) {
    const endsAt = Math.max(built.endsAt, afresh(kept) + DAY_MS);
    if (endsAt + A_RUN > Date.now()) throw new Error(`no time is left in ${kept} for what a run sends: remove it`);
    return { folder: kept, built: { ...built, endsAt }, remove: () => undefined };
  }
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-copy-'));
  const file = fileIn(folder);
  copyFileSync(fileIn(kept), file, constants.COPYFILE_FICLONE);
  toDisk(file);
  for (const name of ['jwt-secret', 'keys']) cpSync(join(kept, name), join(folder, name), { recursive: true });
  return { folder, built, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Makes a registry that is used without a copy what a copy is: what an earlier run sent is sealed, and the indexes whose pages
 * are needed at random are in memory, as they are where passages come in every day. Gives when the last one passed.
 */
function afresh(folder: string): number {
  const file = new Database(fileIn(folder));
  try {
    callSealed(file);
    for (const read of READ_THROUGH) file.prepare(read).get();
    return (file.prepare('select max(passed_at) as at from passages').get() as { at: number }).at;
  } finally {
    file.close();
  }
}

const READ_THROUGH = [
  `select count(*) from event_keys indexed by sqlite_autoindex_event_keys_1 where key > x''`,
  `select count(*) from passages indexed by passages_plate where plate > ''`,
];

async function build(kept: string, passages: number): Promise<void> {
  dropOthers(kept);
  console.log(`building a registry of ${passages.toLocaleString('en')} passages in ${kept} …`);
  const began = performance.now();
  const folder = `${kept}.part`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const furniture = await furnish(folder, passages);
  const span = multiply(fileIn(folder), furniture.enterprises, passages);
  sumUp(folder);
  toDisk(fileIn(folder));
  const month = new Date(span.startsAt + 8 * 3_600_000).toISOString().slice(0, 7);
  writeFileSync(join(folder, 'built.json'), JSON.stringify({ ...furniture, ...span, passages, month }));
  renameSync(folder, kept);
  console.log(`built in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
}

/** What a built registry depends on: the schema, and how it is filled. */
function shapeHash(): string {
  const files = [
    ...readdirSync(MIGRATIONS)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(MIGRATIONS, name)),
    ...['furnish.ts', 'multiply.ts', 'templates.ts', 'sum-up.ts', 'registry.ts'].map((name) => join(HERE, name)),
  ];
  return hash('sha256', files.map((file) => readFileSync(file, 'utf8')).join('\0')).slice(0, 12);
}

/** Registries of the same size that an older schema or filling left behind. */
function dropOthers(kept: string): void {
  const family = basename(kept).replace(/[^-]*$/, '');
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(family)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

/** Waits until a file is on the disk, so that nothing is still being written while something else is measured. */
function toDisk(file: string): void {
  const handle = openSync(file, 'r+');
  fsyncSync(handle);
  closeSync(handle);
}
