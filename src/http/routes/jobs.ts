import { z } from 'zod';
import { cancelJob } from '../../actions/cancel-job.ts';
import { notFound } from '../../domain/failure.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { JobRow } from '../../store/jobs.ts';
import { page } from '../cursors.ts';
import { ok, route } from '../route.ts';
import { idOut, instant, instantOut, listOf, pageQuery } from '../schemas.ts';

const jobOut = z
  .strictObject({
    id: idOut,
    kind: z.string(),
    status: z.enum(['queued', 'done', 'failed', 'cancelled']),
    done: z.int().meta({ description: 'How many things it has dealt with so far.' }),
    total: z.int().nullable().meta({ description: 'How many there are, where that is known.' }),
    error: z.string().nullable(),
    createdAt: instantOut,
    finishedAt: instantOut.nullable(),
  })
  .meta({ id: 'Job' });

/** Work that goes on in the background, such as judging passages again after a fact changed. */
export const jobRoutes = [
  route({
    method: 'GET',
    path: '/jobs',
    id: 'listJobs',
    tag: 'jobs',
    summary: 'Background work, newest first: what is still to do and what is done',
    who: 'job.read',
    query: z.strictObject({ ...pageQuery, status: jobOut.shape.status.optional() }),
    replies: { 200: { description: 'A page of jobs.', schema: listOf(jobOut) } },
    read: async (reader, req) => {
      const { status } = req.query;
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.jobs.page(scopeOf(req.actor, 'job.read'), request, status),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
    },
  }),
  route({
    method: 'GET',
    path: '/jobs/{id}',
    id: 'getJob',
    tag: 'jobs',
    summary: 'How far one piece of background work has come',
    who: 'job.read',
    replies: { 200: { description: 'The job.', schema: jobOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await reader.jobs.find(req.params.id);
      if (!row || !covers(scopeOf(req.actor, 'job.read'), { userId: row.createdBy })) throw notFound();
      return ok(present(row));
    },
  }),
  route({
    method: 'POST',
    path: '/jobs/{id}/cancel',
    id: 'cancelJob',
    tag: 'jobs',
    summary: 'Call off an import or a preview; what it did so far stays',
    who: 'job.cancel',
    replies: { 200: { description: 'The job.', schema: jobOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(present(await cancelJob(tx, req.actor, req.params.id, req.at))),
  }),
];

function present(row: JobRow) {
  const { id, kind, status, done, total, error } = row;
  const times = { createdAt: instant(row.createdAt), finishedAt: instant(row.finishedAt) };
  return { id, kind, status, done, total, error, ...times };
}
