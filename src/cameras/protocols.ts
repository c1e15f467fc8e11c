import type { DeviceProtocol } from '../domain/gates/device.ts';
import { dahua } from './dahua.ts';
import { gat1400 } from './gat1400.ts';
import { hikvision } from './hikvision.ts';
import { hxzx } from './hxzx.ts';
import { plain } from './plain.ts';
import type { Protocol } from './protocol.ts';
import { qianyi } from './qianyi.ts';
import { vzenith } from './vzenith.ts';

/** Every camera protocol by the name under which devices are registered. */
export const PROTOCOLS: Readonly<Record<DeviceProtocol, Protocol>> = {
  hikvision,
  dahua,
  gat1400,
  vzenith,
  qianyi,
  hxzx,
  plain,
};
