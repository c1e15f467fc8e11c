import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/actions/gates/build-gate-list.ts';
import { inListOrder, type ListContent, type ListDelta } from '../../src/domain/gates/gate-list.ts';
import { databases } from '../support/database.ts';
import { bodyOf, enter, issued, type Order, openAlertWorld, smallPlant } from './alert-world.ts';
import { type Cast, created, lorry } from './fleet-world.ts';
import { madeOf, type Plant } from './gate-world.ts';

type List = {
  readonly list: { readonly version: number; readonly digest: string };
  readonly content?: ListContent;
  readonly delta?: ListDelta & Omit<ListContent, 'vehicles'>;
};

describe.each(databases)('offline lists under orders on $name', (database) => {
  let cast: Cast;
  let mill: Plant;
  let plate: string;
  beforeAll(async () => {
    cast = await openAlertWorld(database);
    mill = await smallPlant(cast.service, {}, '140311');
    ({ plate } = created(await cast.city.post('/vehicles', lorry({ emissionStage: '4' }))));
    await cast.service.settled();
    await enter(mill, '2022-01-10T08:00:00+08:00', { plate, vehicle: null });
  });
  afterAll(() => cast.service.close());

  const get = async (query = ''): Promise<List> =>
    bodyOf<List>(await mill.gate.caller.get(`/gates/${mill.gate.id}/list${query}`));
  const stepsOf = ({ content }: List, of: string) =>
    (content?.verdicts[content.vehicles.find((one) => one.plate === of)?.verdict ?? ''] ?? []).map(
      ({ from, byLoad }) => [from, byLoad.unknown.outcome],
    );

  it('carry the hours of an order while they are valid; a revision or an exemption makes a new version at once', async () => {
    const before = await get();
    expect([before.content?.orders, stepsOf(before, plate)]).toEqual([undefined, [[undefined, 'compliant']]]);
    const window = { startsAt: '2022-01-10T12:00:00+08:00', endsAt: '2022-01-12T06:00:00+08:00' };
    const restrictions = [{ appliesTo: 'heavy_vehicle', maxStage: '4', hours: [{ from: '20:00', to: '08:00' }] }];
    const order = await issued(cast.city, { countyCodes: ['140311'], ...window, restrictions });
    const under = await get();
    expect(under.list.version).toBe(before.list.version + 1);
    expect(under.content?.orders).toMatchObject([
      { id: order.id, revision: 1, endsAt: '2022-01-12T06:00:00.000+08:00' },
    ]);
    expect(stepsOf(under, plate)).toEqual([
      [undefined, 'compliant'],
      ['2022-01-10T20:00:00.000+08:00', 'violation'],
      ['2022-01-11T08:00:00.000+08:00', 'compliant'],
      ['2022-01-11T20:00:00.000+08:00', 'violation'],
      ['2022-01-12T06:00:00.000+08:00', 'compliant'],
    ]);
    const unknown = under.content?.verdicts[under.content.unknown['yellow'] ?? ''];
    expect(unknown?.map(({ byLoad }) => byLoad.unknown.outcome)).toContain('unverified');

    const lift = { endsAt: '2022-01-11T00:00:00+08:00' };
    expect(bodyOf<Order>(await cast.city.patch(`/alerts/${order.id}`, lift)).revision).toBe(2);
    const lifted = await get(`?since=${under.list.version}`);
    expect(lifted.list.version).toBe(under.list.version + 1);
    const { delta } = lifted;
    expect(delta?.changed.map((one) => one.plate)).toEqual([plate]);
    const vehicles = (under.content?.vehicles ?? []).filter((one) => one.plate !== plate);
    const { verdicts, unknown: others, orders } = delta ?? {};
    const whole = {
      vehicles: [...vehicles, ...(delta?.changed ?? [])].sort(inListOrder),
      verdicts,
      unknown: others,
      orders,
    };
    expect(digestOf(whole as ListContent)).toBe(lifted.list.digest);
    expect(stepsOf(await get(), plate)).toEqual([
      [undefined, 'compliant'],
      ['2022-01-10T20:00:00.000+08:00', 'violation'],
      ['2022-01-11', 'compliant'],
    ]);

    const subject = { plate, plateColour: 'yellow' };
    const exemption = {
      subject,
      clauseOrOrder: order.id,
      from: '2022-01-10T21:00:00+08:00',
      to: '2022-01-10T22:00:00+08:00',
    };
    madeOf(await cast.city.post('/exemptions', { ...exemption, reason: '抢修' }));
    expect(stepsOf(await get(), plate)).toEqual([
      [undefined, 'compliant'],
      ['2022-01-10T20:00:00.000+08:00', 'violation'],
      ['2022-01-10T21:00:00.000+08:00', 'exempt'],
      ['2022-01-10T22:00:00.001+08:00', 'violation'],
      ['2022-01-11', 'compliant'],
    ]);
  });
});
