import { z } from 'zod';
import { noteObservationExport } from '../../actions/observations/export-observations.ts';
import { recordObservation } from '../../actions/observations/record-observation.ts';
import { getObservation, setFollowUp, voidObservation } from '../../actions/observations/settle-observation.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { vinInput } from '../../domain/codes/vin.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { FOLLOW_UPS, OBSERVATION_KINDS, OBSERVATION_RESULTS } from '../../domain/observations/kinds.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import type { ObservationFilter } from '../../store/observations.ts';
import type { Reader } from '../../store/store.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import { newObservation, observationOut, presentObservation } from '../observation-schema.ts';
import { plateColour } from '../passage-schema.ts';
import { batchOut, recordBatch, timeRefusal } from '../record-batch.ts';
import { created, ok, type Request, route } from '../route.ts';
import {
  eventTimeProblem,
  flagQuery,
  fromTo,
  idText,
  listOf,
  pageBody,
  pageQuery,
  periodOf,
  prose,
  requireEventTime,
} from '../schemas.ts';

const answerOut = z.strictObject({ ...observationOut.shape, duplicate: z.boolean() }).meta({ id: 'ObservationAnswer' });
const filters = {
  ...fromTo,
  kind: z.enum(OBSERVATION_KINDS).optional(),
  result: z.enum(OBSERVATION_RESULTS).optional(),
  followUp: z.enum(FOLLOW_UPS).optional(),
  countyCode: countyInput.optional(),
  vehicleId: idText.optional(),
};
const switches = { matched: flagQuery.optional(), voided: flagQuery.optional() };
const reason = z.strictObject({ reason: prose(500) });
const shown = { 200: { description: 'The observation.', schema: observationOut } };

