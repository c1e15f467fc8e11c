import { z } from 'zod';
import { describeRetirements, pageRetirements, type RetirementEntry } from '../../actions/fleet/list-retirements.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { dayOut, idOut, listOf, pageQuery } from '../schemas.ts';

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
  })
  .meta({ id: 'Retirement' });

/** The retirement programme (淘汰) of clause 2.4.4. */
export const retirementRoutes = [
  route({
    method: 'GET',
    path: '/retirements',
    id: 'listRetirements',
    tag: 'vehicles',
    summary: 'Operating diesel goods vehicles of China III or older: due, overdue, and those retired',
    description: 'A vehicle that was transferred out has left the list and does not count as retired.',
    who: 'retirement.read',
    query: z.strictObject({ ...pageQuery, status: status.optional(), countyCode: countyInput.optional() }),
    replies: { 200: { description: 'A page of the list, newest first.', schema: listOf(retirementOut) } },
    read: async (reader, req) => {
      const context = { policies: req.env.policies.current(), now: req.now };
      const { rows, next } = await page(
        req,
        req.query,
        (request) => pageRetirements(reader, req.actor, req.query, request, context),
        ({ id }) => ({ id }),
      );
      return ok({ items: (await describeRetirements(reader, rows, context)).map(present), next });
    },
  }),
];

function present({ row, status: place, clause, deadline, facts }: RetirementEntry) {
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
  };
}
