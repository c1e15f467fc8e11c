import type { Condition, Rule } from './document.ts';

/** A condition of a rule and where it stands in the rule. */
export type ConditionAt = { readonly condition: Condition; readonly path: readonly PropertyKey[] };

/** Every condition of a rule: of its versions, their flags, and its exceptions. */
export function conditionsOf(rule: Rule): ConditionAt[] {
  const ofVersions = rule.versions.flatMap(({ when, requires, flags }, index): ConditionAt[] => {
    const path = ['versions', index];
    return [
      { condition: when, path: [...path, 'when'] },
      { condition: requires, path: [...path, 'requires'] },
      ...flags.flatMap((flag, at) =>
        flag.when ? [{ condition: flag.when, path: [...path, 'flags', at, 'when'] }] : [],
      ),
    ];
  });
  const ofExceptions = (rule.unless ?? []).map(({ when }, index) => ({
    condition: when,
    path: ['unless', index, 'when'],
  }));
  return [...ofVersions, ...ofExceptions];
}

/** The names of the facts that a condition asks for, each as often as it does. */
export function factsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  if ('not' in condition) return factsIn(condition.not);
  return [condition.fact];
}

/** The names of the parameters that a condition asks for. */
export function parametersIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(parametersIn);
  if ('any' in condition) return condition.any.flatMap(parametersIn);
  if ('not' in condition) return parametersIn(condition.not);
  if ('oneOf' in condition) return 'params' in condition.oneOf ? [...condition.oneOf.params] : [];
  const bound = 'atLeast' in condition ? condition.atLeast : 'atMost' in condition ? condition.atMost : 0;
  return typeof bound === 'number' ? [] : [bound.param];
}
