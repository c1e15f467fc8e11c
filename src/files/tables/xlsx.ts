import type { Readable } from 'node:stream';
import type { Row } from 'exceljs';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { invalid } from '../../domain/failure.ts';
import type { TableRow } from './read-table.ts';

/** A table of 5,000 rows unpacks to a few MB; a small file that unpacks to far more is made to fill the memory. */
const MOST_UNPACKED = 100 * 1024 * 1024;
/** Parts of a workbook, of which the rest are left alone. */
const MOST_ENTRIES = 2_000;

/** The rows of the first sheet of an XLSX file. */
export async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  const zip = await openPromise(path, { autoClose: false });
  const opened: Readable[] = [];
  try {
    const entries = await entriesOf(zip);
    const sheet = await firstSheet(async (name) => {
      const entry = entries.get(name);
      if (!entry) return undefined;
      const part = await zip.openReadStreamPromise(entry);
      opened.push(part);
      return part;
    });
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1) : [];
      yield { row: row.number, cells: Array.from(values, textOf) };
    }
  } finally {
    // One that was not read to its end would keep the file open.
    for (const part of opened) part.destroy();
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MOST_ENTRIES) throw invalid('#/file', TOO_LARGE);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, entry);
    unpacked += entry.uncompressedSize;
  }
  if (unpacked > MOST_UNPACKED) throw invalid('#/file', TOO_LARGE);
  return entries;
}

/** What exceljs keeps to itself: how it reads each part of a workbook. Its version is fixed. */
type Parts = {
  workbookRels: readonly { readonly Id: string; readonly Target: string }[];
  model: { readonly sheets?: readonly { readonly rId: string }[] };
  _parseRels(part: Readable): Promise<void>;
  _parseWorkbook(part: Readable): Promise<void>;
  _parseStyles(part: Readable): Promise<void>;
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>;
  _parseWorksheet(part: Readable, number: string): Iterable<{ readonly value: AsyncIterable<Row> }>;
};

/**
 * The rows of the sheet that stands first. exceljs reads a file's parts as they come, and loses what comes last when it is
 * busy as the file ends: here each part is opened by its name, in the order in which they are needed.
 */
async function firstSheet(open: (name: string) => Promise<Readable | undefined>): Promise<AsyncIterable<Row>> {
  // Loaded at the first workbook: it is large.
  const { default: ExcelJS } = await import('exceljs');
  const options = {
    worksheets: 'emit',
    sharedStrings: 'cache',
    // Without them a day is a number like any other.
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  } as const;
  const parts = new ExcelJS.stream.xlsx.WorkbookReader('', options) as unknown as Parts;
  const needed = async (name: string): Promise<Readable> => {
    const part = await open(name);
    if (!part) throw new TypeError(`the workbook has no ${name}`);
    return part;
  };
  await parts._parseRels(await needed('xl/_rels/workbook.xml.rels'));
  await parts._parseWorkbook(await needed('xl/workbook.xml'));
  const styles = await open('xl/styles.xml');
  if (styles) await parts._parseStyles(styles);
  const strings = await open('xl/sharedStrings.xml');
  if (strings) for await (const _ of parts._parseSharedStrings(strings));
  const targets = new Map(parts.workbookRels.map(({ Id, Target }) => [Id, Target.replace(/^\/?(?:xl\/)?/, '')]));
  const first = parts.model.sheets?.map(({ rId }) => targets.get(rId)).find((name) => name?.startsWith('worksheets/'));
  if (first === undefined) throw new TypeError('the workbook has no sheet');
  for (const { value } of parts._parseWorksheet(await needed(`xl/${first}`), '1')) return value;
  throw new TypeError('the sheet cannot be read');
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
