/** The protocols that cameras (摄像机) at gates speak; `plain` is the documented form for gate computers. */
export const DEVICE_PROTOCOLS = ['hikvision', 'dahua', 'gat1400', 'vzenith', 'qianyi', 'hxzx', 'plain'] as const;
export type DeviceProtocol = (typeof DEVICE_PROTOCOLS)[number];

/** Which way the lane of a camera leads; what its picture shows of motion says nothing of that. */
export const DEVICE_DIRECTIONS = ['in', 'out'] as const;
export type DeviceDirection = (typeof DEVICE_DIRECTIONS)[number];

/** Events before this instant can only come from a clock that was never set. */
const EARLIEST = Date.parse('2015-01-01T00:00:00+08:00');
const AHEAD_MS = 5 * 60_000;

/**
 * When an event is taken to have happened: by the camera's clock, or at its arrival where that clock cannot be right
 * (before 2015, or more than five minutes ahead). Instants in ms. Both are kept with the passage.
 */
export function eventTime(deviceTime: number, arrivedAt: number): number {
  return deviceTime < EARLIEST || deviceTime > arrivedAt + AHEAD_MS ? arrivedAt : deviceTime;
}
