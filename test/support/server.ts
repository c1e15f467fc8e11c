import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import argon2 from 'argon2';
import { type Logger, pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { ensureFirstAdmin } from '../../src/actions/identity/first-admin.ts';
import { loadPolicies } from '../../src/actions/policies/load-policies.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';
import { openFiles } from '../../src/files/evidence-files.ts';
import { openKeys } from '../../src/files/keys.ts';
import { violationOf } from '../../src/store/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { type Caller, callerOf } from './client.ts';
import { papersHere } from './papers.ts';

export const ADMIN_PASSWORD = 'test-admin-password';
/** An access token is good for a quarter of an hour; tests let time pass, and `admin` then signs in anew. */
const GOOD_FOR_MS = 10 * 60_000;

/** A step that ends while one asks is due a moment after the asking; one that met another transaction is tried again after this. */
const SOON_MS = 2_500;

/** As the service hashes them, but at once: the tests make thousands of users. */
const hashPassword = (password: string) => argon2.hash(password, { memoryCost: 1_024, timeCost: 2, parallelism: 1 });

/** A clock that goes on by itself from where it was last set. */
export type TestClock = { now(): number; set(instant: string | number): void; advance(ms: number): void };

export type TestService = {
  readonly app: App;
  readonly store: Store;
  readonly clock: TestClock;
  /** The uploads folder. */
  readonly uploads: string;
  /** Nobody: no token. */
  readonly nobody: Caller;
  /** Whoever holds a token. */
  holding(token: string): Caller;
  /** Signs in and gives the caller; fails unless 200. */
  logIn(username: string, password: string): Promise<Caller>;
  /** User `admin`. */
  admin(): Promise<Caller>;
  /** Waits until no background job is due, nor soon will be. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

/** Settings beside those of the test's own folders. Unless not `quiet`, tests have what is to be told go out for themselves. */
export type TestChoices = {
  readonly settings?: Readonly<Record<string, string>>;
  readonly quiet?: boolean;
  /** Whether papers are made in a thread, as the service does. */
  readonly papersInThread?: boolean;
};

/** The real service on a fresh database, called without a port. Background jobs run. It logs nothing unless given a log. */
export async function startTest(
  open: () => Promise<Store>,
  log: Logger = pino({ level: 'silent' }),
  { settings = {}, quiet = true, papersInThread = false }: TestChoices = {},
): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-test-'));
  const uploads = join(folder, 'uploads');
  const store = await open();
  let offset = 0;
  const clock: TestClock = {
    now: () => Date.now() + offset,
    set: (instant) => {
      offset = (typeof instant === 'number' ? instant : Date.parse(instant)) - Date.now();
    },
    advance: (ms) => {
      offset += ms;
    },
  };
  const at = { now: clock.now(), newId: uuidv7, randomBytes, requestId: 'test' };
  await ensureFirstAdmin(store, ADMIN_PASSWORD, hashPassword, at);
  const policies = await loadPolicies(store, shippedPolicies, at);
  const config = readConfig({ DATABASE_URL: `file:${join(folder, 'unused.db')}`, UPLOADS_DIR: uploads, ...settings });
  const app = createApp(
    {
      config,
      store,
      violationOf,
      keys: openKeys(join(folder, 'keys')),
      files: await openFiles(uploads, uuidv7),
      secret: randomBytes(32),
      clock: clock.now,
      ticks: () => performance.now(),
      newId: uuidv7,
      randomBytes,
      hashPassword,
      publicUrl: () => config.publicUrl ?? 'http://127.0.0.1:3000',
      log,
    },
    policies,
    { quiet, ...(papersInThread ? {} : { papers: papersHere }) },
  );
  app.start();
  // One server for all requests, whose connections stay: a server for each takes as long as what is asked.
  const server = createServer(app.listener);
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const nobody = callerOf(server);
  const logIn = async (username: string, password: string): Promise<Caller> => {
    const answer = await nobody.post('/auth/login', { username, password });
    if (answer.status !== 200) throw new Error(`log-in of ${username}: ${answer.status} ${answer.text}`);
    return callerOf(server, (answer.body as { accessToken: string }).accessToken);
  };
  let admin: { readonly since: number; readonly caller: Promise<Caller> } | undefined;
  return {
    app,
    store,
    clock,
    uploads,
    nobody,
    holding: (token) => callerOf(server, token),
    logIn,
    admin: () => {
      const now = clock.now();
      if (!admin || now < admin.since || now - admin.since > GOOD_FOR_MS)
        admin = { since: now, caller: logIn('admin', ADMIN_PASSWORD) };
      return admin.caller;
    },
    settled: async () => {
      for (let turn = 0; turn < 2_400; turn += 1) {
        if ((await store.read.jobs.due('queued', clock.now() + SOON_MS, 1)).length === 0) return;
        await new Promise((resume) => setTimeout(resume, 25));
      }
      throw new Error('background jobs did not end');
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await app.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
