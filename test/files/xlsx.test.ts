import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipArchive } from 'archiver';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { tableRows } from '../../src/files/tables/read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'registry-xlsx-test-'));
const file = join(folder, 'table.xlsx');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WANTED = [
  { row: 1, cells: ['号牌号码', '登记日期'] },
  { row: 2, cells: ['晋C12345', '2019-05-06'] },
];
/** The parts of a workbook by name, the sheet of interest first of two. */
let parts: Map<string, Buffer>;

beforeAll(async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('车辆');
  sheet.addRow(['号牌号码', '登记日期']);
  sheet.addRow(['晋C12345', new Date('2019-05-06')]);
  workbook.addWorksheet('说明').addRow(['其他']);
  parts = await partsOf(Buffer.from(await workbook.xlsx.writeBuffer()));
});

async function partsOf(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes);
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    if (!entry.fileName.endsWith('/')) found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return found;
}

async function write(entries: Iterable<readonly [string, Buffer]>): Promise<void> {
  const archive = new ZipArchive();
  for (const [name, content] of entries) archive.append(content, { name });
  void archive.finalize();
  await writeFile(file, await buffer(archive));
}

async function read(): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of tableRows(file)) rows.push(row);
  return rows;
}

describe('the rows of an XLSX file', () => {
  it('are the same in whatever order its parts stand', async () => {
    const names = [...parts.keys()];
    for (let shift = 0; shift < names.length; shift += 1) {
      const order = [...names.slice(shift), ...names.slice(0, shift)];
      for (const one of [order, order.toReversed()]) {
        await write(one.map((name) => [name, parts.get(name) as Buffer]));
        expect({ one, rows: await read() }).toEqual({ one, rows: WANTED });
      }
    }
  });

  it('are of the sheet that stands first, whatever its part is called', async () => {
    const swapped = new Map(parts);
    const workbook = String(parts.get('xl/workbook.xml'));
    const [first = '', second = ''] = workbook.match(/<sheet [^>]*>/g) ?? [];
    swapped.set('xl/workbook.xml', Buffer.from(workbook.replace(first + second, second + first)));
    await write(swapped);
    expect(await read()).toEqual([{ row: 1, cells: ['其他'] }]);
  });

  it.each(['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml'])(
    'are none without %s',
    async (name) => {
      await write([...parts].filter(([one]) => one !== name));
      await expect(read()).rejects.toMatchObject({ kind: 'invalid-request', errors: [{ pointer: '#/file' }] });
    },
  );

  it.skipIf(!existsSync('/proc/self/fd'))('leave no file open where not all of them are read', async () => {
    await write(parts);
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    for (let turn = 0; turn < 20; turn += 1) for await (const _ of tableRows(file)) break;
    await expect.poll(open).toBeLessThanOrEqual(before + 2);
  });
});
