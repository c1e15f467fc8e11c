import type { Message } from '../failure.ts';
import type { Condition, PolicyDocument } from './document.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

type Language = keyof Message;
type Parameters = PolicyDocument['parameters'];
type Leaf = Extract<Condition, { fact: string }>;

/** A condition in words, in both languages, with the values of the parameters that it asks for. */
export function conditionWords(condition: Condition, parameters: Parameters): Message {
  return { en: spell(condition, parameters, 'en', false), zh: spell(condition, parameters, 'zh', false) };
}

const JOINTS: Readonly<Record<'all' | 'any', Message>> = {
  all: { en: ' and ', zh: '，且' },
  any: { en: ' or ', zh: '，或' },
};
const EMPTY: Readonly<Record<'all' | 'any', Message>> = {
  all: { en: 'always', zh: '始终' },
  any: { en: 'never', zh: '从不' },
};

function spell(condition: Condition, parameters: Parameters, language: Language, inside: boolean): string {
  if ('not' in condition) {
    const inner = spell(condition.not, parameters, language, false);
    return language === 'en' ? `not (${inner})` : `非（${inner}）`;
  }
  if ('fact' in condition) return leafWords(condition, parameters, language);
  const [kind, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  if (parts.length === 0) return EMPTY[kind][language];
  const joined = parts.map((part) => spell(part, parameters, language, parts.length > 1)).join(JOINTS[kind][language]);
  if (!inside || parts.length === 1) return joined;
  return language === 'en' ? `(${joined})` : `（${joined}）`;
}

function leafWords(leaf: Leaf, parameters: Parameters, language: Language): string {
  const title = isFactName(leaf.fact) ? VOCABULARY[leaf.fact].title[language] : leaf.fact;
  const english = language === 'en';
  if ('is' in leaf) {
    if (leaf.is === true) return title;
    if (leaf.is === false) return english ? `not: ${title}` : `不${title}`;
    return english ? `${title} is ${leaf.is}` : `${title}为${leaf.is}`;
  }
  if ('oneOf' in leaf) {
    const { oneOf } = leaf;
    const names = 'params' in oneOf ? oneOf.params.map((name) => named(name, parameters)) : oneOf;
    return english ? `${title} is one of ${names.join(', ')}` : `${title}为${names.join('、')}之一`;
  }
  const least = 'atLeast' in leaf;
  const limit = least ? leaf.atLeast : leaf.atMost;
  const bound = typeof limit === 'number' ? String(limit) : named(limit.param, parameters);
  if (english) return `${title} at ${least ? 'least' : 'most'} ${bound}`;
  return `${title}${least ? '不低于' : '不高于'}${bound}`;
}

/** A parameter's name with its value, as in `freightThresholdTonnes = 1500000 t`. */
function named(name: string, parameters: Parameters): string {
  const found = parameters[name];
  return found ? `${name} = ${valueWords(found)}` : name;
}

/** A parameter's value with its unit; long ones are cut. */
export function valueWords({ value, unit }: { readonly value: unknown; readonly unit?: string | undefined }): string {
  const text = JSON.stringify(value);
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return unit === undefined ? cut : `${cut} ${unit}`;
}

const LONGEST = 200;
