import type { Message } from '../../domain/failure.ts';
import { type Column, column } from '../import-columns.ts';

const MOMENT: Message = {
  en: 'China time, such as 2022-01-03 08:15:30.',
  zh: '北京时间，如 2022-01-03 08:15:30。',
};

/** A column of moments, in China time unless they bring their offset. */
export const momentColumn = (
  name: string,
  title: Message,
  more: { readonly required?: boolean; readonly also?: readonly string[]; readonly field?: string } = {},
): Column => column(name, title, MOMENT, { read: momentOf, ...more });

function momentOf(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?$/.exec(
    text,
  );
  if (!match) return text;
  const [, year, month = '', day = '', hour = '', minute, second = '00', fraction = ''] = match;
  const two = (part: string) => part.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${fraction}+08:00`;
}
