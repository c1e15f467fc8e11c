import type { Message } from '../domain/failure.ts';

/** What stands in one cell; null is an empty one. */
export type Cell = string | number | null;

/** One column of an exported table: its heading, how wide a spreadsheet shows it (characters), and a row's cell in a language. */
export type Column<Row> = {
  readonly heading: Message;
  readonly width?: number;
  readonly cell: (row: Row, language: keyof Message) => Cell;
};

export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export const TABLE_TYPES: Readonly<Record<TableFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
