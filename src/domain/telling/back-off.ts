/** After so many tries that fail, a webhook is stopped and its owner told. */
export const MOST_ATTEMPTS = 8;

const FIRST_MS = 10_000;
const LONGEST_MS = 6 * 3_600_000;

/**
 * How long to wait after a number of failed attempts (from 1), ms: five times as long each time, up to 6 hours. `jitter`
 * from 0 to 1 takes away up to half, so that what failed together is not tried together.
 */
export function backOff(attempts: number, jitter: number): number {
  const whole = Math.min(FIRST_MS * 5 ** (attempts - 1), LONGEST_MS);
  return Math.round(whole * (1 - jitter / 2));
}
