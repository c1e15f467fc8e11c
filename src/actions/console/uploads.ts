import { conflict, Failure, type FailureKind, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import { DAY_MS } from '../../domain/time.ts';
import type { Pieces } from '../../files/pieces.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader, Store, Writer } from '../../store/store.ts';
import type { UploadRow } from '../../store/uploads.ts';
import type { At } from '../at.ts';
import { addEvidence, type EvidenceAbout, type EvidenceFile, requireAdding } from '../evidence/add-evidence.ts';
import type { SubjectType } from '../evidence/find-subject.ts';

/** The most uploads that one user has open, and how long each may take. */
const MOST_OPEN = 20;
const UPLOAD_KEPT_MS = 2 * DAY_MS;

/** A file as it is announced: its length in bytes, and its SHA-256 in lower-case hexadecimal. */
export type Announced = EvidenceAbout & Pick<UploadRow, 'bytes' | 'sha256' | 'fileName'>;

/** What a piece is to an upload: one of several, the last, or the last sent again after all was done. */
export type PieceKind = 'more' | 'last' | 'again';

/** Begins an upload of evidence, for whoever may add it. Conflict where the actor has twenty open. */
export async function openUpload(tx: Writer, actor: Actor, announced: Announced, at: At): Promise<UploadRow> {
  const { subjectType, subjectId, kind, bytes, sha256, fileName } = announced;
  await requireAdding(tx, actor, { subjectType, subjectId, kind });
  if ((await tx.uploads.countOpen(actor.id, at.now)) >= MOST_OPEN) throw conflict(TOO_MANY);
  const row: UploadRow = {
    ...{ id: at.newId(), userId: actor.id, bytes, sha256, fileName, subjectType, subjectId, kind },
    ...{ received: 0, evidenceId: null, createdAt: at.now, expiresAt: at.now + UPLOAD_KEPT_MS },
  };
  await tx.uploads.insert(row);
  return row;
}

/** An upload of the actor's own whose time has not run out, else not-found. */
export async function getUpload(
  { uploads }: Pick<Reader, 'uploads'>,
  actor: Actor,
  id: string,
  now: number,
): Promise<UploadRow> {
  const row = await uploads.find(id);
  if (!row || row.expiresAt <= now || !covers(scopeOf(actor, 'upload.write'), { userId: row.userId })) throw notFound();
  return row;
}

/** What a piece of so many bytes at `offset` is; conflict, which tells `received`, where the upload does not stand there. */
export function kindOfPiece({ bytes, received, evidenceId }: UploadRow, offset: number, length: number): PieceKind {
  if (evidenceId !== null && length > 0 && offset + length === bytes) return 'again';
  if (offset !== received) throw elsewhere(received);
  if (length === 0) throw invalid('#', EMPTY);
  if (offset + length > bytes) throw invalid('#', BEYOND);
  return offset + length === bytes ? 'last' : 'more';
}

/** Acknowledges a piece that lies on disk; gives how many bytes the upload has now. */
export async function takePiece(
  tx: Writer,
  actor: Actor,
  id: string,
  piece: { readonly offset: number; readonly length: number },
  now: number,
): Promise<number> {
  const received = piece.offset + piece.length;
  const row = await getUpload(tx, actor, id, now);
  if (!(await tx.uploads.advance(id, piece.offset, { received }))) throw elsewhere(row.received);
  return received;
}

/** Makes evidence of an upload whose file is whole and in its place, by all the rules for evidence. */
export async function finishUpload(
  tx: Writer,
  actor: Actor,
  { id, received }: Pick<UploadRow, 'id' | 'received'>,
  file: EvidenceFile,
  at: At,
): Promise<EvidenceRow> {
  const row = await getUpload(tx, actor, id, at.now);
  const { subjectId, kind } = row;
  const about = { subjectType: row.subjectType as SubjectType, subjectId, kind };
  const evidence = await addEvidence(tx, actor, about, file, at);
  const done = { received: row.bytes, evidenceId: evidence.id };
  if (!(await tx.uploads.advance(id, received, done))) throw elsewhere(row.received);
  return evidence;
}

/** Fails where the file that came is not the one announced. */
export function requireAnnounced(announced: Pick<UploadRow, 'sha256'>, came: Pick<UploadRow, 'sha256'>): void {
  if (came.sha256 !== announced.sha256) throw invalid('#', OTHER_SUM);
}

/** Whether nothing can become of an upload that failed so: its file is another, or none that evidence may be. */
export const isHopeless = (error: unknown): boolean => error instanceof Failure && OF_THE_FILE.includes(error.kind);

const OF_THE_FILE: readonly FailureKind[] = ['invalid-request', 'unsupported-media-type', 'too-large'];

/** Gives an upload up; evidence that came of it stays. */
export async function removeUpload(tx: Writer, actor: Actor, id: string, now: number): Promise<void> {
  await getUpload(tx, actor, id, now);
  await tx.uploads.remove(id);
}

/** Drops uploads whose time ran out, and from the disk what no open upload needs. */
export async function sweepUploads(store: Pick<Store, 'read' | 'write'>, pieces: Pieces, now: number): Promise<void> {
  await store.write((tx) => tx.uploads.sweep(now));
  for (const id of await pieces.ids()) {
    const row = await store.read.uploads.find(id);
    if (!row || row.evidenceId !== null) await pieces.remove(id);
  }
}

function elsewhere(received: number): Failure {
  const detail = {
    en: `The upload stands at ${received}. Go on from there.`,
    zh: `该上传已接收 ${received} 字节，请从该处继续。`,
  };
  return new Failure('conflict', detail, {
    errors: [{ pointer: '#/offset', detail, in: 'query' }],
    extra: { received },
  });
}

const TOO_MANY = {
  en: `You have ${MOST_OPEN} uploads open. Finish one or give one up first.`,
  zh: `已有 ${MOST_OPEN} 个未完成的上传，请先完成或放弃一个。`,
};
const EMPTY = { en: 'The piece is empty.', zh: '上传分片为空。' };
const BEYOND = { en: 'The piece goes beyond the end that was announced.', zh: '上传分片超出所声明的文件大小。' };
const OTHER_SUM = {
  en: 'What came is not the file that was announced: its SHA-256 is another. The upload is gone; begin anew.',
  zh: '收到的内容与所声明的文件不符（SHA-256 不一致）。该上传已作废，请重新开始。',
};
