import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { etagOf, isUnchanged } from './etag.ts';
import type { Reply, RouteDef } from './route.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** A reply in the form in which it is sent, or kept to be sent again. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string | Buffer;
  readonly stream?: Readable;
  /** Without the headers that are for browsers: the parsers of cameras are small. */
  readonly bare?: boolean;
};

/** Turns a route's reply into what is sent: JSON text, its tag where the route has one, and how long it may be kept. */
export function render(def: Pick<RouteDef, 'etag'>, reply: Reply): Answer {
  const { status, headers = {}, body, stream } = reply;
  if (body === undefined) {
    const kept = { 'Cache-Control': 'no-store', ...headers };
    if (stream) return { status, headers: kept, stream };
    return reply.text === undefined ? { status, headers: kept } : { status, headers: kept, text: reply.text };
  }
  const text = JSON.stringify(body);
  const tagged = def.etag === true && reply.secret !== true;
  return {
    status,
    headers: {
      'Content-Type': 'application/json',
      ...(tagged ? { ETag: etagOf(text), 'Cache-Control': 'private, no-cache' } : { 'Cache-Control': 'no-store' }),
      ...headers,
    },
    text,
  };
}

/** 304 in place of a representation the client already has. */
export function orUnchanged(answer: Answer, ifNoneMatch: string | undefined): Answer {
  const etag = answer.headers['ETag'];
  if (answer.status !== 200 || etag === undefined || !isUnchanged(ifNoneMatch, etag)) return answer;
  answer.stream?.destroy();
  return { status: 304, headers: { ETag: etag, 'Cache-Control': 'private, no-cache' } };
}

/** Writes an answer; a client that has gone away is no error. */
export function send(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answer, requestId: string): void {
  if (outgoing.headersSent || outgoing.destroyed) {
    answer.stream?.destroy();
    return;
  }
  const { status, text, stream } = answer;
  outgoing.writeHead(status, linesOf(answer, requestId));
  if (!stream) outgoing.end(text);
  else if (incoming.method === 'HEAD') {
    stream.destroy();
    outgoing.end();
  } else pipeline(stream, outgoing, () => undefined);
}

const EVERYWHERE = Object.entries({ ...SECURITY_HEADERS, Vary: 'Accept-Language, Authorization' });

/** Names and values in turns: node takes objects as well, but each with so many members is garbage that lives long. */
function linesOf({ status, headers, text, stream, bare }: Answer, requestId: string): string[] {
  const lines: string[] = [];
  if (!bare) {
    for (const [name, value] of EVERYWHERE) if (!(name in headers)) lines.push(name, value);
    lines.push('X-Request-Id', requestId);
  }
  const hasLength = !stream && status !== 204 && status !== 304;
  if (hasLength) lines.push('Content-Length', String(Buffer.byteLength(text ?? '')));
  for (const [name, value] of Object.entries(headers)) lines.push(name, value);
  return lines;
}
