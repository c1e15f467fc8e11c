import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One migration of a folder made by drizzle-kit. */
export type Migration = {
  readonly tag: string;
  readonly hash: string;
  readonly statements: readonly string[];
};

/** A migration that a database has had. */
export type Applied = { readonly tag: string; readonly hash: string };

/** Why the service does not start on this database: one line, for whoever runs it. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

/** The migrations of a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  try {
    const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
      entries: { tag: string }[];
    };
    return journal.entries.map(({ tag }) => {
      const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
      const statements = text.split('--> statement-breakpoint').map((statement) => statement.trim());
      return { tag, hash: createHash('sha256').update(text).digest('hex'), statements };
    });
  } catch (error) {
    throw new MigrationError(`The migrations in ${folder} cannot be read: ${oneLine(error)}`, {
      cause: error,
    });
  }
}

/** What is still to be applied. Refuses a database that has had migrations this version does not know, or knows otherwise. */
export function pendingMigrations(known: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  for (const [index, { tag, hash }] of applied.entries()) {
    const migration = known[index];
    if (migration?.tag !== tag) {
      throw new MigrationError(
        `The database is newer than this version: it has had the migration ${tag}, which is not known here`,
      );
    }
    if (migration.hash !== hash) {
      throw new MigrationError(`The migration ${tag} was changed after this database had it`);
    }
  }
  return known.slice(applied.length);
}

export const brokenMigration = (tag: string, error: unknown): MigrationError =>
  new MigrationError(`The migration ${tag} failed and was rolled back: ${oneLine(error)}`, { cause: error });

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
