import { ENTERPRISE_IMPORT } from '../fleet/import-enterprises.ts';
import { REGISTRATION_IMPORT } from '../fleet/import-registrations.ts';
import { VEHICLE_IMPORT } from '../fleet/import-vehicle.ts';
import { SELLER_IMPORT } from '../fleet/sellers.ts';
import { FILING_IMPORT } from '../machinery/import-filing.ts';
import { OBSERVATION_IMPORTS } from '../observations/import-observations.ts';
import { PROOF_IMPORT } from '../retirement/import-proofs.ts';
import { UREA_IMPORT } from '../urea/import-refills.ts';
import type { TableImport } from './table-import.ts';

/** The imports that jobs carry out; each takes back the rows that it queued itself. */
export const TABLE_IMPORTS: readonly TableImport<never>[] = [
  VEHICLE_IMPORT,
  REGISTRATION_IMPORT,
  ENTERPRISE_IMPORT,
  SELLER_IMPORT,
  PROOF_IMPORT,
  UREA_IMPORT,
  FILING_IMPORT,
  ...Object.values(OBSERVATION_IMPORTS),
];
