import { expect, it } from 'vitest';
import { TABLE_FORMATS } from '../../src/exports/table.ts';
import { tableBytes } from '../../src/exports/table-bytes.ts';

it.each(TABLE_FORMATS)('%s: whoever reads no further ends the reading of rows', async (format) => {
  let over: (rows: number) => void = () => undefined;
  const ended = new Promise<number>((resolve) => {
    over = resolve;
  });
  const endless = async function* () {
    let rows = 0;
    try {
      for (;;) {
        rows += 100;
        yield await Promise.resolve(Array.from({ length: 100 }, () => Math.random()));
      }
    } finally {
      over(rows);
    }
  };
  const columns = [{ heading: { zh: '数', en: 'Number' }, cell: (row: number) => row }];
  const table = { format, language: 'zh', title: { zh: '表', en: 'Table' }, columns } as const;
  let portions = 0;
  for await (const bytes of tableBytes(table, endless())) {
    portions += bytes.length > 0 ? 1 : 0;
    if (portions === 3) break;
  }
  expect(await ended).toBeGreaterThan(0);
});

it.each(TABLE_FORMATS)('%s: rows that cannot be read fail the file', async (format) => {
  const broken = async function* () {
    yield await Promise.resolve([1]);
    throw new Error('the disk is gone');
  };
  const columns = [{ heading: { zh: '数', en: 'Number' }, cell: (row: number) => row }];
  const table = { format, language: 'zh', title: { zh: '表', en: 'Table' }, columns } as const;
  const read = async () => {
    for await (const _ of tableBytes(table, broken()));
  };
  await expect(read()).rejects.toThrow('the disk is gone');
});
