const utf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030');

/**
 * The text of bytes that cameras send in UTF-8 or GBK (GB18030) without saying which, or while saying the wrong one: UTF-8
 * where they are valid UTF-8, else GBK. A byte order mark is dropped.
 */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}

/** JSON of unknown charset; undefined where it is none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** The members of a JSON object; none for anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** A text or number as trimmed text, empty for anything else. */
export function wordOf(value: unknown): string {
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'number' && Number.isFinite(value)
      ? `${value}`
      : '';
}

/** A number, also where it is written as text; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
  const word = wordOf(value);
  const number = word === '' ? Number.NaN : Number(word);
  return Number.isFinite(number) ? number : undefined;
}

/** True for the many ways in which devices say yes. */
export function isYes(value: unknown): boolean {
  return value === true || ['1', 'true', 'yes'].includes(wordOf(value).toLowerCase());
}

/** The bytes of a base64 text (also URL-safe, with a data-URL prefix or line breaks), or undefined where it is none. */
export function base64Of(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.replace(/^data:[^,]*,/, '').replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
