import { z } from 'zod';
import { changeView, getSavedView, removeView, saveView } from '../../actions/console/saved-views.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { SavedViewRow } from '../../store/saved-views.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { check, idOut, instant, instantOut, line, listOf, pageQuery, slug } from '../schemas.ts';

const pageName = slug.meta({ description: 'The page of the console, such as `violations`.' });
const query = z
  .string()
  .max(2_000)
  .superRefine(
    check((text) => !/[\p{Cc}\s]/u.test(text), {
      en: 'This is not a URL query.',
      zh: '不是有效的网址查询串。',
    }),
  )
  .meta({ description: 'Of the page’s URL, percent-encoded, without the question mark. Plates are refused.' });

const viewOut = z
  .strictObject({
    id: idOut,
    name: z.string(),
    page: z.string(),
    query: z.string(),
    createdAt: instantOut,
    updatedAt: instantOut,
  })
  .meta({ id: 'SavedView' });

/** Lists as a user narrowed them (常用视图), under names of its own; nobody else sees them. */
export const savedViewRoutes = [
  route({
    method: 'POST',
    path: '/saved-views',
    id: 'saveView',
    tag: 'console',
    summary: 'Keep a list as you narrowed it, under a name',
    description: 'At most 100 a user, and one of a name on each page (409).',
    who: 'saved-view.write',
    body: z.strictObject({ name: line(100), page: pageName, query }),
    replies: { 201: { description: 'The view.', schema: viewOut } },
    write: async (tx, req) => {
      const row = await saveView(tx, req.actor, req.body, req.at);
      return created(`/saved-views/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/saved-views',
    id: 'listSavedViews',
    tag: 'console',
    summary: 'List your saved views, newest first',
    who: 'saved-view.write',
    query: z.strictObject({ ...pageQuery, page: pageName.optional() }),
    replies: { 200: { description: 'A page of views.', schema: listOf(viewOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'saved-view.write');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.savedViews.page(scope, req.query.page, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/saved-views/{id}',
    id: 'getSavedView',
    tag: 'console',
    summary: 'One of your saved views',
    who: 'saved-view.write',
    replies: { 200: { description: 'The view.', schema: viewOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getSavedView(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/saved-views/{id}',
    id: 'changeSavedView',
    tag: 'console',
    summary: 'Rename a saved view, or narrow it otherwise',
    who: 'saved-view.write',
    body: z.strictObject({ name: line(100).optional(), page: pageName.optional(), query: query.optional() }),
    replies: { 200: { description: 'The view.', schema: viewOut } },
    etag: true,
    current: async (tx, req) => present(await getSavedView(tx, req.actor, req.params.id)),
    write: async (tx, req) => ok(present(await changeView(tx, req.actor, req.params.id, req.body, req.at))),
  }),
  route({
    method: 'DELETE',
    path: '/saved-views/{id}',
    id: 'removeSavedView',
    tag: 'console',
    summary: 'Remove a saved view',
    who: 'saved-view.write',
    replies: { 204: { description: 'Removed.' } },
    write: async (tx, req) => {
      await removeView(tx, req.actor, req.params.id);
      return { status: 204 };
    },
  }),
];

const present = (row: SavedViewRow) => ({
  id: row.id,
  name: row.name,
  page: row.page,
  query: row.query,
  createdAt: instant(row.createdAt),
  updatedAt: instant(row.updatedAt),
});
