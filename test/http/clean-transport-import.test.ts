import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, openCast } from '../support/cast.ts';
import { databases } from '../support/database.ts';
import { MULTIPART, multipart } from '../support/holdings.ts';
import type { Received } from '../support/wire.ts';

const HEADINGS = '月份*,运输方式,方向,货物名称,运量（吨）';

describe.each(databases)('clean transport by the table on $name', (database) => {
  let cast: Cast;
  let plant: string;
  beforeAll(async () => {
    const { open } = database;
    cast = await openCast(open);
    plant = cast.people.enterprise.organisationId ?? '';
  });
  afterAll(() => cast.close());

  const send = (rows: readonly string[], query = '', who: keyof Cast['people'] = 'enterprise', language = 'en') =>
    cast.wire.send({
      method: 'POST',
      path: `/api/v1/clean-transport/import?enterpriseId=${plant}${query}`,
      headers: {
        Authorization: `Bearer ${cast.people[who].token ?? ''}`,
        'Content-Type': MULTIPART,
        'Accept-Language': language,
      },
      body: multipart({}, Buffer.from([HEADINGS, ...rows].join('\n'))),
    });
  const counts = ({ status, body }: Received) => {
    const { created, corrected, unchanged, faultyRows } = body as Record<string, unknown>;
    return { status, created, corrected, unchanged, faultyRows };
  };
  const onRecord = async () =>
    (
      await cast.must<{ items: { cargo: string; tonnes: number; mode: string }[] }>(
        'enterprise',
        'GET',
        '/clean-transport',
      )
    ).items;

  it('the template is a table that the import takes, in both languages', async () => {
    for (const language of ['en', 'zh-CN']) {
      const template = await cast.wire.send({
        method: 'GET',
        path: '/api/v1/clean-transport/import/template?format=csv',
        headers: { Authorization: `Bearer ${cast.people.enterprise.token ?? ''}`, 'Accept-Language': language },
      });
      expect(template.status).toBe(200);
      const body = multipart({}, Buffer.from(`${template.text.trim().split('\n')[0]}\n2024-01,belt,out,灰,1`));
      const tried = await cast.wire.send({
        method: 'POST',
        path: `/api/v1/clean-transport/import?enterpriseId=${plant}&dryRun=true`,
        headers: { Authorization: `Bearer ${cast.people.enterprise.token ?? ''}`, 'Content-Type': MULTIPART },
        body,
      });
      expect(counts(tried)).toEqual({ status: 200, created: 1, corrected: 0, unchanged: 0, faultyRows: 0 });
    }
    expect(await onRecord()).toEqual([]);
  });

  it('a dry run stores nothing; then rows are recorded, corrected, or left as they are', async () => {
    const rows = ['2024-01,铁路,运入,煤炭,800.5', '2024年1月,管道,in,水,20', '202401,belt,运出,灰,3'];
    const tried = await send(rows, '&dryRun=true');
    expect(counts(tried)).toEqual({ status: 200, created: 3, corrected: 0, unchanged: 0, faultyRows: 0 });
    expect(await onRecord()).toEqual([]);
    expect(counts(await send(rows))).toMatchObject({ status: 200, created: 3 });
    const again = await send([...rows.slice(0, 2), '2024-01,管状带,运出,灰,4']);
    expect(counts(again)).toEqual({ status: 200, created: 0, corrected: 1, unchanged: 2, faultyRows: 0 });
    expect((await onRecord()).map(({ cargo, tonnes, mode }) => [mode, cargo, tonnes]).sort()).toEqual([
      ['belt', '灰', 4],
      ['pipe', '水', 20],
      ['rail', '煤炭', 800.5],
    ]);
  });

  it('400 names every faulty row and its column, and nothing is imported unless good rows are asked for', async () => {
    const rows = [
      '2024-02,铁路,运入,煤炭,1',
      '2024-13,铁路,运入,煤炭,1',
      '2024-02,公路,运入,煤炭,一',
      '2024-02,铁路,运入,煤炭,2',
    ];
    const before = await onRecord();
    const refused = await send(rows, '', 'enterprise', 'zh-CN');
    expect(refused.status).toBe(400);
    const { errors, detail } = refused.body as { errors: { pointer: string; detail: string }[]; detail: string };
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '#/rows/3/month',
      '#/rows/4/mode',
      '#/rows/4/tonnes',
      '#/rows/5',
    ]);
    expect(errors[3]?.detail).toBe('与第 2 行重复。');
    expect(detail).toContain('未导入');
    expect(await onRecord()).toEqual(before);
    expect(counts(await send(rows, '&keepGood=true'))).toMatchObject({ status: 200, created: 1, faultyRows: 3 });
    expect((await send(['2099-01,铁路,运入,煤炭,1'])).status).toBe(400);
    expect((await send([])).status).toBe(400);
    expect((await send(Array.from({ length: 501 }, (_, at) => `2024-02,铁路,运入,货 ${at},1`))).status).toBe(400);
  });

  it('403 for who may only read, 404 for strangers, 401 for nobody', async () => {
    const row = ['2024-03,铁路,运入,煤炭,1'];
    expect((await send(row, '', 'department')).status).toBe(403);
    expect((await send(row, '', 'another enterprise')).status).toBe(404);
    expect((await send(row, '', 'officer of another county')).status).toBe(404);
    expect((await send(row, '', 'nobody')).status).toBe(401);
    expect((await send(row, '', 'county officer')).status).toBe(200);
  });
});
