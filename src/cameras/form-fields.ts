import { textOf } from './text.ts';

/**
 * The fields of `application/x-www-form-urlencoded` bytes, each in the charset its own decoded bytes show: UTF-8, else GBK.
 * Of a name given twice the first counts.
 */
export function formFieldsOf(encoded: Buffer): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  // Latin-1 stands for the bytes themselves; no byte of a GBK character is one of & = % +.
  for (const pair of encoded.toString('latin1').split('&')) {
    const at = pair.indexOf('=');
    const name = decoded(at === -1 ? pair : pair.slice(0, at));
    if (name !== '' && !fields.has(name)) fields.set(name, at === -1 ? '' : decoded(pair.slice(at + 1)));
  }
  return fields;
}

function decoded(text: string): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return textOf(Buffer.from(bytes, 'latin1'));
}
