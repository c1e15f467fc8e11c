import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Cell, TableFormat } from './table.ts';

/** How a sheet begins: its name, the headings, and how wide each column is shown. */
export type SheetHead = {
  readonly title: string;
  readonly headings: readonly string[];
  readonly widths: readonly number[];
};

export type TableHead = SheetHead & { readonly format: TableFormat };

/** Writes a table to a stream row by row; each call resolves once the stream can take more. */
export type TableWriter = {
  add(rows: readonly (readonly Cell[])[]): Promise<void>;
  /** Goes on with another table, on a sheet of its own. */
  next(head: SheetHead): void;
  end(): Promise<void>;
};

export async function tableWriter(head: TableHead, out: Writable): Promise<TableWriter> {
  return head.format === 'csv' ? csvWriter(head, out) : xlsxWriter(head, out);
}

/** CSV (RFC 4180) with a byte order mark, without which spreadsheets take Chinese for another encoding. */
function csvWriter({ headings }: TableHead, out: Writable): TableWriter {
  const write = async (rows: readonly (readonly Cell[])[], bom: boolean): Promise<void> => {
    // A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    const text = stringify([...rows] as Cell[][], { bom, escape_formulas: true, record_delimiter: 'windows' });
    if (!out.write(text)) await drained(out);
  };
  const begun = write([headings], true);
  return {
    add: async (rows) => {
      await begun;
      await write(rows, false);
    },
    next: () => {
      throw new TypeError('a CSV file holds one table');
    },
    end: async () => {
      await begun;
      out.end();
    },
  };
}

/** A sheet holds 1,048,576 rows. */
const ROWS_A_SHEET = 1_000_000;

async function xlsxWriter(first: TableHead, out: Writable): Promise<TableWriter> {
  // Takes longer to load than a small CSV file takes to write.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
  let head: SheetHead = first;
  const openSheet = (number: number) => {
    const { title, headings, widths } = head;
    const name = number === 1 ? title : `${title} ${number}`;
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = widths.map((width) => ({ width }));
    const row = sheet.addRow([...headings]);
    row.font = { bold: true };
    row.commit();
    return sheet;
  };
  let sheets = 1;
  let written = 0;
  let sheet = openSheet(sheets);
  return {
    add: async (rows) => {
      for (const row of rows) {
        if (written === ROWS_A_SHEET) {
          sheet.commit();
          sheets += 1;
          written = 0;
          sheet = openSheet(sheets);
        }
        sheet.addRow([...row]).commit();
        written += 1;
      }
      // What the compressor has not taken yet would pile up; it works in turns of its own.
      await new Promise((resume) => setImmediate(resume));
      if (out.writableNeedDrain) await drained(out);
    },
    next: (another) => {
      sheet.commit();
      head = another;
      sheets = 1;
      written = 0;
      sheet = openSheet(sheets);
    },
    end: async () => {
      sheet.commit();
      await book.commit();
    },
  };
}

async function drained(out: Writable): Promise<void> {
  await once(out, 'drain');
}
