import createClient from 'openapi-fetch';
import { keptLanguage } from '../session/language.ts';
import { accessToken } from '../session/session.ts';
import type { components, paths } from './contract.d.ts';
import { problemOf, unreached } from './problem.ts';

/** The schemas of the API by their names, such as `Schema<'Violation'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What `GET path` answers with 200, for typing what a page keeps: `Answer<'/api/v1/me'>`. */
export type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

/** One row of a list. */
export type Row<Path extends keyof paths> = Answer<Path> extends { items: (infer Item)[] } ? Item : never;

/**
 * Fetches from this service as whoever is signed in, in the reader's language. A token that the service no longer takes is renewed once.
 * Gives the answer whatever its status; a network that fails throws a `Problem` of status 0.
 */
export async function authorised(request: Request): Promise<Response> {
  const language = keptLanguage();
  const send = async (fresh: boolean): Promise<Response> => {
    const next = request.clone();
    next.headers.set('Accept-Language', language === 'zh' ? 'zh-CN' : 'en');
    const token = await accessToken(fresh);
    if (token !== undefined) next.headers.set('Authorization', `Bearer ${token}`);
    return fetch(next);
  };
  try {
    const answer = await send(false);
    return answer.status === 401 && request.headers.get('Authorization') === null ? await send(true) : answer;
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreached(language);
  }
}

const client = createClient<paths>({ baseUrl: location.origin, fetch: authorised });

/** The API, typed: `api.GET('/api/v1/me')`. Give what it answers to `told`. */
export const api = client;

type Told<T> = { readonly data?: T; readonly error?: unknown; readonly response: Response };

/** What a call answered; a refusal is thrown as a `Problem`. */
export async function told<T>(call: Promise<Told<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw await problemOf(new Response(JSON.stringify(error ?? null), { status: response.status }), keptLanguage());
}

/** A new `Idempotency-Key`, to be kept for as long as one and the same thing is tried. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
