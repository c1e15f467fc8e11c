import { told } from '../api/client.ts';

type Call<T> = Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>;

/** What a call answered, with the tag by which a change says what it goes on from. */
export async function tagged<T>(call: Call<T>): Promise<{ readonly value: T; readonly tag: string }> {
  const value = await told(call);
  const { response } = await call;
  return { value, tag: response.headers.get('ETag') ?? '*' };
}
