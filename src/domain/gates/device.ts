import { EVENT_AHEAD_MS, FIRST_EVENT_DAY, startOfDay } from '../time.ts';

/** The protocols that cameras (摄像机) at gates speak; `plain` is the documented form for gate computers. */
export const DEVICE_PROTOCOLS = ['hikvision', 'dahua', 'gat1400', 'vzenith', 'qianyi', 'hxzx', 'plain'] as const;
export type DeviceProtocol = (typeof DEVICE_PROTOCOLS)[number];

/** Which way the lane of a camera leads; what its picture shows of motion says nothing of that. */
export const DEVICE_DIRECTIONS = ['in', 'out'] as const;
export type DeviceDirection = (typeof DEVICE_DIRECTIONS)[number];

const EARLIEST = startOfDay(FIRST_EVENT_DAY);

/**
 * When an event is taken to have happened: by the camera's clock, or at its arrival where that clock cannot be right
 * (before 2015, or more than five minutes ahead). Instants in ms. Both are kept with the passage.
 */
export function eventTime(deviceTime: number, arrivedAt: number): number {
  return deviceTime < EARLIEST || deviceTime > arrivedAt + EVENT_AHEAD_MS ? arrivedAt : deviceTime;
}
