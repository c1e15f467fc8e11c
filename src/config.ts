import { isIP, isIPv4 } from 'node:net';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LEAST_RETENTION, type RetentionMonths } from './domain/ledgers/retention.ts';
import type { Allowed } from './webhooks/addresses.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type DatabaseSetting =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string };

/** Every setting of the process, checked. Paths are absolute. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseSetting;
  readonly uploadsDir: string;
  /** The signing secret itself, or the file that holds it and is made on first start. */
  readonly jwtSecret: { readonly text: string } | { readonly file: string };
  /** For user `admin` at first start; undefined: a random one is made and printed once. */
  readonly adminPassword: string | undefined;
  readonly keysDir: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** How long ledgers and video references are kept, months. */
  readonly retention: RetentionMonths;
  /** What webhooks may reach although it is not public. */
  readonly webhookAllow: Allowed;
  /** Where people reach the service, without a slash at its end; undefined: at what it listens on. */
  readonly publicUrl: string | undefined;
};

/** A setting the service cannot start with; the message is one line that begins with its name. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  /** The system's word for it (`EADDRINUSE`), where the system refused. */
  readonly code: string | undefined;

  constructor(setting: string, problem: string, code?: string) {
    super(`${setting}: ${problem}`);
    this.code = code;
  }
}

/** Runs a part of the start that depends on one setting; what fails in it fails as that setting's. */
export async function under<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SettingError ? error : new SettingError(name, lineOf(error));
  }
}

/** One line about an error: its innermost cause, since outer ones quote statements. */
function lineOf(error: unknown): string {
  let cause = error;
  for (let depth = 0; depth < 6 && cause instanceof Error; depth += 1) {
    // Where a host has several addresses, one failure of each is inside.
    const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
    if (!(inner instanceof Error)) break;
    cause = inner;
  }
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split('\n')[0] ?? '';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; throws SettingError for the first wrong setting. An empty value counts as unset. */
export function readConfig(environment: Environment = process.env): Config {
  const database = readDatabase(setting(environment, 'DATABASE_URL') ?? 'file:./data/registry.db');
  return {
    port: readPort(setting(environment, 'PORT') ?? '3000'),
    host: setting(environment, 'HOST') ?? '127.0.0.1',
    database,
    uploadsDir: resolve(setting(environment, 'UPLOADS_DIR') ?? './uploads'),
    jwtSecret: readJwtSecret(setting(environment, 'JWT_SECRET'), database),
    adminPassword: readAdminPassword(setting(environment, 'ADMIN_PASSWORD')),
    keysDir: readKeysDir(setting(environment, 'KEYS_DIR'), database),
    logLevel: readLogLevel(setting(environment, 'LOG_LEVEL') ?? 'info'),
    retention: {
      ledger: readMonths(environment, 'RETENTION_LEDGER_MONTHS', LEAST_RETENTION.ledger),
      video: readMonths(environment, 'RETENTION_VIDEO_MONTHS', LEAST_RETENTION.video),
    },
    webhookAllow: readAllowed(setting(environment, 'WEBHOOK_ALLOW') ?? ''),
    publicUrl: readPublicUrl(setting(environment, 'PUBLIC_URL')),
  };
}

function setting(environment: Environment, name: string): string | undefined {
  const value = environment[name];
  if (value?.includes('\0')) throw new SettingError(name, 'must not hold a NUL character');
  return value === '' ? undefined : value;
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new SettingError('PORT', 'must be a whole number from 0 to 65535 (0: any free port)');
  }
  return Number(text);
}

function readMonths(environment: Environment, name: string, least: number): number {
  const text = setting(environment, name) ?? String(least);
  if (!/^\d{1,4}$/.test(text) || Number(text) < least) {
    throw new SettingError(name, `must be a whole number of months from ${least} on`);
  }
  return Number(text);
}

/** The longest address that printed codes have room for beside what they say, characters. */
const LONGEST_PUBLIC_URL = 100;

/** `https://…` or `http://…`, perhaps with a path; what follows a slash is added to it, so it ends with none. */
function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || /[?#]/.test(text) || url.username !== '' || url.password !== '')
    throw new SettingError('PUBLIC_URL', 'must be an http:// or https:// address without query, fragment or log-in');
  const address = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  if (address.length > LONGEST_PUBLIC_URL)
    throw new SettingError('PUBLIC_URL', `must have at most ${LONGEST_PUBLIC_URL} characters`);
  return address;
}

/** Host names, addresses and networks (`10.1.0.0/16`), separated by commas. */
function readAllowed(text: string): Allowed {
  const entries = text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '');
  const hosts = entries.filter((entry) => /^(?=.*[a-z])[a-z0-9.-]{1,253}$/.test(entry));
  const networks = entries.flatMap((entry) => readNetwork(entry) ?? []);
  if (hosts.length + networks.length !== entries.length)
    throw new SettingError('WEBHOOK_ALLOW', 'must be host names, addresses or networks such as 10.1.0.0/16, by commas');
  return { hosts, networks };
}

function readNetwork(entry: string): Allowed['networks'][number] | undefined {
  const [address = '', prefix, ...rest] = entry.split('/');
  if (isIP(address) === 0 || rest.length > 0 || address.includes('%')) return undefined;
  const longest = isIPv4(address) ? 32 : 128;
  if (prefix === undefined) return { address, prefix: longest };
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest ? { address, prefix: Number(prefix) } : undefined;
}

function readDatabase(text: string): DatabaseSetting {
  if (/^postgres(ql)?:\/\//.test(text)) {
    if (!URL.canParse(text)) throw new SettingError('DATABASE_URL', 'is not a valid postgres:// address');
    return { engine: 'postgres', url: text };
  }
  const path = text.startsWith('file:///') ? filePathOf(text) : text.startsWith('file:') ? text.slice(5) : '';
  if (path === '' || path.startsWith('//') || path.startsWith(':') || path.endsWith('/')) {
    throw new SettingError('DATABASE_URL', 'must be file:<path> (SQLite) or postgres://…');
  }
  return { engine: 'sqlite', file: resolve(path) };
}

function filePathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return '';
  }
}

function readJwtSecret(text: string | undefined, database: DatabaseSetting): Config['jwtSecret'] {
  if (text === undefined) {
    if (database.engine === 'sqlite') return { file: resolve(dirname(database.file), 'jwt-secret') };
    throw new SettingError('JWT_SECRET', 'is required with a postgres:// database');
  }
  if (text.length < 8) throw new SettingError('JWT_SECRET', 'must have at least 8 characters');
  return { text };
}

function readAdminPassword(text: string | undefined): string | undefined {
  if (text !== undefined && text.length > 200) {
    throw new SettingError('ADMIN_PASSWORD', 'must have at most 200 characters');
  }
  return text;
}

function readKeysDir(text: string | undefined, database: DatabaseSetting): string {
  if (text !== undefined) return resolve(text);
  if (database.engine === 'sqlite') return resolve(dirname(database.file), 'keys');
  throw new SettingError('KEYS_DIR', 'is required with a postgres:// database');
}

function readLogLevel(text: string): Config['logLevel'] {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw new SettingError('LOG_LEVEL', `must be one of ${LOG_LEVELS.join(', ')}`);
  return level;
}
