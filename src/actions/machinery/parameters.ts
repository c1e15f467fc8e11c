import type { Warning } from '../../domain/codes/warning.ts';
import { machineWarnings } from '../../domain/machinery/stage-plausibility.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import { addDays, addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Judging } from './context.ts';

/** The last legal day on which a filing returned on `day` may come back and keep its date. */
export function resubmitBy(policies: PolicySet, day: string): string {
  const policy = policyFor(policies, day);
  return addWorkingDays(day, policy.parameter('resubmitWorkingDays'), policy.parameter('holidays'));
}

/** Doubts about a machine's record, of its stage by today's policy; they are shown with it. */
export function warningsOf(machine: MachineRow, { policies, now }: Judging): Warning[] {
  const policy = policyFor(policies, legalDayOf(now));
  const warnings = machineWarnings(machine, policy.parameter('stagePlausibility'), policy.parameter('stageDays'));
  if (machine.origin === 'registered' && machine.category === 'other' && machine.otherCategory === null)
    warnings.push({ code: 'category_unnamed', pointer: '#/otherCategory' });
  return warnings;
}

/** The last legal day on which the holder of a machine may answer a claim made on `day`. */
export function answerBy(policies: PolicySet, day: string): string {
  const policy = policyFor(policies, day);
  return addWorkingDays(day, policy.parameter('claimAnswerWorkingDays'), policy.parameter('holidays'));
}

/** The planned days of entry, both included, of filings whose machine may have passed a gate on `day`. */
export function arrivalWindow(policies: PolicySet, day: string): { readonly from: string; readonly to: string } {
  const days = policyFor(policies, day).parameter('arrivalWindowDays');
  return { from: addDays(day, -days), to: addDays(day, days) };
}

/** The policy of a day; of days before the first one, the first, so that deadlines exist whenever the clock says. */
export function policyFor(policies: PolicySet, day: string): Policy {
  const policy = policies.on(day) ?? policies.all.at(-1);
  if (!policy) throw new Error('the registry has no policy');
  return policy;
}
