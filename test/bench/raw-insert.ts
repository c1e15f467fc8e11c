import Database from 'better-sqlite3';

const TABLES = ['passages', 'event_keys', 'violations', 'violation_rules'] as const;

/** A copy of a registry in use, page by page. */
export async function copyOf(path: string, copy: string): Promise<void> {
  const file = new Database(path, { readonly: true });
  try {
    await file.backup(copy);
  } finally {
    file.close();
  }
}

/**
 * The rate (passages/s) at which better-sqlite3 alone inserts the rows that the service wrote: the same rows in the same
 * order with the same indexes, a thousand passages a transaction, `synchronous=FULL`, into a copy of the registry as it was
 * before the service wrote them.
 */
export function rawInsertRate(written: string, before: string): number {
  const from = new Database(written, { readonly: true });
  const into = new Database(before);
  into.pragma('journal_mode = WAL');
  into.pragma('synchronous = FULL');
  try {
    const rows = TABLES.map((table) => {
      const { last } = into.prepare(`select coalesce(max(rowid), 0) as last from ${table}`).get() as { last: number };
      return from.prepare(`select * from ${table} where rowid > ? order by rowid`).raw().all(last) as unknown[][];
    });
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
