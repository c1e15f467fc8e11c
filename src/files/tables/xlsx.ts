import { invalid } from '../../domain/failure.ts';
import type { TableRow } from './read-table.ts';
import { unpackedBytes } from './unpacked-bytes.ts';

/** A table of 5,000 rows unpacks to a few MB; a small file that unpacks to far more is made to fill the memory. */
const MOST_UNPACKED = 100 * 1024 * 1024;

/** The rows of the first sheet of an XLSX file. */
export async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  if ((await unpackedBytes(path)) > MOST_UNPACKED) throw invalid('#/file', TOO_LARGE);
  // Loaded at the first workbook: it is large.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.stream.xlsx.WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    // Without them a day is a number like any other.
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  for await (const sheet of workbook) {
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      yield { row: row.number, cells: Array.from(values, textOf) };
    }
    return;
  }
}

/** A cell as it reads: days as YYYY-MM-DD, formulas by their last result. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value);
  if (typeof value !== 'object') return String(value);
  const cell = value as { richText?: { text: string }[]; result?: unknown; text?: unknown; hyperlink?: unknown };
  if (cell.richText) return cell.richText.map(({ text }) => text).join('');
  if (cell.hyperlink !== undefined) return textOf(cell.text);
  return 'result' in cell ? textOf(cell.result) : '';
}

/** Spreadsheets know no time zone: the reader gives their days as of UTC. */
const dayOf = (value: Date): string => value.toISOString().slice(0, 10);

const TOO_LARGE = {
  en: 'Unpacked, this file is too large.',
  zh: '该文件解压后过大。',
};
