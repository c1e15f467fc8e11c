import type { RuleDecision } from '../policy/kernel.ts';
import type { Policy } from '../policy/policy-set.ts';
import type { Outcome } from './passage.ts';

/**
 * Why a vehicle was not let in, in a few Chinese words that a gate can speak or display (语音、屏显); empty where nothing
 * stands against it.
 */
export function refusalOf(policy: Policy | undefined, outcome: Outcome, decisions: readonly RuleDecision[]): string {
  if (outcome === 'unverified') return '车辆信息待核实，请登记后通行';
  if (outcome !== 'violation') return '';
  const broken = decisions.find((decision) => decision.effect === 'breach' && decision.outcome === 'violation');
  const title = broken && policy?.rule(broken.rule)?.title.zh;
  return title ? `不符合${title}，禁止通行` : '不符合排放管控要求，禁止通行';
}
