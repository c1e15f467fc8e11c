import type { GateLimits } from './gate-limits.ts';
import { networkOf } from './login-limits.ts';
import { tooManyRequests } from './problem.ts';

/** Of whoever asks for what anybody may, by network address, behind which a whole office may sit: bursts of 300, then 10 a second. */
export const STRANGER_RATE = { perSecond: 10, burst: 300 } as const;

/**
 * Of sign-ups, first or anew, by network address: 100 at once, then one every nine seconds. Each costs a password hash and
 * a look by an officer.
 */
export const SIGN_UP_RATE = { perSecond: 1 / 9, burst: 100 } as const;

/** Where a request comes from, and when, ms. */
type Coming = { readonly address: string; readonly now: number };

/** 429 with `Retry-After` where an address asks too often: nobody is known who asks. */
export function requireTurn(limits: GateLimits, { address, now }: Coming): void {
  const wait = limits.take(networkOf(address), now);
  if (wait > 0) throw tooManyRequests({ en: 'Too many requests from this address.', zh: '该地址请求过于频繁。' }, wait);
}
