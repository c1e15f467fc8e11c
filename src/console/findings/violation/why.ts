import type { WhyNode } from '../../../domain/policy/evaluate.ts';
import type { OrderNote, RuleOutcome } from '../../../domain/policy/kernel.ts';
import type { FactName, FactValue, Origin } from '../../../domain/policy/vocabulary.ts';

export type KnownFact = {
  readonly name: string;
  readonly value: FactValue;
  readonly origin: Origin;
  readonly lacking?: readonly FactName[];
};

/** How one rule was decided. */
export type RuleWhy = {
  readonly summary: string;
  readonly inForce: { readonly from: string; readonly until?: string } | null;
  readonly applies: WhyNode | null;
  readonly requires: WhyNode | null;
  readonly unless: readonly WhyNode[];
  readonly citation: { readonly zh: string; readonly en?: string };
  readonly orders?: readonly OrderNote[];
  readonly facts: readonly KnownFact[];
};

/** A rule's decision beside the one that the violation stands on. */
export type AlsoDecided = {
  readonly rule: string;
  readonly clause: string;
  readonly outcome: RuleOutcome;
  readonly missing: readonly string[];
  readonly why: RuleWhy;
};

/** Why a violation stands: a rule's decision, what was odd about the data, or what a person saw. */
export type Why =
  | (RuleWhy & { readonly missing: readonly string[]; readonly also: readonly AlsoDecided[] })
  | { readonly summary: string; readonly finding: string; readonly facts: Readonly<Record<string, string | number>> }
  | {
      readonly summary: string;
      readonly manual: { readonly zh: string; readonly en: string };
      readonly citation: string;
      readonly place: string;
      readonly seen: string;
    };

/** The parts of a group that brought its value about, and the others. */
export function decisive(node: WhyNode): readonly [readonly WhyNode[], readonly WhyNode[]] {
  const parts = node.because ?? [];
  const whole = node.op === 'not' || (node.op === 'all' ? node.value === 'yes' : node.value === 'no');
  if (whole) return [parts, []];
  return [parts.filter(({ value }) => value === node.value), parts.filter(({ value }) => value !== node.value)];
}
