import type { TableImport } from '../imports/table-import.ts';
import { type NewRefill, recordRefill } from './refills.ts';

/** Refills by the table: a row that was sent before under its key is left as it is. */
export const UREA_IMPORT: TableImport<NewRefill, 'created' | 'unchanged'> = {
  kind: 'urea-refill-import',
  outcomes: ['created', 'unchanged'],
  importRow: async (tx, actor, refill, { at, policies, wakeJobs }) => {
    const { duplicate } = await recordRefill(tx, actor, refill, { at, policies, wakeJobs });
    return duplicate ? 'unchanged' : 'created';
  },
};
