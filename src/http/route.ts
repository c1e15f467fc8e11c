import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { At } from '../actions/at.ts';
import type { FailureKind } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import type { Action } from '../domain/identity/permissions.ts';
import type { Reader, Writer } from '../store/store.ts';
import type { Env } from './env.ts';
import type { Language } from './language.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Anyone at all, anyone with a valid token, or whoever the permission table lets do the action to some row. */
export type Who = 'anyone' | 'signed-in' | Action;

/** What a handler gets: everything about the request, checked, and nothing of Express. */
export type Request<P = unknown, Q = unknown, B = unknown, A = Actor> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly actor: A;
  readonly requestId: string;
  readonly language: Language;
  /** The language the client named, if it named one. */
  readonly preferred: Language | undefined;
  /** The moment the request came, ms. */
  readonly now: number;
  /** The same with ids and salts, as actions take it. */
  readonly at: At;
  /** The route's id. */
  readonly operation: string;
  /** A header of the request by its name in lower case; undefined where it was not sent once. */
  readonly header: (name: string) => string | undefined;
  /** The network address of the client. */
  readonly address: string;
  readonly env: Env;
};

/** What a handler gives. `body` becomes JSON; `text` and `stream` bring their own `Content-Type` in `headers`. */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string | Buffer;
  readonly stream?: Readable;
  /** The answer shows a secret: it is not kept, and not replayed under its idempotency key. */
  readonly secret?: boolean;
};

/** How a multipart body is read: its text fields (validated by the route's `body`), and what became of its file. */
export type MultipartReader = (
  incoming: IncomingMessage,
  env: Env,
) => Promise<{
  readonly fields: unknown;
  /** Handed to the route as `file` beside the fields. */
  readonly file: unknown;
  /** Stands for the file where requests are compared under an idempotency key. */
  readonly fingerprint: string;
  /** Lets go of what was received and not kept; called when the request is done with, however it ended. */
  readonly discard: () => Promise<void>;
}>;

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;
type Output<S, Otherwise> = S extends z.ZodType ? z.output<S> : Otherwise;
type Params<PS, Path extends string> = Output<PS, { readonly [N in ParamNames<Path>]: string }>;
type Of<Path extends string, PS, QS, BS, W> = Request<
  Params<PS, Path>,
  Output<QS, Record<string, never>>,
  Output<BS, Record<string, never>>,
  W extends 'anyone' ? undefined : Actor
>;

type Facts = {
  readonly method: Method;
  /** `/filings/{id}/accept`; under `/api/v1` unless `outside`. Path parameters are UUIDs unless `params` says otherwise. */
  readonly path: string;
  /** The operation's id, also its name in logs and metrics. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly who: Who;
  readonly replies: Readonly<Record<number, { readonly description: string; readonly schema?: z.ZodType }>>;
  /** The failures beyond those every such route has (400, 401, 403, 404 where there is something to be refused or missed). */
  readonly problems?: readonly FailureKind[];
  /** Whether `Idempotency-Key` is honoured; unless said, on every POST with `write`. */
  readonly idempotent?: boolean;
  /** A single resource: carries `ETag`, and `If-None-Match` is answered with 304. */
  readonly etag?: boolean;
  readonly maxBytes?: number;
  readonly multipart?: MultipartReader;
  /** The body is `application/octet-stream`, handed to the route as `file`; of a PATCH, its query says what it goes on from. */
  readonly octets?: boolean;
  /** Served at the root, not under `/api/v1`. */
  readonly outside?: boolean;
  /** Left out of the OpenAPI document. */
  readonly hidden?: boolean;
  /** `Content-Type` of the replies in the document where it is not JSON; several where a client chooses. */
  readonly mediaType?: string | readonly string[];
};

type Handlers<R, X> = {
  /** Reads only, outside any transaction. */
  readonly read?: (reader: Reader, req: R) => Promise<Reply>;
  /**
   * What `write` needs and may not wait for inside a transaction, such as a password hash. What it gives may have
   * `discard`, which is called when the request is done with, however it ended.
   */
  readonly prepare?: (req: R) => Promise<X>;
  /** The representation as GET gives it; PATCH holds its tag against `If-Match` inside the transaction. Fails as not-found. */
  readonly current?: (tx: Writer, req: R) => Promise<unknown>;
  /** Runs inside one `store.write`, with the idempotency row; may run more than once. */
  readonly write?: (tx: Writer, req: R, prepared: X) => Promise<Reply>;
  /** Anything else: log-in, passages, streams. */
  readonly raw?: (req: R) => Promise<Reply>;
};

/** A route as the pipeline sees it. */
export type RouteDef = Facts & {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
} & Handlers<Request, unknown>;

/**
 * Declares a route. The one list of these drives validation, handling and the OpenAPI document. Give exactly one of
 * `read`, `write` and `raw`.
 */
export function route<
  const Path extends string,
  const W extends Who,
  PS extends z.ZodType | undefined = undefined,
  QS extends z.ZodType | undefined = undefined,
  BS extends z.ZodType | undefined = undefined,
  X = undefined,
>(
  def: Omit<Facts, 'path' | 'who'> & {
    readonly path: Path;
    readonly who: W;
    readonly params?: PS;
    readonly query?: QS;
    readonly body?: BS;
  } & Handlers<Of<Path, PS, QS, BS, W>, X>,
): RouteDef {
  // The schemas above are what the pipeline validates with, so a handler only ever sees what its type says.
  return def as unknown as RouteDef;
}

/** 201 with `Location`, for POSTs that create. */
export function created(location: string, body: unknown, more: Pick<Reply, 'secret'> = {}): Reply {
  return { status: 201, headers: { Location: `/api/v1${location}` }, body, ...more };
}

/** 200. */
export const ok = (body: unknown): Reply => ({ status: 200, body });

/** An answer whose JSON is written out already. */
export const written = (text: Buffer, { status = 200, headers = {} }: Partial<Omit<Reply, 'body'>> = {}): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  text,
});
