import { codedText, upperAscii } from './coded-text.ts';
import type { PlateColour } from './plate-colour.ts';

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
const LETTER = '[A-HJ-NP-Z]';
const SERIAL = '[A-HJ-NP-Z0-9]';

/** Longest plate a record takes, in characters. */
const MAX_LENGTH = 20;

export type PlateKind =
  | 'ordinary'
  | 'small_new_energy'
  | 'large_new_energy'
  | 'trailer'
  | 'learner'
  | 'police'
  | 'hong_kong_macao'
  | 'consulate'
  | 'embassy'
  | 'armed_police'
  | 'military'
  | 'emergency'
  | 'tractor'
  | 'civil_aviation'
  | 'temporary';

/** `colours`: what the kind is issued in; empty where no text was found that says so. */
export type PlateClass = {
  readonly kind: PlateKind;
  readonly colours: readonly PlateColour[];
  readonly trailer: boolean;
};

const SHAPES: readonly (readonly [PlateKind, RegExp, readonly PlateColour[]])[] = [
  ['ordinary', new RegExp(`^${PROVINCE}${LETTER}${SERIAL}{5}$`), ['blue', 'yellow', 'black']],
  ['small_new_energy', new RegExp(`^${PROVINCE}${LETTER}[A-HJK]${SERIAL}\\d{4}$`), ['green']],
  // Coarse colour tables have one green for both new-energy plates, so green does not contradict the large one.
  ['large_new_energy', new RegExp(`^${PROVINCE}${LETTER}\\d{5}[A-HJK]$`), ['yellow_green', 'green']],
  ['trailer', new RegExp(`^${PROVINCE}${LETTER}${SERIAL}{4}挂$`), ['yellow']],
  ['learner', new RegExp(`^${PROVINCE}${LETTER}${SERIAL}{4}学$`), ['yellow']],
  ['police', new RegExp(`^${PROVINCE}${LETTER}${SERIAL}\\d{3}警$`), ['white']],
  ['hong_kong_macao', new RegExp(`^粤Z${SERIAL}{4}[港澳]$`), ['black']],
  ['consulate', new RegExp(`^${PROVINCE}(?:${LETTER}\\d{4}|\\d{4,6})领$`), ['black']],
  ['embassy', new RegExp(`^(?:\\d{6}|${PROVINCE}${LETTER}\\d{4})使$`), ['black']],
  ['armed_police', new RegExp(`^WJ${PROVINCE}?\\d{4}[0-9A-HJ-NP-Z]$`), ['white']],
  ['military', new RegExp(`^(?!WJ)${LETTER}{2}\\d{5}$`), ['white']],
  ['emergency', new RegExp(`^${PROVINCE}${SERIAL}{5}应急$`), ['white']],
  ['tractor', new RegExp(`^${PROVINCE}\\d{2}${SERIAL}{5}$`), []],
  ['civil_aviation', new RegExp(`^民航${SERIAL}{5}$`), []],
  ['temporary', new RegExp(`^${PROVINCE}${LETTER}${SERIAL}{4,5}临$`), []],
];

/**
 * The one form of a plate text: NFKC, upper-case, without blanks, dots and hyphens. Look-alike letters (O and 0, I and 1)
 * stay what they are. Giving it its own answer changes nothing.
 */
export function normalisePlate(raw: string): string {
  return upperAscii(raw.normalize('NFKC'))
    .replace(/[\s·•・.．‧∙⋅\-‐‑‒–—―−]/gu, '')
    .normalize('NFKC');
}

/** The kind of a normalised plate (GA 36) with its colours, or undefined for a shape that no kind has: cameras misread. */
export function classifyPlate(plate: string): PlateClass | undefined {
  const shape = SHAPES.find(([, pattern]) => pattern.test(plate));
  return shape && { kind: shape[0], colours: shape[2], trailer: shape[0] === 'trailer' };
}

/** The shortest and longest shape, in characters. */
const SHAPE_LENGTHS = [6, 7, 8];

/**
 * Whether a text holds a plate: one with a Chinese character anywhere in it, one of letters and digits alone only as a whole
 * word between signs, since ids and codes hold such runs by chance.
 */
export function holdsPlate(text: string): boolean {
  if (text.split(/[^\p{L}\p{N}·•・.．‧∙⋅-]+/u).some((word) => classifyPlate(normalisePlate(word)))) return true;
  const signs = [...normalisePlate(text)];
  return signs.some((_, from) =>
    SHAPE_LENGTHS.some((length) => {
      const part = signs.slice(from, from + length).join('');
      return /\p{sc=Han}/u.test(part) && classifyPlate(part) !== undefined;
    }),
  );
}

/** Whether a normalised plate is a trailer's (挂), also where the rest was misread. */
export function isTrailerPlate(plate: string): boolean {
  return plate.endsWith('挂');
}

/** Whether shape and colour cannot both be true. Unknown shapes, `other` and kinds without a known colour never contradict. */
export function plateColourMismatch(plate: string, colour: string | null | undefined): boolean {
  if (!colour || colour === 'other') return false;
  const colours = classifyPlate(plate)?.colours ?? [];
  return colours.length > 0 && !colours.some((expected) => expected === colour);
}

/** The normalised plate for a record or a search, or undefined where it is empty, too long or has control characters. */
export function parsePlate(raw: string): string | undefined {
  if (/\p{C}/u.test(raw)) return undefined;
  const plate = normalisePlate(raw);
  return plate !== '' && [...plate].length <= MAX_LENGTH ? plate : undefined;
}

/** Request field for a plate of a record or a search: any shape, normalised, at most 20 characters. */
export const plateInput = codedText(60, parsePlate, {
  en: 'This cannot be a plate: it is empty, longer than 20 characters, or holds control characters.',
  zh: '号牌无效：不能为空、不能超过 20 个字符，也不能含有控制字符。',
});
