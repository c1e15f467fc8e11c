import type { DeviceProtocol } from '../domain/gates/device.ts';
import { hikvision } from './hikvision.ts';
import type { Protocol } from './protocol.ts';

/** Every camera protocol by the name under which devices are registered. */
export const PROTOCOLS: Readonly<Partial<Record<DeviceProtocol, Protocol>>> = { hikvision };
