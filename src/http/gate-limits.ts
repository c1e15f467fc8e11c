import { LRUCache } from 'lru-cache';

const PER_SECOND = 200;
const BURST = 5_000;

/** A token bucket (令牌桶) per gate token: bursts of 5,000 requests, then 200 a second. */
export type GateLimits = {
  /** Counts one request; gives 0 where it may go on, else the ms to wait. */
  take(tokenId: string, now: number): number;
};

export function makeGateLimits(): GateLimits {
  const buckets = new LRUCache<string, { left: number; at: number }>({ max: 10_000 });
  return {
    take: (tokenId, now) => {
      let bucket = buckets.get(tokenId);
      if (!bucket) {
        bucket = { left: BURST, at: now };
        buckets.set(tokenId, bucket);
      }
      const passed = Math.max(0, now - bucket.at);
      bucket.left = Math.min(BURST, bucket.left + (passed * PER_SECOND) / 1000);
      bucket.at = now;
      if (bucket.left < 1) return ((1 - bucket.left) * 1000) / PER_SECOND;
      bucket.left -= 1;
      return 0;
    },
  };
}
