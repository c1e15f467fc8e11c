import { LRUCache } from 'lru-cache';

const PER_SECOND = 200;
const BURST = 5_000;

type Rate = { readonly perSecond: number; readonly burst: number };

/** A token bucket (令牌桶) per gate token, or whatever the key is: bursts of 5,000 requests, then 200 a second, unless told otherwise. */
export type GateLimits = {
  /** Counts one request; gives 0 where it may go on, else the ms to wait. */
  take(tokenId: string, now: number): number;
};

export function makeGateLimits({ perSecond, burst }: Rate = { perSecond: PER_SECOND, burst: BURST }): GateLimits {
  const buckets = new LRUCache<string, { left: number; at: number }>({ max: 10_000 });
  return {
    take: (tokenId, now) => {
      let bucket = buckets.get(tokenId);
      if (!bucket) {
        bucket = { left: burst, at: now };
        buckets.set(tokenId, bucket);
      }
      const passed = Math.max(0, now - bucket.at);
      bucket.left = Math.min(burst, bucket.left + (passed * perSecond) / 1000);
      bucket.at = now;
      if (bucket.left < 1) return ((1 - bucket.left) * 1000) / perSecond;
      bucket.left -= 1;
      return 0;
    },
  };
}
