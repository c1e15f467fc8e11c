import { api, authorised, newKey, type Schema, told } from '../../api/client.ts';
import { Problem, problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';
import type { Waiting } from './waiting.ts';

/** How much goes at a time, bytes: what a bad line loses at the most. */
const PIECE = 256 * 1024;

type Subject = Schema<'Evidence'>['subjectType'];
type Tell = (change: Partial<Waiting>) => Promise<Waiting>;

/**
 * Sends a file in pieces, going on from wherever it stands; `tell` keeps how far it has come. Gives the evidence that it became.
 * A line that breaks throws a `Problem` of status 0, and the next call goes on.
 */
export async function sendFile(file: Waiting, tell: Tell, signal: AbortSignal): Promise<string> {
  // Browsers sum only on https; elsewhere the file goes in one piece.
  if (!globalThis.crypto.subtle) return sendWhole(file, signal);
  let upload = await opened(file, tell);
  while (true) {
    signal.throwIfAborted();
    if (upload.evidenceId) return upload.evidenceId;
    const answer = await sendPiece(upload.id, upload.file, upload.received, signal);
    if (answer.status === 201) return ((await answer.json()) as Schema<'Evidence'>).id;
    if (answer.ok) {
      const { received } = (await answer.json()) as { received: number };
      upload = { ...upload, received, file: await tell({ received }) };
      continue;
    }
    const problem = await problemOf(answer, keptLanguage());
    if (typeof problem.told.received !== 'number') throw problem;
    const { received } = problem.told;
    upload = { ...upload, received, file: await tell({ received }) };
  }
}

type Open = {
  readonly id: string;
  readonly received: number;
  readonly evidenceId: string | null;
  readonly file: Waiting;
};

/** The upload that stands for the file: the one it had, as far as it came, or a new one. */
async function opened(file: Waiting, tell: Tell): Promise<Open> {
  if (file.uploadId !== undefined) {
    try {
      const { id, received, evidenceId } = await told(
        api.GET('/api/v1/uploads/{id}', { params: { path: { id: file.uploadId } } }),
      );
      return { id, received, evidenceId, file: await tell({ received }) };
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error;
      // Its time ran out.
    }
  }
  const sha256 = file.sha256 ?? (await sumOf(file.content));
  const openedWith = file.uploadId === undefined ? (file.openedWith ?? newKey()) : newKey();
  const kept = await tell({ sha256, openedWith });
  const body = {
    ...{ bytes: file.content.size, sha256, fileName: file.fileName, kind: file.kind },
    ...{ subjectType: file.subjectType as Subject, subjectId: file.subjectId },
  };
  const { id, received, evidenceId } = await told(
    api.POST('/api/v1/uploads', { params: { header: { 'Idempotency-Key': openedWith } }, body }),
  );
  return { id, received, evidenceId, file: await tell({ ...kept, uploadId: id, received }) };
}

const sendPiece = (id: string, { content }: Waiting, offset: number, signal: AbortSignal): Promise<Response> =>
  authorised(
    new Request(`/api/v1/uploads/${id}?offset=${offset}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: content.slice(offset, offset + PIECE),
      signal,
    }),
  );

async function sendWhole(file: Waiting, signal: AbortSignal): Promise<string> {
  const body = new FormData();
  body.append('subjectType', file.subjectType);
  body.append('subjectId', file.subjectId);
  body.append('kind', file.kind);
  body.append('file', file.content, file.fileName);
  const headers = { 'Idempotency-Key': file.key };
  const answer = await authorised(new Request('/api/v1/evidence', { method: 'POST', headers, body, signal }));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return ((await answer.json()) as Schema<'Evidence'>).id;
}

async function sumOf(content: Blob): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
