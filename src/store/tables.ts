import { pgColumns, sqliteColumns } from './columns.ts';
import { defineTables } from './schema.ts';

export const postgresTables = defineTables(pgColumns);
export const sqliteTables = defineTables(sqliteColumns);
