import { codedText, compact } from './coded-text.ts';
import type { Warning } from './warning.ts';

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const LETTERS: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8 },
  ...{ J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
};

/** A VIN (车辆识别代号, GB 16735) in upper case: 17 signs without I, O and Q; undefined otherwise. The check digit is not asked. */
export function parseVin(text: string): string | undefined {
  const vin = compact(text);
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(vin) ? vin : undefined;
}

/** The check digit that position 9 of a well-formed VIN should hold. */
export function vinCheckDigit(vin: string): string {
  const sum = [...vin].reduce((total, sign, at) => total + (LETTERS[sign] ?? Number(sign)) * (WEIGHTS[at] ?? 0), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/** A wrong check digit is a warning only: re-stamped trucks and imports from Europe fail it on real papers. */
export function vinWarnings(vin: string | null | undefined, pointer: string): Warning[] {
  return vin && vin[8] !== vinCheckDigit(vin) ? [{ code: 'vin_check_digit', pointer }] : [];
}

/** Request field for a VIN. */
export const vinInput = codedText(40, parseVin, {
  en: 'A VIN has 17 letters and digits, without I, O and Q.',
  zh: '车辆识别代号应为 17 位字母和数字，不含 I、O、Q。',
});
