import { Failure, type FieldError, type Message } from '../domain/failure.ts';
import { BAD_TEXT, isBadText } from './json.ts';
import { pointerOf } from './pointer.ts';

const ENCODING: Message = { en: 'This is not valid percent-encoded UTF-8.', zh: '百分号编码无效。' };
const TWICE: Message = { en: 'This parameter is given more than once.', zh: '该参数重复给出。' };

/** The parameters of a request target, each a text; 400 names the one that is broken or given twice. */
export function parseQuery(url: string): Record<string, string> {
  const mark = url.indexOf('?');
  if (mark === -1 || mark === url.length - 1) return {};
  const values = new Map<string, string>();
  const errors: FieldError[] = [];
  for (const part of url.slice(mark + 1).split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const rawName = equals === -1 ? part : part.slice(0, equals);
    const name = decode(rawName);
    const value = equals === -1 ? '' : decode(part.slice(equals + 1));
    const wrong =
      name === undefined || value === undefined
        ? ENCODING
        : isBadText(name) || isBadText(value)
          ? BAD_TEXT
          : values.has(name)
            ? TWICE
            : undefined;
    if (wrong) {
      const pointer = pointerOf([name ?? rawName]);
      if (!errors.some((error) => error.pointer === pointer)) errors.push({ pointer, detail: wrong, in: 'query' });
    } else if (name !== undefined && value !== undefined) values.set(name, value);
    if (errors.length >= 50) break;
  }
  if (errors.length > 0) {
    throw new Failure('invalid-request', { en: 'A query parameter is not valid.', zh: '查询参数无效。' }, { errors });
  }
  return Object.fromEntries(values);
}

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? url : url.slice(0, mark);
}

/** Percent-decoded text (`+` is a space), or undefined where it is not valid. */
function decode(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
