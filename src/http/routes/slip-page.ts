import { signedRevocations } from '../../actions/slips/revocations.ts';
import { formatInstant } from '../../domain/time.ts';
import { requireTurn } from '../address-limits.ts';
import { type Request, route } from '../route.ts';
import { pageHeaders } from '../security-headers.ts';
import { slipPage, slipWorker } from '../slip-page.ts';

const page = { outside: true, tag: 'operation', who: 'anyone', method: 'GET', hidden: true } as const;

/** The page that checks slips (凭证核验页): with a network, without one once it was opened, and as a file to take along. */
export const slipPageRoutes = [
  route({
    ...page,
    path: '/slip',
    id: 'slip-page',
    summary: 'The page that checks site-entry slips',
    replies: { 200: { description: 'A page.' } },
    raw: (req) => pageOf(req, {}),
  }),
  route({
    ...page,
    path: '/slip/offline.html',
    id: 'slip-page-file',
    summary: 'The same page as one file to take along',
    replies: { 200: { description: 'A page.' } },
    raw: (req) => pageOf(req, { 'Content-Disposition': 'attachment; filename="slip-check.html"' }),
  }),
  route({
    ...page,
    path: '/slip-worker.js',
    id: 'slip-worker',
    summary: 'What keeps the page for use without a network',
    replies: { 200: { description: 'A script.' } },
    raw: () =>
      Promise.resolve({
        status: 200,
        headers: {
          ...pageHeaders({ 'connect-src': ["'self'"] }),
          'Content-Type': 'text/javascript; charset=utf-8',
          'Cache-Control': 'no-cache',
        },
        text: slipWorker(),
      }),
  }),
];

async function pageOf({ env, address, now }: Pick<Request, 'env' | 'address' | 'now'>, more: Record<string, string>) {
  requireTurn(env.slipLimits, { address, now });
  const { html, headers } = slipPage();
  const text = html({
    keys: env.keys.published().map(({ kid, x }) => ({ kid, x })),
    madeAt: formatInstant(now),
    revocations: await signedRevocations(env.store.read, env.keys, now),
  });
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache', ...more },
    text,
  };
}
