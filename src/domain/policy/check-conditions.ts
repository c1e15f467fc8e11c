import type { Condition } from './document.ts';
import { fault, type PolicyFault } from './faults.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

type Path = PolicyFault['path'];
type Leaf = Extract<Condition, { fact: string }>;

/** The value of a parameter by its name; undefined where there is no such parameter. */
export type ParameterValue = (name: string) => { readonly value: unknown } | undefined;

/** Facts that are not in the vocabulary, comparisons they do not bear, and parameters that are missing or of another form. */
export function conditionFaults(condition: Condition, path: Path, parameter: ParameterValue): PolicyFault[] {
  if ('all' in condition)
    return condition.all.flatMap((inner, index) => conditionFaults(inner, [...path, 'all', index], parameter));
  if ('any' in condition)
    return condition.any.flatMap((inner, index) => conditionFaults(inner, [...path, 'any', index], parameter));
  if ('not' in condition) return conditionFaults(condition.not, [...path, 'not'], parameter);
  return leafFaults(condition, path, parameter);
}

function leafFaults(leaf: Leaf, path: Path, parameter: ParameterValue): PolicyFault[] {
  const { fact } = leaf;
  if (!isFactName(fact))
    return [fault('fact_unknown', [...path, 'fact'], `There is no fact ${fact}.`, `没有名为 ${fact} 的事实。`)];
  const { type, values } = VOCABULARY[fact];
  const isUnknown = (code: string) => values?.includes(code) === false;
  const cannot = (test: string, en: string, zh: string) => [
    fault('fact_comparison', [...path, test], `${fact} cannot be ${en}.`, `${fact} 不能${zh}。`),
  ];
  if ('is' in leaf) {
    const fits = typeof leaf.is === (type === 'stage' || type === 'code' ? 'string' : type);
    const known = typeof leaf.is !== 'string' || !isUnknown(leaf.is);
    const told = JSON.stringify(leaf.is);
    return fits && known ? [] : cannot('is', `compared with ${told}`, `与 ${told} 比较`);
  }
  if ('oneOf' in leaf) {
    if (type !== 'code' && type !== 'stage') return cannot('oneOf', 'one of a list', '按列表比较');
    const { oneOf } = leaf;
    if ('params' in oneOf) {
      const fits = (value: unknown) =>
        Array.isArray(value) && value.every((one) => typeof one === 'string' && !isUnknown(one));
      return oneOf.params.flatMap((name, index) =>
        parameterFaults(name, [...path, 'oneOf', 'params', index], fits, parameter),
      );
    }
    return oneOf
      .filter(isUnknown)
      .flatMap((code) => cannot('oneOf', `compared with ${JSON.stringify(code)}`, `与 ${JSON.stringify(code)} 比较`));
  }
  const [test, limit] = 'atLeast' in leaf ? (['atLeast', leaf.atLeast] as const) : (['atMost', leaf.atMost] as const);
  if (type !== 'number' && type !== 'stage') return cannot(test, 'measured', '作数值比较');
  if (typeof limit === 'number') return [];
  return parameterFaults(limit.param, [...path, test, 'param'], (value) => typeof value === 'number', parameter);
}

function parameterFaults(
  name: string,
  path: Path,
  fits: (value: unknown) => boolean,
  parameter: ParameterValue,
): PolicyFault[] {
  const found = parameter(name);
  if (!found) return [fault('parameter_unknown', path, `There is no parameter ${name}.`, `没有名为 ${name} 的参数。`)];
  if (fits(found.value)) return [];
  return [
    fault(
      'parameter_form',
      path,
      `Parameter ${name} has not the form that is asked for here.`,
      `参数 ${name} 的形式不符合此处要求。`,
    ),
  ];
}
