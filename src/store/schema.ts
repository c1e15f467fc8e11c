import type { Columns } from './columns.ts';
import { accountTables } from './schema/accounts.ts';
import { alertTables } from './schema/alerts.ts';
import { appealTables } from './schema/appeals.ts';
import { caseTables } from './schema/cases.ts';
import { consoleTables } from './schema/console.ts';
import { fieldCheckTables } from './schema/field-checks.ts';
import { filingTables } from './schema/filings.ts';
import { fleetTables } from './schema/fleet.ts';
import { gateTables } from './schema/gates.ts';
import { identityTables } from './schema/identity.ts';
import { machineryTables } from './schema/machinery.ts';
import { machineRecordTables } from './schema/machines.ts';
import { observationTables } from './schema/observations.ts';
import { passageTables } from './schema/passages.ts';
import { policyLifeTables } from './schema/policies.ts';
import { programmeTables } from './schema/programme.ts';
import { recordTables } from './schema/records.ts';
import { siteTables } from './schema/sites.ts';
import { spotCheckTables } from './schema/spot-checks.ts';
import { tellingTables } from './schema/telling.ts';
import { violationTables } from './schema/violations.ts';

/**
 * Every table of the registry, once. Applied to a SQLite kit and to a PostgreSQL kit (`columns.ts`); only `drizzle/`
 * turns it into SQL. `id` is a UUIDv7, `instant` a number of ms, `day` text `YYYY-MM-DD`, `json` text never filtered inside.
 */
export const defineTables = (c: Columns) => ({
  ...accountTables(c),
  ...alertTables(c),
  ...appealTables(c),
  ...caseTables(c),
  ...consoleTables(c),
  ...fieldCheckTables(c),
  ...fleetTables(c),
  ...filingTables(c),
  ...gateTables(c),
  ...identityTables(c),
  ...machineryTables(c),
  ...machineRecordTables(c),
  ...observationTables(c),
  ...passageTables(c),
  ...policyLifeTables(c),
  ...programmeTables(c),
  ...recordTables(c),
  ...siteTables(c),
  ...spotCheckTables(c),
  ...tellingTables(c),
  ...violationTables(c),
});

export type Tables = ReturnType<typeof defineTables>;
