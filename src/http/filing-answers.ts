import { z } from 'zod';
import { filingWarnings } from '../actions/machinery/filing-checks.ts';
import { judgementOf } from '../actions/machinery/machine-event.ts';
import { zonesOfFiling, zoneWarnings } from '../actions/sites/zone-findings.ts';
import { COUNTY_CODES } from '../domain/codes/county.ts';
import { ROLES, type Role } from '../domain/identity/actor.ts';
import { HINDRANCES, type Hindrance } from '../domain/machinery/county-settings.ts';
import { FILING_STATES, leftEarly } from '../domain/machinery/filing.ts';
import { legalDayOf } from '../domain/time.ts';
import type { FilingRow } from '../store/filings.ts';
import type { Reader } from '../store/store.ts';
import { cardOut, presentCard, warningOut } from './machine-answers.ts';
import { judgementOut, machineryAt, presentJudgement } from './machinery-answers.ts';
import type { Request } from './route.ts';
import { dayOut, idOut, instant, instantOut, known } from './schemas.ts';
import { presentFinding, zoneFindingOut } from './zone-answers.ts';

const filing = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  status: z.enum(FILING_STATES),
  plannedEntryOn: dayOut,
  plannedExitOn: dayOut,
  remarks: z.string().optional(),
  number: z.string().optional().meta({
    description: 'Its number (登记编号), of the county and the year of its first submission; never given twice.',
  }),
  submittedAt: instantOut.meta({
    description: 'The submission that counts: the first, or a resubmission that came too late to keep it.',
  }),
  acceptedAt: instantOut.optional(),
  returnedAt: instantOut.optional(),
  resubmitBy: dayOut
    .optional()
    .meta({ description: 'The last day on which a resubmission keeps the date of submission.' }),
  reviewBy: dayOut
    .optional()
    .meta({ description: 'The last day for the county to review it, where the county sets one.' }),
  overdue: z
    .boolean()
    .meta({ description: 'Waits for its review longer than that. Nothing is accepted by lapse of time.' }),
  closedAt: instantOut
    .optional()
    .meta({ description: 'When it was rejected or withdrawn, or its time to come back ran out.' }),
  reason: z.string().optional(),
  enteredAt: instantOut.optional(),
  exitedAt: instantOut.optional(),
  leftEarly: z
    .boolean()
    .optional()
    .meta({ description: 'Once it left: whether that was before its planned days were over.' }),
  createdBy: idOut,
  machine: cardOut,
  siteName: z.string(),
  organisationName: z.string().meta({ description: 'Who filed it.' }),
  warnings: z.array(warningOut),
};
const changedOut = z.strictObject({
  plannedEntryOn: dayOut.optional(),
  plannedExitOn: dayOut.optional(),
  remarks: z.string().nullable().optional(),
});

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
          by: idOut.meta({ description: 'A user, or the version of the county’s settings by which it was accepted.' }),
          byKind: z.enum(['user', 'system']),
          byRole: z.enum(ROLES).optional(),
          reason: z.string().optional(),
          resubmitBy: dayOut.optional(),
          before: changedOut.optional(),
          after: changedOut.optional(),
          hindrances: z.array(z.enum(HINDRANCES)).optional().meta({
            description:
              'Of an extension that no officer saw: what would have kept the county’s setting from accepting the days added.',
          }),
        }),
      )
      .meta({ description: 'What happened to it, oldest first.' }),
    zones: z
      .array(zoneFindingOut)
      .meta({ description: 'While it is open: the low-emission zones of the site on the planned days.' }),
    ...judgementOut,
  })
  .meta({ id: 'Filing' });

/** What an answer about a filing needs of its request. */
export type FilingAsked = Pick<Request, 'actor' | 'at' | 'env' | 'language'>;

/** Filings as lists show them, with what they are about by name. */
export async function presentFilings(
  reader: Pick<Reader, 'machines' | 'organisations' | 'sites'>,
  rows: readonly FilingRow[],
  now: number,
) {
  const machines = new Map((await reader.machines.ofIds(idsOf(rows, 'machineId'))).map((row) => [row.id, row]));
  const sites = new Map((await reader.sites.ofIds(idsOf(rows, 'siteId'))).map((row) => [row.id, row]));
  const names = await reader.organisations.namesOf(idsOf(rows, 'organisationId'));
  return rows.map((row) => {
    const machine = machines.get(row.machineId);
    const site = sites.get(row.siteId);
    if (!machine || !site) throw new Error(`a filing of no machine or for no site: ${row.id}`);
    const organisationName = names.get(row.organisationId) ?? '';
    return { ...present(row, now), machine: presentCard(machine), siteName: site.name, organisationName };
  });
}

const idsOf = (rows: readonly FilingRow[], name: 'machineId' | 'organisationId' | 'siteId') => [
  ...new Set(rows.map((row) => row[name])),
];

function present(row: FilingRow, now: number) {
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
      remarks: row.remarks,
      number: row.number,
      reviewBy: row.reviewBy,
      closedAt: instant(row.closedAt),
      reason: row.reason,
      enteredAt: instant(row.enteredAt),
      exitedAt: instant(row.exitedAt),
      leftEarly: row.exitedAt === null ? null : leftEarly(row, row.exitedAt),
    }),
    overdue: row.status === 'submitted' && row.reviewBy !== null && row.reviewBy < legalDayOf(now),
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
  const zones = await zonesOfFiling(reader, row, machineryAt(req));
  const [summary] = await presentFilings(reader, [row], req.at.now);
  return {
    ...summary,
    events: events.map(({ action, at, actorId, actorKind, actorRole, reason, resubmitBy, change }) => ({
      action,
      at: instant(at),
      by: actorId,
      byKind: actorKind as 'user' | 'system',
      ...known({ byRole: actorRole as Role | null, reason, resubmitBy }),
      ...(change as { before: object; after: object; hindrances?: Hindrance[] } | null),
    })),
    warnings: [...filingWarnings(row), ...zoneWarnings(zones)],
    zones: zones.map(presentFinding),
    ...presentJudgement(judgement, req.language),
  };
}
