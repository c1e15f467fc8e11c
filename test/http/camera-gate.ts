import type { DeviceProtocol } from '../../src/domain/gates/device.ts';
import type { Spoken } from '../support/gate-cameras.ts';
import type { TestService } from '../support/server.ts';
import type { Received, Wire } from '../support/wire.ts';
import { freshPlate } from '../support/world.ts';
import { COKING, madeOf, type Plant, plant } from './gate-world.ts';

export type Device = { readonly id: string; say(spoken: Spoken): Promise<Received> };

/** A gate of an enterprise of bulk freight, with trucks that may pass and trucks that may not. */
export type CameraGate = Plant & {
  /** China VI, verified. */
  readonly clean: string;
  /** China V, verified. */
  readonly dirty: string;
  camera(protocol: DeviceProtocol, more?: object): Promise<Device>;
};

export async function cameraGate(service: TestService, wire: Wire): Promise<CameraGate> {
  const admin = await service.admin();
  const own = await plant(service, COKING);
  const lorry = async (emissionStage: string): Promise<string> => {
    const plate = freshPlate();
    const facts = { fuel: 'diesel', emissionStage, stageBasis: 'vehicle_list', usage: 'operating', vehicleType: 'Q11' };
    madeOf(await admin.post('/vehicles', { plate, plateColour: 'yellow', status: 'active', ...facts }));
    return plate;
  };
  return {
    ...own,
    clean: await lorry('6'),
    dirty: await lorry('5'),
    camera: async (protocol, more = {}) => {
      const wanted = { name: '进口摄像机', protocol, direction: 'in', mayOpen: true, ...more };
      const { id, url } = madeOf<{ id: string; url: string }>(
        await admin.post(`/gates/${own.gate.id}/devices`, wanted),
      );
      // How a device registers with digest access is tested with its protocol.
      if (protocol === 'gat1400')
        await service.store.write((tx) => tx.devices.update(id, { identity: { registered: 'true' } }));
      return {
        id,
        say: ({ path, contentType, body }) =>
          wire.send({ method: 'POST', path: `${url}${path}`, headers: { 'Content-Type': contentType }, body }),
      };
    },
  };
}

export const passagesAt = async (service: TestService, gateId: string): Promise<readonly Passage[]> => {
  const admin = await service.admin();
  return ((await admin.get(`/passages?gateId=${gateId}&limit=200`)).body as { items: Passage[] }).items;
};

export type Passage = {
  readonly id: string;
  readonly plate: string | null;
  readonly outcome: string;
  readonly passedAt: string;
  readonly cargo: object | null;
};
