import { isCombustion } from '../../domain/codes/fuel.ts';
import { judgeSmoke, type SmokeClass } from '../../domain/machinery/smoke.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { InspectionJudgement } from './machine-case.ts';

/** What limits ask of a machine. */
export type Tested = Pick<MachineRow, 'emissionStage' | 'powerW' | 'fuel'>;

/** What was measured; readings in 10⁻³ m⁻¹, in the order taken. */
export type Measured = {
  readonly inspectedAt: number;
  readonly smokeClass: SmokeClass | null;
  /** The laxest that the zone of the site allows. */
  readonly leastClass: SmokeClass | null;
  readonly readings: readonly number[] | null;
  readonly ringelmann: number | null;
};

export type InspectionResult = Pick<InspectionRow, 'result'> & { readonly judgement: InspectionJudgement };

/** An inspection's result by the limits of its own day; refused where the class chosen is laxer than the stage requires. */
export function inspectionResult(
  machine: Tested,
  measured: Measured,
  policies: PolicySet,
): InspectionResult | { readonly chosen: SmokeClass; readonly required: SmokeClass } {
  const { powerW } = machine;
  const emissionStage = stageOf(machine);
  const policy = policies.on(legalDayOf(measured.inspectedAt));
  const { leastClass } = measured;
  const known = { policy: policy?.ref ?? null, emissionStage, powerW, ...(leastClass ? { leastClass } : {}) };
  if (!policy) return { result: 'inconclusive', judgement: { ...known, missing: [], reasons: ['no_policy'] } };
  const smoke = judgeSmoke(policy.parameter('smoke'), {
    stage: emissionStage,
    powerW,
    class: measured.smokeClass,
    leastClass,
    readings: measured.readings,
    ringelmann: measured.ringelmann,
  });
  if (smoke.result === 'refused') return { chosen: smoke.chosen, required: smoke.required };
  const { result, ...judgement } = smoke;
  return { result, judgement: { ...known, ...judgement } };
}

/** Zero-tailpipe with an engine that burns fuel is a contradiction, so its stage counts as unknown. */
function stageOf({ emissionStage, fuel }: Tested): string {
  return emissionStage === 'D' && fuel !== null && isCombustion(fuel) ? 'X' : emissionStage;
}
