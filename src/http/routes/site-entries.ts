import { z } from 'zod';
import { readersOfSiteEntry } from '../../actions/machinery/get-filing.ts';
import { judgementOf } from '../../actions/machinery/machine-event.ts';
import { recordSiteEntry } from '../../actions/machinery/record-site-entry.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { SiteEntryRow } from '../../store/site-entries.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { warningOut } from '../machine-answers.ts';
import { clientId, metFields, metOf, oneMachine } from '../machine-schema.ts';
import { judgementOut, machineryAt, metWarnings, presentJudgement } from '../machinery-answers.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  flagQuery,
  fromTo,
  idOut,
  idText,
  instant,
  instantOut,
  instantText,
  known,
  listOf,
  pageQuery,
  periodOf,
  requireEventTime,
} from '../schemas.ts';

const newSiteEntry = z
  .strictObject({
    siteId: idText,
    ...metFields,
    enteredAt: instantText.meta({ description: 'When it entered, or was seen.' }),
    working: z.boolean().nullish().meta({ description: 'Whether it was at work; absent where nobody knows.' }),
    clientId,
  })
  .superRefine(oneMachine)
  .meta({ id: 'NewSiteEntry' });

const siteEntry = {
  id: idOut,
  siteId: idOut,
  machineId: idOut,
  organisationId: idOut,
  countyCode: z.enum(COUNTY_CODES),
  enteredAt: instantOut,
  working: z.boolean().optional(),
  recordedAt: instantOut,
  recordedBy: idOut,
  clientId: z.string().optional(),
};
const summaryOut = z.strictObject(siteEntry).meta({ id: 'SiteEntrySummary' });
const siteEntryOut = z
  .strictObject({ ...siteEntry, warnings: z.array(warningOut), ...judgementOut })
  .meta({ id: 'SiteEntry' });

/** Machines met on sites, filed or not (进场记录). */
export const siteEntryRoutes = [
  route({
    method: 'POST',
    path: '/site-entries',
    id: 'recordSiteEntry',
    tag: 'site entries',
    summary: 'Record a machine on a site, filed or not',
    description: 'A machine described as seen is the one on file with one of its numbers, else it is stored as seen.',
    who: 'site-entry.create',
    body: newSiteEntry,
    replies: {
      201: { description: 'The entry and how it was judged.', schema: siteEntryOut },
      200: { description: 'The one that was sent before under the same clientId.', schema: siteEntryOut },
    },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const { siteId, enteredAt, working = null } = req.body;
      requireEventTime(enteredAt, req.now, '#/enteredAt');
      const input = { siteId, met: metOf(req.body), enteredAt, working, clientId: req.body.clientId ?? null };
      const { row, again } = await recordSiteEntry(tx, req.actor, input, machineryAt(req));
      if (again) return ok(await detail(tx, row, req));
      return created(`/site-entries/${row.id}`, await detail(tx, row, req));
    },
  }),
  route({
    method: 'GET',
    path: '/site-entries',
    id: 'listSiteEntries',
    tag: 'site entries',
    summary: 'List site entries, newest first',
    who: 'site-entry.read',
    query: z.strictObject({
      ...pageQuery,
      siteId: idText.optional(),
      machineId: idText.optional(),
      countyCode: countyInput.optional(),
      organisationId: idText.optional(),
      ...fromTo,
      filed: flagQuery.optional().meta({
        description:
          'Whether the machine had a filing for the site, submitted before the end of the period, on which it had not left again.',
      }),
    }),
    replies: { 200: { description: 'A page of site entries.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'site-entry.read');
      const { from: _from, to: _to, ...filters } = req.query;
      const filter = { ...filters, ...periodOf(req.query) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.siteEntries.page(scope, filter, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(summary), next });
    },
  }),
  route({
    method: 'GET',
    path: '/site-entries/{id}',
    id: 'getSiteEntry',
    tag: 'site entries',
    summary: 'One site entry and how it is judged now',
    who: 'site-entry.read',
    replies: { 200: { description: 'The entry.', schema: siteEntryOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await reader.siteEntries.find(req.params.id);
      if (!row || !covers(scopeOf(req.actor, 'site-entry.read'), readersOfSiteEntry(row))) throw notFound();
      return ok(await detail(reader, row, req));
    },
  }),
];

function summary(row: SiteEntryRow) {
  return {
    id: row.id,
    siteId: row.siteId,
    machineId: row.machineId,
    organisationId: row.organisationId,
    countyCode: row.countyCode,
    enteredAt: instant(row.enteredAt),
    ...known({ working: row.working }),
    recordedAt: instant(row.recordedAt),
    recordedBy: row.recordedBy,
    ...known({ clientId: row.clientId }),
  };
}

async function detail(reader: Reader, row: SiteEntryRow, req: Pick<Request, 'at' | 'env' | 'language'>) {
  const { id, machineId, siteId, enteredAt, working } = row;
  const at = machineryAt(req);
  const event = { kind: 'site_entry', id, machineId, siteId, at: enteredAt, working } as const;
  return {
    ...summary(row),
    warnings: await metWarnings(reader, machineId, at),
    ...presentJudgement(await judgementOf(reader, event, at), req.language),
  };
}
