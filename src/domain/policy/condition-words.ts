import type { Message } from '../failure.ts';
import type { Condition, PolicyDocument } from './document.ts';
import { leafWords } from './leaf-words.ts';

type Language = keyof Message;
type Parameters = PolicyDocument['parameters'];

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
  if ('fact' in condition) return leafWords(condition, parameters)[language];
  const [kind, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  if (parts.length === 0) return EMPTY[kind][language];
  const joined = parts.map((part) => spell(part, parameters, language, parts.length > 1)).join(JOINTS[kind][language]);
  if (!inside || parts.length === 1) return joined;
  return language === 'en' ? `(${joined})` : `（${joined}）`;
}
