import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from '../../src/exports/csv.ts';
import type { Cell } from '../../src/exports/table.ts';

const asItWas = (cells: readonly Cell[]): string =>
  stringify([[...cells]], { escape_formulas: true, record_delimiter: 'windows' });

it.each<readonly [Cell[], string]>([
  [['晋C12345', 12.5, null, ''], '晋C12345,12.5,,\r\n'],
  [['a,b', 'a"b', 'a\nb', 'a\rb'], '"a,b","a""b","a\nb","a\rb"\r\n'],
  [['=1+1', '-1', -1, '@x', '＝1', '\t,'], "'=1+1,'-1,-1,'@x,'＝1,\"'\t,\"\r\n"],
])('%j is the line %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

it('is to the byte what csv-stringify writes, but for single line feeds, which that leaves bare', () => {
  const text = fc.string({ unit: fc.constantFrom('\r\n', ...'=+-@\t",\'＝＋－＠ a1铁🚚') });
  const any = fc.string({ unit: 'binary' }).filter((value) => !/[\r\n]/.test(value));
  const cell = fc.oneof(text, any, fc.double({ noNaN: true }), fc.integer(), fc.constant(null));
  // A line of one empty cell is an empty line, which csv-stringify writes in another way; every table has many columns.
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      expect(csvLine(cells)).toBe(asItWas(cells));
    }),
  );
});
