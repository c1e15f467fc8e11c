import { stageNumber } from '../codes/emission-stage.ts';
import type { VehicleFacts } from '../fleet/vehicle.ts';
import { impliedStage, type StageByRegistration } from '../fleet/verification.ts';
import { verifiedStageOf } from '../fleet/verified-stage.ts';
import type { ObservationKind, ObservationResult } from './kinds.ts';

/** What may be found in an observation: its result, or that it tells of the vehicle otherwise than the register does. */
export const OBSERVATION_SIGNS = [
  'passed',
  'failed',
  'inconclusive',
  'no_result',
  'stage_differs',
  'vin_differs',
  'stage_implausible',
] as const;
export type ObservationSign = (typeof OBSERVATION_SIGNS)[number];

/** Flags that an observation may raise: review of data only, never a breach. */
export const OBSERVATION_FLAGS = ['stage_conflict', 'vin_conflict', 'stage_implausible'] as const;
export type ObservationFlag = (typeof OBSERVATION_FLAGS)[number];

/**
 * One line of the policy parameter `observationFindings`: such a sign in observations of these kinds has to be followed up,
 * raises a flag, or both.
 */
export type FindingRule = {
  readonly kinds: readonly ObservationKind[];
  readonly sign: ObservationSign;
  readonly followUp: boolean;
  readonly flag?: ObservationFlag | undefined;
};

export type SeenVehicle = {
  readonly kind: ObservationKind;
  readonly result: ObservationResult;
  readonly vin: string | null;
  /** As found by who tested it; null where nobody looked. */
  readonly stageFound: string | null;
};

export type ObservationFinding = {
  readonly sign: ObservationSign;
  readonly followUp: boolean;
  readonly flag: ObservationFlag | undefined;
  /** What was held against what. */
  readonly facts: Readonly<Record<string, string>>;
};

const RESULT_SIGNS: Readonly<Record<ObservationResult, ObservationSign>> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  none: 'no_result',
};

/** What a policy makes of an observation of a vehicle as verified on that day; undefined `verified`: on no register. */
export function findingsOf(
  rules: readonly FindingRule[],
  stages: StageByRegistration,
  seen: SeenVehicle,
  verified: VehicleFacts | undefined,
): ObservationFinding[] {
  const signs = signsOf(seen, verified, stages);
  return rules.flatMap(({ kinds, sign, followUp, flag }) => {
    const facts = signs.get(sign);
    return facts && kinds.includes(seen.kind) ? [{ sign, followUp, flag, facts }] : [];
  });
}

function signsOf(
  { result, vin, stageFound }: SeenVehicle,
  verified: VehicleFacts | undefined,
  stages: StageByRegistration,
): ReadonlyMap<ObservationSign, ObservationFinding['facts']> {
  const signs = new Map<ObservationSign, ObservationFinding['facts']>([[RESULT_SIGNS[result], {}]]);
  if (!verified) return signs;
  const registered = verifiedStageOf(verified);
  if (stageFound && stageFound !== 'X' && registered && registered !== stageFound)
    signs.set('stage_differs', { registered, found: stageFound });
  if (vin && verified.vin && vin !== verified.vin) signs.set('vin_differs', { registered: verified.vin, found: vin });
  const least = impliedStage(verified, stages);
  const found = stageNumber(stageFound);
  if (least !== undefined && found !== undefined && found < least)
    signs.set('stage_implausible', {
      found: String(found),
      registeredOn: verified.registeredOn ?? '',
      impliedStage: String(least),
    });
  return signs;
}
