import ExcelJS from 'exceljs';
import type { Caller } from '../support/client.ts';
import type { TestService } from '../support/server.ts';
import { bytesOf } from './ledger-world.ts';

export type Amount = { readonly value: number | null; readonly rows: readonly string[]; readonly sum?: string };
export type Share = { readonly value: number | null; readonly numerator: Amount; readonly denominator: Amount };
export type Cell = Amount | Share;
export type Cells = Readonly<Record<string, Cell>>;
export type ReportBody = {
  readonly columns: readonly {
    readonly name: string;
    readonly unit: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly definition: object;
  }[];
  readonly total: Cells;
  readonly items: readonly { readonly key: string; readonly name: string | null; readonly cells: Cells }[];
  readonly next?: string;
};

export async function report(caller: Caller, path: string): Promise<ReportBody> {
  const answer = await caller.get(`/reports/${path}`);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body as ReportBody;
}

/** The value of a cell of a row, by the row's key; of the total without one. */
export const figureOf = ({ items, total }: ReportBody, column: string, key?: string): number | null | undefined =>
  (key === undefined ? total : items.find((row) => row.key === key)?.cells)?.[column]?.value;

/** All rows that a call lists, page by page. */
export async function listed(caller: Caller, path: string): Promise<Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for (let cursor = ''; ; ) {
    const answer = await caller.get(`${path}&limit=200${cursor}`.replace(/^([^?&]*)&/, '$1?'));
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    const body = answer.body as { items: Readonly<Record<string, unknown>>[]; next?: string };
    rows.push(...body.items);
    if (body.next === undefined) return rows;
    cursor = `&cursor=${body.next}`;
  }
}

/** The sheets of a workbook that a call gives, each a list of rows by heading. */
export async function bookOf(
  service: TestService,
  caller: Caller,
  path: string,
): Promise<Record<string, Record<string, unknown>[]>> {
  const { status, body } = await bytesOf(service, caller, path);
  if (status !== 200) throw new Error(`${path}: ${status}`);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as never);
  const sheets = book.worksheets.map((sheet) => {
    const [headings = [], ...rows] = sheet.getSheetValues().slice(1) as unknown[][];
    const named = rows.map((row) => Object.fromEntries(Array.from(headings, (name, at) => [String(name), row[at]])));
    return [sheet.name, named] as const;
  });
  return Object.fromEntries(sheets);
}

/**
 * Follows every link of a report; gives those of which the rows do not make up the number. Hours are of rows whose times
 * the caller has to compare.
 */
export async function wrongLinks(caller: Caller, { columns, total, items }: ReportBody): Promise<unknown[]> {
  const known = new Map<string, Readonly<Record<string, unknown>>[]>();
  const rowsOf = async (path: string) => {
    const rows = known.get(path) ?? (await listed(caller, path));
    known.set(path, rows);
    return rows;
  };
  const wrong: unknown[] = [];
  const hours = new Set(columns.filter(({ unit }) => unit === 'hours').map(({ name }) => name));
  for (const cells of [total, ...items.map((row) => row.cells)])
    for (const [name, cell] of Object.entries(cells)) {
      if (hours.has(name)) continue;
      const amounts = 'numerator' in cell ? [cell.numerator, cell.denominator] : [cell];
      for (const { value, rows, sum } of amounts) {
        let found = 0;
        for (const path of rows)
          for (const row of await rowsOf(path)) found += sum === undefined ? 1 : Number(row[sum] ?? 0);
        if (Math.abs(found - (value ?? 0)) > 1e-6) wrong.push({ name, value, found, rows });
      }
      if ('numerator' in cell) {
        const { numerator, denominator } = cell;
        const share = denominator.value ? ((numerator.value ?? 0) / denominator.value) * 100 : null;
        const off = share === null ? cell.value !== null : Math.abs((cell.value ?? -1) - share) > 0.01;
        if (off) wrong.push({ name, value: cell.value, share });
      }
    }
  return wrong;
}
