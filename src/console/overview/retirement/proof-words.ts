import { w } from '../../session/language.ts';

export const PROOF_STATES = {
  unproven: w('无证明', 'no proof'),
  recorded: w('证明待核实', 'to be verified'),
  verified: w('证明已核实', 'verified'),
  refused: w('证明已退回', 'refused'),
} as const;

export const PROOF_KIND_NAMES = {
  scrapped: w('报废机动车回收证明', 'scrapped'),
  deregistered: w('机动车注销证明', 'deregistered'),
} as const;
