import { z } from 'zod';
import type { Message } from '../failure.ts';

/**
 * A text field that takes several written forms: `parse` gives its one value, or undefined, which becomes an issue whose
 * `message` is English and whose `params.zh` is Chinese. As JSON Schema (input side) it is a string of at most `maxLength`.
 */
// The console takes the words that stand beside such fields, and its bundler leaves the fields and zod out.
/* @__NO_SIDE_EFFECTS__ */
export function codedText<T>(
  maxLength: number,
  parse: (text: string) => T | undefined,
  complaint: Message | ((text: string) => Message),
) {
  return z
    .string()
    .max(maxLength)
    .transform((text, ctx): T => {
      const value = parse(text);
      if (value !== undefined) return value;
      const { en, zh } = typeof complaint === 'function' ? complaint(text) : complaint;
      ctx.addIssue({ code: 'custom', message: en, params: { zh } });
      return z.NEVER;
    });
}

/** NFKC (full-width to half-width, Roman numerals to letters), upper-case ASCII, white space dropped. */
export function compact(text: string): string {
  // What most software sends: there is nothing to do.
  if (/^[0-9A-Z]*$/.test(text)) return text;
  return upperAscii(text.normalize('NFKC')).replace(/\s+/gu, '');
}

/** Upper-cases a–z only, so that letters of other alphabets stay what they are. */
export function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
