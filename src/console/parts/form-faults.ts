import type { FormInstance } from 'antd';
import { Problem } from '../api/problem.ts';

/**
 * Puts what the service found wrong beside the fields that it names (`#/seller/name` → `['seller', 'name']`). Gives what belongs to no field
 * of the form, to be shown above it; undefined where all of it found its place.
 */
export function showFaults(form: FormInstance, error: unknown): string | undefined {
  if (!(error instanceof Problem)) return String(error);
  const left: string[] = [];
  for (const { pointer, detail } of error.errors) {
    const name = nameOf(pointer);
    if (form.getFieldInstance(name) === undefined) left.push(detail);
    else form.setFields([{ name, errors: [detail] }]);
  }
  if (error.errors.length === 0) return error.message;
  return left.length > 0 ? left.join(' ') : undefined;
}

const nameOf = (pointer: string): (string | number)[] =>
  pointer
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
