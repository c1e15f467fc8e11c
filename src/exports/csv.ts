import type { Cell } from './table.ts';

/** What a spreadsheet takes for the beginning of a formula, full-width signs among them. */
const FORMULA = '=+-@\t\r＝＋－＠';
const QUOTED = /[",\r\n]/;

/**
 * One line of a CSV file (RFC 4180) with its end, CR LF. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it; a cell that is null is empty.
 */
export function csvLine(cells: readonly Cell[]): string {
  let line = '';
  for (let index = 0; index < cells.length; index += 1) {
    if (index > 0) line += ',';
    const cell = cells[index];
    if (typeof cell === 'string') line += cell === '' ? '' : csvText(cell);
    else if (typeof cell === 'number') line += cell;
  }
  return `${line}\r\n`;
}

function csvText(text: string): string {
  const safe = FORMULA.includes(text.charAt(0)) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
