import { z } from 'zod';
import { changeVehicle } from '../../actions/fleet/change-vehicle.ts';
import { findVehicle } from '../../actions/fleet/find-vehicle.ts';
import type { FleetContext } from '../../actions/fleet/fleet-context.ts';
import { registerVehicle, type VehicleWritten } from '../../actions/fleet/register-vehicle.ts';
import { viewVehicle, viewVehicles } from '../../actions/fleet/view-vehicle.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { plateInput } from '../../domain/codes/plate.ts';
import { PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import type { VehicleFilter } from '../../store/vehicles.ts';
import { page } from '../cursors.ts';
import { etagOf } from '../etag.ts';
import { created, ok, type Request, route } from '../route.ts';
import { flagQuery, listOf, pageBody, pageQuery } from '../schemas.ts';
import { presentSummary, presentVehicle, vehicleOut, vehicleSummaryOut, vehicleWrittenOut } from '../vehicle-answer.ts';
import { VEHICLE_STATUSES, vehicleChangeIn, vehicleIn } from '../vehicle-schema.ts';

const pageOut = listOf(vehicleSummaryOut);

/** Vehicles (车辆): what officers verified and enterprises declared of them. */
export const vehicleRoutes = [
  route({
    method: 'POST',
    path: '/vehicles',
    id: 'registerVehicle',
    tag: 'vehicles',
    summary: 'Put a vehicle on file',
    description:
      'Officers give verified facts. An enterprise declares a truck that serves it; where the plate and colour are on file it ' +
      'becomes a declarant of that vehicle, and what officers verified stays as it is.',
    who: 'vehicle.create',
    body: vehicleIn,
    replies: { 201: { description: 'The vehicle, and the job that judges again.', schema: vehicleWrittenOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const written = await registerVehicle(tx, req.actor, req.body, contextOf(req));
      const { body, etag } = await answer(tx, req, written);
      const reply = created(`/vehicles/${written.vehicleId}`, body);
      return { ...reply, headers: { ...reply.headers, ETag: etag } };
    },
  }),
  route({
    method: 'GET',
    path: '/vehicles',
    id: 'listVehicles',
    tag: 'vehicles',
    summary: 'List vehicles, newest first',
    description: 'Enterprises see those they declared.',
    who: 'vehicle.read',
    query: z.strictObject({
      ...pageQuery,
      emissionStage: z.enum(EMISSION_STAGES).optional(),
      status: z.enum(VEHICLE_STATUSES).optional(),
      verified: flagQuery.optional(),
    }),
    replies: { 200: { description: 'A page of vehicles.', schema: pageOut } },
    read: async (reader, req) => ok(await list(reader, req, req.query, req.query)),
  }),
  route({
    method: 'POST',
    path: '/vehicles/search',
    id: 'searchVehicles',
    tag: 'vehicles',
    summary: 'Look vehicles up by plate: those that carry it and those that did',
    who: 'vehicle.read',
    body: z.strictObject({ ...pageBody, plate: plateInput, plateColour: z.enum(PLATE_COLOURS).optional() }),
    replies: { 200: { description: 'A page of vehicles.', schema: pageOut } },
    idempotent: false,
    read: async (reader, req) => ok(await list(reader, req, req.body, req.body)),
  }),
  route({
    method: 'GET',
    path: '/vehicles/{id}',
    id: 'getVehicle',
    tag: 'vehicles',
    summary: 'One vehicle: its facts as of today, their history, and what the law says of it',
    who: 'vehicle.read',
    replies: { 200: { description: 'The vehicle.', schema: vehicleOut } },
    etag: true,
    read: async (reader, req) => ok(await present(reader, req, req.params.id)),
  }),
  route({
    method: 'PATCH',
    path: '/vehicles/{id}',
    id: 'changeVehicle',
    tag: 'vehicles',
    summary: 'Change or correct facts of a vehicle',
    description:
      'With `effectiveOn` the facts changed on that day, without it they were always so. Passages that depend on them are ' +
      'judged again, each by the law of its own day.',
    who: 'vehicle.update',
    body: vehicleChangeIn,
    replies: { 200: { description: 'The vehicle, and the job that judges again.', schema: vehicleWrittenOut } },
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    current: async (tx, req) => {
      const { id } = await findVehicle(tx, req.actor, req.params.id, 'vehicle.update');
      return present(tx, req, id);
    },
    write: async (tx, req) => {
      const written = await changeVehicle(tx, req.actor, req.params.id, req.body, contextOf(req));
      const { body, etag } = await answer(tx, req, written);
      return { ...ok(body), headers: { ETag: etag } };
    },
  }),
];

function contextOf({ at, env }: Pick<Request, 'at' | 'env'>): FleetContext {
  return { at, policies: env.policies.current(), wakeJobs: () => env.jobs.wake() };
}

type Asked = Pick<Request, 'actor' | 'env' | 'now' | 'language'>;

async function present(reader: Reader, { actor, env, now, language }: Asked, id: string) {
  return presentVehicle(await viewVehicle(reader, actor, id, { policies: env.policies.current(), now }), language);
}

/** The tag is that of the vehicle as GET gives it. */
async function answer(reader: Reader, req: Asked, { vehicleId, jobId }: VehicleWritten) {
  const vehicle = await present(reader, req, vehicleId);
  return { body: { ...vehicle, rejudging: { jobId } }, etag: etagOf(JSON.stringify(vehicle)) };
}

async function list(
  reader: Reader,
  req: Request<unknown, unknown, unknown>,
  input: { readonly limit: number; readonly cursor?: string | undefined },
  filter: VehicleFilter,
) {
  const { rows, next } = await page(
    req,
    input,
    (request) => reader.vehicles.page(scopeOf(req.actor, 'vehicle.read'), filter, request),
    ({ id }) => ({ id }),
  );
  const seen = await viewVehicles(reader, req.actor, rows, req.now);
  return { items: seen.map(presentSummary), next };
}
