import type { Outcome } from './passage.ts';

export type OpeningCase = {
  /** Whether the device was given the right to open. */
  readonly mayOpen: boolean;
  readonly outcome: Outcome;
  /** Whether this is the first time the event was received from this device. */
  readonly first: boolean;
  /** Whether the device marked the event as recorded offline or sent again. */
  readonly resent: boolean;
  /** ms; the device's own clock and the moment of the answer. */
  readonly deviceTime: number;
  readonly now: number;
  /** Policy parameter `freshnessSeconds`, in ms. */
  readonly freshMs: number;
};

/**
 * Whether the reply to a camera opens its barrier (抬杆): only for a compliant or exempt vehicle, at the first receipt of a
 * live event, from a device that may. Whatever is unknown keeps the barrier shut.
 */
export function opensBarrier({ mayOpen, outcome, first, resent, deviceTime, now, freshMs }: OpeningCase): boolean {
  const fresh = Math.abs(now - deviceTime) <= freshMs;
  return mayOpen && first && !resent && fresh && (outcome === 'compliant' || outcome === 'exempt');
}
