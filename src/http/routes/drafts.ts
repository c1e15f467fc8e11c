import { z } from 'zod';
import { changeDraft, getDraft, keepDraft, removeDraft } from '../../actions/console/drafts.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { DraftRow, DraftSummary } from '../../store/drafts.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, instant, instantOut, line, listOf, pageQuery, slug } from '../schemas.ts';

const kind = slug.meta({ description: 'What it is to become, such as `filing`.' });
const content = z
  .record(z.string(), z.unknown())
  .meta({ description: 'Any JSON object of at most 64 KiB; the service does not look into it.' });

const summaryOut = z
  .strictObject({ id: idOut, kind: z.string(), title: z.string(), createdAt: instantOut, updatedAt: instantOut })
  .meta({ id: 'DraftSummary' });
const draftOut = summaryOut.extend({ content }).meta({ id: 'Draft' });

/** What somebody has begun and not sent (草稿), to be taken up on another device; nobody else sees it. */
export const draftRoutes = [
  route({
    method: 'POST',
    path: '/drafts',
    id: 'keepDraft',
    tag: 'console',
    summary: 'Keep what you have begun and not sent',
    description: 'At most 200 a user (409); dropped 90 days after the last change.',
    who: 'draft.write',
    body: z.strictObject({ kind, title: line(200), content }),
    replies: { 201: { description: 'The draft.', schema: draftOut } },
    write: async (tx, req) => {
      const row = await keepDraft(tx, req.actor, req.body, req.at);
      return created(`/drafts/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/drafts',
    id: 'listDrafts',
    tag: 'console',
    summary: 'List your drafts without their content, the last changed first',
    who: 'draft.write',
    query: z.strictObject({ ...pageQuery, kind: kind.optional() }),
    replies: { 200: { description: 'A page of drafts.', schema: listOf(summaryOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'draft.write');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.drafts.page(scope, req.query.kind, request),
        ({ id, updatedAt }) => ({ id, at: updatedAt }),
      );
      return ok({ items: rows.map(summary), next });
    },
  }),
  route({
    method: 'GET',
    path: '/drafts/{id}',
    id: 'getDraft',
    tag: 'console',
    summary: 'One of your drafts',
    who: 'draft.write',
    replies: { 200: { description: 'The draft.', schema: draftOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getDraft(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/drafts/{id}',
    id: 'changeDraft',
    tag: 'console',
    summary: 'Go on with a draft; what is left out stays',
    who: 'draft.write',
    body: z.strictObject({ title: line(200).optional(), content: content.optional() }),
    replies: { 200: { description: 'The draft.', schema: draftOut } },
    etag: true,
    current: async (tx, req) => present(await getDraft(tx, req.actor, req.params.id)),
    write: async (tx, req) => ok(present(await changeDraft(tx, req.actor, req.params.id, req.body, req.at))),
  }),
  route({
    method: 'DELETE',
    path: '/drafts/{id}',
    id: 'removeDraft',
    tag: 'console',
    summary: 'Remove a draft',
    who: 'draft.write',
    replies: { 204: { description: 'Removed.' } },
    write: async (tx, req) => {
      await removeDraft(tx, req.actor, req.params.id);
      return { status: 204 };
    },
  }),
];

const summary = (row: DraftSummary) => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  createdAt: instant(row.createdAt),
  updatedAt: instant(row.updatedAt),
});

const present = (row: DraftRow) => ({ ...summary(row), content: row.content });
