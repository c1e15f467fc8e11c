import type { Message } from '../domain/failure.ts';
import { csvLine } from './csv.ts';
import type { Cell, Column, TableFormat } from './table.ts';
import { type SheetOfCells, workbookOf } from './workbook.ts';

export type Table<Row> = {
  readonly format: TableFormat;
  readonly language: keyof Message;
  readonly title: Message;
  readonly columns: readonly Column<Row>[];
};

/** Begins a CSV file: a spreadsheet takes Chinese for another encoding without it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A table as the bytes of a CSV or XLSX file, written while its rows are read: however many there are, only a few chunks of
 * them are held. Long work: for a thread.
 */
export async function* tableBytes<Row>(
  { format, ...table }: Table<Row>,
  chunks: AsyncIterable<readonly Row[]>,
): AsyncGenerator<Buffer> {
  if (format === 'xlsx') return yield* workbookBytes([{ ...table, chunks } as Sheet<Row> as Sheet]);
  yield Buffer.from(BYTE_ORDER_MARK + csvLine(headingsOf(table)));
  const cells = cellsOf(table);
  for await (const chunk of chunks) {
    let text = '';
    for (const row of chunk) text += csvLine(cells(row));
    if (text !== '') yield Buffer.from(text);
  }
}

/** A sheet of a workbook: a table of its own rows. */
export type Sheet<Row = never> = Omit<Table<Row>, 'format'> & { readonly chunks: AsyncIterable<readonly Row[]> };

/** Several tables as the sheets of one XLSX file, written in the same way one after the other. Their names must differ. */
export function workbookBytes(sheets: readonly [Sheet, ...Sheet[]]): AsyncIterable<Buffer> {
  return workbookOf(sheets.map(sheetOfCells));
}

/** The few rows of a table that are all there already. */
export async function* inOneChunk<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(rows);
}

type Shape<Row> = Omit<Table<Row>, 'format'>;

const headingsOf = <Row>({ columns, language }: Shape<Row>): string[] =>
  columns.map(({ heading }) => heading[language]);

const cellsOf =
  <Row>({ columns, language }: Shape<Row>) =>
  (row: Row): Cell[] =>
    columns.map(({ cell }) => cell(row, language));

function sheetOfCells(sheet: Sheet): SheetOfCells {
  const cells = cellsOf(sheet);
  return {
    title: sheet.title[sheet.language],
    headings: headingsOf(sheet),
    widths: sheet.columns.map(({ width = 16 }) => width),
    chunks: (async function* () {
      for await (const chunk of sheet.chunks) yield chunk.map(cells);
    })(),
  };
}
