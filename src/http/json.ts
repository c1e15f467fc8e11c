import { Failure, type FieldError, invalid, type Message } from '../domain/failure.ts';
import { UNKNOWN_FIELD } from '../domain/form-faults.ts';
import { pointerOf } from './pointer.ts';

const MAX_DEPTH = 32;
const MAX_ERRORS = 50;

const SYNTAX: Message = { en: 'The body is not valid JSON.', zh: '请求体不是有效的 JSON。' };
const TWICE: Message = { en: 'This field stands twice in the same object.', zh: '该字段在同一对象中重复出现。' };
const DEEP: Message = {
  en: `This is nested more than ${MAX_DEPTH} levels deep.`,
  zh: `嵌套超过 ${MAX_DEPTH} 层。`,
};
const UNSAFE: Message = { en: 'This number is too large to be kept exactly.', zh: '数值过大，无法精确保存。' };
/** Said of a text that no database here could keep. */
export const BAD_TEXT: Message = {
  en: 'This text holds NUL or broken Unicode characters.',
  zh: '文本包含 NUL 或不完整的 Unicode 字符。',
};

/** Whether a text holds what PostgreSQL refuses or UTF-8 cannot carry: NUL, or half of a surrogate pair. */
export const isBadText = (text: string): boolean => /[\0\p{Cs}]/u.test(text);

/**
 * Parses a JSON body, refusing with a 400 that names the place what JSON.parse lets through silently: a key given twice,
 * `__proto__`, whole numbers that lose digits, NUL and broken Unicode, more than 32 levels.
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('#', SYNTAX);
  }
  // Raw NUL is no JSON and the bytes were UTF-8, so only an escape can bring a bad character in.
  const walk: Walk = { keys: 0, checkText: text.includes('\\u'), errors: [] };
  visit(value, [], walk);
  if (walk.errors.length === 0 && walk.keys !== countKeys(text)) {
    walk.errors.push({ pointer: pointerOf(findRepeatedKey(text)), detail: TWICE, in: 'body' });
  }
  if (walk.errors.length > 0) {
    throw new Failure(
      'invalid-request',
      { en: 'The body holds what cannot be stored.', zh: '请求体包含无法保存的内容。' },
      { errors: walk.errors },
    );
  }
  return value;
}

type Path = (string | number)[];
type Walk = { keys: number; readonly checkText: boolean; readonly errors: FieldError[] };

/** One path array is pushed and popped along the way: this runs for every passage posted. */
function visit(value: unknown, path: Path, walk: Walk): void {
  if (typeof value === 'string') {
    if (walk.checkText && isBadText(value)) report(walk, path, BAD_TEXT);
  } else if (typeof value === 'number') {
    if (Number.isInteger(value) ? !Number.isSafeInteger(value) : !Number.isFinite(value)) report(walk, path, UNSAFE);
  } else if (typeof value === 'object' && value !== null) {
    if (path.length >= MAX_DEPTH) report(walk, path, DEEP);
    else if (Array.isArray(value)) visitItems(value, path, walk);
    else visitFields(value as Record<string, unknown>, path, walk);
  }
}

function visitItems(items: readonly unknown[], path: Path, walk: Walk): void {
  for (let index = 0; index < items.length; index += 1) {
    path.push(index);
    visit(items[index], path, walk);
    path.pop();
  }
}

function visitFields(fields: Record<string, unknown>, path: Path, walk: Walk): void {
  for (const key of Object.keys(fields)) {
    walk.keys += 1;
    path.push(key);
    if (key === '__proto__') report(walk, path, UNKNOWN_FIELD);
    else visit(fields[key], path, walk);
    path.pop();
  }
}

function report(walk: Walk, path: Path, detail: Message): void {
  if (walk.errors.length < MAX_ERRORS) walk.errors.push({ pointer: pointerOf(path), detail, in: 'body' });
}

/** Index just past the closing quote of the string that opens at `start`; the text is valid JSON. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (true) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return end + 1;
    end = text.indexOf('"', end + 1);
  }
}

function isKey(text: string, end: number): boolean {
  let next = end;
  while (' \t\n\r'.includes(text[next] ?? 'x')) next += 1;
  return text[next] === ':';
}

/** Keys written in a JSON text, those given twice counted twice. */
function countKeys(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = endOfString(text, start);
    if (isKey(text, end)) count += 1;
    start = text.indexOf('"', end);
  }
  return count;
}

/** The path of the first key that its object already has. Only called where there is one. */
function findRepeatedKey(text: string): Path {
  const stack: { keys: Set<string> | undefined; at: string | number }[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const top = stack[stack.length - 1];
    const sign = text[index];
    if (sign === '{') stack.push({ keys: new Set(), at: '' });
    else if (sign === '[') stack.push({ keys: undefined, at: 0 });
    else if (sign === '}' || sign === ']') stack.pop();
    else if (sign === ',' && top && typeof top.at === 'number') top.at += 1;
    else if (sign === '"') {
      const end = endOfString(text, index);
      if (top?.keys && isKey(text, end)) {
        const key = String(JSON.parse(text.slice(index, end)));
        top.at = key;
        if (top.keys.has(key)) return stack.map((frame) => frame.at);
        top.keys.add(key);
      }
      index = end - 1;
    }
  }
  return [];
}
