import type { RuleDecision, RuleOutcome } from './kernel.ts';
import { type Fact, type FactName, type Facts, isFactName, ORIGINS, type Origin, VOCABULARY } from './vocabulary.ts';

const NAMES = Object.keys(VOCABULARY).filter(isFactName);
const CODES = NAMES.map((name) => [name, VOCABULARY[name].code] as const);
const BY_CODE = new Map(NAMES.map((name) => [VOCABULARY[name].code, name]));
const ORIGIN_OF = new Map(Object.entries(ORIGINS).map(([origin, code]) => [code as string, origin as Origin]));

/**
 * Facts as a passage keeps them, such as `pm1 gr1 sa5 fe1600000`: code, origin, value; at most 100 bytes for a passage's.
 * In vocabulary order, so equal facts give equal text.
 */
export function encodeFacts(facts: Facts): string {
  let text = '';
  for (const [name, code] of CODES) {
    const fact = facts[name];
    if (!fact) continue;
    const { origin, value, lacking } = fact;
    text += `${text === '' ? '' : ' '}${code}${ORIGINS[origin]}${valueText(value)}`;
    if (lacking) text += lackingText(lacking);
  }
  return text;
}

const PART = /^([a-z]|[A-Z][a-z])([a-z])(.*)$/;

/** The facts of `encodeFacts`; throws on a text that it never gives. */
export function decodeFacts(text: string): Facts {
  const facts: Partial<Record<FactName, Fact>> = {};
  if (text === '') return facts;
  for (const part of text.split(' ')) {
    const [, code = '', letter = '', value = ''] = PART.exec(part) ?? [];
    const name = BY_CODE.get(code);
    const origin = ORIGIN_OF.get(letter);
    if (!name || !origin) throw new Error('these are not facts as a passage keeps them');
    const lacking = lackingIn(value);
    facts[name] = lacking ? { value: 'X', origin, lacking } : { value: readValue(name, value), origin };
  }
  return facts;
}

const LETTERS: Readonly<Record<RuleOutcome, string>> = {
  violation: 'V',
  review: 'R',
  unverified: 'U',
  exempt: 'E',
  compliant: 'C',
  not_applicable: '-',
};
/** One letter for each rule, in policy order. */
export function encodeOutcomes(decisions: readonly RuleDecision[]): string {
  return decisions.map(({ outcome }) => LETTERS[outcome]).join('');
}

/** What an unknown fact lacks stands behind its `X`, each by its code. */
const lackingText = (lacking: readonly FactName[]): string => lacking.map((name) => VOCABULARY[name].code).join('');

function lackingIn(value: string): FactName[] | undefined {
  if (!/^X(?:[a-z]|[A-Z][a-z])+$/.test(value)) return undefined;
  return (value.slice(1).match(/[A-Z]?[a-z]/g) ?? []).flatMap((code) => BY_CODE.get(code) ?? []);
}

function valueText(value: boolean | number | string): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

function readValue(name: FactName, text: string): boolean | number | string {
  if (text === 'X') return text;
  const { type } = VOCABULARY[name];
  return type === 'boolean' ? text === '1' : type === 'number' ? Number(text) : text;
}
