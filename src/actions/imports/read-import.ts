import { invalid, type Message } from '../../domain/failure.ts';
import type { TableRow } from '../../files/tables/read-table.ts';

/** A column that an import knows by any of its headings (号牌号码, plate …), as its template explains it. */
export type ImportColumn = {
  readonly name: string;
  /** The heading of the template. */
  readonly title: Message;
  readonly note: Message;
  readonly headings: readonly string[];
  readonly required?: boolean;
};

/** What is wrong with a row; `column` is a column's name, null for the row as a whole. */
export type RowFault = { readonly row: number; readonly column: string | null; readonly detail: Message };

export type ParsedRow<T> = { readonly value: T } | { readonly faults: readonly Omit<RowFault, 'row'>[] };

/** What a table's rows are read as. `keyOf` tells which rows are about the same thing, of which only the first counts. */
export type ImportForm<T> = {
  readonly columns: readonly ImportColumn[];
  /** Cells by column name; empty ones are left out. */
  readonly parse: (cells: Readonly<Record<string, string>>) => ParsedRow<T>;
  readonly keyOf: (value: T) => string;
  /** The column in which a field stands (`owner/phone`); null for what is of no column. */
  readonly columnOf: (field: string) => string | null;
};

export type GoodRow<T> = { readonly row: number; readonly value: T };
export type ReadImport<T> = {
  readonly total: number;
  readonly good: readonly GoodRow<T>[];
  readonly faults: readonly RowFault[];
};

/** Most rows of one import. */
export const MOST_ROWS = 5_000;
/** The event loop waits for as many. */
const ROWS_A_TURN = 50;

/**
 * Reads a whole table in one pass: every good row, and all that is wrong with every other one, by its number. The first row
 * holds the headings; a heading that nobody knows is a fault, so that nothing is dropped in silence. 400 for a table with
 * no row, with too many, or without a column that is needed.
 */
export async function readImport<T>(rows: AsyncIterable<TableRow>, form: ImportForm<T>): Promise<ReadImport<T>> {
  let names: (string | undefined)[] | undefined;
  const good: GoodRow<T>[] = [];
  const faults: RowFault[] = [];
  const seen = new Map<string, number>();
  let total = 0;
  for await (const { row, cells } of rows) {
    if (!names) {
      const headed = headingsOf(cells, form.columns);
      names = headed.names;
      faults.push(...headed.faults.map((fault) => ({ row, ...fault })));
      continue;
    }
    total += 1;
    if (total > MOST_ROWS) throw invalid('#/file', TOO_MANY);
    if (total % ROWS_A_TURN === 0) await new Promise((resume) => setImmediate(resume));
    const parsed = form.parse(cellsOf(cells, names));
    if ('faults' in parsed) {
      faults.push(...parsed.faults.map((fault) => ({ row, ...fault })));
      continue;
    }
    const key = form.keyOf(parsed.value);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      good.push({ row, value: parsed.value });
    } else faults.push({ row, column: null, detail: repeated(first) });
  }
  if (total === 0) throw invalid('#/file', EMPTY);
  return { total, good, faults };
}

function headingsOf(cells: readonly string[], columns: readonly ImportColumn[]) {
  const faults: Omit<RowFault, 'row'>[] = [];
  const names = cells.map((heading) => {
    if (heading === '') return undefined;
    const column = columns.find((one) => one.headings.some((known) => plain(known) === plain(heading)));
    if (!column) faults.push({ column: null, detail: unknown(heading) });
    return column?.name;
  });
  for (const name of new Set(names.filter((one, at) => one !== undefined && names.indexOf(one) !== at)))
    faults.push({ column: name ?? null, detail: TWICE });
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  if (missing.length > 0) throw invalid('#/file', lacking(missing.map(({ headings }) => headings[0] ?? '')));
  return { names, faults };
}

/** Headings as people vary them: with a star, a unit in brackets, blanks, other case. */
const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|[\s*:_-]/g, '');

function cellsOf(cells: readonly string[], names: readonly (string | undefined)[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [at, name] of names.entries()) {
    const text = cells[at];
    if (name !== undefined && text && found[name] === undefined) found[name] = text;
  }
  return found;
}

const TOO_MANY: Message = {
  en: `One import takes at most ${MOST_ROWS} rows.`,
  zh: `一次导入最多 ${MOST_ROWS} 行。`,
};
const EMPTY: Message = { en: 'The table has no row below its headings.', zh: '表格除表头外没有数据行。' };
const TWICE: Message = { en: 'This column stands twice; the first counts.', zh: '该列重复，以第一列为准。' };
const unknown = (heading: string): Message => {
  const shown = heading.replace(/\p{C}/gu, '').slice(0, 40);
  return { en: `No column is called “${shown}”.`, zh: `没有名为“${shown}”的列。` };
};
const lacking = (headings: readonly string[]): Message => ({
  en: `The table lacks these columns: ${headings.join(', ')}.`,
  zh: `表格缺少以下列：${headings.join('、')}。`,
});
const repeated = (first: number): Message => ({
  en: `This is about the same as row ${first}.`,
  zh: `与第 ${first} 行重复。`,
});
