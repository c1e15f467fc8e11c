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

/** A text or number as trimmed text, empty for anything else. NUL and halves of characters, which no text column takes, are dropped. */
export function wordOf(value: unknown): string {
  return typeof value === 'string'
    ? value.replace(/[\0\p{Cs}]/gu, '').trim()
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

/** True where something is expressly denied; an empty text denies nothing. */
export function isNo(value: unknown): boolean {
  return value === false || ['0', 'false', 'no'].includes(wordOf(value).toLowerCase());
}

/** The bytes of a base64 text (also URL-safe, with a data-URL prefix or line breaks), or undefined where it is none. */
export function base64Of(value: unknown): Buffer | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const text = value.replace(/^data:[^,]*,/, '').replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}

/** The named members that say something, at most 100 characters of each: what a device calls itself. */
export function wordsOf(members: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (wordOf(members[name]) ? [[name, wordOf(members[name]).slice(0, 100)]] : [])),
  );
}

/** The key of an event from what makes it one, at most 64 characters of each part. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `${part}`.slice(0, 64)).join('/');
}

/** What a code stands for in a table of its protocol; a word that merely every object knows is no code. */
export function codeOf(table: Readonly<Record<string, string>>, code: unknown): string | undefined {
  const word = wordOf(code);
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
