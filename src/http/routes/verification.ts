import { z } from 'zod';
import type { FleetContext } from '../../actions/fleet/fleet-context.ts';
import { type PendingVehicle, verificationQueue, type Waiting } from '../../actions/fleet/verification-queue.ts';
import { refuseVehicle, verifyVehicle } from '../../actions/fleet/verify-vehicle.ts';
import { viewVehicle } from '../../actions/fleet/view-vehicle.ts';
import { policyAt } from '../../actions/gates/gate-parameters.ts';
import { EMISSION_STAGES } from '../../domain/codes/emission-stage.ts';
import { isVerifiedBasis, STAGE_BASES } from '../../domain/codes/stage-basis.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import { contradictionOut, presentContradiction } from '../contradictions.ts';
import { pageUpTo } from '../cursors.ts';
import type { Language } from '../language.ts';
import { ok, type Request, route } from '../route.ts';
import { check, idOut, idText, instant, instantOut, listOf, pageQuery, prose } from '../schemas.ts';
import { presentSummary, presentVehicle, vehicleOut, vehicleSummaryOut, vehicleWrittenOut } from '../vehicle-answer.ts';
import { vehicleChangeIn } from '../vehicle-schema.ts';

const pendingOut = z.strictObject({
  vehicle: vehicleSummaryOut,
  declarants: z.array(idOut).meta({ description: 'The organisations that declared it.' }),
  evidence: z.array(z.strictObject({ id: idOut, kind: z.string() })),
  impliedStage: z
    .enum(EMISSION_STAGES)
    .nullable()
    .meta({ description: 'The least by the day of first registration; inferred, and never used alone.' }),
  contradictions: z.array(contradictionOut),
});
const waitingOut = z
  .strictObject({
    plate: z.string(),
    plateColours: z.array(z.string()),
    passages: z.int().meta({ description: 'Passages of the window that hang on it.' }),
    enterprises: z.int(),
    lastPassedAt: instantOut.nullable(),
    onRegister: z.boolean(),
    assertedStages: z
      .array(z.strictObject({ emissionStage: z.string(), times: z.int() }))
      .meta({ description: 'Of the latest words of gates about this plate.' }),
    vehicles: z.array(pendingOut).meta({ description: 'Declared and not verified; none for a plate on no register.' }),
  })
  .meta({ id: 'WaitingPlate' });

const verifiedBasis = z.enum(STAGE_BASES).superRefine(
  check((basis: string) => isVerifiedBasis(basis), {
    en: 'Say what you verified it by: vehicle_list, national_platform, type_label or inspection.',
    zh: '请填写核实依据：随车清单、国家平台、环保标签或检验。',
  }),
);
const corrections = vehicleChangeIn.superRefine(
  check(({ effectiveOn }) => effectiveOn === null, {
    en: 'What is verified was always so: leave effectiveOn out.',
    zh: '核实内容自始有效，请勿填写 effectiveOn。',
  }),
);

/** Verifying trucks (车辆核实): most belong to carriers, and are declared by the enterprises they serve. */
export const verificationRoutes = [
  route({
    method: 'GET',
    path: '/vehicles/verification-queue',
    id: 'listVerificationQueue',
    tag: 'vehicles',
    summary: 'What is to be verified, what most passages hang on first',
    description:
      'Vehicles that were declared, and plates that passed unverified without being on the register. A county’s officers count ' +
      'what passed in the county.',
    who: 'vehicle.verify',
    query: z.strictObject({
      ...pageQuery,
      days: z
        .string()
        .regex(/^[1-9]\d{0,2}$/)
        .transform(Number)
        .optional()
        .meta({ description: 'The window in which passages are counted; by the policy unless given.' }),
      enterpriseId: idText.optional(),
    }),
    replies: { 200: { description: 'A page of plates.', schema: listOf(waitingOut) } },
    raw: async (req) => {
      const policy = policyAt(req.env.policies.current(), req.now);
      const { enterpriseId, days = policy.parameter('verificationWindowDays') } = req.query;
      const filter = { since: req.now - days * DAY_MS, ...(enterpriseId ? { enterpriseId } : {}) };
      const { bulk } = req.env.store;
      const { rows, next } = await pageUpTo(req, req.query, (request) =>
        verificationQueue(bulk, req.actor, filter, request, { policy, now: req.now }),
      );
      return ok({ items: rows.map((row) => presentWaiting(row, req.language)), next });
    },
  }),
  route({
    method: 'POST',
    path: '/vehicles/{id}/verify',
    id: 'verifyVehicle',
    tag: 'vehicles',
    summary: 'Make what was declared of a vehicle the register’s word',
    description:
      'Takes over every declared fact, put right by `corrections`, with what the stage rests on. Passages under its plates are ' +
      'judged again.',
    who: 'vehicle.verify',
    body: z.strictObject({ stageBasis: verifiedBasis, corrections: corrections.optional() }),
    replies: { 200: { description: 'The vehicle, and the job that judges again.', schema: vehicleWrittenOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const given = { stageBasis: req.body.stageBasis, corrections: req.body.corrections?.facts ?? {} };
      const { vehicleId, jobId } = await verifyVehicle(tx, req.actor, req.params.id, given, contextOf(req));
      return ok({ ...(await present(tx, req, vehicleId)), rejudging: { jobId } });
    },
  }),
  route({
    method: 'POST',
    path: '/vehicles/{id}/refuse',
    id: 'refuseVehicle',
    tag: 'vehicles',
    summary: 'Turn down what was declared of a vehicle',
    description:
      'It leaves the queue until something else is declared; who declared it reads the reason in its history.',
    who: 'vehicle.verify',
    body: z.strictObject({ reason: prose(500) }),
    replies: { 200: { description: 'The vehicle.', schema: vehicleOut } },
    problems: ['conflict'],
    write: async (tx, req) =>
      ok(await present(tx, req, await refuseVehicle(tx, req.actor, req.params.id, req.body.reason, contextOf(req)))),
  }),
];

function contextOf({ at, env }: Pick<Request, 'at' | 'env'>): FleetContext {
  return { at, policies: env.policies.current(), wakeJobs: () => env.jobs.wake() };
}

async function present(
  reader: Reader,
  { actor, env, now, language }: Pick<Request, 'actor' | 'env' | 'now' | 'language'>,
  id: string,
) {
  return presentVehicle(await viewVehicle(reader, actor, id, { policies: env.policies.current(), now }), language);
}

function presentWaiting(one: Waiting, language: Language) {
  return {
    plate: one.plate,
    plateColours: one.colours,
    passages: one.passages,
    enterprises: one.enterprises,
    lastPassedAt: instant(one.lastAt),
    onRegister: one.vehicles.length > 0,
    assertedStages: [...one.assertedStages].sort().map(([emissionStage, times]) => ({ emissionStage, times })),
    vehicles: one.vehicles.map((vehicle) => presentPending(vehicle, language)),
  };
}

const presentPending = (pending: PendingVehicle, language: Language) => ({
  vehicle: presentSummary(pending.sight),
  declarants: pending.declarants,
  evidence: pending.evidence.map(({ id, kind }) => ({ id, kind })),
  impliedStage: pending.impliedStage === undefined ? null : String(pending.impliedStage),
  contradictions: pending.contradictions.map((one) => presentContradiction(one, language)),
});
