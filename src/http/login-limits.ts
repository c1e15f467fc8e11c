import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Message } from '../domain/failure.ts';
import { tooManyRequests } from './problem.ts';

const WINDOW_SECONDS = 15 * 60;
const PER_USER_AND_ADDRESS = 10;
const PER_ADDRESS = 100;

/** Holds back password guessing: 10 failures per user and address, 100 per address, in 15 minutes. */
export type LoginLimits = {
  /**
   * Runs one guess; undefined from it means a wrong password. Fails with 429 where too many were wrong. Guesses sent at
   * once wait for each other rather than slip through together; a right one clears its user's count.
   */
  attempt<T>(username: string, address: string, guess: () => Promise<T | undefined>): Promise<T | undefined>;
};

export function makeLoginLimits(detail: Message = WRONG_LOG_INS): LoginLimits {
  const users = makeGuard(PER_USER_AND_ADDRESS, detail);
  const addresses = makeGuard(PER_ADDRESS, detail);
  return {
    attempt: async (username, address, guess) => {
      const network = networkOf(address);
      const user = `${username.toLowerCase()} ${network}`;
      // A point is only kept for a guess that was made and was wrong.
      let forUser: Leaving = 'give-back';
      let forAddress: Leaving = 'give-back';
      // The address first: one that is shut out may not go on filling the memory with names.
      await addresses.enter(network);
      try {
        await users.enter(user);
        try {
          const found = await guess();
          forUser = found === undefined ? 'keep' : 'clear';
          forAddress = found === undefined ? 'keep' : 'give-back';
          return found;
        } finally {
          await users.leave(user, forUser);
        }
      } finally {
        await addresses.leave(network, forAddress);
      }
    },
  };
}

type Leaving = 'keep' | 'give-back' | 'clear';
type Guard = { enter(key: string): Promise<void>; leave(key: string, point: Leaving): Promise<void> };

/** Counts a guess before it is made and gives the point back when it was right, so that parallel guesses all count. */
function makeGuard(points: number, detail: Message): Guard {
  const limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  const guessing = new Map<string, { count: number; readonly waiting: (() => void)[] }>();
  return {
    enter: async (key) => {
      while (true) {
        try {
          await limiter.consume(key);
          const entry = guessing.get(key) ?? { count: 0, waiting: [] };
          entry.count += 1;
          guessing.set(key, entry);
          return;
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          await limiter.reward(key);
          // While others are still guessing, one of them may turn out right and clear the count.
          const entry = guessing.get(key);
          if (!entry) throw tooManyRequests(detail, refusal.msBeforeNext);
          await new Promise<void>((wake) => entry.waiting.push(wake));
        }
      }
    },
    leave: async (key, point) => {
      if (point === 'give-back') await limiter.reward(key);
      if (point === 'clear') await limiter.delete(key);
      const entry = guessing.get(key);
      if (!entry) return;
      entry.count -= 1;
      if (entry.count === 0) guessing.delete(key);
      for (const wake of entry.waiting.splice(0)) wake();
    },
  };
}

const WRONG_LOG_INS: Message = {
  en: 'Too many failed log-ins. Try again later.',
  zh: '登录失败次数过多，请稍后再试。',
};

/** An IPv6 client owns a whole /64, so that is what is counted; an IPv4 address counts by itself. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4).join(':');
}
