import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { fileIn, settingsIn } from './registry.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Has the service count its roll-ups anew from the passages that were put into its file, where it keeps any. */
export function sumUp(folder: string): void {
  if (!keepsRollUps(fileIn(folder))) return;
  const env = { ...process.env, ...settingsIn(folder) };
  const { status } = spawnSync(process.execPath, [CLI, 'recount', '--mend'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`the roll-ups could not be counted anew: ${status}`);
}

function keepsRollUps(path: string): boolean {
  const file = new Database(path, { readonly: true });
  try {
    return (
      file.prepare("select 1 from sqlite_schema where type = 'table' and name = 'passage_days'").get() !== undefined
    );
  } finally {
    file.close();
  }
}
