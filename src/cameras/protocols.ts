import type { DeviceProtocol } from '../domain/gates/device.ts';
import { hikvision } from './hikvision.ts';
import { hxzx } from './hxzx.ts';
import { plain } from './plain.ts';
import type { Protocol } from './protocol.ts';
import { qianyi } from './qianyi.ts';
import { vzenith } from './vzenith.ts';

/** Every camera protocol by the name under which devices are registered. */
export const PROTOCOLS: Readonly<Partial<Record<DeviceProtocol, Protocol>>> = {
  hikvision,
  vzenith,
  qianyi,
  hxzx,
  plain,
};
