import { z } from 'zod';
import { ok, route } from '../route.ts';

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
    summary: 'The database answers and its migrations are done',
    who: 'anyone',
    replies: { 200: { description: 'Ready.', schema: up }, 503: { description: 'Not ready.' } },
    raw: async (req) => {
      // The store migrates before it opens, so a database that answers is one that is up to date.
      const answers = await req.env.store.ready().then(
        () => true,
        () => false,
      );
      return answers ? ok({ status: 'ok' }) : { status: 503, body: { status: 'unavailable' } };
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
