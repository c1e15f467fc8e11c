import { isVerifiedBasis } from '../../domain/codes/stage-basis.ts';
import { invalid, type Message } from '../../domain/failure.ts';
import type { FactSource, VehicleFacts } from '../../domain/fleet/vehicle.ts';

const DAYS = ['registeredOn', 'certificateUploadedOn', 'invoiceOn'] as const;

/**
 * Completes and checks facts before they are recorded: 400 for days to come, for a substage its stage does not have, and
 * for a verified basis from an enterprise. `known` is what the same source said before.
 */
export function checkedFacts(
  facts: VehicleFacts,
  known: VehicleFacts,
  source: FactSource,
  today: string,
): VehicleFacts {
  for (const name of DAYS) {
    const day = facts[name];
    if (day && day > today) throw invalid(`#/${name}`, FUTURE);
  }
  return { ...facts, ...stageFacts(facts, known, source) };
}

/** 400 where a change is to hold from a day to come. */
export function requirePast(effectiveOn: string | null, today: string): void {
  if (effectiveOn !== null && effectiveOn > today) throw invalid('#/effectiveOn', FUTURE);
}

/** A stage is always recorded with its substage and with what it rests on. */
function stageFacts(facts: VehicleFacts, known: VehicleFacts, source: FactSource): VehicleFacts {
  const basis = basisOf(facts, known, source);
  const stage = facts.emissionStage ?? known.emissionStage;
  const substage = facts.emissionSubstage ?? null;
  if (substage !== null && stage !== '6') throw invalid('#/emissionSubstage', NO_SUBSTAGE);
  return {
    ...(basis === undefined ? {} : { stageBasis: basis }),
    ...(facts.emissionStage === undefined ? {} : { emissionSubstage: substage }),
  };
}

function basisOf(facts: VehicleFacts, known: VehicleFacts, source: FactSource): string | undefined {
  const { emissionStage, stageBasis } = facts;
  if (source === 'enterprise') {
    if (isVerifiedBasis(stageBasis)) throw invalid('#/stageBasis', ONLY_DECLARED);
    return stageBasis ?? (emissionStage === undefined ? undefined : 'declared');
  }
  if (emissionStage !== undefined && stageBasis === undefined && known.stageBasis === undefined)
    throw invalid('#/stageBasis', NO_BASIS);
  return stageBasis;
}

const FUTURE: Message = { en: 'This day lies in the future.', zh: '该日期晚于今天。' };
const NO_SUBSTAGE: Message = {
  en: 'Only China VI has the substages a and b.',
  zh: '只有国六分 a、b 两个阶段。',
};
const NO_BASIS: Message = {
  en: 'Say what the emission stage rests on: none is on record for this vehicle.',
  zh: '请填写排放判定依据：该车辆尚无记录。',
};
const ONLY_DECLARED: Message = {
  en: 'An enterprise may give a stage as declared or inferred; an officer verifies it.',
  zh: '企业填报的排放阶段只能标为“declared”（申报）或“inferred”（推断），由执法人员核实。',
};
