import { z } from 'zod';
import { createSite } from '../../actions/machinery/create-site.ts';
import { getSite, getWholeSite } from '../../actions/machinery/get-site.ts';
import { updateSite } from '../../actions/machinery/update-site.ts';
import { closeSite, reopenSite } from '../../actions/sites/close-site.ts';
import { machinesFiledFor } from '../../actions/sites/filed-machines.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { FILING_STATES } from '../../domain/machinery/filing.ts';
import type { SiteRow } from '../../store/sites.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { cardOut, presentCard } from '../machine-answers.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, dayText, flagQuery, idText, listOf, pageQuery } from '../schemas.ts';
import { siteDays } from '../site-days.ts';
import { newSite, newSiteOf, presentSite, siteChange, siteColumns, siteOut } from '../site-schema.ts';

const closedOut = z
  .strictObject({
    ...siteOut.shape,
    openFilings: z.int().meta({ description: 'Open filings of any unit: report their exits, or withdraw them.' }),
  })
  .meta({ id: 'ClosedSite' });

const filedOut = z
  .strictObject({
    machine: cardOut,
    status: z.enum(FILING_STATES),
    plannedEntryOn: dayOut,
    plannedExitOn: dayOut,
    entered: z.boolean(),
  })
  .meta({ id: 'FiledMachine' });

/** Building sites (施工工地). */
export const siteRoutes = [
  route({
    method: 'POST',
    path: '/sites',
    id: 'createSite',
    tag: 'sites',
    summary: 'Put a building site of the own organisation on record',
    who: 'site.create',
    body: newSite,
    replies: { 201: { description: 'The site.', schema: siteOut } },
    problems: ['not-found'],
    write: async (tx, req) => {
      const { enterpriseCreditCode } = req.body;
      const row = await createSite(tx, req.actor, newSiteOf(req.body), enterpriseCreditCode, req.at);
      return created(`/sites/${row.id}`, await present(tx, row));
    },
  }),
  route({
    method: 'GET',
    path: '/sites',
    id: 'listSites',
    tag: 'sites',
    summary: 'List sites, newest first',
    description: 'Those of the own organisation, those it is a unit of, and those it filed for.',
    who: 'site.read',
    query: z.strictObject({
      ...pageQuery,
      countyCode: countyInput.optional(),
      status: z.enum(['open', 'closed']).optional(),
      organisationId: idText.optional(),
      on: dayText.optional().meta({ description: 'A legal day on which the site runs; stands for `from` and `to`.' }),
      from: dayText
        .optional()
        .meta({ description: 'With `to`: legal days, both included, that the schedule touches.' }),
      to: dayText.optional(),
      filed: flagQuery
        .optional()
        .meta({ description: 'Whether something was filed for it, at the latest on the last of the days.' }),
      unfiledMachines: flagQuery.optional().meta({
        description: 'Whether a machine was seen or inspected there on these days for whose stay nothing was filed.',
      }),
    }),
    replies: { 200: { description: 'A page of sites.', schema: listOf(siteOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'site.read');
      const { countyCode, status, organisationId, filed, unfiledMachines } = req.query;
      const running = siteDays(req.query);
      const closed = status && status === 'closed';
      const filter = { countyCode, closed, organisationId, running, filed, unfiledMachines };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.sites.page(scope, filter, request),
        ({ id }) => ({ id }),
      );
      const outside = await reader.openFilings.outsideSchedule(rows.map(({ id }) => id));
      return ok({ items: rows.map((row) => presentSite(row, outside.includes(row.id))), next });
    },
  }),
  route({
    method: 'GET',
    path: '/sites/{id}',
    id: 'getSite',
    tag: 'sites',
    summary: 'One site',
    who: 'site.read',
    replies: { 200: { description: 'The site.', schema: siteOut } },
    etag: true,
    read: async (reader, req) => ok(await present(reader, await getSite(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/sites/{id}',
    id: 'updateSite',
    tag: 'sites',
    summary: 'Change a site of the own organisation',
    description:
      'What is left out stays; null erases. The county of a site does not change. A schedule may be shortened under open filings: they stand, and the site warns.',
    who: 'site.update',
    body: siteChange,
    replies: { 200: { description: 'The site.', schema: siteOut } },
    problems: ['precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(tx, await getSite(tx, req.actor, req.params.id, 'site.update')),
    write: async (tx, req) => {
      const { enterpriseCreditCode } = req.body;
      const change = siteColumns(req.body);
      const context = { at: req.at, policies: req.env.policies.current(), wakeJobs: req.env.jobs.wake };
      const site = await updateSite(tx, req.actor, req.params.id, change, enterpriseCreditCode, context);
      return ok(await present(tx, site));
    },
  }),
  route({
    method: 'POST',
    path: '/sites/{id}/close',
    id: 'closeSite',
    tag: 'sites',
    summary: 'Close a site whose work has ended',
    description:
      'Nothing more is filed for it. Filings that are open stay open until their exits are reported; machines that are met there are recorded as before.',
    who: 'site.close',
    body: z.strictObject({
      closedOn: dayText.optional().meta({ description: 'The last day of work; today unless given.' }),
    }),
    replies: { 200: { description: 'The site, and how many filings are open.', schema: closedOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await closeSite(tx, req.actor, req.params.id, req.body.closedOn, req.at);
      return ok({ ...(await present(tx, row)), openFilings: await tx.openFilings.countOfSite(row.id) });
    },
  }),
  route({
    method: 'POST',
    path: '/sites/{id}/reopen',
    id: 'reopenSite',
    tag: 'sites',
    summary: 'Open a closed site again',
    who: 'site.close',
    replies: { 200: { description: 'The site.', schema: siteOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(await present(tx, await reopenSite(tx, req.actor, req.params.id, req.at))),
  }),
  route({
    method: 'GET',
    path: '/sites/{id}/machines',
    id: 'listFiledMachines',
    tag: 'sites',
    summary: 'The machines with an open filing for a site by any of its units, newest first',
    description:
      'Their cards only, so that a unit sees what another has filed already; one that left sees them no more.',
    who: 'site.read',
    query: z.strictObject({ ...pageQuery, machineId: idText.optional() }),
    replies: { 200: { description: 'A page of machines.', schema: listOf(filedOut) } },
    read: async (reader, req) => {
      const { id } = await getWholeSite(reader, req.actor, req.params.id);
      const { machineId } = req.query;
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.openFilings.pageOfSite(id, { machineId }, request),
        (row) => ({ id: row.id }),
      );
      const items = (await machinesFiledFor(reader, rows)).map(({ machine, filing }) => ({
        machine: presentCard(machine),
        status: filing.status,
        plannedEntryOn: filing.plannedEntryOn,
        plannedExitOn: filing.plannedExitOn,
        entered: filing.enteredAt !== null,
      }));
      return ok({ items, next });
    },
  }),
];

async function present(reader: Pick<Reader, 'openFilings'>, row: SiteRow) {
  const outside = await reader.openFilings.outsideSchedule([row.id]);
  return presentSite(row, outside.length > 0);
}
