import type { Env } from './env.ts';
import { networkOf } from './login-limits.ts';
import { tooManyRequests } from './problem.ts';

/** Of one network address, behind which a whole office may sit: bursts of 300, then 10 a second. */
export const SLIP_RATE = { perSecond: 10, burst: 300 } as const;

/** 429 with `Retry-After` where an address asks too often: nobody is known who checks a slip. */
export function requireSlipTurn({ slipLimits }: Env, address: string, now: number): void {
  const wait = slipLimits.take(networkOf(address), now);
  if (wait > 0) throw tooManyRequests({ en: 'Too many slips from this address.', zh: '该地址核验过于频繁。' }, wait);
}
