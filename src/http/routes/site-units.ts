import { z } from 'zod';
import { addUnit } from '../../actions/sites/add-unit.ts';
import { confirmUnit, declineUnit, endUnit } from '../../actions/sites/answer-unit.ts';
import { getUnit } from '../../actions/sites/get-unit.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { UNIT_ROLES, UNIT_STATES } from '../../domain/machinery/site-unit.ts';
import type { SiteUnitRow } from '../../store/site-units.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { dayOut, dayText, idOut, idText, instant, instantOut, known, listOf, pageQuery, prose } from '../schemas.ts';

const role = z.enum(UNIT_ROLES).meta({
  description: '`developer` 建设单位, `contractor` 施工单位, `subcontractor` 分包单位.',
});

const unitOut = z
  .strictObject({
    id: idOut,
    site: z.strictObject({ id: idOut, name: z.string(), address: z.string(), organisationName: z.string() }),
    organisation: z.strictObject({ id: idOut, name: z.string() }),
    countyCode: z.enum(COUNTY_CODES),
    role,
    status: z.enum(UNIT_STATES),
    since: dayOut,
    until: dayOut.optional().meta({ description: 'Its last day.' }),
    addedAt: instantOut,
    addedBy: idOut,
    confirmedAt: instantOut.optional(),
    confirmedBy: idOut.optional().meta({ description: 'Of the unit, or the officer who added it.' }),
    closedAt: instantOut.optional().meta({ description: 'When it was declined or ended.' }),
    closedBy: idOut.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'SiteUnit' });

const answers = { 200: { description: 'The unit.', schema: unitOut } };
const reasoned = z.strictObject({ reason: prose(500).nullish() });

/** Units on sites (参建单位) other than the organisation whose site it is. */
export const siteUnitRoutes = [
  route({
    method: 'POST',
    path: '/site-units',
    id: 'addSiteUnit',
    tag: 'sites',
    summary: 'Add another unit to a site by its credit code',
    description:
      'Invited by the site’s organisation it confirms or declines; an officer adds it at once. A filing by any unit of a site meets the duty (2.4.6a).',
    who: 'site-unit.create',
    body: z
      .strictObject({
        siteId: idText,
        creditCode: creditCodeInput,
        role,
        since: dayText.optional().meta({ description: 'Today unless given.' }),
        until: dayText.nullish().meta({ description: 'Its last day, where one is agreed.' }),
      })
      .meta({ id: 'NewSiteUnit' }),
    replies: { 201: { description: 'The unit.', schema: unitOut } },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      const row = await addUnit(tx, req.actor, req.body, req.at);
      return created(`/site-units/${row.id}`, await presentOne(tx, row));
    },
  }),
  route({
    method: 'GET',
    path: '/site-units',
    id: 'listSiteUnits',
    tag: 'sites',
    summary: 'List units of sites, newest first',
    description: 'The own sites’ units, and the sites that the own organisation is a unit of.',
    who: 'site-unit.read',
    query: z.strictObject({
      ...pageQuery,
      siteId: idText.optional(),
      organisationId: idText.optional(),
      status: z.enum(UNIT_STATES).optional(),
      countyCode: countyInput.optional(),
    }),
    replies: { 200: { description: 'A page of units.', schema: listOf(unitOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'site-unit.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.siteUnits.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: await present(reader, rows), next });
    },
  }),
  route({
    method: 'GET',
    path: '/site-units/{id}',
    id: 'getSiteUnit',
    tag: 'sites',
    summary: 'One unit of a site',
    who: 'site-unit.read',
    replies: answers,
    etag: true,
    read: async (reader, req) => ok(await presentOne(reader, await getUnit(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/site-units/{id}/confirm',
    id: 'confirmSiteUnit',
    tag: 'sites',
    summary: 'Confirm that the own organisation is a unit of the site',
    who: 'site-unit.answer',
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) => ok(await presentOne(tx, await confirmUnit(tx, req.actor, req.params.id, req.at))),
  }),
  route({
    method: 'POST',
    path: '/site-units/{id}/decline',
    id: 'declineSiteUnit',
    tag: 'sites',
    summary: 'Say that the own organisation is no unit of the site',
    who: 'site-unit.answer',
    body: reasoned,
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await presentOne(tx, await declineUnit(tx, req.actor, req.params.id, req.body.reason ?? null, req.at))),
  }),
  route({
    method: 'POST',
    path: '/site-units/{id}/end',
    id: 'endSiteUnit',
    tag: 'sites',
    summary: 'Leave a site, or take a unit off it',
    description: 'At once: it files no more. What it filed stays its own to read, and its entries and exits to report.',
    who: 'site-unit.end',
    body: reasoned,
    replies: answers,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await presentOne(tx, await endUnit(tx, req.actor, req.params.id, req.body.reason ?? null, req.at))),
  }),
];

async function presentOne(reader: Reader, row: SiteUnitRow) {
  const [unit] = await present(reader, [row]);
  return unit;
}

/** Of organisations the name is shown, and nothing else. */
async function present(reader: Pick<Reader, 'organisations' | 'sites'>, rows: readonly SiteUnitRow[]) {
  const names = await reader.organisations.namesOf(
    rows.flatMap(({ organisationId, siteOrganisationId }) => [organisationId, siteOrganisationId]),
  );
  const sites = new Map((await reader.sites.ofIds(rows.map(({ siteId }) => siteId))).map((site) => [site.id, site]));
  return rows.map((row) => {
    const site = sites.get(row.siteId);
    return {
      id: row.id,
      site: {
        id: row.siteId,
        name: site?.name ?? '',
        address: site?.address ?? '',
        organisationName: names.get(row.siteOrganisationId) ?? '',
      },
      organisation: { id: row.organisationId, name: names.get(row.organisationId) ?? '' },
      countyCode: row.countyCode,
      role: row.role,
      status: row.status,
      since: row.since,
      ...known({ until: row.until }),
      addedAt: instant(row.addedAt),
      addedBy: row.addedBy,
      ...known({
        confirmedAt: instant(row.confirmedAt),
        confirmedBy: row.confirmedBy,
        closedAt: instant(row.closedAt),
        closedBy: row.closedBy,
        reason: row.reason,
      }),
    };
  });
}
