import { z } from 'zod';
import {
  finishUpload,
  getUpload,
  isHopeless,
  kindOfPiece,
  openUpload,
  removeUpload,
  requireAnnounced,
  takePiece,
} from '../../actions/console/uploads.ts';
import { getEvidence } from '../../actions/evidence/get-evidence.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { UploadRow } from '../../store/uploads.ts';
import { evidenceAbout, evidenceOut, presentEvidence, subjectType } from '../evidence-answer.ts';
import { MAX_FILE_BYTES, uploadOf } from '../multipart.ts';
import { created, ok, type Reply, type Request, route } from '../route.ts';
import { idOut, instant, instantOut, line } from '../schemas.ts';

/** The longest piece, bytes. */
const MAX_PIECE_BYTES = 1024 * 1024;

const uploadIn = z.strictObject({
  bytes: z.int().min(1).max(MAX_FILE_BYTES).meta({ description: 'How long the whole file is.' }),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .toLowerCase()
    .meta({ description: 'Of the whole file, hexadecimal.' }),
  fileName: line(200).optional(),
  ...evidenceAbout,
});
const uploadOut = z
  .strictObject({
    id: idOut,
    received: z.int().meta({ description: 'Where the next piece begins.' }),
    bytes: z.int(),
    expiresAt: instantOut,
    sha256: z.string(),
    fileName: z.string().nullable(),
    subjectType,
    subjectId: idOut,
    kind: z.string(),
    evidenceId: idOut.nullable().meta({ description: 'What became of it, once it was whole.' }),
    createdAt: instantOut,
  })
  .meta({ id: 'Upload' });
const offset = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .meta({ description: 'Where in the file the piece begins: what was received before.' });

/** Evidence that comes in pieces (断点续传), so that a broken line costs one piece and not the file. */
export const uploadRoutes = [
  route({
    method: 'POST',
    path: '/uploads',
    id: 'openUpload',
    tag: 'uploads',
    summary: 'Announce a file of evidence that will come in pieces',
    description: 'By whoever may add it by `POST /evidence`. At most 20 open a user (409), each for 48 hours.',
    who: 'upload.write',
    body: uploadIn,
    replies: { 201: { description: 'The upload.', schema: uploadOut } },
    write: async (tx, req) => {
      const { fileName = null, ...announced } = req.body;
      const row = await openUpload(tx, req.actor, { ...announced, fileName }, req.at);
      return created(`/uploads/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/uploads/{id}',
    id: 'getUpload',
    tag: 'uploads',
    summary: 'Where one of your uploads stands',
    who: 'upload.write',
    replies: { 200: { description: 'The upload.', schema: uploadOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getUpload(reader, req.actor, req.params.id, req.now))),
  }),
  route({
    method: 'PATCH',
    path: '/uploads/{id}',
    id: 'sendPiece',
    tag: 'uploads',
    summary: 'Send the next piece; the last one makes it evidence',
    description:
      'A piece of at most 1 MiB, on the disk before it is answered. At a wrong offset 409 tells `received`, to go on from. The ' +
      'last piece is answered with the evidence, also when it is sent again; where the file is not the one announced, or none ' +
      'that evidence may be, the upload is gone. No `If-Match`: the offset says what it goes on from.',
    who: 'upload.write',
    query: z.strictObject({ offset }),
    octets: true,
    maxBytes: MAX_PIECE_BYTES,
    replies: {
      200: { description: 'How far it has come.', schema: z.strictObject({ received: z.int() }) },
      201: { description: 'The evidence that it became.', schema: evidenceOut },
    },
    problems: ['conflict'],
    raw: (req) => req.env.files.pieces.inTurn(req.params.id, () => sendPiece(req, req.params.id, req.query.offset)),
  }),
  route({
    method: 'DELETE',
    path: '/uploads/{id}',
    id: 'removeUpload',
    tag: 'uploads',
    summary: 'Give an upload up; evidence that came of it stays',
    who: 'upload.write',
    replies: { 204: { description: 'Gone.' } },
    raw: ({ env, actor, params, now }) =>
      env.files.pieces.inTurn(params.id, async () => {
        await env.store.write((tx) => removeUpload(tx, actor, params.id, now));
        await env.files.pieces.remove(params.id);
        return { status: 204 };
      }),
  }),
];

type Asked = Pick<Request, 'env' | 'actor' | 'now' | 'at' | 'body'>;

async function sendPiece(req: Asked, id: string, at: number): Promise<Reply> {
  const { store, files } = req.env;
  const piece = pieceOf(req);
  const row = await getUpload(store.read, req.actor, id, req.now);
  const kind = kindOfPiece(row, at, piece.length);
  if (kind === 'again') return answer(await getEvidence(store.read, req.actor, row.evidenceId ?? ''));
  await files.pieces.write(id, at, piece);
  if (kind === 'last') return answer(await takeWhole(req, row));
  const taken = { offset: at, length: piece.length };
  return ok({ received: await store.write((tx) => takePiece(tx, req.actor, id, taken, req.now)) });
}

/** From here on it goes the way of any file that is added as evidence. */
async function takeWhole(req: Asked, row: UploadRow): Promise<EvidenceRow> {
  const { store, files } = req.env;
  const received = await files.receive(files.pieces.open(row.id, row.bytes));
  const upload = uploadOf(received, row.fileName, req.env);
  try {
    requireAnnounced(row, received);
    const { sha256, bytes, fileName } = upload;
    const mediaType = await upload.mediaType();
    const file = { sha256, bytes, fileName, mediaType, ...(await upload.place()) };
    const evidence = await store.write(async (tx) => {
      tx.afterCommit(() => upload.keep());
      return finishUpload(tx, req.actor, row, file, req.at);
    });
    await files.pieces.remove(row.id);
    return evidence;
  } catch (error) {
    if (isHopeless(error)) {
      await store.write((tx) => tx.uploads.remove(row.id));
      await files.pieces.remove(row.id);
    }
    throw error;
  } finally {
    await upload.discard();
  }
}

const answer = (row: EvidenceRow): Reply => created(`/evidence/${row.id}`, presentEvidence(row));

/** The pipeline puts what the body brought beside its fields. */
const pieceOf = ({ body }: Asked): Buffer => (body as { readonly file: Buffer }).file;

const present = (row: UploadRow) => ({
  id: row.id,
  received: row.received,
  bytes: row.bytes,
  expiresAt: instant(row.expiresAt),
  sha256: row.sha256,
  fileName: row.fileName,
  subjectType: row.subjectType,
  subjectId: row.subjectId,
  kind: row.kind,
  evidenceId: row.evidenceId,
  createdAt: instant(row.createdAt),
});
