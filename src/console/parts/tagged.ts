import { told } from '../api/client.ts';

type Told<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

/** What a call answered with the tag of its version, which a change of it sends as `If-Match`. A refusal is thrown as a `Problem`. */
export async function tagged<T>(call: Promise<Told<T>>): Promise<{ readonly body: T; readonly etag: string }> {
  const body = await told(call);
  const { response } = await call;
  return { body, etag: response.headers.get('ETag') ?? '*' };
}
