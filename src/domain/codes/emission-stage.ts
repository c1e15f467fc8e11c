import type { Message } from '../failure.ts';
import { codedText, compact } from './coded-text.ts';

/** Ledger codes: China 0–VII, `D` zero-tailpipe (electric, hydrogen), `X` unknown. */
export const EMISSION_STAGES = ['0', '1', '2', '3', '4', '5', '6', '7', 'D', 'X'] as const;
export type EmissionStage = (typeof EMISSION_STAGES)[number];

const NAMES: Readonly<Record<string, Message>> = {
  0: { en: 'China 0', zh: '国零' },
  1: { en: 'China I', zh: '国一' },
  2: { en: 'China II', zh: '国二' },
  3: { en: 'China III', zh: '国三' },
  4: { en: 'China IV', zh: '国四' },
  5: { en: 'China V', zh: '国五' },
  6: { en: 'China VI', zh: '国六' },
  7: { en: 'China VII', zh: '国七' },
  D: { en: 'zero-tailpipe', zh: '零排放' },
  X: { en: 'unknown', zh: '未知' },
};

/** What a stage is called; what is no code stays as it is. */
export const stageNameOf = (code: string): Message => NAMES[code] ?? { en: code, zh: code };

/** China VI came in two steps, 国六a and 国六b. */
export const EMISSION_SUBSTAGES = ['a', 'b'] as const;
export type EmissionSubstage = (typeof EMISSION_SUBSTAGES)[number];

export type ParsedStage = { readonly stage: EmissionStage; readonly substage?: EmissionSubstage };

const NUMERALS: Readonly<Record<string, EmissionStage>> = {
  零: '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  I: '1',
  II: '2',
  III: '3',
  IV: '4',
  V: '5',
  VI: '6',
  VII: '7',
};
const ZERO_TAILPIPE = ['D', '电动', '纯电动', '零排放', '氢燃料', '燃料电池', '氢燃料电池', 'ELECTRIC'];
const UNKNOWN = ['X', '未知', '不详', 'UNKNOWN'];

const isCode = (text: string): text is EmissionStage => (EMISSION_STAGES as readonly string[]).includes(text);

/** Standards as certificates quote them beside the stage, such as `GB17691-2005` and `GB3847-2005`. */
const STANDARD = /GB(?:\/T)?\s*\d{4,5}(?:\.\d)?\s*[-‐–—]\s*\d{4}(?!\d)/g;
const STAGE =
  /^(?:中国|国家|国|CHINA)?第?(VII|VI|V|IV|III|II|I|[0-7]|[零〇一二三四五六七])(?:阶段)?-?\(?([AB])?\)?(?:阶段)?(?:排放)?(?:标准)?$/;

/**
 * The stage a text names (排放阶段): 国五, 国Ⅴ, V, 5, 第五阶段, GB17691-2005国Ⅴ, 国六b, 电动 … or undefined. The number codes
 * of single platforms (20, 30 …) and Euro stages are not guessed.
 */
export function parseEmissionStage(text: string): ParsedStage | undefined {
  if (isCode(text)) return { stage: text };
  // Standards go before blanks do: else a standard's year and a bare stage number would stick together.
  const bare = compact(text.normalize('NFKC').toUpperCase().replace(STANDARD, ' '))
    .replace('()', '')
    .replace(/^[,、;:/]+|[,、;:/]+$/g, '');
  if (ZERO_TAILPIPE.includes(bare)) return { stage: 'D' };
  if (UNKNOWN.includes(bare)) return { stage: 'X' };
  const match = STAGE.exec(bare);
  const numeral = match?.[1];
  if (numeral === undefined) return undefined;
  const stage = NUMERALS[numeral] ?? (numeral as EmissionStage);
  const step = match?.[2];
  if (step === undefined) return { stage };
  return stage === '6' ? { stage, substage: step === 'A' ? 'a' : 'b' } : undefined;
}

/** Joins a stage with a substage given in its own field; undefined where they contradict or the stage has no steps. */
export function withSubstage(parsed: ParsedStage, substage: EmissionSubstage | undefined): ParsedStage | undefined {
  if (substage === undefined || parsed.substage === substage) return parsed;
  return parsed.stage === '6' && parsed.substage === undefined ? { stage: '6', substage } : undefined;
}

/** The number of a stage, or undefined for `D`, `X` and anything else. */
export function stageNumber(stage: string | null | undefined): number | undefined {
  return stage && /^[0-7]$/.test(stage) ? Number(stage) : undefined;
}

/** Request field for a stage in any written form; gives a `ParsedStage`. */
export const emissionStageInput = codedText(60, parseEmissionStage, {
  en: 'This is not an emission stage: give 0 to 7, D (zero-tailpipe) or X (unknown), or a form such as 国五 or V.',
  zh: '无法识别的排放阶段：请填写 0 至 7、D（零排放）、X（未知），或“国五”“V”等写法。',
});
