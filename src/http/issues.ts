import type { z } from 'zod';
import { Failure, type FieldError, type Message } from '../domain/failure.ts';
import { formFaults } from '../domain/form-faults.ts';
import { pointerOf } from './pointer.ts';

type Issue = z.core.$ZodIssue;
type Place = 'body' | 'query' | 'path';

const MAX_ERRORS = 50;

const SUMMARY: Readonly<Record<Place, Message>> = {
  body: { en: 'The body is not valid.', zh: '请求体无效。' },
  query: { en: 'A query parameter is not valid.', zh: '查询参数无效。' },
  path: { en: 'The path is not valid.', zh: '路径无效。' },
};

/** The 400 for what a schema refused, each wrong field named once in plain sentences. */
export function invalidInput(error: z.core.$ZodError, input: unknown, place: Place): Failure {
  const errors = fieldErrors(error.issues, input, place);
  const only = errors.length === 1 ? errors[0] : undefined;
  const detail = only
    ? {
        en: `${only.pointer === '#' ? SUMMARY[place].en : only.pointer.slice(2)} – ${only.detail.en}`,
        zh: `${only.pointer === '#' ? SUMMARY[place].zh : only.pointer.slice(2)}：${only.detail.zh}`,
      }
    : SUMMARY[place];
  return new Failure('invalid-request', detail, { errors });
}

/** The same as data, for answers that name several wrong items (a batch): pointers begin at `input`. */
export function fieldErrors(issues: readonly Issue[], input: unknown, place: Place): FieldError[] {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const { path, detail } of formFaults(issues, input)) {
    const pointer = pointerOf(path);
    if (seen.has(pointer) || errors.length >= MAX_ERRORS) continue;
    seen.add(pointer);
    errors.push({ pointer, detail, in: place });
  }
  return errors;
}
