import { z } from 'zod';
import { addEvidence, requireAdding } from '../../actions/evidence/add-evidence.ts';
import { requireSubject } from '../../actions/evidence/find-subject.ts';
import { getEvidence, takeEvidence } from '../../actions/evidence/get-evidence.ts';
import { openEvidence, thumbnail } from '../../actions/evidence/thumbnail.ts';
import { THUMBNAIL_RECIPE, THUMBNAIL_TYPE } from '../../files/pictures.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import { page } from '../cursors.ts';
import { evidenceAbout, evidenceOut, presentEvidence, subjectType } from '../evidence-answer.ts';
import { oneFile, type Upload } from '../multipart.ts';
import { created, ok, route } from '../route.ts';
import { idText, listOf, pageQuery } from '../schemas.ts';

const evidenceIn = z.strictObject(evidenceAbout);

/** Evidence (证据): a file about something, read by whoever may read that thing and added by whoever may write it. */
export const evidenceRoutes = [
  route({
    method: 'POST',
    path: '/evidence',
    id: 'addEvidence',
    tag: 'evidence',
    summary: 'Add a file about a passage, violation, vehicle, machine, inspection …',
    description: 'One file of at most 20 MiB: JPEG, PNG, WebP, AVIF, PDF, XLSX or MP4, told by its content.',
    who: 'evidence.create',
    multipart: oneFile,
    body: evidenceIn,
    replies: { 201: { description: 'What was stored.', schema: evidenceOut } },
    problems: ['not-found', 'too-large', 'unsupported-media-type'],
    prepare: async ({ env, actor, body }) => {
      await requireAdding(env.store.read, actor, body);
      const upload = uploadOf(body);
      const mediaType = await upload.mediaType();
      return { upload, mediaType, ...(await upload.place()) };
    },
    write: async (tx, req, { upload, mediaType, folder }) => {
      const { sha256, bytes, fileName } = upload;
      const { subjectType: type, subjectId, kind } = req.body;
      const about = { subjectType: type, subjectId, kind };
      const row = await addEvidence(tx, req.actor, about, { sha256, bytes, fileName, mediaType, folder }, req.at);
      tx.afterCommit(() => upload.keep());
      return created(`/evidence/${row.id}`, presentEvidence(row));
    },
  }),
  route({
    method: 'GET',
    path: '/evidence',
    id: 'listEvidence',
    tag: 'evidence',
    summary: 'List the evidence about one thing, newest first',
    who: 'evidence.read',
    query: z.strictObject({ ...pageQuery, subjectType, subjectId: idText }),
    replies: { 200: { description: 'A page of evidence.', schema: listOf(evidenceOut) } },
    problems: ['not-found'],
    read: async (reader, req) => {
      const { subjectType: type, subjectId } = req.query;
      await requireSubject(reader, req.actor, { subjectType: type, subjectId });
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.evidence.page(type, subjectId, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentEvidence), next });
    },
  }),
  route({
    method: 'GET',
    path: '/evidence/{id}',
    id: 'getEvidence',
    tag: 'evidence',
    summary: 'What a piece of evidence is',
    who: 'evidence.read',
    replies: { 200: { description: 'What it is.', schema: evidenceOut } },
    etag: true,
    read: async (reader, req) => ok(presentEvidence(await getEvidence(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'GET',
    path: '/evidence/{id}/content',
    id: 'getEvidenceContent',
    tag: 'evidence',
    summary: 'The file itself; reading it is recorded',
    who: 'evidence.read',
    replies: { 200: { description: 'The file.' } },
    mediaType: 'application/octet-stream',
    etag: true,
    raw: async (req) => {
      const { store, files } = req.env;
      const row = await store.write((tx) => takeEvidence(tx, req.actor, req.params.id, 'content', req.at));
      const { stream, bytes } = await openEvidence(files, row);
      return {
        status: 200,
        headers: {
          ...REVALIDATED,
          ETag: `"${row.sha256}"`,
          'Content-Type': row.mediaType,
          'Content-Length': String(bytes),
          'Content-Disposition': dispositionOf(row),
          'X-Content-Type-Options': 'nosniff',
        },
        stream,
      };
    },
  }),
  route({
    method: 'GET',
    path: '/evidence/{id}/thumbnail',
    id: 'getEvidenceThumbnail',
    tag: 'evidence',
    summary: 'A small copy of a picture, upright, without its EXIF; looking at it is recorded',
    description: 'WebP, 480 pixels on its longer side. 404 for what is no picture.',
    who: 'evidence.read',
    replies: { 200: { description: 'The thumbnail.' } },
    mediaType: THUMBNAIL_TYPE,
    etag: true,
    raw: async (req) => {
      const { store, files } = req.env;
      const row = await store.write((tx) => takeEvidence(tx, req.actor, req.params.id, 'thumbnail', req.at));
      const text = await thumbnail(files, row);
      const headers = {
        ...REVALIDATED,
        ETag: `"${row.sha256}.${THUMBNAIL_RECIPE}"`,
        'Content-Type': THUMBNAIL_TYPE,
        'X-Content-Type-Options': 'nosniff',
      };
      return { status: 200, headers, text };
    },
  }),
];

/** A copy may be kept, and is asked about at each view, so that each view is allowed and recorded. */
const REVALIDATED = { 'Cache-Control': 'private, no-cache' };

/** The pipeline puts what `multipart` gave beside the fields. */
const uploadOf = (body: object): Upload => (body as { file: Upload }).file;

/** RFC 6266: always saved, never shown in the page's place. */
function dispositionOf({ sha256, fileName }: EvidenceRow): string {
  const name = encodeURIComponent(fileName ?? sha256).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${sha256.slice(0, 16)}"; filename*=UTF-8''${name}`;
}
