import type { Columns } from '../columns.ts';

/** Tables of this area of the registry; see `defineTables`. */
export const programmeTables = (_c: Columns) => ({});
