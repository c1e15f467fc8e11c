import Database from 'better-sqlite3';

const TABLES = ['passages', 'event_keys', 'violations', 'violation_rules'] as const;

/**
 * The rate (passages/s) at which better-sqlite3 alone inserts the rows that the service wrote: the same rows into the same
 * schema with the same indexes, a thousand passages a transaction, `synchronous=FULL`. `emptyFile` is a migrated database.
 */
export function rawInsertRate(writtenFile: string, emptyFile: string, passages: number): number {
  const from = new Database(writtenFile, { readonly: true });
  const into = new Database(emptyFile);
  into.pragma('journal_mode = WAL');
  into.pragma('synchronous = FULL');
  try {
    for (const table of TABLES) into.exec(`delete from ${table}`);
    const rows = TABLES.map(
      (table) =>
        from.prepare(`select * from ${table} order by rowid desc limit ${passages}`).raw().all() as unknown[][],
    );
    const inserts = TABLES.map((table, index) => {
      const width = rows[index]?.[0]?.length ?? 1;
      return into.prepare(`insert into ${table} values (${Array(width).fill('?').join(',')})`);
    });
    const count = rows[0]?.length ?? 0;
    const chunks = Math.ceil(count / 1_000);
    const began = performance.now();
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      into.transaction(() => {
        rows.forEach((all, index) => {
          const share = Math.ceil(all.length / chunks);
          for (const row of all.slice(chunk * share, (chunk + 1) * share)) inserts[index]?.run(row);
        });
      })();
    }
    return (count / (performance.now() - began)) * 1_000;
  } finally {
    from.close();
    into.close();
  }
}
