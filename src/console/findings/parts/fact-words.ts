import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import type { Message } from '../../../domain/failure.ts';
import { originWord } from '../../../domain/policy/explain.ts';
import { type FactValue, isFactName, ORIGINS, type Origin, VOCABULARY } from '../../../domain/policy/vocabulary.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';

const YES = w('是', 'yes');
const NO = w('否', 'no');

const plain = (text: string): Message => ({ zh: text, en: text });

/** What a fact is called. */
export const factTitle = (name: string): Message => (isFactName(name) ? VOCABULARY[name].title : plain(name));

const CODES: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  'vehicle.fuel': FUEL_NAMES,
  'machine.fuel': FUEL_NAMES,
  'enterprise.sector': SECTOR_NAMES,
  'enterprise.performanceGrade': PERFORMANCE_GRADE_NAMES,
};

const isStage = (name: string): boolean => isFactName(name) && VOCABULARY[name].type === 'stage';

/** A fact's value in words. */
export function valueWord(name: string, value: FactValue): Message {
  if (typeof value === 'boolean') return value ? YES : NO;
  if (typeof value === 'number') return plain(value.toLocaleString('en-US'));
  if (isStage(name)) return stageNameOf(value);
  return CODES[name]?.[value] ?? plain(value);
}

const isOrigin = (text: string): text is Origin => Object.hasOwn(ORIGINS, text);

/** Where a fact came from, in words. */
export const originWords = (origin: string): Message =>
  isOrigin(origin) ? { zh: originWord(origin, 'zh'), en: originWord(origin, 'en') } : plain(origin);

/** How far an origin can be relied on. */
export function originTone(origin: string): Tone {
  if (origin === 'registry' || origin === 'enterprise_record' || origin === 'record') return 'good';
  return origin === 'asserted' || origin === 'inferred' ? 'warn' : 'plain';
}

/** One condition as a sentence, from what was asked of a fact: `= true`, `≥ 6`, `∈ power, coking`. */
export function conditionWord(name: string, test: string): Message {
  const title = factTitle(name);
  const [sign = '', ...rest] = test.split(' ');
  const asked = rest.join(' ');
  if (asked === 'true') return title;
  if (asked === 'false') return { zh: `并非“${title.zh}”`, en: `not so that ${title.en}` };
  const listed = asked.split(', ').map((one) => valueWord(name, toValue(name, one)));
  const zh = listed.map((one) => one.zh).join('、');
  const en = listed.map((one) => one.en).join(', ');
  switch (sign) {
    case '=':
      return { zh: `${title.zh}为${zh}`, en: `${title.en} is ${en}` };
    case '∈':
      return { zh: `${title.zh}属于：${zh}`, en: `${title.en} is one of: ${en}` };
    case '≥':
      return { zh: `${title.zh}不低于${zh}`, en: `${title.en} is at least ${en}` };
    case '≤':
      return { zh: `${title.zh}不高于${zh}`, en: `${title.en} is at most ${en}` };
    default:
      return { zh: `${title.zh} ${test}`, en: `${title.en} ${test}` };
  }
}

const toValue = (name: string, text: string): FactValue =>
  !isStage(name) && /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
