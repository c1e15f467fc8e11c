import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { fileIn, settingsIn } from './registry.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** Has the service add up anew what it keeps of the passages that were put into its file, where it keeps such sums. */
export function sumUp(folder: string): void {
  if (!keepsSums(fileIn(folder))) return;
  const env = { ...process.env, ...settingsIn(folder) };
  // It names each sum that it puts right, which are all.
  const { status } = spawnSync(process.execPath, [CLI, 'recount', '--mend'], { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`the sums could not be added up anew: ${status}`);
}

function keepsSums(path: string): boolean {
  const file = new Database(path, { readonly: true });
  try {
    return (
      file.prepare("select 1 from sqlite_schema where type = 'table' and name = 'access_sums'").get() !== undefined
    );
  } finally {
    file.close();
  }
}
