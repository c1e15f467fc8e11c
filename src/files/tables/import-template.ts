import { stringify } from 'csv-stringify/sync';

/** A column of a template: its heading, and what may stand in it. */
export type TemplateColumn = { readonly heading: string; readonly note: string };

/** An empty table to fill in; with a byte order mark, without which spreadsheets take Chinese for another encoding. */
export function csvTemplate(columns: readonly TemplateColumn[]): Buffer {
  return Buffer.from(stringify([columns.map(({ heading }) => heading)], { bom: true, record_delimiter: 'windows' }));
}

/** The same as a workbook, with a second sheet that says what may stand in each column. Every cell is text, so that codes keep their zeros. */
export async function xlsxTemplate(
  title: string,
  noteTitle: string,
  columns: readonly TemplateColumn[],
): Promise<Buffer> {
  // Loaded at the first workbook: it is large.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(title, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ heading }) => ({ header: heading, width: 20, style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  const notes = workbook.addWorksheet(noteTitle);
  notes.columns = [{ width: 24 }, { width: 90 }];
  for (const { heading, note } of columns) notes.addRow([heading, note]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
