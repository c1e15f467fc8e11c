import type { CountingTest } from '../../domain/machinery/shown-class.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import type { InspectionJudgement } from './machine-case.ts';

/** A machine's tests of smoke that were not voided, each with the limits of its own day; none of a day without a policy. */
export async function countingTests(
  reader: Pick<Reader, 'inspections'>,
  machineId: string,
  policies: PolicySet,
): Promise<CountingTest[]> {
  return (await reader.inspections.ofMachine(machineId)).flatMap((row) => {
    const { id, inspectedAt, ringelmann, voidedAt } = row;
    const policy = policies.on(legalDayOf(inspectedAt));
    if (voidedAt !== null || !policy) return [];
    const { emissionStage: stage, powerW } = row.judgement as InspectionJudgement;
    const measured = { stage, powerW, readings: row.readings as readonly number[] | null, ringelmann };
    return [{ id, inspectedAt, parameters: policy.parameter('smoke'), measured }];
  });
}
