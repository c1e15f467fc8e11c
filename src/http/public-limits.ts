import type { Env } from './env.ts';
import { networkOf } from './login-limits.ts';
import { tooManyRequests } from './problem.ts';

/** Of one network address, behind which a whole office may sit: bursts of 300, then 10 a second. */
export const PUBLIC_RATE = { perSecond: 10, burst: 300 } as const;

/** 429 with `Retry-After` where an address asks too often for what is published: nobody is known who reads it. */
export function requirePublicTurn({ publicLimits }: Env, address: string, now: number): void {
  const wait = publicLimits.take(networkOf(address), now);
  if (wait > 0) throw tooManyRequests({ en: 'Too many requests from this address.', zh: '该地址请求过于频繁。' }, wait);
}
