import type { Readable } from 'node:stream';
import { z } from 'zod';
import { record } from '../../actions/audit.ts';
import {
  describeRetirements,
  pageRetirements,
  type RetirementEntry,
} from '../../actions/retirement/list-retirements.ts';
import { progressOf } from '../../actions/retirement/progress.ts';
import { describeSightings, pageSightings, type Sighted } from '../../actions/retirement/sightings.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { legalDayOf } from '../../domain/time.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import type { Language } from '../language.ts';
import type { As } from '../papers/desk.ts';
import { ok, type Request, route } from '../route.ts';
import {
  dayOut,
  dayText,
  flagQuery,
  fromTo,
  idOut,
  idText,
  instant,
  instantOut,
  listOf,
  pageQuery,
  periodOf,
  yearQuery,
} from '../schemas.ts';

const status = z.enum(['due', 'overdue', 'retired']);

const retirementOut = z
  .strictObject({
    vehicleId: idOut,
    status,
    plate: z.string(),
    plateColour: z.string(),
    vin: z.string().nullable(),
    emissionStage: z.enum(EMISSION_STAGES),
    vehicleType: z.string().nullable(),
    registeredOn: dayOut.nullable(),
    countyCode: z
      .string()
      .nullable()
      .meta({ description: 'Null where the register does not tell: for city officers.' }),
    inferred: z.boolean().meta({ description: 'That it belongs to the city was told from the plate alone.' }),
    deadline: dayOut.nullable(),
    clause: z.string().nullable(),
    owner: z.strictObject({ name: z.string(), phone: z.string().optional() }).nullable(),
    proof: z
      .enum(['unproven', 'recorded', 'verified'])
      .nullable()
      .meta({ description: 'Of one retired, or about to be: only a verified proof counts it as retired.' }),
    proofId: idOut.nullable(),
    retiredOn: dayOut.nullable(),
  })
  .meta({ id: 'Retirement' });

