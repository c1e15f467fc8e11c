import type { RequestListener, Server } from 'node:http';
import request, { type Response } from 'supertest';
import { checkContract } from './contract.ts';

export type Sending = { readonly headers?: Readonly<Record<string, string>> };

/** One caller over HTTP; every answer is checked against the OpenAPI document. Paths are under `/api/v1`. */
export type Caller = {
  readonly token: string | undefined;
  get(path: string, sending?: Sending): Promise<Response>;
  post(path: string, body?: unknown, sending?: Sending): Promise<Response>;
  /** `If-Match: *` unless another is given. */
  patch(path: string, body: unknown, sending?: Sending): Promise<Response>;
  delete(path: string, sending?: Sending): Promise<Response>;
};

export function callerOf(app: RequestListener | Server, token?: string): Caller {
  const send = async (
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> => {
    const url = path.startsWith('/api/') || isOutside(path) ? path : `/api/v1${path}`;
    const call = request(app)[method](url);
    if (token) call.set('Authorization', `Bearer ${token}`);
    for (const [name, value] of Object.entries(headers)) call.set(name, value);
    const response = body === undefined ? await call : await call.send(body as object);
    checkContract(method.toUpperCase(), url, response);
    return response;
  };
  return {
    token,
    get: (path, sending) => send('get', path, undefined, sending?.headers),
    post: (path, body, sending) => send('post', path, body, sending?.headers),
    patch: (path, body, sending) => send('patch', path, body, { 'If-Match': '*', ...sending?.headers }),
    delete: (path, sending) => send('delete', path, undefined, sending?.headers),
  };
}

const isOutside = (path: string): boolean => /^\/(?:healthz|readyz|metrics|openapi\.json|docs)/.test(path);
