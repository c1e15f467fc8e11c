import type { Message } from '../failure.ts';
import { codedText, compact } from './coded-text.ts';

/** Use nature (使用性质), reduced to what clause 2.4.4 asks. */
export const USAGES = ['operating', 'non_operating'] as const;
export type Usage = (typeof USAGES)[number];

export const USAGE_NAMES: Readonly<Record<Usage, Message>> = {
  operating: { en: 'operating', zh: '营运' },
  non_operating: { en: 'non-operating', zh: '非营运' },
};

/** GA/T 16.3 letters; `operating` is undefined where the letter does not tell. */
const GA_LETTERS: Readonly<Record<string, { readonly zh: string; readonly operating?: boolean }>> = {
  A: { zh: '非营运', operating: false },
  B: { zh: '公路客运', operating: true },
  C: { zh: '公交客运', operating: true },
  D: { zh: '出租客运', operating: true },
  E: { zh: '旅游客运', operating: true },
  F: { zh: '货运', operating: true },
  G: { zh: '租赁', operating: true },
  H: { zh: '警用', operating: false },
  I: { zh: '消防', operating: false },
  J: { zh: '救护', operating: false },
  K: { zh: '工程救险', operating: false },
  L: { zh: '营转非', operating: false },
  M: { zh: '出租转非', operating: false },
  N: { zh: '教练' },
  O: { zh: '校车' },
  P: { zh: '校车' },
  Q: { zh: '校车' },
  R: { zh: '危化品运输', operating: true },
  S: { zh: '校车' },
};

/**
 * Whether a vehicle is in commercial operation (营运). The GA letter wins where it tells: `L` (营转非) is not operating,
 * whatever `usage` says. Undefined where neither tells.
 */
export function isOperating(usage: string | undefined, usageCode?: string): boolean | undefined {
  const byLetter = usageCode === undefined ? undefined : GA_LETTERS[usageCode]?.operating;
  if (byLetter !== undefined) return byLetter;
  return usage === 'operating' ? true : usage === 'non_operating' ? false : undefined;
}

/** The Chinese name of a GA/T 16.3 letter, or undefined for one not in the table. */
export function usageCodeName(code: string): string | undefined {
  return GA_LETTERS[code]?.zh;
}

/** The GA/T 16.3 letter a text gives, upper-case, or undefined. Letters newer than the table are kept. */
export function parseUsageCode(text: string): string | undefined {
  const code = compact(text);
  return /^[A-Z]$/.test(code) ? code : undefined;
}

/** Request field for a GA use letter. */
export const usageCodeInput = codedText(8, parseUsageCode, {
  en: 'A use code is one letter of GA/T 16.3, such as F.',
  zh: '使用性质代码应为 GA/T 16.3 的一个字母，例如 F。',
});