/** What other sources observe of vehicles (天地车人): remote sensing, captures, tests, inspections, alarms, online state. */
export const observationRoutes = [
  route({
    method: 'POST',
    path: '/observations',
    id: 'recordObservation',
    tag: 'observations',
    summary: 'Put an observation of a vehicle on record',
    description:
      'Officers tell of every kind, departments of captures, roadside tests and inspections, enterprises of alarms and the ' +
      'online state of vehicles they declared. It is matched by plate and colour on its day, else by a verified VIN; one ' +
      'without a match is kept and matched when the vehicle comes on record. Sent again by the same sender with the same ' +
      'source and key it answers 200 with what is stored. Pictures go with it as evidence (`subjectType` `observation`).',
    who: 'observation.create',
    body: newObservation,
    replies: {
      201: { description: 'The observation.', schema: answerOut },
      200: { description: 'Known already.', schema: answerOut },
    },
    problems: ['not-found', 'conflict'],
    write: async (tx, req) => {
      requireEventTime(req.body.occurredAt, req.now, '#/occurredAt');
      const { row, duplicate } = await recordObservation(tx, req.actor, req.body, contextOf(req));
      const body = { ...presentObservation(row), duplicate };
      return duplicate ? ok(body) : created(`/observations/${row.id}`, body);
    },
  }),
  route({
    method: 'POST',
    path: '/observations/batch',
    id: 'recordObservations',
    tag: 'observations',
    summary: 'Put up to 200 observations on record; the good ones are stored, each bad one is named',
    who: 'observation.create',
    body: z.strictObject({ observations: z.array(z.unknown()).min(1).max(200) }),
    replies: { 200: { description: 'One result per observation, in order.', schema: batchOut } },
    write: async (tx, req) => {
      const results = await recordBatch(tx, req, req.body.observations, {
        schema: newObservation,
        refusal: ({ occurredAt }) => timeRefusal('#/occurredAt', eventTimeProblem(occurredAt, req.now)),
        record: (told) => recordObservation(tx, req.actor, told, contextOf(req)),
      });
      return ok({ results });
    },
  }),
  route({
    method: 'GET',
    path: '/observations',
    id: 'listObservations',
    tag: 'observations',
    summary: 'List observations, newest first',
    description: 'Enterprises see those that they sent. Ones taken back only where `voided` asks for them.',
    who: 'observation.read',
    query: z.strictObject({ ...pageQuery, ...filters, ...switches }),
    replies: { 200: { description: 'A page of observations.', schema: listOf(observationOut) } },
    read: async (reader, req) => {
      const { matched, voided } = req.query;
      return ok(await list(reader, req, req.query, { ...filterOf(req.query), matched, voided }));
    },
  }),
  route({
    method: 'POST',
    path: '/observations/search',
    id: 'searchObservations',
    tag: 'observations',
    summary: 'Look observations up by plate or VIN',
    who: 'observation.read',
    body: z.strictObject({
      ...pageBody,
      ...filters,
      plate: plateInput.optional(),
      plateColour: plateColour.optional(),
      vin: vinInput.optional(),
    }),
    replies: { 200: { description: 'A page of observations.', schema: listOf(observationOut) } },
    idempotent: false,
    read: async (reader, req) => {
      const { plate, plateColour: colour, vin } = req.body;
      return ok(await list(reader, req, req.body, { ...filterOf(req.body), plate, plateColour: colour, vin }));
    },
  }),
  route({
    method: 'GET',
    path: '/observations/export',
    id: 'exportObservations',
    tag: 'observations',
    summary: 'Observations of one kind as CSV or XLSX, oldest first; it is recorded who took it',
    description: 'In Chinese unless English is asked for. An import takes the same columns.',
    who: 'observation.read',
    query: z.strictObject({
      ...filters,
      ...switches,
      kind: z.enum(OBSERVATION_KINDS),
      format: z.enum(TABLE_FORMATS),
    }),
    replies: { 200: { description: 'The file.' } },
    mediaType: ['text/csv', TABLE_TYPES.xlsx],
    raw: async (req) => {
      const { format, kind, matched, voided } = req.query;
      const filter = { ...filterOf(req.query), matched, voided };
      const scope = scopeOf(req.actor, 'observation.read');
      const asked = { format, language: req.preferred ?? 'zh', kind, scope, filter };
      return exported(req, {
        name: `${kind.replaceAll('_', '-')}.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) => noteObservationExport(tx, req.actor, { ...filter, as: format }, req.at),
        make: () => req.env.papers.write('observations', asked),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/observations/{id}',
    id: 'getObservation',
    tag: 'observations',
    summary: 'One observation',
    who: 'observation.read',
    replies: shown,
    etag: true,
    read: async (reader, req) => ok(presentObservation(await getObservation(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'POST',
    path: '/observations/{id}/close',
    id: 'closeObservation',
    tag: 'observations',
    summary: 'Close the follow-up of an observation, with what was done',
    who: 'observation.settle',
    body: reason,
    replies: shown,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(presentObservation(await setFollowUp(tx, req.actor, req.params.id, { to: 'closed', ...req.body }, req.at))),
  }),
  route({
    method: 'POST',
    path: '/observations/{id}/reopen',
    id: 'reopenObservation',
    tag: 'observations',
    summary: 'Open an observation for follow-up, with the reason',
    description: 'Also one that the policy does not ask to be followed up.',
    who: 'observation.settle',
    body: reason,
    replies: shown,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(presentObservation(await setFollowUp(tx, req.actor, req.params.id, { to: 'open', ...req.body }, req.at))),
  }),
  route({
    method: 'POST',
    path: '/observations/{id}/void',
    id: 'voidObservation',
    tag: 'observations',
    summary: 'Take an observation out of all counts; its flags are withdrawn',
    description: 'It stays on record with the reason.',
    who: 'observation.settle',
    body: reason,
    replies: shown,
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(presentObservation(await voidObservation(tx, req.actor, req.params.id, req.body.reason, contextOf(req)))),
  }),
];

const contextOf = ({ at, env }: Pick<Request, 'at' | 'env'>) => ({ at, policies: env.policies.current() });

type Filters = z.output<z.ZodObject<typeof filters>>;

const filterOf = ({ from, to, kind, result, followUp, countyCode, vehicleId }: Filters): ObservationFilter => ({
  ...periodOf({ from, to }),
  ...{ kind, result, followUp, countyCode, vehicleId },
});

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: ObservationFilter,
) {
  const scope = scopeOf(req.actor, 'observation.read');
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.observations.page(scope, filter, request),
    ({ id, occurredAt }) => ({ id, at: occurredAt }),
  );
  return { items: rows.map(presentObservation), next };
}
