import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callerOf, logIn } from '../../src/demo/client.ts';
import { creditCode } from '../../src/demo/world.ts';
import { start, stop } from './processes.ts';

const PASSWORD = 'bench-password';

/** A service process of its own on a fresh embedded database, with one enterprise and as many gates as connections. */
export type Registry = {
  readonly url: string;
  readonly file: string;
  readonly tokens: readonly string[];
  officerToken(): Promise<string>;
  close(): Promise<void>;
};

type Made = { readonly id: string };

export async function startRegistry(gates: number, mode: 'group' | 'one-by-one' = 'group'): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'registry-bench-'));
  const file = join(folder, 'registry.db');
  const env = {
    PORT: '0',
    DATABASE_URL: `file:${file}`,
    UPLOADS_DIR: join(folder, 'uploads'),
    ADMIN_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
  };
  const { ready, child } = await start<{ url: string }>('server.mjs', env, [mode]);
  const { url } = ready;
  const admin = await logIn(url, 'admin', PASSWORD);
  const { id } = await admin.post<Made>('/organisations', {
    kind: 'enterprise',
    name: '测量企业',
    creditCode: creditCode('140302', 1),
    countyCode: '140302',
  });
  await admin.post(`/enterprises/${id}/facts`, {
    validFrom: '2021-01-01',
    sector: 'coking',
    inPlanningArea: false,
    annualFreightTonnes: 1_800_000,
    railLineCompletedOn: null,
    keyVehicleUser: true,
  });
  const tokens: string[] = [];
  for (let index = 0; index < gates; index += 1) {
    const gate = await admin.post<Made>('/gates', { enterpriseId: id, name: `${index} 号门`, direction: 'both' });
    tokens.push((await admin.post<{ token: string }>(`/gates/${gate.id}/tokens`, {})).token);
  }
  return {
    url,
    file,
    tokens,
    officerToken: async () => {
      const body = { username: 'admin', password: PASSWORD };
      return (await callerOf(url).post<{ accessToken: string }>('/auth/login', body)).accessToken;
    },
    close: () => closeAll(child, folder),
  };
}

async function closeAll(child: ChildProcess, folder: string): Promise<void> {
  await stop(child);
  rmSync(folder, { recursive: true, force: true });
}
