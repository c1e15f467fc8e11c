import { knownStage } from '../../domain/machinery/known-stage.ts';
import { judgeSmoke, type SmokeClass } from '../../domain/machinery/smoke.ts';
import type { ZoneClasses } from '../../domain/machinery/zone-smoke-class.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { InspectionRow } from '../../store/inspections.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { InspectionJudgement } from './machine-case.ts';

/** What limits ask of a machine. */
export type Tested = Pick<MachineRow, 'emissionStage' | 'powerW' | 'fuel'>;

/** What was measured; readings in 10⁻³ m⁻¹, in the order taken. */
export type Measured = ZoneClasses & {
  readonly inspectedAt: number;
  readonly smokeClass: SmokeClass | null;
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
  const { powerW, fuel } = machine;
  const emissionStage = knownStage(machine) ?? 'X';
  const policy = policies.on(legalDayOf(measured.inspectedAt));
  const { leastClass, possibleClass } = measured;
  const zones = { ...(leastClass ? { leastClass } : {}), ...(possibleClass ? { possibleClass } : {}) };
  const known = { policy: policy?.ref ?? null, emissionStage, powerW, fuel, ...zones };
  if (!policy) return { result: 'inconclusive', judgement: { ...known, missing: [], reasons: ['no_policy'] } };
  const smoke = judgeSmoke(policy.parameter('smoke'), {
    stage: emissionStage,
    powerW,
    class: measured.smokeClass,
    ...{ leastClass, possibleClass },
    readings: measured.readings,
    ringelmann: measured.ringelmann,
  });
  if (smoke.result === 'refused') return { chosen: smoke.chosen, required: smoke.required };
  const { result, ...judgement } = smoke;
  return { result, judgement: { ...known, ...judgement } };
}
