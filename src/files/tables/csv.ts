import { isUtf8 } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { TableRow } from './read-table.ts';

/** The rows of a CSV file with commas, semicolons or tabs between cells. A row with line breaks in it has its last line's number. */
export async function* csvRows(path: string): AsyncGenerator<TableRow> {
  const text = textOf(await readFile(path));
  if (text.includes('\0')) throw new TypeError('this is no text');
  const parser = parse({
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  });
  const records: AsyncIterable<{ record: string[]; info: { lines: number } }> = Readable.from(pieces(text)).pipe(
    parser,
  );
  for await (const { record, info } of records) yield { row: info.lines, cells: record };
}

/** Without its byte order mark. What is no UTF-8 is GBK, which old spreadsheets write in China. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string) => line.split(sign).length;
  return [',', '\t', ';'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; start += 65_536) yield text.slice(start, start + 65_536);
}
