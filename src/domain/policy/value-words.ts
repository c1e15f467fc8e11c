import { COUNTY_NAMES, isCountyCode } from '../codes/county.ts';
import { stageNameOf } from '../codes/emission-stage.ts';
import { FUEL_NAMES } from '../codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../codes/performance-grade.ts';
import { SECTOR_NAMES } from '../codes/sector.ts';
import type { Message } from '../failure.ts';
import { isFactName, VOCABULARY } from './vocabulary.ts';

const same = (text: string): Message => ({ en: text, zh: text });
const nameIn = (names: Readonly<Record<string, Message>>, code: string): Message => names[code] ?? same(code);

/** A number as people write it, with groups of thousands. */
export const numberText = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 });

/** Several words in a row. */
export const listWords = (all: readonly Message[]): Message => ({
  en: all.map(({ en }) => en).join(', '),
  zh: all.map(({ zh }) => zh).join('、'),
});

/** Counties by their names; what is no code of one stays as it is. */
export const countyWords = (codes: readonly string[]): Message =>
  listWords(codes.map((code) => (isCountyCode(code) ? COUNTY_NAMES[code] : same(code))));

/** A value that a fact can have, in words. */
export function factValueWords(fact: string, value: boolean | number | string): Message {
  const entry = isFactName(fact) ? VOCABULARY[fact] : undefined;
  const text = String(value);
  if (entry?.type === 'stage') return stageNameOf(text);
  if (typeof value === 'number') return same(numberText(value));
  if (fact.endsWith('.fuel')) return nameIn(FUEL_NAMES, text);
  if (fact.endsWith('.sector')) return nameIn(SECTOR_NAMES, text);
  if (fact.endsWith('.performanceGrade')) return nameIn(PERFORMANCE_GRADE_NAMES, text);
  return same(text);
}

/** What the units of parameters are called; others are their own name. */
export const UNIT_NAMES: Readonly<Record<string, Message>> = {
  t: { en: 't', zh: '吨' },
  d: { en: 'days', zh: '天' },
  h: { en: 'hours', zh: '小时' },
  s: { en: 'seconds', zh: '秒' },
  'working days': { en: 'working days', zh: '个工作日' },
};

/** Whether a value of a parameter can be told in one line. */
export const isPlain = (value: unknown): value is string | number | boolean | null | readonly (string | number)[] =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => ['string', 'number'].includes(typeof one)));

/** What the rules of a policy are called, by their ids: the clause and the title. */
export type RuleTitles = Readonly<Record<string, Message>>;
export const ruleTitles = (
  rules: readonly { readonly id: string; readonly clause: string; readonly title: Message }[],
): RuleTitles =>
  Object.fromEntries(
    rules.map(({ id, clause, title }) => [id, { en: `${clause} ${title.en}`, zh: `${clause} ${title.zh}` }]),
  );

/** A plain value of a parameter with its unit, in words; ids of rules by their titles. */
export function plainWords(value: unknown, unit?: string, rules: RuleTitles = {}): Message {
  if (value === null) return { en: 'not set', zh: '未设定' };
  if (Array.isArray(value)) {
    if (value.length === 0) return { en: 'none', zh: '无' };
    return listWords(value.map((one) => rules[String(one)] ?? nameIn(SECTOR_NAMES, String(one))));
  }
  if (typeof value === 'boolean') return value ? { en: 'yes', zh: '是' } : { en: 'no', zh: '否' };
  const text = typeof value === 'number' ? numberText(value) : String(value);
  const of = unit === undefined ? undefined : (UNIT_NAMES[unit] ?? same(unit));
  return of ? { en: `${text} ${of.en}`, zh: `${text} ${of.zh}` } : same(text);
}
