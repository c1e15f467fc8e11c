import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { ensureFirstAdmin } from './actions/identity/first-admin.ts';
import { hashPassword } from './actions/identity/password.ts';
import { loadPolicies } from './actions/policies/load-policies.ts';
import { type App, type Choices, createApp } from './app.ts';
import { type Config, SettingError, under } from './config.ts';
import { shippedPolicies } from './domain/policy/shipped.ts';
import { type Files, openFiles } from './files/evidence-files.ts';
import { makeFolder } from './files/folder.ts';
import { type Keys, openKeys } from './files/keys.ts';
import { openPrivateFile } from './files/private-file.ts';
import { errorFields, makeLog } from './http/logs.ts';
import { type Recorder, startRecorder } from './recorder/recorder.ts';
import { violationOf } from './store/errors.ts';
import { newId } from './store/new-id.ts';
import { openPostgres } from './store/postgres.ts';
import { openSqlite } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { newTurns, writeTurns } from './store/write-turns.ts';

export type Service = {
  readonly app: App;
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Set where this start made user `admin` with a random password: to be shown once. */
  readonly firstPassword: string | undefined;
  /** Finishes what is in flight, then lets go of everything. */
  close(): Promise<void>;
};

/** How long requests in flight may take to finish when the service stops, ms. */
const PATIENCE_MS = 15_000;

const migrations = (engine: string): string => fileURLToPath(new URL(`../drizzle/${engine}`, import.meta.url));

/** The shortest file that can hold a secret nobody guesses, characters; the one made here has 43. */
const LEAST_SECRET = 32;

/** Opens the store, builds the app and listens: the whole service from its settings. */
export async function startService(config: Config, choices: Choices = {}): Promise<Service> {
  const log = makeLog(config.logLevel);
  const turns = newTurns();
  const store = await openStore(config, turns);
  let recorder: Recorder | undefined;
  const server = createServer();
  let url = '';
  try {
    const at = { now: Date.now(), newId, randomBytes, requestId: 'first-start' };
    const policies = await loadPolicies(store, shippedPolicies, at);
    const surroundings = {
      config,
      store,
      violationOf,
      keys: await under('KEYS_DIR', () => openKeys(config.keysDir)),
      files: await under('UPLOADS_DIR', () => openFiles(config.uploadsDir, newId)),
      secret: await under('JWT_SECRET', () => secretOf(config)),
      clock: Date.now,
      ticks: () => performance.now(),
      newId,
      randomBytes,
      hashPassword,
      publicUrl: () => config.publicUrl ?? url,
      log,
    };
    const recording = choices.intake ? undefined : recorderOf(config, turns, log);
    recorder = recording;
    const beside = recording ? { intake: () => recording, takeStep: recording.takeStep } : {};
    const app = createApp(surroundings, policies, { ...choices, ...beside });
    const handOver = holdRequests(server);
    await listen(server, config);
    const { address, port } = server.address() as AddressInfo;
    url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
    // Last of what can fail: a start that fails must not have made a password that nobody gets to see.
    const admin = await ensureFirstAdmin(store, config.adminPassword, hashPassword, at);
    handOver(app.listener);
    app.start();
    return {
      app,
      url,
      firstPassword: admin?.randomPassword,
      close: async () => {
        app.hangUp();
        await stopListening(server);
        await app.stop();
        await recorder?.close();
        await store.close();
      },
    };
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await recorder?.close();
    await store.close();
    throw error;
  }
}

/** The store, keys and files of a configuration, for commands that need no server. */
export async function openService(
  config: Config,
): Promise<{ readonly store: Store; readonly keys: Keys; readonly files: Files }> {
  return {
    store: await openStore(config),
    keys: await under('KEYS_DIR', () => openKeys(config.keysDir)),
    files: await under('UPLOADS_DIR', () => openFiles(config.uploadsDir, newId)),
  };
}

function openStore({ database }: Config, turns?: SharedArrayBuffer): Promise<Store> {
  return under('DATABASE_URL', () => {
    if (database.engine === 'postgres')
      return openPostgres({ url: database.url, migrationsFolder: migrations('postgres') });
    makeFolder(dirname(database.file), 0o700);
    return openSqlite({
      path: database.file,
      migrationsFolder: migrations('sqlite'),
      bulk: true,
      checkpointer: true,
      ...(turns ? { turns: writeTurns(turns, 'main') } : {}),
    });
  });
}

/** On SQLite a thread of its own records passages and takes the steps of jobs; PostgreSQL works beside this process as it is. */
function recorderOf({ database, retention }: Config, turns: SharedArrayBuffer, log: Logger): Recorder | undefined {
  if (database.engine !== 'sqlite') return undefined;
  const died = (error: Error) =>
    log.error({ error: errorFields(error) }, 'the thread that records passages ended; another is started');
  const data = { path: database.file, turns, ledgerMonths: retention.ledger };
  return startRecorder(data, { died, ticks: () => performance.now() });
}

function secretOf({ jwtSecret }: Config): Buffer {
  if ('text' in jwtSecret) return Buffer.from(jwtSecret.text);
  const secret = openPrivateFile(jwtSecret.file, () => randomBytes(32).toString('base64url'));
  // A file that was emptied or cut off would let anyone sign tokens.
  if (secret.trim().length < LEAST_SECRET) {
    throw new SettingError('JWT_SECRET', `the file ${jwtSecret.file} is cut off; remove it, and a new one is made`);
  }
  return Buffer.from(secret);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      const name = error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'PORT' : 'HOST';
      reject(new SettingError(name, error.message, error.code));
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/** Keeps what is asked before the service can answer; the function it gives hands that and all that follows over. */
function holdRequests(server: Server): (handle: RequestListener) => void {
  const held: Parameters<RequestListener>[] = [];
  const hold: RequestListener = (incoming, outgoing) => held.push([incoming, outgoing]);
  server.on('request', hold);
  return (handle) => {
    server.off('request', hold);
    server.on('request', handle);
    for (const [incoming, outgoing] of held) handle(incoming, outgoing);
  };
}

/** Takes no more connections, answers what has been asked, and ends each connection with its answer. */
async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A client that keeps its connection and goes on asking would otherwise keep the service from ending.
  server.prependListener('request', (_incoming, outgoing: ServerResponse) => {
    outgoing.shouldKeepAlive = false;
  });
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(impatience);
}
