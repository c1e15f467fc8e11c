import type { Message } from '../failure.ts';
import type { Condition, PolicyDocument } from './document.ts';
import { factValueWords, listWords, numberText, plainWords } from './value-words.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

type Parameters = PolicyDocument['parameters'];
type Leaf = Extract<Condition, { fact: string }>;

/** What one condition asks of a fact, in words, with the values of the parameters that it names. */
export function leafWords(leaf: Leaf, parameters: Parameters): Message {
  const title: Message = isFactName(leaf.fact) ? VOCABULARY[leaf.fact].title : { en: leaf.fact, zh: leaf.fact };
  if ('is' in leaf) {
    if (leaf.is === true) return title;
    if (leaf.is === false) return { en: `not: ${title.en}`, zh: `并非${title.zh}` };
    const value = factValueWords(leaf.fact, leaf.is);
    return { en: `${title.en} is ${value.en}`, zh: `${title.zh}为${value.zh}` };
  }
  if ('oneOf' in leaf) {
    const { oneOf } = leaf;
    const values =
      'params' in oneOf
        ? oneOf.params.flatMap((name) => listOf(name, parameters))
        : oneOf.map((value) => factValueWords(leaf.fact, value));
    const { en, zh } = values.length === 0 ? plainWords([]) : listWords(values);
    return { en: `${title.en} is one of ${en}`, zh: `${title.zh}为${zh}` };
  }
  const least = 'atLeast' in leaf;
  const limit = least ? leaf.atLeast : leaf.atMost;
  const isStage = isFactName(leaf.fact) && VOCABULARY[leaf.fact].type === 'stage';
  const bound =
    typeof limit === 'number'
      ? factValueWords(leaf.fact, isStage ? String(limit) : limit)
      : named(limit.param, parameters);
  if (isStage)
    return {
      en: `${title.en} ${bound.en} or ${least ? 'newer' : 'older'}`,
      zh: `${title.zh}为${bound.zh}及以${least ? '上' : '下'}`,
    };
  return {
    en: `${title.en} at ${least ? 'least' : 'most'} ${bound.en}`,
    zh: `${title.zh}${least ? '不低于' : '不高于'} ${bound.zh}`,
  };
}

/** A list that a parameter gives; nothing where it is empty. */
function listOf(name: string, parameters: Parameters): Message[] {
  const value = parameters[name]?.value;
  return Array.isArray(value) && value.length === 0 ? [] : [plainWords(value)];
}

/** A number that a parameter gives, with what that parameter is called. */
function named(name: string, parameters: Parameters): Message {
  const found = parameters[name];
  if (!found) return { en: name, zh: name };
  const { value, unit, title } = found;
  const words =
    typeof value === 'number' && unit === undefined
      ? { en: numberText(value), zh: numberText(value) }
      : plainWords(value, unit);
  return { en: `${words.en} (${title.en})`, zh: `${words.zh}（${title.zh}）` };
}
