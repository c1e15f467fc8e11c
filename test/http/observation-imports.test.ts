import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../support/database.ts';
import { MULTIPART, multipart } from '../support/holdings.ts';
import { openWire, type Wire } from '../support/wire.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf } from './fleet-world.ts';
import { COKING, itemsOf, type Plant, plant } from './gate-world.ts';

const NOW = '2022-04-05T12:00:00+08:00';

type Report = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly faults: readonly { row: number; column: string | null }[];
};

describe.each(databases)('tables of urea and observations on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let wire: Wire;
  beforeAll(async () => {
    cast = await castOf(database, NOW);
    mill = await plant(cast.service, COKING);
    wire = await openWire(cast.service.app.listener);
  });
  afterAll(async () => {
    await wire.close();
    await cast.service.close();
  });

  const send = async (by: Cast['city'], path: string, table: string) => {
    const headers = { Authorization: `Bearer ${by.token}`, 'Content-Type': MULTIPART };
    const body = multipart({}, Buffer.from(table));
    const answer = await wire.send({ method: 'POST', path: `/api/v1${path}`, headers, body });
    return { status: answer.status, body: answer.body as Report };
  };

  it('refills come in by the enterprise’s own table, the same ones once', async () => {
    const plate = freshPlate();
    const table = [
      '记录编号,车牌号,号牌颜色,加注时间,加注量（升）',
      `T-1,${plate},黄色,2022/3/5 8:05,18.5`,
      `T-2,${plate},黄色,2022-03-06 08:05:30,20`,
      `T-3,${plate},黄色,2022-03-07 08:05:30,二十`,
      `T-4,${plate},黄色,2022-05-07 08:05:30,20`,
    ].join('\n');
    const path = `/urea-refills/import?enterpriseId=${mill.id}`;
    const dry = await send(mill.caller, `${path}&dryRun=true`, table);
    expect([dry.status, dry.body]).toMatchObject([200, { created: 2, unchanged: 0, faultyRows: 2 }]);
    expect(dry.body.faults).toMatchObject([
      { row: 4, column: 'litres' },
      { row: 5, column: 'refilledAt' },
    ]);
    expect((await send(mill.caller, path, table)).status).toBe(400);
    expect(itemsOf(await mill.caller.get('/urea-refills'))).toEqual([]);
    const kept = await send(mill.caller, `${path}&keepGood=true`, table);
    expect(kept.status).toBe(201);
    await cast.service.settled();
    const report = await mill.caller.get(`/urea-refills/imports/${kept.body.id}`);
    expect(report.body).toMatchObject({ status: 'done', created: 2, unchanged: 0, faultyRows: 2 });
    expect(itemsOf(await mill.caller.get('/urea-refills'))).toMatchObject([
      { key: 'T-2', litres: 20, plate, refilledAt: '2022-03-06T08:05:30.000+08:00' },
      { key: 'T-1', litres: 18.5, refilledAt: '2022-03-05T08:05:00.000+08:00' },
    ]);
    const again = await send(mill.caller, `${path}&keepGood=true&dryRun=true`, table.replace('18.5', '18.6'));
    expect(again.body).toMatchObject({ created: 0, unchanged: 1, faultyRows: 3 });
    expect((await send(cast.alice, path, table)).status).toBe(404);
  });

  it('observations come in by a table for each kind, and what goes out comes in again', async () => {
    const plate = freshPlate();
    const table = [
      '数据来源,来源编号,号牌号码,号牌颜色,监测时间,结果,监测点位,加速度（m/s²）,NO（ppm）,NO限值（ppm）,CO（%）',
      `遥感平台,Y-1,${plate},黄色,2022-03-05 08:05:00,不合格,一号点,-0.35,1812,1500,0.125`,
      `遥感平台,Y-2,,,2022-03-05 08:06:00,合格,一号点,,,,`,
      `遥感平台,Y-3,${plate},黄色,2022-03-05 08:07:00,合格,,0.1,12.5,,`,
      `遥感平台,Y-1,${plate},黄色,2022-03-05 08:05:00,不合格,一号点,,,,`,
    ].join('\n');
    const path = '/observations/remote-sensing/import';
    const dry = await send(cast.city, `${path}?dryRun=true`, table);
    expect(dry.body).toMatchObject({ created: 1, faultyRows: 3 });
    expect(dry.body.faults).toMatchObject([
      { row: 3, column: 'plate' },
      { row: 4, column: 'site' },
      { row: 4, column: 'no value' },
      { row: 5, column: null },
    ]);
    expect((await send(cast.city, `${path}?keepGood=true`, table)).status).toBe(201);
    await cast.service.settled();
    const [one, ...more] = itemsOf(await cast.city.post('/observations/search', { plate }));
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      ...{ kind: 'remote_sensing', result: 'fail', followUp: { state: 'open' } },
      details: {
        ...{ site: '一号点', accelerationMs2: -0.35 },
        readings: { no: { value: 1812, limit: 1500, unit: 'ppm' }, co: { value: 0.125, limit: null, unit: '%' } },
      },
    });
    expect((await send(cast.department, path, table)).status).toBe(403);
    const out = await cast.city.get('/observations/export?kind=remote_sensing&format=csv');
    const known = out.text.replace(/,跟进,跟进说明/, '').replace(/,待跟进,/, '');
    expect((await send(cast.city, `${path}?dryRun=true`, known)).body).toMatchObject({
      unchanged: 1,
      created: 0,
      faults: [],
    });
  });
});
