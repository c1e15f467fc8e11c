import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import type { Message } from '../../../domain/failure.ts';
import type { WhyNode } from '../../../domain/policy/evaluate.ts';
import { type FactName, type FactValue, isFactName, VOCABULARY } from '../../../domain/policy/vocabulary.ts';
import { type Language, w } from '../../session/language.ts';

const YES = w('是', 'yes');
const NO = w('否', 'no');
const THERE = w('有', 'yes');
const NAMED: Readonly<Partial<Record<FactName, Readonly<Record<string, Message>>>>> = {
  'vehicle.fuel': FUEL_NAMES,
  'machine.fuel': FUEL_NAMES,
  'enterprise.sector': SECTOR_NAMES,
  'enterprise.performanceGrade': PERFORMANCE_GRADE_NAMES,
};

/** What a fact is called. */
export const factTitle = (name: string, language: Language): string =>
  isFactName(name) ? VOCABULARY[name].title[language] : name;

/** What a fact is, in words. */
export function factValue(name: string, value: FactValue, language: Language): string {
  if (typeof value === 'boolean') return (value ? YES : NO)[language];
  if (typeof value === 'number') return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
  if (!isFactName(name)) return value;
  if (VOCABULARY[name].type === 'stage') return stageNameOf(value)[language];
  // An order is kept beside a passage by a number of ours, which tells people nothing.
  if (name === 'order.inForce') return THERE[language];
  return NAMED[name]?.[value]?.[language] ?? value;
}

/** What was asked of a fact, in words: `≥ 6` of a stage is 国六及以上. */
export function testWords({ fact, test = '' }: WhyNode, language: Language): string {
  const [sign = '', asked = ''] = [test.slice(0, 1), test.slice(2)];
  const word = (value: string) =>
    fact === undefined
      ? value
      : value === 'true'
        ? YES[language]
        : value === 'false'
          ? NO[language]
          : said(fact, value);
  const said = (name: FactName, value: string) =>
    factValue(name, VOCABULARY[name].type === 'number' ? Number(value) : value, language);
  if (sign === '≥') return language === 'zh' ? `${word(asked)}及以上` : `${word(asked)} or better`;
  if (sign === '≤') return language === 'zh' ? `${word(asked)}及以下` : `${word(asked)} or below`;
  return asked
    .split(', ')
    .map(word)
    .join(language === 'zh' ? '、' : ', ');
}
