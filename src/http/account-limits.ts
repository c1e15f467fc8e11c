import { Failure, type Message, notFound } from '../domain/failure.ts';
import { networkOf } from './login-limits.ts';
import { tooManyRequests } from './problem.ts';
import type { Request } from './route.ts';

/** Of one network address: 100 sign-ups at once, then 100 in a quarter of an hour, as of failed log-ins. */
export const SIGN_UP_RATE = { perSecond: 100 / (15 * 60), burst: 100 } as const;

export const WRONG_SECRETS: Message = {
  en: 'Too many tries with a wrong secret. Try again later.',
  zh: '凭证错误次数过多，请稍后再试。',
};

type Anonymous = Pick<Request, 'env' | 'address' | 'now'>;

/** 429 with `Retry-After` where an address signs up too often. Each costs a password hash and a look by an officer. */
export function requireSignUpTurn({ env, address, now }: Anonymous): void {
  const wait = env.signUpLimits.take(networkOf(address), now);
  if (wait > 0) throw tooManyRequests({ en: 'Too many sign-ups from this address.', zh: '该地址注册过于频繁。' }, wait);
}

/** The part of a secret that names what it is for. */
const NAMING = 44;

/**
 * What a stranger's secret leads to; 404 about `#/secret` where `use` gives undefined. Wrong ones and conflicts count as
 * failed log-ins do, so that nobody tries out secrets, or user names with one: 429.
 */
export async function bySecret<T>(
  { env, address }: Pick<Anonymous, 'env' | 'address'>,
  secret: string,
  use: () => Promise<T | undefined>,
): Promise<T> {
  let refusal: Failure | undefined;
  const found = await env.secretLimits.attempt(secret.slice(0, NAMING), address, async () => {
    try {
      return await use();
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== 'conflict') throw error;
      refusal = error;
      return undefined;
    }
  });
  if (refusal) throw refusal;
  if (found === undefined) throw notFound('#/secret');
  return found;
}
