import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PassageRow } from '../../src/store/passages.ts';
import { databases } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import { unzip } from '../support/unzip.ts';
import { type Cast, castOf } from './fleet-world.ts';
import { COKING, type Plant, pass, plant } from './gate-world.ts';
import { addFile, bytesOf } from './ledger-world.ts';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe.each(databases)('whole ledgers on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  beforeAll(async () => {
    cast = await castOf(database, undefined, { papersInThread: true });
    mill = await plant(cast.service, COKING);
  });
  afterAll(() => cast.service.close());

  it('a ZIP of the pictures, byte for byte, with a manifest that ties them to their rows and tells what is missing', async () => {
    const entry = await pass(mill, { passedAt: '2022-04-01T08:00:00+08:00', plate: '晋C55555' });
    const exit = await pass(mill, { passedAt: '2022-04-01T10:00:00+08:00', plate: '晋C55555', direction: 'out' });
    const other = await pass(mill, { passedAt: '2022-04-02T08:00:00+08:00' });
    const pictures = [await jpeg(), await jpeg(), await jpeg()] as const;
    for (const [index, subjectId] of [entry.id, exit.id, other.id].entries())
      await addFile(
        cast.service,
        mill.gate.caller,
        { subjectType: 'passage', subjectId, kind: 'head' },
        pictures[index] ?? Buffer.alloc(0),
      );
    const month = new Date(cast.service.clock.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const lost = sha256(pictures[2]);
    await rm(join(cast.service.uploads, month, lost.slice(0, 2), lost));
    const path = `/ledgers/transport/photos?enterpriseId=${mill.id}&from=2022-04-01&to=2022-04-30`;
    const { body, headers } = await bytesOf(cast.service, mill.caller, path);
    expect(headers['content-type']).toBe('application/zip');
    const found = unzip(body);
    expect([...found.keys()]).toEqual([`${entry.id}/in-1-head.jpg`, `${entry.id}/out-1-head.jpg`, 'manifest.csv']);
    expect(found.get(`${entry.id}/in-1-head.jpg`)).toEqual(pictures[0]);
    expect(found.get(`${entry.id}/out-1-head.jpg`)).toEqual(pictures[1]);
    const manifest = parse<Record<string, string>>(found.get('manifest.csv') ?? '', { bom: true, columns: true });
    expect(manifest).toMatchObject([
      {
        文件名: `${entry.id}/in-1-head.jpg`,
        台账记录编号: entry.id,
        环节: 'entry',
        'SHA-256': sha256(pictures[0]),
        备注: '',
      },
      { 文件名: `${entry.id}/out-1-head.jpg`, 台账记录编号: entry.id, 环节: 'exit', 备注: '' },
      { 台账记录编号: other.id, 备注: '文件缺失' },
    ]);
  });

  it('ten thousand visits as CSV and XLSX are the passages, each once and in their order', async () => {
    const yard = await plant(cast.service, COKING);
    const first = await pass(yard, { passedAt: '2022-05-01T08:00:00+08:00', cargo: { name: '焦炭', tonnes: 31.25 } });
    const { store, app } = cast.service;
    const model = await store.read.passages.find(first.id);
    if (!model) throw new Error('the passage is not there');
    const many = database.name === 'sqlite' ? 10_000 : 1_000;
    const made: PassageRow[] = Array.from({ length: many }, (_, index) => {
      const id = app.env.newId();
      const plate = `晋C${String(index).padStart(5, '0')}`;
      const passedAt = model.passedAt + (index + 1) * 60_000;
      return { ...model, id, accessId: id, visitId: id, eventId: `many-${index}`, plate, plateRaw: plate, passedAt };
    });
    // Every other one left again, some of them days later.
    const exits = made.flatMap((entry, index): PassageRow[] => {
      if (index % 2 === 1) return [];
      const id = app.env.newId();
      const passedAt = entry.passedAt + (index % 100 === 0 ? 5 * 86_400_000 : 40 * 60_000);
      return [{ ...entry, id, accessId: id, eventId: `exit-${index}`, direction: 'out', passedAt }];
    });
    const all = [...made, ...exits];
    for (let at = 0; at < all.length; at += 1_000) {
      const some = all.slice(at, at + 1_000);
      await store.write(async (tx) => {
        for (const row of some) await tx.passages.insert(row);
      });
    }
    const path = (format: string) => `/ledgers/transport/export?enterpriseId=${yard.id}&format=${format}`;
    const leftAt = new Map(exits.map(({ visitId, passedAt }) => [visitId, passedAt]));
    const timeOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const expected = [model, ...made].map(({ id, plate, passedAt }) => {
      const left = leftAt.get(id);
      return [plate, timeOf(passedAt), left === undefined ? null : timeOf(left), id];
    });
    const csv = parse((await bytesOf(cast.service, yard.caller, path('csv'))).body, { bom: true });
    const [head = [], ...rows] = csv;
    const columns = ['车牌号码', '进厂时间', '出厂时间', '通行记录编号'].map((name) => head.indexOf(name));
    expect(rows.map((row) => columns.map((column) => row[column] || null))).toEqual(expected);

    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await bytesOf(cast.service, yard.caller, path('xlsx'))).body);
    const read: unknown[][] = [];
    book.worksheets[0]?.eachRow((row, number) => {
      if (number > 1) read.push(columns.map((column) => row.getCell(column + 1).value));
    });
    expect(read).toEqual(expected);
  });

  it('lets go of everything when whoever asked goes away', async () => {
    const { exports } = cast.service.app.env;
    const held = [await exports.take(), await exports.take()];
    // Both turns were free: the exports before ended theirs.
    expect(held.every((end) => end !== undefined)).toBe(true);
    for (const end of held) end?.();
  });
});
