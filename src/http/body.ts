import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import readRaw from 'raw-body';
import { Failure, invalid, type Message } from '../domain/failure.ts';
import { parseJson } from './json.ts';

/** Largest JSON body unless a route says otherwise. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** After a 413 this much more is read and thrown away, so that the client gets to read its answer. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

/** The client went away before its request was whole; there is nobody to answer. */
export class ClientGone extends Error {
  override readonly name = 'ClientGone';
}

/** Whether a request carries (or may carry) body bytes, judging by its headers alone. */
export function hasBody(incoming: IncomingMessage): boolean {
  const length = incoming.headers['content-length'];
  return incoming.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/** The parsed JSON body, or undefined where it is empty. 413, 415 or 400 otherwise. */
export async function readJsonBody(incoming: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  if (!hasBody(incoming)) return undefined;
  const bytes = await readBytes(incoming, maxBytes);
  if (bytes.length === 0) return undefined;
  checkMediaType(incoming.headers['content-type']);
  if (!isUtf8(bytes)) {
    throw invalid('#', { en: 'The body is not valid UTF-8.', zh: '请求体不是有效的 UTF-8 文本。' });
  }
  const text = bytes.toString('utf8');
  return parseJson(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}

/** The body of a request that sends plain bytes, as it came. 415 where it is said to be anything else. */
export async function readOctets(incoming: IncomingMessage, maxBytes = MAX_BODY_BYTES): Promise<Buffer> {
  if (mediaTypeOf(incoming.headers['content-type']) !== 'application/octet-stream') {
    throw unsupported({
      en: 'The body must be application/octet-stream.',
      zh: '请求体必须为 application/octet-stream。',
    });
  }
  return readBytes(incoming, maxBytes);
}

/** The body as it came. 413 where it is larger than `maxBytes`, 415 where it is compressed. */
export async function readBytes(incoming: IncomingMessage, maxBytes: number): Promise<Buffer> {
  refuseCompression(incoming);
  try {
    return await readRaw(incoming, { limit: maxBytes, length: incoming.headers['content-length'] ?? null });
  } catch (error) {
    if (isType(error, 'entity.too.large')) {
      discardRest(incoming);
      throw tooLarge(maxBytes);
    }
    throw new ClientGone();
  }
}

/** 413 for a body, or a file in it, above a limit in bytes. */
export function tooLarge(maxBytes: number): Failure {
  const limit = maxBytes >= 1024 * 1024 ? `${Math.floor(maxBytes / 1024 / 1024)} MiB` : `${maxBytes} bytes`;
  return new Failure('too-large', {
    en: `The body is larger than ${limit}.`,
    zh: `请求体超过 ${limit}。`,
  });
}

/** 415 where the body is compressed: a small message could unpack to any size. */
export function refuseCompression(incoming: IncomingMessage): void {
  const encoding = incoming.headers['content-encoding']?.trim().toLowerCase();
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity') {
    throw unsupported({ en: 'Compressed bodies are not taken.', zh: '不接受压缩的请求体。' });
  }
}

const mediaTypeOf = (header = ''): string => (header.split(';')[0] ?? '').trim().toLowerCase();

function checkMediaType(header: string | undefined): void {
  const [type, ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json') {
    throw unsupported({ en: 'The body must be application/json.', zh: '请求体必须为 application/json。' });
  }
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw unsupported({ en: 'The body must be in UTF-8.', zh: '请求体必须使用 UTF-8 编码。' });
  }
}

/** 415. */
export function unsupported(detail: Message): Failure {
  return new Failure('unsupported-media-type', detail, {
    errors: [{ pointer: '#/Content-Type', detail, in: 'header' }],
  });
}

function discardRest(incoming: IncomingMessage): void {
  let discarded = 0;
  incoming.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED_BYTES) incoming.destroy();
  });
  incoming.on('error', () => incoming.destroy());
  incoming.resume();
}

function isType(error: unknown, type: string): boolean {
  return error instanceof Error && 'type' in error && error.type === type;
}
