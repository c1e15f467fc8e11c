import type { Response } from 'supertest';
import type { DeviceProtocol } from '../../src/domain/gates/device.ts';
import type { Store } from '../../src/store/store.ts';
import type { Caller } from '../support/client.ts';
import type { Seen } from '../support/gate-cameras.ts';
import { SPEAK, type Spoken } from '../support/gate-cameras.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Received, type Sent, type Wire } from '../support/wire.ts';
import { user } from '../support/world.ts';
import { lorry } from './fleet-world.ts';
import { madeOf, type Plant, plant } from './gate-world.ts';

export const NOW = '2026-03-10T09:00:00+08:00';

export type Device = {
  readonly id: string;
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
};

/** A plant with cameras at its gate, and officers of its county and of another. */
export type CameraWorld = {
  readonly service: TestService;
  readonly wire: Wire;
  readonly home: Plant;
  readonly county: Caller;
  readonly otherCounty: Caller;
  register(protocol: DeviceProtocol, more?: object): Promise<Device>;
  /** A verified China VI tractor unit; its plate. */
  clean(plate: string): Promise<string>;
  say(device: Pick<Device, 'url'>, spoken: Spoken, headers?: Sent['headers']): Promise<Received>;
  /** A truck as this protocol tells of it, seen now unless said. */
  see(device: Pick<Device, 'url'>, protocol: DeviceProtocol, seen?: Partial<Seen>): Promise<Received>;
  passages(): Promise<readonly Passage[]>;
  letters(who?: Caller): Promise<readonly Letter[]>;
  device(id: string): Promise<Listed>;
  close(): Promise<void>;
};
export type Passage = {
  readonly id: string;
  readonly plate: string;
  readonly gateId: string;
  readonly direction: string;
};
export type Letter = {
  readonly id: string;
  readonly deviceId: string;
  readonly reason: string;
  readonly status: string;
  readonly bytes: number;
  readonly passageIds: readonly string[];
};
export type Listed = {
  readonly id: string;
  readonly lastSeenAt: string | null;
  readonly lastSkewSeconds: number | null;
  readonly identity: Readonly<Record<string, string>> | null;
};

let serial = 0;

export async function openCameras(open: () => Promise<Store>): Promise<CameraWorld> {
  const service = await startTest(open);
  service.clock.set(NOW);
  const wire = await openWire(service.app.listener);
  const admin = await service.admin();
  const home = await plant(service);
  const itemsIn = <T>(answer: Response): readonly T[] => {
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return (answer.body as { items: T[] }).items;
  };
  const county = await user(service, 'county_officer', { countyCode: '140302' });
  const say: CameraWorld['say'] = ({ url }, { path, contentType, body }, headers = {}) =>
    wire.send({ method: 'POST', path: `${url}${path}`, headers: { 'Content-Type': contentType, ...headers }, body });
  return {
    ...{ service, wire, home, county, say },
    otherCounty: await user(service, 'county_officer', { countyCode: '140322' }),
    register: async (protocol, more = {}) => {
      const body = { name: '北门摄像机', protocol, direction: 'in', lane: 2, ...more };
      return madeOf<Device>(await home.caller.post(`/gates/${home.gate.id}/devices`, body));
    },
    clean: async (plate) => {
      const stage = { emissionStage: '6', stageBasis: 'vehicle_list' };
      madeOf(await admin.post('/vehicles', lorry({ plate, ...stage })));
      return plate;
    },
    see: (device, protocol, seen = {}) => {
      serial += 1;
      return say(device, SPEAK[protocol]({ plate: '晋C70001', at: service.clock.now(), serial, ...seen }));
    },
    passages: async () => itemsIn<Passage>(await admin.get(`/passages?gateId=${home.gate.id}&limit=200`)),
    letters: async (who = county) => itemsIn<Letter>(await who.get('/dead-letters?limit=200')),
    device: async (id) => {
      const found = itemsIn<Listed>(await admin.get('/devices?limit=200')).find((one) => one.id === id);
      if (!found) throw new Error(`there is no device ${id}`);
      return found;
    },
    close: async () => {
      await wire.close();
      await service.close();
    },
  };
}
