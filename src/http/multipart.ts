import type { IncomingMessage } from 'node:http';
import multer, { MulterError, type StorageEngine } from 'multer';
import { Failure, invalid } from '../domain/failure.ts';
import type { Files, Placed, Received } from '../files/evidence-files.ts';
import { isPicture, type MediaType, mediaTypeOf } from '../files/media-type.ts';
import { pictureFault } from '../files/pictures.ts';
import { ClientGone, refuseCompression, tooLarge } from './body.ts';
import type { Env } from './env.ts';
import { BAD_TEXT, isBadText } from './json.ts';
import { pointerOf } from './pointer.ts';
import type { MultipartReader } from './route.ts';

/** The largest file of a request, bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** A client that sends more than this gets no answer but a closed connection. */
const MAX_REQUEST_BYTES = 4 * MAX_FILE_BYTES;

/** The one file of a request: on disk already, and gone again unless it is placed and kept. */
export type Upload = {
  readonly sha256: string;
  readonly bytes: number;
  /** Where it lies until it is placed. */
  readonly path: string;
  /** As the client calls it; data, never a path. */
  readonly fileName: string | null;
  /** By content; 415 where evidence may not be of that type, 400 or 413 where it is a broken or too large picture. */
  mediaType(): Promise<MediaType>;
  /** Puts it where the row will point to; gives the folder. */
  place(): Promise<{ readonly folder: string }>;
  /** Called once the row is durable. */
  keep(): void;
};

/** Reads `multipart/form-data` with exactly one file, in the field `file`, of at most 20 MiB. */
export const oneFile: MultipartReader = async (incoming, env) => {
  refuseCompression(incoming);
  const { received, fileName, fields } = await receive(incoming, env.files);
  const upload = uploadOf(received, fileName, env);
  try {
    if (received.bytes === 0) throw invalid('#/file', EMPTY);
    return { fields: checkedFields(fields), file: upload, fingerprint: received.sha256, discard: upload.discard };
  } catch (error) {
    await upload.discard();
    throw error;
  }
};

/** What is done with a file that came in whole; `discard` lets go of it unless it was kept. */
export function uploadOf(received: Received, fileName: string | null, env: Env): Upload & { discard(): Promise<void> } {
  const { sha256, bytes } = received;
  const { files } = env;
  let placed: Placed | undefined;
  let kept = false;
  return {
    sha256,
    bytes,
    path: received.temporary,
    fileName,
    mediaType: async () => {
      const type = await mediaTypeOf(received.temporary);
      if (!type)
        throw new Failure('unsupported-media-type', NOT_EVIDENCE, {
          errors: [{ pointer: '#/file', detail: NOT_EVIDENCE }],
        });
      const fault = isPicture(type) ? await pictureFault(received.temporary) : undefined;
      if (fault === 'broken') throw invalid('#/file', BROKEN_PICTURE);
      if (fault === 'too-many-pixels')
        throw new Failure('too-large', TOO_MANY_PIXELS, {
          errors: [{ pointer: '#/file', detail: TOO_MANY_PIXELS }],
        });
      return type;
    },
    place: async () => {
      const place = placed ?? (await files.place(received, env.clock()));
      placed = place;
      return { folder: place.folder };
    },
    keep: () => {
      kept = true;
      placed?.keep();
    },
    discard: async () => {
      if (kept) return;
      await files.drop(received);
      if (placed) await placed.forget(await env.store.read.evidence.needs(placed.folder, sha256));
    },
  };
}

type Incoming = IncomingMessage & { body?: unknown; file?: { originalname?: string } };
type Parts = { readonly received: Received; readonly fileName: string | null; readonly fields: object };

