import { z } from 'zod';
import { createOrganisation } from '../../actions/registry/create-organisation.ts';
import { getOrganisation, reaches } from '../../actions/registry/get-organisation.ts';
import { getChangeable, updateOrganisation } from '../../actions/registry/update-organisation.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput, creditCodeWarnings } from '../../domain/codes/credit-code.ts';
import { WARNING_CODES } from '../../domain/codes/warning.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { ORGANISATION_KINDS } from '../../domain/identity/organisation.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import { contact, contactOut } from '../account-schema.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, instant, instantOut, known, line, listOf, pageQuery } from '../schemas.ts';

const kind = z.enum(ORGANISATION_KINDS);

const organisationOut = z
  .strictObject({
    id: idOut,
    kind,
    name: z.string(),
    creditCode: z.string(),
    countyCode: z.enum(COUNTY_CODES),
    contact: contactOut.optional().meta({ description: 'For the organisation itself and for officers.' }),
    address: z.string().optional().meta({ description: 'The seat; shown as the contact is.' }),
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
    body: z.strictObject({
      kind,
      name: line(200),
      creditCode: creditCodeInput,
      countyCode: countyInput,
      contact: contact.nullish(),
      address: line(300).nullish(),
    }),
    replies: { 201: { description: 'The organisation.', schema: organisationOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const { contact: person = null, address = null, ...rest } = req.body;
      const row = await createOrganisation(tx, req.actor, { ...rest, ...contactOf(person), address }, req.at);
      return created(`/organisations/${row.id}`, present(row, req.actor));
    },
  }),
  route({
    method: 'GET',
    path: '/organisations',
    id: 'listOrganisations',
    tag: 'organisations',
    summary: 'List organisations, newest first',
    who: 'organisation.read',
    query: z.strictObject({
      ...pageQuery,
      kind: kind.optional(),
      countyCode: countyInput.optional(),
      search: line(100).optional().meta({ description: 'A part of the name, or how the credit code begins.' }),
    }),
    replies: { 200: { description: 'A page of organisations.', schema: listOf(organisationOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'organisation.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.organisations.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => present(row, req.actor)), next });
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
    read: async (reader, req) => ok(present(await getOrganisation(reader, req.actor, req.params.id), req.actor)),
  }),
  route({
    method: 'PATCH',
    path: '/organisations/{id}',
    id: 'updateOrganisation',
    tag: 'organisations',
    summary: 'Change the record of an organisation',
    description:
      'Officers change all of it, its managers contact and address. What is left out stays; null erases. With the county go ' +
      'its users and the view on its machines; an enterprise of which gates, facts or ledgers are on record stays: 409.',
    who: 'organisation.update',
    body: z.strictObject({
      name: line(200).optional(),
      countyCode: countyInput.optional(),
      contact: contact.nullish(),
      address: line(300).nullish(),
    }),
    replies: { 200: { description: 'The organisation.', schema: organisationOut } },
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => present(await getChangeable(tx, req.actor, req.params.id), req.actor),
    write: async (tx, req) => {
      const { contact: person, ...rest } = req.body;
      const change = { ...rest, ...(person === undefined ? {} : contactOf(person)) };
      const { row, movedUsers } = await updateOrganisation(tx, req.actor, req.params.id, change, req.at);
      // What is remembered of them holds their county.
      tx.afterCommit(() => movedUsers.forEach(req.env.tokens.forgetUser));
      return ok(present(row, req.actor));
    },
  }),
];

const contactOf = (person: z.output<typeof contact> | null) => ({
  contactName: person?.name ?? null,
  contactPhone: person?.phone ?? null,
});

const present = (row: OrganisationRow, actor: Actor) => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  creditCode: row.creditCode,
  countyCode: row.countyCode,
  ...(reaches(actor, 'organisation.contact', row) ? known({ contact: personOf(row), address: row.address }) : {}),
  warnings: creditCodeWarnings(row.creditCode, '#/creditCode'),
  createdAt: instant(row.createdAt),
});

const personOf = ({ contactName: name, contactPhone: phone }: OrganisationRow) =>
  name === null || phone === null ? null : { name, phone };
