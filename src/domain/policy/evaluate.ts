import { stageNumber } from '../codes/emission-stage.ts';
import type { Condition } from './document.ts';
import type { Policy } from './policy-set.ts';
import { type Fact, type FactName, type Facts, type FactValue, factOf, type Origin } from './vocabulary.ts';

/** One evaluated condition; the tree of them is the explanation. */
export type WhyNode = {
  readonly op: 'all' | 'any' | 'not' | 'fact';
  readonly value: 'yes' | 'no' | 'unknown';
  readonly fact?: FactName;
  /** What was asked of the fact: `= true`, `≥ 6`, `∈ power`. */
  readonly test?: string;
  readonly actual?: FactValue;
  readonly origin?: Origin;
  readonly because?: readonly WhyNode[];
};

/** A condition's truth (undefined: unknown), the facts that left it unknown, and how it came about. */
export type Evaluated = {
  readonly truth: boolean | undefined;
  readonly missing: readonly FactName[];
  readonly node: WhyNode;
};

/** Strong three-valued logic: `false` decides `all`, `true` decides `any`, whatever else is unknown. An empty `any` is false. */
export function evaluate(policy: Policy, condition: Condition, facts: Facts): Evaluated {
  if ('all' in condition)
    return join(
      'all',
      condition.all.map((one) => evaluate(policy, one, facts)),
      false,
    );
  if ('any' in condition)
    return join(
      'any',
      condition.any.map((one) => evaluate(policy, one, facts)),
      true,
    );
  if ('not' in condition) {
    const { truth, missing, node } = evaluate(policy, condition.not, facts);
    const opposite = truth === undefined ? undefined : !truth;
    return { truth: opposite, missing, node: { op: 'not', value: word(opposite), because: [node] } };
  }
  const name = condition.fact as FactName;
  const fact = factOf(facts, name);
  const { test, truth } = ask(policy, condition, fact);
  const told = fact ? { actual: fact.value, origin: fact.origin } : {};
  return {
    truth,
    missing: truth === undefined ? (facts[name]?.lacking ?? [name]) : [],
    node: { op: 'fact', value: word(truth), fact: name, test, ...told },
  };
}

function join(op: 'all' | 'any', parts: readonly Evaluated[], deciding: boolean): Evaluated {
  const open = parts.filter(({ truth }) => truth === undefined);
  const decided = parts.some(({ truth }) => truth === deciding);
  const truth = decided ? deciding : open.length > 0 ? undefined : !deciding;
  const missing = truth === undefined ? [...new Set(open.flatMap((part) => part.missing))] : [];
  return { truth, missing, node: { op, value: word(truth), because: parts.map(({ node }) => node) } };
}

type Leaf = Extract<Condition, { fact: string }>;

function ask(policy: Policy, leaf: Leaf, fact: Fact | undefined): { test: string; truth: boolean | undefined } {
  if ('is' in leaf) return { test: `= ${String(leaf.is)}`, truth: fact && fact.value === leaf.is };
  if ('oneOf' in leaf) {
    const { oneOf } = leaf;
    const list = 'params' in oneOf ? oneOf.params.flatMap((name) => policy.list(name)) : oneOf;
    return {
      test: `∈ ${list.join(', ')}`,
      truth: list.length === 0 ? false : fact && list.includes(String(fact.value)),
    };
  }
  const least = 'atLeast' in leaf;
  const limit = least ? leaf.atLeast : leaf.atMost;
  const bound = typeof limit === 'number' ? limit : policy.number(limit.param);
  return { test: `${least ? '≥' : '≤'} ${bound}`, truth: fact && measures(fact.value, bound, least) };
}

/** Stages measure by their number; `D` has none, so it is neither at least nor at most anything. */
function measures(value: FactValue, bound: number, least: boolean): boolean {
  const number = typeof value === 'number' ? value : stageNumber(String(value));
  return number !== undefined && (least ? number >= bound : number <= bound);
}

const word = (truth: boolean | undefined) => (truth === undefined ? 'unknown' : truth ? 'yes' : 'no');
