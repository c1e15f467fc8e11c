import { openSqlite } from '../../src/store/sqlite.ts';
import { MIGRATIONS } from './bench.ts';

/** A migrated registry file without a row; gives its path. */
export async function emptyFile(path: string): Promise<string> {
  const store = await openSqlite({ path, migrationsFolder: MIGRATIONS, bulk: false });
  await store.close();
  return path;
}
