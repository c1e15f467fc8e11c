import { z } from 'zod';
import { createOrganisation } from '../../actions/registry/create-organisation.ts';
import { getOrganisation } from '../../actions/registry/get-organisation.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput, creditCodeWarnings } from '../../domain/codes/credit-code.ts';
import { WARNING_CODES } from '../../domain/codes/warning.ts';
import { ORGANISATION_KINDS } from '../../domain/identity/organisation.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, instant, instantOut, line, listOf, pageQuery } from '../schemas.ts';

const kind = z.enum(ORGANISATION_KINDS);

const organisationOut = z
  .strictObject({
    id: idOut,
    kind,
    name: z.string(),
    creditCode: z.string(),
    countyCode: z.enum(COUNTY_CODES),
    warnings: z.array(z.strictObject({ code: z.enum(WARNING_CODES), pointer: z.string() })),
    createdAt: instantOut,
  })
  .meta({ id: 'Organisation' });

/** Organisations (单位): contractors, enterprises and departments. */
export const organisationRoutes = [
  route({
    method: 'POST',
    path: '/organisations',
    id: 'createOrganisation',
    tag: 'organisations',
    summary: 'Open the account of an organisation',
    description: 'The check digit of the credit code is enforced; one organisation per code.',
    who: 'organisation.create',
    body: z.strictObject({ kind, name: line(200), creditCode: creditCodeInput, countyCode: countyInput }),
    replies: { 201: { description: 'The organisation.', schema: organisationOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await createOrganisation(tx, req.actor, req.body, req.at);
      return created(`/organisations/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/organisations',
    id: 'listOrganisations',
    tag: 'organisations',
    summary: 'List organisations, newest first',
    who: 'organisation.read',
    query: z.strictObject({ ...pageQuery, kind: kind.optional(), countyCode: countyInput.optional() }),
    replies: { 200: { description: 'A page of organisations.', schema: listOf(organisationOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'organisation.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.organisations.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/organisations/{id}',
    id: 'getOrganisation',
    tag: 'organisations',
    summary: 'One organisation',
    who: 'organisation.read',
    replies: { 200: { description: 'The organisation.', schema: organisationOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getOrganisation(reader, req.actor, req.params.id))),
  }),
];

const present = (row: OrganisationRow) => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  creditCode: row.creditCode,
  countyCode: row.countyCode,
  warnings: creditCodeWarnings(row.creditCode, '#/creditCode'),
  createdAt: instant(row.createdAt),
});
