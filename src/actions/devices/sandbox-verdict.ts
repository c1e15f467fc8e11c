import type { Sighting, Verdict } from '../../cameras/protocol.ts';
import { eventTime } from '../../domain/gates/device.ts';
import { opensBarrier } from '../../domain/gates/opening.ts';
import { refusalOf } from '../../domain/gates/refusal.ts';
import { judgeInSandbox } from '../../domain/gates/sandbox.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { legalDayOf } from '../../domain/time.ts';

/**
 * The verdict that a device which may open would get for a sighting in the sandbox; undefined where our own failure is
 * tried. Nothing is read or stored, so every event but that of the plate for it counts as the first.
 */
export function sandboxVerdict(policies: PolicySet, sighting: Sighting, now: number): Verdict | undefined {
  const { plate, deviceTime, resent } = sighting;
  const { judgement, fate } = judgeInSandbox(policies, plate, eventTime(deviceTime, now));
  if (fate === 'failure') return undefined;
  const { outcome, decisions } = judgement;
  const freshMs = (policies.on(legalDayOf(now)) ?? policies.all[0])?.parameter('freshnessSeconds') ?? 0;
  const first = fate !== 'duplicate';
  const open = opensBarrier({ mayOpen: true, outcome, first, resent, deviceTime, now, freshMs: freshMs * 1000 });
  const judgedBy = judgement.policy === null ? undefined : policies.get(judgement.policy);
  return { stored: true, open, reason: open ? '' : refusalOf(judgedBy, outcome, decisions) };
}
