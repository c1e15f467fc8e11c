import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { Cell } from './table.ts';

/** A sheet: its name, the headings, how wide each column is shown, and its rows. */
export type SheetOfCells = {
  readonly title: string;
  readonly headings: readonly string[];
  readonly widths: readonly number[];
  readonly chunks: AsyncIterable<readonly (readonly Cell[])[]>;
};

/** A sheet holds 1,048,576 rows; what is beyond goes on a further one. */
const ROWS_A_SHEET = 1_000_000;
const AHEAD_BYTES = 256 * 1024;

/** Sheets as the bytes of an XLSX file, written as they are taken. */
export async function* workbookOf(sheets: readonly SheetOfCells[]): AsyncGenerator<Buffer> {
  const out = new PassThrough({ highWaterMark: AHEAD_BYTES });
  write(sheets, out).catch((error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error))));
  // Whoever reads no further destroys it, and with it the writing.
  for await (const bytes of out) yield bytes as Buffer;
}

async function write(sheets: readonly SheetOfCells[], out: PassThrough): Promise<void> {
  // Takes longer to load than a small CSV file takes to write.
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useSharedStrings: false, useStyles: true });
  const open = ({ title, headings, widths }: SheetOfCells, number: number) => {
    const name = number === 1 ? title : `${title} ${number}`;
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = widths.map((width) => ({ width }));
    const row = sheet.addRow([...headings]);
    row.font = { bold: true };
    row.commit();
    return sheet;
  };
  for (const of of sheets) {
    let number = 1;
    let written = 0;
    let sheet = open(of, number);
    for await (const rows of of.chunks) {
      for (const row of rows) {
        if (written === ROWS_A_SHEET) {
          sheet.commit();
          number += 1;
          written = 0;
          sheet = open(of, number);
        }
        sheet.addRow([...row]).commit();
        written += 1;
      }
      // What the compressor has not taken yet would pile up; it works in turns of its own.
      await new Promise((resume) => setImmediate(resume));
      if (out.writableNeedDrain) await room(out);
      if (out.destroyed) return;
    }
    sheet.commit();
  }
  await book.commit();
}

/** Waits until more can be written, or nobody reads any longer. */
async function room(out: PassThrough): Promise<void> {
  const over = new AbortController();
  const settled = { signal: over.signal };
  await Promise.race([once(out, 'drain', settled), once(out, 'close', settled)]).finally(() => over.abort());
}
