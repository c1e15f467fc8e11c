import type { Message } from '../failure.ts';
import { codedText, compact } from './coded-text.ts';
import type { Warning } from './warning.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Why a text is no unified social credit code (统一社会信用代码). */
export type CreditCodeFault = 'length' | 'alphabet' | 'check_digit';

const COMPLAINTS: Readonly<Record<CreditCodeFault, Message>> = {
  length: { en: 'A unified social credit code has 18 characters.', zh: '统一社会信用代码应为 18 位。' },
  alphabet: {
    en: 'A unified social credit code has digits and capital letters, without I, O, S, V and Z.',
    zh: '统一社会信用代码只含数字和大写字母，不含 I、O、S、V、Z。',
  },
  check_digit: {
    en: 'The check digit of this unified social credit code is wrong.',
    zh: '统一社会信用代码的校验码不正确。',
  },
};

/** The first fault of a text as a credit code by GB 32100, or undefined where it is one. Blanks and letter case do not count. */
export function creditCodeFault(text: string): CreditCodeFault | undefined {
  const code = compact(text);
  if (code.length !== 18) return 'length';
  if (![...code].every((sign) => ALPHABET.includes(sign))) return 'alphabet';
  return creditCheckDigit(code) === code[17] ? undefined : 'check_digit';
}

/** The same in words. */
export function creditCodeComplaint(text: string): Message | undefined {
  const fault = creditCodeFault(text);
  return fault && COMPLAINTS[fault];
}

/** The normalised credit code, or undefined where it has a fault. */
export function parseCreditCode(text: string): string | undefined {
  return creditCodeFault(text) === undefined ? compact(text) : undefined;
}

/** The check digit (GB 32100, modulus 31) for the first 17 signs of a code. */
export function creditCheckDigit(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * ALPHABET.indexOf(code[at] ?? ''), 0);
  return ALPHABET[(31 - (sum % 31)) % 31] ?? '';
}

/** The check digit (GB 11714, modulus 11) for the organisation code at positions 9 to 16 of a credit code. */
export function organisationCheckDigit(code: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((total, weight, at) => {
    const sign = code[8 + at] ?? '';
    return total + weight * (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 55);
  }, 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

/** The inner organisation digit (position 17) is advisory: a difference is a warning on `pointer`. */
export function creditCodeWarnings(code: string, pointer: string): Warning[] {
  return code[16] === organisationCheckDigit(code) ? [] : [{ code: 'organisation_check_digit', pointer }];
}

/** Request field for a credit code; its check digit is enforced. */
export const creditCodeInput = codedText(
  40,
  parseCreditCode,
  (text) => COMPLAINTS[creditCodeFault(text) ?? 'check_digit'],
);
