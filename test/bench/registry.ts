import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Caller, callerOf, logIn } from '../../src/demo/client.ts';
import { creditCode } from '../../src/demo/world.ts';
import { COUNTY_CODES } from '../../src/domain/codes/county.ts';
import { start, stop } from './processes.ts';

const PASSWORD = 'bench-password';

/** A service process of its own on an embedded database. */
export type Registry = {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
  readonly file: string;
  /** Of gates, one each. */
  readonly tokens: readonly string[];
  /** Of whoever sees all; good for a quarter of an hour. */
  adminToken(): Promise<string>;
  close(): Promise<void>;
};

export const fileIn = (folder: string): string => join(folder, 'registry.db');

/** The settings of a service whose whole state is in one folder; it keeps what it has, however old. */
export const settingsIn = (folder: string): Record<string, string> => ({
  PORT: '0',
  DATABASE_URL: `file:${fileIn(folder)}`,
  UPLOADS_DIR: join(folder, 'uploads'),
  ADMIN_PASSWORD: PASSWORD,
  RETENTION_LEDGER_MONTHS: '9999',
  LOG_LEVEL: 'error',
});

/** Starts the built service on a folder. `one-by-one` writes each passage in a transaction of its own. */
export async function serve(
  folder: string,
  tokens: readonly string[] = [],
  mode: 'group' | 'one-by-one' = 'group',
): Promise<Registry> {
  const { ready, child } = await start<{ url: string }>('server.mjs', settingsIn(folder), [mode]);
  const { url } = ready;
  const adminToken = async () => {
    const body = { username: 'admin', password: PASSWORD };
    return (await callerOf(url).post<{ accessToken: string }>('/auth/login', body)).accessToken;
  };
  return { url, pid: child.pid ?? 0, folder, file: fileIn(folder), tokens, adminToken, close: () => stop(child) };
}

/** A fresh registry with one enterprise and as many gates as connections, gone when it is closed. */
export async function startRegistry(gates: number, mode: 'group' | 'one-by-one' = 'group'): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'));
  const registry = await serve(folder, [], mode);
  const admin = await adminOf(registry);
  const { id } = await addEnterprise(admin, 0);
  const tokens = await inGroups(gates, async () => addToken(admin, await addGate(admin, id)));
  const close = async () => {
    await registry.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...registry, tokens, close };
}

export const adminOf = ({ url }: Pick<Registry, 'url'>): Promise<Caller> => logIn(url, 'admin', PASSWORD);

type Made = { readonly id: string };
export type EnterpriseMade = { readonly id: string; readonly countyCode: string };

/** A coking plant in one of the six counties, that the plan asks much of. */
export async function addEnterprise(admin: Caller, number: number): Promise<EnterpriseMade> {
  const countyCode = COUNTY_CODES[number % COUNTY_CODES.length] ?? COUNTY_CODES[0];
  const { id } = await admin.post<Made>('/organisations', {
    kind: 'enterprise',
    name: `测量企业 ${number + 1}`,
    creditCode: creditCode(countyCode, number + 1),
    countyCode,
  });
  await admin.post(`/enterprises/${id}/facts`, enterpriseFacts(1_800_000));
  return { id, countyCode };
}

/** What is true of such a plant; from 1,500,000 t a year on its trucks have to be China VI. */
export const enterpriseFacts = (annualFreightTonnes: number) => ({
  validFrom: '2021-01-01',
  sector: 'coking',
  inPlanningArea: false,
  annualFreightTonnes,
  railLineCompletedOn: null,
  keyVehicleUser: true,
});

const AT_ONCE = 8;

/** Does something for each whole number below `count`, a few at once. */
export async function inGroups<T>(count: number, work: (number: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  while (done.length < count) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - done.length) }, (_, index) => done.length + index);
    done.push(...(await Promise.all(numbers.map(work))));
  }
  return done;
}

export const addGate = async (admin: Caller, enterpriseId: string): Promise<string> =>
  (await admin.post<Made>('/gates', { enterpriseId, name: '东门', direction: 'both' })).id;

export const addToken = async (admin: Caller, gateId: string): Promise<string> =>
  (await admin.post<{ token: string }>(`/gates/${gateId}/tokens`, {})).token;
