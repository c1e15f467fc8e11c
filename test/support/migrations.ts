import { fileURLToPath } from 'node:url';

/** The database of a run's PostgreSQL server that new ones are copied from. */
export const TEMPLATE = 'registry_template';

/** The folder of an engine's migrations. */
export const migrations = (engine: 'sqlite' | 'postgres'): string =>
  fileURLToPath(new URL(`../../drizzle/${engine}`, import.meta.url));
