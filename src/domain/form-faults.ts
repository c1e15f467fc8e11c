import type { z } from 'zod';
import type { Message } from './failure.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong at one place of an input, in plain sentences. */
export type FormFault = { readonly path: readonly PropertyKey[]; readonly detail: Message };

/** Said of a field that nothing here knows. */
export const UNKNOWN_FIELD: Message = { en: 'There is no such field here.', zh: '没有该字段。' };

/** What a schema refused of an input, issue by issue; of a union the branch that came nearest. */
export function formFaults(issues: readonly Issue[], input: unknown): FormFault[] {
  return flatten(issues, []).flatMap((issue) => describe(issue, input));
}

/** Replaces a union's issue by those of the branch that came nearest: the one with a wrong field deepest inside. */
function flatten(issues: readonly Issue[], prefix: readonly PropertyKey[]): Issue[] {
  return issues.flatMap((issue) => {
    const placed = { ...issue, path: [...prefix, ...issue.path] } as Issue;
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const branches = issue.errors.filter(
        (branch) => !branch.every((i) => i.code === 'invalid_type' && i.path.length === 0),
      );
      const nearest = [...branches].sort((a, b) => a.length - b.length)[0];
      return nearest ? flatten(nearest, placed.path) : [placed];
    }
    if (issue.code === 'invalid_key') return flatten(issue.issues, placed.path);
    return [placed];
  });
}

function describe(issue: Issue, input: unknown): FormFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], detail: UNKNOWN_FIELD }));
  }
  return [{ path: issue.path, detail: sentence(issue, valueAt(input, issue.path)) }];
}

function sentence(issue: Issue, value: unknown): Message {
  if (value === undefined && issue.code !== 'custom') return { en: 'This field is required.', zh: '该字段必填。' };
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value);
    case 'too_small':
    case 'too_big':
      return outOfBounds(issue);
    case 'invalid_format':
      return wrongFormat(issue.format);
    case 'not_multiple_of':
      return { en: `This must be a multiple of ${issue.divisor}.`, zh: `必须是 ${issue.divisor} 的倍数。` };
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return issue.values.length === 1
        ? { en: `This must be ${values}.`, zh: `必须为 ${values}。` }
        : { en: `This must be one of: ${values}.`, zh: `必须为以下之一：${values}。` };
    }
    case 'custom':
      return customMessage(issue) ?? GENERAL;
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
      return GENERAL;
  }
}

const GENERAL: Message = { en: 'This does not have an allowed form.', zh: '格式不被允许。' };

function customMessage(issue: z.core.$ZodIssueCustom): Message | undefined {
  const zh: unknown = issue.params?.['zh'];
  return typeof zh === 'string' ? { en: issue.message, zh } : undefined;
}

const TYPES: Readonly<Record<string, Message>> = {
  string: { en: 'text', zh: '文本' },
  number: { en: 'a number', zh: '数字' },
  int: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: '布尔值（true 或 false）' },
  array: { en: 'a list', zh: '列表' },
  tuple: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
  record: { en: 'an object', zh: '对象' },
};

function wrongType(expected: string, value: unknown): Message {
  const type = TYPES[expected] ?? GENERAL;
  if (type === GENERAL) return GENERAL;
  return value === null
    ? { en: `This must be ${type.en}, not null.`, zh: `必须是${type.zh}，不能为 null。` }
    : { en: `This must be ${type.en}.`, zh: `必须是${type.zh}。` };
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Message {
  const low = issue.code === 'too_small';
  const bound = String(low ? issue.minimum : issue.maximum);
  if (issue.origin === 'string') {
    return low
      ? { en: `This must have at least ${bound} characters.`, zh: `至少 ${bound} 个字符。` }
      : { en: `This must have at most ${bound} characters.`, zh: `最多 ${bound} 个字符。` };
  }
  if (issue.origin === 'array' || issue.origin === 'set') {
    return low
      ? { en: `This must have at least ${bound} items.`, zh: `至少 ${bound} 项。` }
      : { en: `This must have at most ${bound} items.`, zh: `最多 ${bound} 项。` };
  }
  if (issue.inclusive === false) {
    return low
      ? { en: `This must be more than ${bound}.`, zh: `必须大于 ${bound}。` }
      : { en: `This must be less than ${bound}.`, zh: `必须小于 ${bound}。` };
  }
  return low
    ? { en: `This must be at least ${bound}.`, zh: `不得小于 ${bound}。` }
    : { en: `This must be at most ${bound}.`, zh: `不得大于 ${bound}。` };
}

function wrongFormat(format: string): Message {
  if (format === 'uuid' || format === 'guid') return { en: 'This must be a UUID.', zh: '必须是 UUID。' };
  if (format === 'date') return { en: 'This must be a day, YYYY-MM-DD.', zh: '必须是日期 YYYY-MM-DD。' };
  return GENERAL;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
