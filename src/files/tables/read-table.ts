import { open } from 'node:fs/promises';
import { invalid, type Message } from '../../domain/failure.ts';
import { csvRows } from './csv.ts';
import { xlsxRows } from './xlsx.ts';

/** One row of a table: its number as a spreadsheet shows it, and the texts of its cells, trimmed. */
export type TableRow = { readonly row: number; readonly cells: readonly string[] };

/** Most rows and cells that are looked at, and the longest text of a cell, so that no file fills the memory. */
export const MOST_COLUMNS = 200;
export const LONGEST_CELL = 2_000;

/**
 * The rows of an XLSX or CSV file (its first sheet; UTF-8, UTF-16 or GBK), whatever it is called, one after the other; rows
 * without any text are left out. Fails as invalid `#/file` where it is neither.
 */
export async function* tableRows(path: string): AsyncGenerator<TableRow> {
  const head = await headOf(path);
  if (head.subarray(0, 4).equals(OLE)) throw invalid('#/file', OLD_EXCEL);
  const isZip = head.subarray(0, 4).equals(ZIP);
  try {
    for await (const { row, cells } of isZip ? xlsxRows(path) : csvRows(path)) {
      const texts = cells.slice(0, MOST_COLUMNS).map((text) => text.slice(0, LONGEST_CELL).trim());
      if (texts.some((text) => text !== '')) yield { row, cells: texts };
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'Failure') throw error;
    throw invalid('#/file', isZip ? BROKEN_XLSX : BROKEN_CSV);
  }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

const OLD_EXCEL: Message = {
  en: 'This is an old Excel file (.xls). Save it as .xlsx or CSV.',
  zh: '该文件为旧版 Excel（.xls），请另存为 .xlsx 或 CSV。',
};
const BROKEN_XLSX: Message = { en: 'This XLSX file cannot be read.', zh: '无法读取该 XLSX 文件。' };
const BROKEN_CSV: Message = {
  en: 'This is neither XLSX nor readable CSV.',
  zh: '该文件既不是 XLSX，也不是可读取的 CSV。',
};
