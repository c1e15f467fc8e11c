import { COUNTY_CODES, COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';

/** The name of a county; what is no code of one stays as it is. */
export const countyName = (code: string): Message => (isCountyCode(code) ? COUNTY_NAMES[code] : { zh: code, en: code });

const WHOLE = w('全市', 'the whole city');

/** Counties in words: all of them are the whole city. */
export function countiesName(codes: readonly string[]): Message {
  if (COUNTY_CODES.every((code) => codes.includes(code))) return WHOLE;
  const names = codes.map(countyName);
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') };
}

/** A name of a closed list, or the code itself where it is none of them. */
export const nameIn = (names: Readonly<Record<string, Message>>, code: string): Message =>
  names[code] ?? { zh: code, en: code };

/** Several names of a closed list. */
export function namesIn(names: Readonly<Record<string, Message>>, codes: readonly string[]): Message {
  const all = codes.map((code) => nameIn(names, code));
  return { zh: all.map(({ zh }) => zh).join('、'), en: all.map(({ en }) => en).join(', ') };
}

/** Choices of a select, in the reader's language. */
export const choices = (
  names: Readonly<Record<string, Message>>,
  t: (message: Message) => string,
  codes: readonly string[] = Object.keys(names),
) => codes.map((value) => ({ value, label: t(nameIn(names, value)) }));
