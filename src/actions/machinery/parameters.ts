import type { Warning } from '../../domain/codes/warning.ts';
import { machineWarnings } from '../../domain/machinery/stage-plausibility.ts';
import type { Policy, PolicySet } from '../../domain/policy/policy-set.ts';
import { addWorkingDays, legalDayOf } from '../../domain/time.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Judging } from './context.ts';

/** The last legal day on which a filing returned on `day` may come back and keep its date. */
export function resubmitBy(policies: PolicySet, day: string): string {
  const policy = policyFor(policies, day);
  return addWorkingDays(day, policy.parameter('resubmitWorkingDays'), policy.parameter('holidays'));
}

/** Doubts about a machine's stage by today's policy; they are shown with its record. */
export function warningsOf(machine: MachineRow, { policies, now }: Judging): Warning[] {
  return machineWarnings(machine, policyFor(policies, legalDayOf(now)).parameter('stagePlausibility'));
}

/** The policy of a day; of days before the first one, the first, so that deadlines exist whenever the clock says. */
function policyFor(policies: PolicySet, day: string): Policy {
  const policy = policies.on(day) ?? policies.all.at(-1);
  if (!policy) throw new Error('the registry has no policy');
  return policy;
}
