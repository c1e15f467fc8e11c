import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceProtocol } from '../../src/domain/gates/device.ts';
import { databases } from '../support/database.ts';
import { opensIn, SPEAK, type Spoken } from '../support/gate-cameras.ts';
import { freshPlate } from '../support/world.ts';
import { type CameraWorld, NOW, openCameras } from './camera-world.ts';
import { madeOf } from './gate-world.ts';

/** Messages in which a camera tells a class by the looks of the truck. */
const GUESSES: readonly (readonly [DeviceProtocol, string, (spoken: string) => string])[] = [
  [
    'hikvision',
    'light',
    (body) =>
      body.replace('</ANPR>', '</ANPR><VehicleGATInfo><vehicleTypeByGAT>H30</vehicleTypeByGAT></VehicleGATInfo>'),
  ],
  [
    'hikvision',
    'medium',
    (body) =>
      body.replace('</ANPR>', '</ANPR><VehicleGATInfo><vehicleTypeByGAT>H21</vehicleTypeByGAT></VehicleGATInfo>'),
  ],
  ['gat1400', 'light', (body) => body.replace('"PlateColor"', '"VehicleClass":"H31","PlateColor"')],
  ['gat1400', 'micro', (body) => body.replace('"PlateColor"', '"VehicleClass":"H41","PlateColor"')],
  ['vzenith', 'light', (body) => body.replace('"license"', '"car_brand":{"type":6},"license"')],
];

describe.each(databases)('cameras under an order on $name', ({ open }) => {
  let world: CameraWorld;
  beforeAll(async () => {
    world = await openCameras(open);
    const admin = await world.service.admin();
    // The plant's own law asks nothing of these trucks, so that only the order does.
    const facts = { validFrom: '2026-01-01', sector: 'chemical', inPlanningArea: false, annualFreightTonnes: 1_000 };
    madeOf(await admin.post(`/enterprises/${world.home.id}/facts`, { ...facts, railLineCompletedOn: null }));
    await world.service.settled();
    const order = {
      ...{ level: 'red', countyCodes: ['140302'], restrictions: [{ appliesTo: 'heavy_vehicle' }] },
      ...{ startsAt: '2026-03-10T00:00:00+08:00', issuedAt: '2026-03-10T08:00:00+08:00' },
    };
    madeOf(await admin.post('/alerts', order));
  });
  afterAll(() => world.close());

  it.each(GUESSES)('%s’s guess of a %s lorry excuses no truck', async (protocol, _, guessing) => {
    const device = await world.register(protocol, { mayOpen: true });
    if (protocol === 'gat1400')
      await world.service.store.write((tx) => tx.devices.update(device.id, { identity: { registered: 'true' } }));
    const plate = freshPlate();
    const spoken = SPEAK[protocol]({ plate, at: world.service.clock.now(), serial: 900 });
    const guessed: Spoken = { ...spoken, body: guessing(String(spoken.body)) };
    expect(guessed.body).not.toBe(spoken.body);
    const reply = await world.say(device, guessed);
    expect([reply.status, opensIn(reply.text)]).toEqual([200, false]);
    const admin = await world.service.admin();
    const found = await admin.post('/passages/search', { plate });
    expect((found.body as { items: object[] }).items).toMatchObject([
      { outcome: 'unverified', vehicle: { vehicleType: expect.stringMatching(/^H[234]/) as string } },
    ]);
  });

  it('a verified light lorry is let in', async () => {
    const admin = await world.service.admin();
    const plate = freshPlate();
    const facts = {
      fuel: 'diesel',
      emissionStage: '5',
      stageBasis: 'vehicle_list',
      usage: 'operating',
      vehicleType: 'H31',
    };
    madeOf(await admin.post('/vehicles', { plate, plateColour: 'yellow', status: 'active', ...facts }));
    const device = await world.register('vzenith', { mayOpen: true });
    const spoken = SPEAK.vzenith({ plate, at: world.service.clock.now(), serial: 901 });
    expect(Date.parse(NOW)).toBeLessThan(world.service.clock.now());
    expect(opensIn((await world.say(device, spoken)).text)).toBe(true);
  });
});
