import type { Message } from '../failure.ts';
import type { FormFault } from '../form-faults.ts';

type Path = readonly PropertyKey[];
type Members = Readonly<Record<string, unknown>>;

const NO_CONDITION: Message = {
  en: 'This is no condition: give all, any or not, or a fact with one of is, oneOf, atLeast, atMost.',
  zh: '不是条件：请给出 all、any、not 之一，或 fact 加 is、oneOf、atLeast、atMost 之一。',
};
const NO_LIST: Message = { en: 'This must be a list of conditions.', zh: '必须是条件列表。' };
const NO_VALUE: Message = { en: 'This must be true, false, a number or a text.', zh: '必须是布尔值、数字或文本。' };
const NO_CODES: Message = {
  en: 'This must be a list of codes, or { params } with names of parameters that hold such lists.',
  zh: '必须是代码列表，或给出存放代码列表的参数名 { params }。',
};
const NO_BOUND: Message = {
  en: 'This must be a number, or { param } with the name of a parameter.',
  zh: '必须是数字，或给出参数名 { param }。',
};
const EXTRA: Message = {
  en: 'This does not belong to a condition of this kind.',
  zh: '该字段不属于这种条件。',
};

const TESTS: Readonly<Record<string, { readonly fits: (value: unknown) => boolean; readonly wrong: Message }>> = {
  is: { fits: (value) => ['boolean', 'number', 'string'].includes(typeof value), wrong: NO_VALUE },
  oneOf: { fits: (value) => isNames(value) || (onlyHas(value, 'params') && isNames(value.params)), wrong: NO_CODES },
  atLeast: { fits: isBound, wrong: NO_BOUND },
  atMost: { fits: isBound, wrong: NO_BOUND },
};

/** What keeps a value from being a condition, each fault at the innermost place where it lies. */
export function conditionForm(value: unknown, path: Path): FormFault[] {
  if (!isMembers(value)) return [{ path, detail: NO_CONDITION }];
  const [heads, others] = split(Object.keys(value));
  const [head] = heads;
  if (head === undefined || heads.length > 1) return [{ path, detail: NO_CONDITION }];
  if (head === 'fact') return leafForm(value, others, path);
  const extra = others.map((name) => ({ path: [...path, name], detail: EXTRA }));
  const inner = value[head];
  if (head === 'not') return [...extra, ...conditionForm(inner, [...path, head])];
  if (!Array.isArray(inner)) return [...extra, { path: [...path, head], detail: NO_LIST }];
  return [...extra, ...inner.flatMap((one: unknown, index) => conditionForm(one, [...path, head, index]))];
}

function leafForm(leaf: Members, others: readonly string[], path: Path): FormFault[] {
  const tests = others.filter((name) => Object.hasOwn(TESTS, name));
  const [name] = tests;
  if (name === undefined || tests.length > 1) return [{ path, detail: NO_CONDITION }];
  const test = TESTS[name];
  return [
    ...others.filter((other) => other !== name).map((other) => ({ path: [...path, other], detail: EXTRA })),
    ...(isName(leaf.fact) ? [] : [{ path: [...path, 'fact'], detail: NO_CONDITION }]),
    ...(test && !test.fits(leaf[name]) ? [{ path: [...path, name], detail: test.wrong }] : []),
  ];
}

const HEADS = ['all', 'any', 'not', 'fact'];
const split = (names: readonly string[]): [string[], string[]] => [
  names.filter((name) => HEADS.includes(name)),
  names.filter((name) => !HEADS.includes(name)),
];

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isNames = (value: unknown): value is string[] => Array.isArray(value) && value.every(isName);

function onlyHas<N extends string>(value: unknown, name: N): value is Readonly<Record<N, unknown>> {
  return isMembers(value) && Object.keys(value).join() === name;
}

function isBound(value: unknown): boolean {
  return typeof value === 'number' || (onlyHas(value, 'param') && isName(value.param));
}
