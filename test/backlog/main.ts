import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { migrations } from '../support/migrations.ts';
import { backlogOf, happenings } from './events.ts';
import { pictureOf, replay } from './replay.ts';

/**
 * Replays a backlog out of order, one in ten sent twice, beside the clean sequence, and ends with 1 where the registries
 * differ: `tsx test/backlog/main.ts [events] [seed] [postgres://… of an empty database for each of the two, comma between]`.
 */
const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const databases = process.argv[4]?.split(',');

const folder = mkdtempSync(join(tmpdir(), 'backlog-'));
const open = (name: string, which: number): Promise<Store> => {
  const url = databases?.[which];
  return url === undefined
    ? openSqlite({ path: join(folder, `${name}.db`), migrationsFolder: migrations('sqlite'), bulk: true })
    : openPostgres({ url, migrationsFolder: migrations('postgres') });
};
const at = { now: Date.parse('2022-03-01T10:00:00+08:00'), newId: uuidv7 };

async function main(): Promise<void> {
  const clean = happenings(count, seed);
  const sent = backlogOf(clean, seed);
  const pictures: Awaited<ReturnType<typeof pictureOf>>[] = [];
  for (const [which, [name, items]] of [['clean', clean] as const, ['backlog', sent] as const].entries()) {
    const store = await open(name, which);
    const began = performance.now();
    const tally = await replay(store, items, at, (done) => {
      if (done % 10_000 === 0) console.error(`${name}: ${done}`);
    });
    const seconds = (performance.now() - began) / 1000;
    const picture = await pictureOf(store);
    pictures.push(picture);
    await store.close();
    const { passages, violations } = picture;
    const size = { passages: passages.length, violations: violations.length };
    console.log(JSON.stringify({ name, engine: store.engine, sent: items.length, ...tally, ...size, seconds }));
  }
  const [expected, found] = pictures;
  const same = JSON.stringify(expected) === JSON.stringify(found);
  console.log(JSON.stringify({ same, events: count, repeats: sent.length - clean.length, seed }));
  if (!same) process.exitCode = 1;
}

main()
  .finally(() => rmSync(folder, { recursive: true, force: true }))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