const sums = {
  quota: z.int().nullable().meta({ description: 'Null where none was decided.' }),
  quotaId: idOut.nullable(),
  retired: z.int().meta({ description: 'Retired within the year, with a proof that was verified.' }),
  remaining: z.int().nullable(),
  byMonth: z.array(z.strictObject({ month: z.string(), retired: z.int() })),
  listed: z.int().meta({ description: 'On the list now.' }),
  unproven: z.int().meta({ description: 'Off the road by the register, without a verified proof: not counted.' }),
  transferredOut: z.int().meta({ description: 'Never counted.' }),
};
const progressOut = z
  .strictObject({
    year: z.int(),
    on: dayOut,
    counties: z.array(z.strictObject({ countyCode: z.string().nullable(), ...sums })),
    city: z
      .strictObject({ ...sums, withoutQuota: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Null for who reaches one county.' }),
  })
  .meta({ id: 'RetirementProgress' });

const sightedOut = z
  .strictObject({
    vehicleId: idOut,
    plate: z.string().nullable(),
    plateColour: z.string().nullable(),
    countyCode: z.string().nullable().meta({ description: 'Where the vehicle is listed.' }),
    sightings: z.int(),
    firstAt: instantOut,
    lastAt: instantOut,
    enterprises: z.array(
      z.strictObject({
        enterpriseId: idOut.nullable(),
        name: z.string().nullable(),
        countyCode: z.string().nullable(),
        sightings: z.int(),
        firstAt: instantOut,
        lastAt: instantOut,
      }),
    ),
  })
  .meta({ id: 'RetirementSighting' });

const filters = { status: status.optional(), countyCode: countyInput.optional(), proven: flagQuery.optional() };
const seenFilters = { countyCode: countyInput.optional(), enterpriseId: idText.optional(), ...fromTo };
const table = {
  format: z.enum(TABLE_FORMATS),
  language: z.enum(['zh', 'en']).optional().meta({ description: 'Chinese unless English is asked for.' }),
};

/** The retirement programme (淘汰) of clause 2.4.4. */
export const retirementRoutes = [
  route({
    method: 'GET',
    path: '/retirements',
    id: 'listRetirements',
    tag: 'retirement',
    summary: 'Operating diesel goods vehicles of China III or older: due, overdue, and those retired',
    description:
      'A vehicle that was transferred out has left the list and does not count as retired. `proven` asks for those retired ' +
      'with a verified proof, or without.',
    who: 'retirement.read',
    query: z.strictObject({ ...pageQuery, ...filters }),
    replies: { 200: { description: 'A page of the list, newest first.', schema: listOf(retirementOut) } },
    read: async (reader, req) => {
      const context = contextOf(req);
      const { rows, next } = await page(
        req,
        req.query,
        (request) => pageRetirements(reader, req.actor, req.query, request, context),
        ({ id }) => ({ id }),
      );
      return ok({ items: (await describeRetirements(reader, rows, context)).map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/retirements/export',
    id: 'exportRetirements',
    tag: 'retirement',
    summary: 'The whole list as CSV or XLSX; it is recorded who took it',
    who: 'retirement.read',
    query: z.strictObject({ ...filters, ...table }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: (req) =>
      taken(req, 'retirements', (as) =>
        req.env.papers.write('retirements', { ...as, actor: req.actor, filter: req.query, now: req.now }),
      ),
  }),
  route({
    method: 'GET',
    path: '/retirements/progress',
    id: 'getRetirementProgress',
    tag: 'retirement',
    summary: 'What each county has retired in a year against its quota, and the city',
    description:
      'As of a legal day, today unless given: later retirements and later decisions on quotas are left out. `listed`, ' +
      '`unproven` and `transferredOut` are as of now.',
    who: 'retirement.read',
    query: z.strictObject({ year: yearQuery, on: dayText.optional() }),
    replies: { 200: { description: 'The progress.', schema: progressOut } },
    raw: async (req) => {
      const { year, on = legalDayOf(req.now) } = req.query;
      const progress = await progressOf(req.env.store.bulk, req.actor, { year, on }, contextOf(req));
      return ok({ year, on, ...progress });
    },
  }),
  route({
    method: 'GET',
    path: '/retirements/sightings',
    id: 'listRetirementSightings',
    tag: 'retirement',
    summary: 'Vehicles that passed gates while overdue for retirement: how often, where, and when last',
    description: 'By the findings `china_iii_access`. Counties are those of the gates.',
    who: 'retirement.read',
    query: z.strictObject({ ...pageQuery, ...seenFilters }),
    replies: { 200: { description: 'A page of vehicles, newest first.', schema: listOf(sightedOut) } },
    read: async (reader, req) => {
      const filter = { ...req.query, ...periodOf(req.query) };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => pageSightings(reader, req.actor, filter, request),
        ({ vehicleId }) => ({ id: vehicleId }),
      );
      return ok({ items: (await describeSightings(reader, req.actor, filter, rows)).map(presentSighted), next });
    },
  }),
  route({
    method: 'GET',
    path: '/retirements/sightings/export',
    id: 'exportRetirementSightings',
    tag: 'retirement',
    summary: 'The same as CSV or XLSX, one row a vehicle and enterprise; it is recorded who took it',
    who: 'retirement.read',
    query: z.strictObject({ ...seenFilters, ...table }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: (req) => {
      const filter = { ...req.query, ...periodOf(req.query) };
      return taken(req, 'retirement-sightings', (as) =>
        req.env.papers.write('sightings', { ...as, actor: req.actor, filter }),
      );
    },
  }),
];

const contextOf = ({ env, now }: Pick<Request, 'env' | 'now'>) => ({ policies: env.policies.current(), now });

type Taken = Pick<Request, 'actor' | 'env' | 'at' | 'preferred'> & {
  readonly query: { readonly format: As['format']; readonly language?: Language | undefined };
};

/** Lists for counties are Chinese papers: in Chinese unless English is asked for. */
function taken({ query, actor, at, env, preferred }: Taken, name: string, make: (as: As) => Readable) {
  const { format } = query;
  const as: As = { format, language: query.language ?? preferred ?? 'zh' };
  return exported(
    { env },
    {
      name: `${name}.${format}`,
      contentType: TABLE_TYPES[format],
      note: (tx) => record(tx, actor, at, 'retirement.export', { type: 'export', id: at.newId() }, { name, ...query }),
      make: () => make(as),
    },
  );
}

function present({ row, status: place, clause, deadline, facts, proof }: RetirementEntry) {
  return {
    vehicleId: row.id,
    status: place,
    plate: row.plate,
    plateColour: row.plateColour,
    vin: facts.vin ?? null,
    emissionStage: row.emissionStage,
    vehicleType: facts.vehicleType ?? null,
    registeredOn: facts.registeredOn ?? null,
    countyCode: row.retirementCounty,
    inferred: row.retirementInferred,
    deadline,
    clause,
    owner: facts.owner ?? null,
    proof: proof?.status ?? (place === 'retired' ? 'unproven' : null),
    proofId: proof?.id ?? null,
    retiredOn: proof?.retiredOn ?? null,
  };
}

function presentSighted({ vehicleId, row, at }: Sighted) {
  return {
    vehicleId,
    plate: row?.plate ?? null,
    plateColour: row?.plateColour ?? null,
    countyCode: row?.retirementCounty ?? null,
    sightings: at.reduce((sum, one) => sum + one.sightings, 0),
    firstAt: instant(Math.min(...at.map((one) => one.firstAt))),
    lastAt: instant(Math.max(...at.map((one) => one.lastAt))),
    enterprises: at.map((one) => ({
      enterpriseId: one.enterpriseId,
      name: one.enterprise,
      countyCode: one.countyCode,
      sightings: one.sightings,
      firstAt: instant(one.firstAt),
      lastAt: instant(one.lastAt),
    })),
  };
}