async function receive(incoming: IncomingMessage, files: Files): Promise<Parts> {
  let received: Received | undefined;
  let fault: unknown;
  let receiving: Promise<unknown> = Promise.resolve();
  const storage: StorageEngine = {
    _handleFile: (_request, file, done) => {
      receiving = files.receive(file.stream).then(
        (whole) => {
          received = whole;
          done(null, { path: whole.temporary });
        },
        (error: unknown) => {
          fault = error;
          done(error);
        },
      );
    },
    _removeFile: (_request, _file, done) => {
      (received ? files.drop(received) : Promise.resolve()).then(() => done(null), done);
    },
  };
  const limits = { fileSize: MAX_FILE_BYTES, files: 1, fields: 10, parts: 12, fieldSize: 4096, fieldNameSize: 100 };
  const read = multer({ storage, limits, defParamCharset: 'utf8' }).single('file');
  limitWhole(incoming);
  // multer needs no more of a request than node gives, and nothing of the response.
  const error = await new Promise<unknown>((resolve) => read(incoming as never, {} as never, resolve));
  if (error !== undefined) {
    // multer gives up before what was received of a file that breaks off is gone again.
    await receiving;
    if (received) await files.drop(received);
    throw refusal(error, incoming, fault);
  }
  const { body, file } = incoming as Incoming;
  if (!received || !file) throw invalid('#/file', MISSING);
  return { received, fileName: nameOf(file.originalname), fields: { ...(body as object) } };
}

/** An endless request is cut off: multer reads to its end before it gives up. */
function limitWhole(incoming: IncomingMessage): void {
  let seen = 0;
  incoming.on('data', (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > MAX_REQUEST_BYTES) incoming.destroy();
  });
}

function refusal(error: unknown, incoming: IncomingMessage, fault: unknown): unknown {
  if (error instanceof MulterError) {
    if (error.code === 'LIMIT_FILE_SIZE') return tooLarge(MAX_FILE_BYTES);
    if (error.code === 'LIMIT_FILE_COUNT') return invalid('#/file', ONE_FILE);
    const pointer = error.field === undefined ? '#' : pointerOf([error.field]);
    if (error.code === 'LIMIT_UNEXPECTED_FILE') return invalid(pointer, ONE_FILE);
    return invalid(pointer, MALFORMED);
  }
  if (!incoming.readableEnded && incoming.destroyed) return new ClientGone();
  if (fault !== undefined && fault === error && isSystemError(error)) return error;
  return invalid('#', MALFORMED);
}

/** The disk's fault, not the client's. */
const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall !== undefined;

function checkedFields(fields: object): object {
  for (const [name, value] of Object.entries(fields)) {
    if (isBadText(name) || (typeof value === 'string' && isBadText(value))) throw invalid(pointerOf([name]), BAD_TEXT);
  }
  return fields;
}

function nameOf(original: string | undefined): string | null {
  const name = (original ?? '').replace(/[\p{C}\ufffd]/gu, '').trim();
  return name === '' ? null : [...name].slice(-200).join('');
}

const EMPTY = { en: 'The file is empty.', zh: '文件为空。' };
const MISSING = { en: 'Send one file in this field.', zh: '请在该字段上传一个文件。' };
const ONE_FILE = { en: 'Only one file is taken, in the field file.', zh: '只接受一个文件，字段名为 file。' };
const MALFORMED = {
  en: 'The body is not well-formed multipart/form-data.',
  zh: '请求体不是有效的 multipart/form-data。',
};
const BROKEN_PICTURE = {
  en: 'The picture cannot be read to its end: it is cut off or damaged.',
  zh: '图片无法完整读取：文件不完整或已损坏。',
};
const TOO_MANY_PIXELS = {
  en: 'The picture has more than 100 million pixels.',
  zh: '图片超过 1 亿像素。',
};
const NOT_EVIDENCE = {
  en: 'Evidence is a JPEG, PNG, WebP or AVIF picture, a PDF, an XLSX table or an MP4 film.',
  zh: '证据文件须为 JPEG、PNG、WebP、AVIF 图片，PDF、XLSX 文件或 MP4 视频。',
};
