import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Express, Request } from 'express';
import { SECTIONS } from '../console/sections.ts';
import { notFound } from '../domain/failure.ts';
import type { Answer } from './answer.ts';
import type { Env } from './env.ts';
import { exchange } from './exchange.ts';
import { methodNotAllowed } from './problem.ts';
import { pageHeaders } from './security-headers.ts';

/** What `npm run build` leaves there; the service reads the same folder from its sources and when it is built. */
const BUILT = fileURLToPath(new URL('../../dist/pages/', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
const LATER = 'public, max-age=31536000, immutable';

/** The console's page at `/` and below its sections, and what it is made of below `/assets`; nothing comes from any other host. */
export function mountConsole(app: Express, env: Env): void {
  const page = readFileSync(join(BUILT, 'index.html'), 'utf8');
  const assets = new Set(readdirSync(join(BUILT, 'assets')));
  const paths = ['/', ...SECTIONS.flatMap((section) => [`/${section}`, `/${section}/*rest`])];
  const serve = (id: string, path: string | string[], answer: (incoming: Request) => Promise<Answer>) => {
    app.get(path, (incoming, outgoing) => exchange(env, id, incoming, outgoing, () => answer(incoming)));
    app.all(path, (incoming, outgoing) =>
      exchange(env, 'wrong-method', incoming, outgoing, () => Promise.reject(methodNotAllowed(['GET', 'HEAD']))),
    );
  };
  serve('console', paths, () => Promise.resolve(pageOf(page, env)));
  const worker = readFileSync(join(BUILT, 'console-worker.js'), 'utf8');
  serve('console-worker', '/console-worker.js', () => Promise.resolve(workerOf(worker)));
  serve('console-asset', '/assets/:name', ({ params, headers }) => {
    const name = String(params['name']);
    if (!assets.has(name)) return Promise.reject(notFound('#/name'));
    return assetOf(name, /\bgzip\b/.test(String(headers['accept-encoding'])) && assets.has(`${name}.gz`));
  });
}

async function assetOf(name: string, packed: boolean): Promise<Answer> {
  return {
    status: 200,
    headers: {
      ...pageHeaders({}),
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': LATER,
      Vary: 'Accept-Encoding',
      ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
    },
    text: await readFile(join(BUILT, 'assets', packed ? `${name}.gz` : name)),
  };
}

/** What keeps the console for use without a network; browsers ask for it anew to see whether it has changed. */
const workerOf = (text: string): Answer => ({
  status: 200,
  headers: {
    ...pageHeaders({ 'connect-src': ["'self'"] }),
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
  },
  text,
});

/** Styles are written by the page itself as it needs them, each under the nonce of this one answer. */
function pageOf(page: string, env: Env): Answer {
  const nonce = env.randomBytes(18).toString('base64');
  const headers = pageHeaders({
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:'],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
  });
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
    text: page.replaceAll('%NONCE%', nonce),
  };
}
