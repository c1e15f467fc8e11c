import { VEHICLE_IMPORT } from '../fleet/import-vehicle.ts';
import type { TableImport } from './table-import.ts';

/** The imports that jobs carry out. */
// biome-ignore lint/suspicious/noExplicitAny: each takes back the rows that it queued itself.
export const TABLE_IMPORTS: readonly TableImport<any>[] = [VEHICLE_IMPORT];
