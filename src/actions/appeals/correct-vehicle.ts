import { Failure, type FieldError, invalid } from '../../domain/failure.ts';
import type { VehicleFacts } from '../../domain/fleet/vehicle.ts';
import { holderOf, holdersOn } from '../../domain/gates/plate-holder.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { changeVehicle } from '../fleet/change-vehicle.ts';
import { registerVehicle } from '../fleet/register-vehicle.ts';
import type { Remedying } from './apply-remedy.ts';
import { judgeVisitsOf } from './judge-visits.ts';
import { rePointed } from './re-pointed.ts';
import type { Remedy } from './remedy.ts';

type OfVehicle = Extract<Remedy, { readonly kind: 'vehicle' }>;

/**
 * Puts facts of the violations' vehicle right as an officer verified them: for all time, or from a day on. A vehicle that is on
 * no register is put there. Its sale, its place in the retirement programme and the visits in question are judged again at
 * once, its other passages by the job.
 */
export async function correctVehicle(
  tx: Writer,
  actor: Actor,
  { vehicleId, change }: OfVehicle,
  violations: readonly ViolationRow[],
  context: Remedying,
): Promise<string[]> {
  const [violation] = violations;
  if (!violation) return [];
  const { at, policies, wakeJobs, cause } = context;
  const fleet = { at, policies, wakeJobs, cause };
  const id = vehicleId ?? violation.vehicleId ?? (await carrierOf(tx, violation));
  const { jobId } = await rePointed('#/remedy/facts', '#/remedy/vehicleId', () =>
    id === undefined
      ? registerVehicle(tx, actor, newVehicle(violation, change), fleet)
      : changeVehicle(tx, actor, id, change, fleet),
  );
  await judgeVisitsOf(tx, violations, context);
  return [jobId];
}

/** The vehicle that carried the violation's plate on its day; undefined where none is on file. */
async function carrierOf(tx: Writer, { plate, plateColour, legalDay }: ViolationRow): Promise<string | undefined> {
  if (plate === null) throw invalid('#/remedy/kind', NO_VEHICLE);
  const carriers = holdersOn(await tx.vehicles.holdersOf(plate), legalDay);
  const carrier = holderOf(carriers, plateColour);
  if (!carrier && plateColour === null && carriers.length > 1) throw invalid('#/remedy/vehicleId', SEVERAL);
  return carrier?.vehicleId;
}

function newVehicle({ plate, plateColour }: ViolationRow, { effectiveOn, facts }: OfVehicle['change']) {
  const vehicle = {
    status: 'active' as const,
    ...facts,
    plate: facts.plate ?? plate ?? undefined,
    plateColour: facts.plateColour ?? plateColour ?? undefined,
  };
  const missing = NEEDED.filter((name) => vehicle[name] === undefined || vehicle[name] === null);
  const errors: FieldError[] = missing.map((name) => ({ pointer: `#/${name}`, detail: NOT_ON_FILE }));
  if (effectiveOn !== null) errors.push({ pointer: '#/effectiveOn', detail: ALWAYS });
  if (errors.length > 0) throw new Failure('invalid-request', NOT_ON_FILE, { errors });
  return vehicle as VehicleFacts & { plate: string; plateColour: NonNullable<VehicleFacts['plateColour']> };
}

/** What a whole vehicle has. */
const NEEDED = ['plate', 'plateColour', 'fuel', 'emissionStage', 'usage', 'vehicleType'] as const;

const NO_VEHICLE = { en: 'These violations are about no vehicle.', zh: '这些违规线索与车辆无关。' };
const SEVERAL = { en: 'Several vehicles carried this plate: name the one.', zh: '该号牌对应多辆车，请指明车辆。' };
const NOT_ON_FILE = {
  en: 'The vehicle is on no register: give what a whole record needs.',
  zh: '该车辆未登记，请填写完整信息。',
};
const ALWAYS = { en: 'The vehicle is on no register: leave this out.', zh: '该车辆未登记，请勿填写。' };
