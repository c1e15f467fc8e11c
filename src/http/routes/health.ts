import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { errorFields } from '../logs.ts';
import { ok, route } from '../route.ts';

const NOT_READY = {
  en: 'The database does not answer, or passages cannot be recorded.',
  zh: '数据库无响应，或暂时无法记录过车信息。',
};

const up = z.strictObject({ status: z.literal('ok') });

/** What watches the process asks: is it up, can it work, how is it doing. */
export const healthRoutes = [
  route({
    method: 'GET',
    path: '/healthz',
    outside: true,
    id: 'healthz',
    tag: 'operation',
    summary: 'The process is up',
    who: 'anyone',
    replies: { 200: { description: 'Up.', schema: up } },
    raw: () => Promise.resolve(ok({ status: 'ok' })),
  }),
  route({
    method: 'GET',
    path: '/readyz',
    outside: true,
    id: 'readyz',
    tag: 'operation',
    summary: 'The database answers, its migrations are done, and passages can be recorded',
    who: 'anyone',
    replies: { 200: { description: 'Ready.', schema: up } },
    raw: async (req) => {
      // The store migrates before it opens, so a database that answers is one that is up to date.
      try {
        await req.env.store.ready();
        await req.env.passages.ready();
      } catch (error) {
        req.env.log.warn({ requestId: req.requestId, error: errorFields(error) }, 'not ready');
        throw new Failure('unavailable', NOT_READY, { extra: { retryAfter: 1 } });
      }
      return ok({ status: 'ok' });
    },
  }),
  route({
    method: 'GET',
    path: '/metrics',
    outside: true,
    id: 'metrics',
    tag: 'operation',
    summary: 'Figures for Prometheus',
    who: 'anyone',
    mediaType: 'text/plain',
    replies: { 200: { description: 'Prometheus text.' } },
    raw: async (req) => {
      const { registry } = req.env.metrics;
      return { status: 200, headers: { 'Content-Type': registry.contentType }, text: await registry.metrics() };
    },
  }),
];
