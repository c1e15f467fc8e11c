import type { Env } from './env.ts';
import { networkOf } from './login-limits.ts';
import { tooManyRequests } from './problem.ts';

/** Of one network address: bursts of 300 tries, then 10 a second. Nobody is known in the sandbox. */
export const SANDBOX_RATE = { perSecond: 10, burst: 300 } as const;

/** 429 with `Retry-After` where an address tries too often. */
export function requireSandboxTurn({ sandboxLimits }: Env, address: string, now: number): void {
  const wait = sandboxLimits.take(networkOf(address), now);
  if (wait > 0) throw tooManyRequests({ en: 'Too many tries from this address.', zh: '该地址请求过于频繁。' }, wait);
}
