import type { z } from 'zod';
import type { ImportColumn, ImportForm } from '../actions/imports/read-import.ts';
import type { Message } from '../domain/failure.ts';
import { addDays } from '../domain/time.ts';
import { fieldErrors } from './issues.ts';

type Body = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, Message>>;

/** A column, and what it says of the body that a POST of one such thing would take. */
export type Column = ImportColumn & {
  readonly read: (text: string) => Body;
  /** The fields whose faults stand in this column, such as `owner/phone`. */
  readonly fields: readonly string[];
};

type More = {
  /** Other headings by which people know it. */
  readonly also?: readonly string[];
  readonly required?: boolean;
  /** The field in the body, such as `owner/phone`; the column's name unless given. */
  readonly field?: string;
  readonly read?: (text: string) => unknown;
};

/** A column of texts, or of what `read` makes of them. */
export function column(name: string, title: Message, note: Message, more: More = {}): Column {
  const { also = [], required = false, field = name, read = (text) => text } = more;
  return {
    ...{ name, title, note, required, fields: [field] },
    headings: [title.zh, title.en, name, ...also],
    read: (text) => placed(field.split('/'), read(text)),
  };
}

/** A column of one of some codes, by its code, its English or its Chinese name. */
export function codedColumn(
  name: string,
  title: Message,
  codes: readonly string[],
  names: Names,
  more: More = {},
): Column {
  return column(name, title, namesOf(codes, names), { read: (text) => codeOf(text, codes, names), ...more });
}

/** A column of days, as people and spreadsheets write them. `orMonth`: of a month alone its first day is taken, and the template says so. */
export const dayColumn = (
  name: string,
  title: Message,
  { orMonth = false, ...more }: More & { readonly orMonth?: boolean } = {},
): Column =>
  column(name, title, orMonth ? DAY_OR_MONTH : DAY, {
    read: (text) => dayOf(orMonth ? firstOfMonth(text) : text),
    ...more,
  });

/** A column of numbers with at most so many decimals. */
export const numberColumn = (name: string, title: Message, note: Message, more: More = {}): Column =>
  column(name, title, note, { read: numberOf, ...more });

/** A column of 是 or 否. */
export const flagColumn = (name: string, title: Message, more: More = {}): Column =>
  column(name, title, YES_OR_NO, { read: flagOf, ...more });

/** A table, each row of which is checked as the body of a POST would be. */
export function formOf<S extends z.ZodType>(
  columns: readonly Column[],
  schema: S,
  keyOf: (value: z.output<S>) => string,
): ImportForm<z.output<S>> {
  const columnOf = (field: string): string | null => {
    const exact = columns.find(({ name, fields }) => name === field || fields.includes(field));
    const within = columns.find(({ fields }) => fields.some((one) => one.split('/')[0] === field.split('/')[0]));
    return (exact ?? within)?.name ?? null;
  };
  return {
    ...{ columns, keyOf, columnOf },
    parse: (cells) => {
      const body = columns.reduce<Body>((read, { name, read: readCell }) => {
        const text = cells[name];
        return text === undefined ? read : merged(read, readCell(text));
      }, {});
      const parsed = schema.safeParse(body);
      if (parsed.success) return { value: parsed.data };
      const faults = fieldErrors(parsed.error.issues, body, 'body');
      return { faults: faults.map(({ pointer, detail }) => ({ column: columnOf(pointer.slice(2)), detail })) };
    },
  };
}

const placed = (path: readonly string[], value: unknown): Body => {
  const [name = '', ...rest] = path;
  return { [name]: rest.length === 0 ? value : placed(rest, value) };
};

/** One thing may come from two columns, as an owner's name and telephone. */
function merged(body: Body, more: Body): Body {
  const both = Object.entries(more).map(([name, value]) => [name, together(body[name], value)]);
  return { ...body, ...Object.fromEntries(both) };
}
const isThing = (value: unknown): value is Body => typeof value === 'object' && value !== null;
const together = (one: unknown, other: unknown): unknown =>
  isThing(one) && isThing(other) ? merged(one, other) : other;

/** A code by what people write for it; 黄 as well as 黄色. What nobody knows stays for the check to refuse. */
export function codeOf(text: string, codes: readonly string[], names: Names): string {
  const plain = (word: string) => word.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
  const said = plain(text);
  const found = codes.find((code) => {
    const words = [code, names[code]?.en ?? code, names[code]?.zh ?? code].map(plain);
    return words.includes(said) || words.includes(`${said}色`);
  });
  return found ?? text;
}

/** The note of a column of codes. */
export const namesOf = (codes: readonly string[], names: Names): Message => ({
  en: `One of: ${codes.map((code) => names[code]?.en ?? code).join(', ')}.`,
  zh: `可填：${codes.map((code) => names[code]?.zh ?? code).join('、')}。`,
});

/** From which spreadsheets count days. */
const SPREADSHEET_DAY_ZERO = '1899-12-30';
const DAY: Message = { en: 'A day, such as 2019-05-06.', zh: '日期，如 2019-05-06。' };
const DAY_OR_MONTH: Message = {
  en: 'A day, such as 2019-05-06; of a month alone (2019-05) its first day is taken.',
  zh: '日期，如 2019-05-06；只写到月（2019年5月）的，按当月 1 日。',
};
const YES_OR_NO: Message = { en: 'yes or no.', zh: '是 或 否。' };

/** A day as people write it: 2019-5-6, 2019/05/06, 2019.5.6, 2019年5月6日, 20190506, or a cell that lost its format. */
function dayOf(text: string): string {
  const plain = text.normalize('NFKC').trim();
  if (/^[3-6]\d{4}$/.test(plain)) return addDays(SPREADSHEET_DAY_ZERO, Number(plain));
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?: 0{1,2}:00(?::00)?)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : text;
}

/** 2019-5, 2019.05, 2019年5月 and 201905, as plates of machines tell when they were made. */
function firstOfMonth(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(plain) ?? /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/.exec(plain);
  return match ? `${match[1]}-${match[2]}-1` : text;
}

const numberOf = (text: string): unknown => (/^\d{1,12}(?:\.\d+)?$/.test(text) ? Number(text) : text);

function flagOf(text: string): unknown {
  const said = text.normalize('NFKC').trim().toLowerCase();
  if (['是', 'yes', 'y', 'true', '1'].includes(said)) return true;
  return ['否', 'no', 'n', 'false', '0'].includes(said) ? false : text;
}
