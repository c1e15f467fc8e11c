import { z } from 'zod';
import { filingWarnings } from '../actions/machinery/filing-checks.ts';
import { judgementOf } from '../actions/machinery/machine-event.ts';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { FILING_STATES } from '../domain/machinery/filing.ts';
import type { FilingRow } from '../store/filings.ts';
import type { Reader } from '../store/store.ts';
import { known, warningOut } from './machine-schema.ts';
import { judgementOut, machineryAt, presentJudgement } from './machinery-answers.ts';
import type { Request } from './route.ts';
import { dayOut, idOut, instant, instantOut } from './schemas.ts';

const filing = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  status: z.enum(FILING_STATES),
  plannedEntryOn: dayOut,
  plannedExitOn: dayOut,
  submittedAt: instantOut.meta({
    description: 'The submission that counts: the first, or a resubmission that came too late to keep it.',
  }),
  acceptedAt: instantOut.optional(),
  returnedAt: instantOut.optional(),
  resubmitBy: dayOut
    .optional()
    .meta({ description: 'The last day on which a resubmission keeps the date of submission.' }),
  closedAt: instantOut
    .optional()
    .meta({ description: 'When it was rejected or withdrawn, or its time to come back ran out.' }),
  reason: z.string().optional(),
  enteredAt: instantOut.optional(),
  exitedAt: instantOut.optional(),
  createdBy: idOut,
  warnings: z.array(warningOut),
};
/** A filing as lists show it. */
export const filingSummaryOut = z.strictObject(filing).meta({ id: 'FilingSummary' });
/** A filing with its history, and how its entry is judged. */
export const filingOut = z
  .strictObject({
    ...filing,
    events: z
      .array(
        z.strictObject({
          action: z.string(),
          at: instantOut,
          by: idOut,
          reason: z.string().optional(),
          resubmitBy: dayOut.optional(),
        }),
      )
      .meta({ description: 'What happened to it, oldest first.' }),
    ...judgementOut,
  })
  .meta({ id: 'Filing' });

/** What an answer about a filing needs of its request. */
export type FilingAsked = Pick<Request, 'actor' | 'at' | 'env' | 'language'>;

/** A filing as lists show it. */
export function presentFiling(row: FilingRow) {
  return {
    id: row.id,
    siteId: row.siteId,
    machineId: row.machineId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    status: row.status,
    plannedEntryOn: row.plannedEntryOn,
    plannedExitOn: row.plannedExitOn,
    submittedAt: instant(row.submittedAt),
    ...known({
      acceptedAt: instant(row.acceptedAt),
      returnedAt: instant(row.returnedAt),
      resubmitBy: row.resubmitBy,
      closedAt: instant(row.closedAt),
      reason: row.reason,
      enteredAt: instant(row.enteredAt),
      exitedAt: instant(row.exitedAt),
    }),
    createdBy: row.createdBy,
    warnings: filingWarnings(row),
  };
}

/** A filing with its history, and how its entry is judged. */
export async function presentFilingInFull(reader: Reader, row: FilingRow, req: FilingAsked) {
  const { id, machineId, siteId, enteredAt } = row;
  const events = await reader.filings.eventsOf(id);
  const event = { kind: 'filing', id, machineId, siteId, at: enteredAt, working: null } as const;
  const judgement = await judgementOf(reader, event, machineryAt(req));
  return {
    ...presentFiling(row),
    events: events.map(({ action, at, actorId, reason, resubmitBy }) => ({
      action,
      at: instant(at),
      by: actorId,
      ...known({ reason, resubmitBy }),
    })),
    ...presentJudgement(judgement, req.language),
  };
}
