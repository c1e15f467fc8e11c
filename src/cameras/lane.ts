import { numberOf } from './text.ts';

/** The number of a lane as a device tells it; null for what can be none. */
export function laneOf(value: unknown): number | null {
  const lane = numberOf(value);
  return lane !== undefined && Number.isInteger(lane) && lane >= 0 && lane <= 1_000 ? lane : null;
}
