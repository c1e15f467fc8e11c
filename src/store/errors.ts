import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { sqliteTables } from './tables.ts';

/** What a database may refuse, the same words for both engines. */
export type Violation = 'unique' | 'foreign-key' | 'check' | 'busy' | 'serialization';

const VIOLATIONS: Readonly<Record<string, Violation>> = {
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  SQLITE_CONSTRAINT_ROWID: 'unique',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'foreign-key',
  SQLITE_CONSTRAINT_CHECK: 'check',
  SQLITE_BUSY: 'busy',
  SQLITE_BUSY_SNAPSHOT: 'busy',
  SQLITE_BUSY_RECOVERY: 'busy',
  SQLITE_BUSY_TIMEOUT: 'busy',
  SQLITE_LOCKED: 'busy',
  '23505': 'unique',
  '23503': 'foreign-key',
  '23514': 'check',
  '55P03': 'busy',
  '40001': 'serialization',
  '40P01': 'serialization',
};

/** What the database refused, or undefined where the error is none of that: a fault, or not the database's at all. */
export function violationOf(error: unknown): Violation | undefined {
  const code = databaseErrorOf(error)?.code;
  return code === undefined ? undefined : VIOLATIONS[code];
}

/**
 * The name of the violated constraint, as in the schema: a unique index by its own name, a primary key as `<table>_pkey`.
 * Undefined where the engine does not tell, as SQLite of foreign keys.
 */
export function constraintOf(error: unknown): string | undefined {
  const found = databaseErrorOf(error);
  if (!found) return undefined;
  if (typeof found.constraint === 'string') return found.constraint;
  const [, what] = /^(?:UNIQUE|CHECK) constraint failed: (.+)$/.exec(found.message) ?? [];
  return what === undefined ? undefined : (uniqueNames().get(what) ?? what);
}

/** Whether the error is a statement's failure, after which PostgreSQL goes on with nothing in that transaction. */
export const isDatabaseError = (error: unknown): error is Error => databaseErrorOf(error) !== undefined;

type DatabaseError = Error & { readonly code: string; readonly constraint?: string };

/** Drizzle wraps errors in some paths and not in others, so the driver's own is looked for among the causes. */
function databaseErrorOf(error: unknown): DatabaseError | undefined {
  let current = error;
  for (let depth = 0; depth < 6 && current instanceof Error; depth += 1) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : '';
    // PostgreSQL's own errors have a severity; without it the code is the socket's.
    if (code.startsWith('SQLITE_') || (code && 'severity' in current)) return current as DatabaseError;
    current = current.cause;
  }
  return undefined;
}

let names: ReadonlyMap<string, string> | undefined;

/** SQLite names the columns of the index that refused (`users.username`), PostgreSQL the index. */
function uniqueNames(): ReadonlyMap<string, string> {
  names ??= new Map(
    Object.values(sqliteTables).flatMap((table) => {
      const { name, columns, indexes } = getTableConfig(table as never);
      const qualified = (list: readonly { name: string }[]) => list.map((c) => `${name}.${c.name}`).join(', ');
      return [
        ...columns.filter((c) => c.primary).map((c) => [qualified([c]), `${name}_pkey`] as const),
        ...indexes
          .filter(({ config }) => config.unique)
          .map(({ config }) => [qualified(config.columns as { name: string }[]), config.name] as const),
      ];
    }),
  );
  return names;
}
