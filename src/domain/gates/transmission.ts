import { decide, type RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Facts } from '../policy/vocabulary.ts';

export const LOW_TRANSMISSION = 'low_transmission';

/** What a gate says it counted in a day, and what is stored of it. */
export type GateDay = { readonly gateId: string; readonly declared: number; readonly received: number };

/** Received out of declared over several gates; `received` counts at no gate more than it declared. */
export type Transmission = { readonly declared: number; readonly received: number; readonly permille: number };

/**
 * The transmission rate (数据传输率) of gates that declared a count, rounded down to a per mille. What one gate sent above
 * its own count does not make up for what another lost. Where nothing was to be sent, nothing is missing.
 */
export function transmissionOf(days: readonly GateDay[]): Transmission {
  const declared = days.reduce((sum, day) => sum + day.declared, 0);
  const received = days.reduce((sum, day) => sum + Math.min(day.declared, day.received), 0);
  return { declared, received, permille: permilleOf(received, declared) };
}

/** Received out of declared, per mille, rounded down; 1000 where nothing was declared to have happened. */
export function permilleOf(received: number, declared: number): number {
  return declared === 0 ? 1000 : Math.floor((received * 1000) / declared);
}

/** The policy's word on the rate of an enterprise on a legal day, with the facts; `review` where it is too low. */
export function judgeTransmission(
  policy: Policy,
  legalDay: string,
  { permille }: Pick<Transmission, 'permille'>,
): { readonly decision: RuleDecision | undefined; readonly facts: Facts } {
  const facts: Facts = {
    'transmission.declared': { value: true, origin: 'record' },
    'transmission.ratePermille': { value: permille, origin: 'record' },
  };
  const decision = decide(policy, 'enterprise_day', legalDay, facts).find(
    ({ kind, outcome }) => kind === LOW_TRANSMISSION && outcome === 'review',
  );
  return { decision, facts };
}
