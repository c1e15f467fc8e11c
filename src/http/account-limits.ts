import { Failure, type Message, notFound } from '../domain/failure.ts';
import type { Request } from './route.ts';

export const WRONG_SECRETS: Message = {
  en: 'Too many tries with a wrong secret. Try again later.',
  zh: '凭证错误次数过多，请稍后再试。',
};

/** The part of a secret that names what it is for. */
const NAMING = 44;

/**
 * What a stranger's secret leads to; 404 about `#/secret` where `use` gives undefined. Wrong ones and conflicts count as
 * failed log-ins do, so that nobody tries out secrets, or user names with one: 429.
 */
export async function bySecret<T>(
  { env, address }: Pick<Request, 'env' | 'address'>,
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
