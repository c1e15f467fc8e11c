import type { RequestListener } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type Request as Incoming, type Response } from 'express';
import { Failure, type Message, notFound } from '../domain/failure.ts';
import { mountConsole } from './console.ts';
import type { Env } from './env.ts';
import { exchange } from './exchange.ts';
import { mountIngest } from './ingest.ts';
import { methodNotAllowed } from './problem.ts';
import type { RouteDef } from './route.ts';
import { mountSandbox } from './sandbox-ingest.ts';
import { prepareRoute, serve } from './serve.ts';

const BASE = '/api/v1';

const BAD_PATH: Message = { en: 'The path is not validly percent-encoded.', zh: '路径的百分号编码无效。' };

/** The path of a route as clients write it, with `{name}` for its parameters. */
export const pathOfRoute = (def: RouteDef): string => (def.outside ? def.path : `${BASE}${def.path}`);

/**
 * The listener of the whole service, and `express`, the same without its table. Paths without parameters are found in a table, since Express spends more on finding a
 * route than a passage costs; it finds all others. What answers is `serve` on either way.
 */
export function mount(
  routes: readonly RouteDef[],
  env: Env,
): { readonly listener: RequestListener; readonly express: Express } {
  const express = mountExpress(routes, env);
  const fixed = new Map(
    routes
      .filter((def) => !def.path.includes('{'))
      .map((def) => [`${def.method} ${pathOfRoute(def)}`, prepareRoute(def)]),
  );
  return {
    express,
    listener: (incoming, outgoing) => {
      const url = incoming.url ?? '';
      const query = url.indexOf('?');
      const found = fixed.get(`${incoming.method} ${query < 0 ? url : url.slice(0, query)}`);
      if (found) void serve(found, env, incoming, outgoing, {});
      else express(incoming, outgoing);
    },
  };
}

/** Express does one thing here: it finds the route of a method and path. Everything else is `serve`'s. */
function mountExpress(routes: readonly RouteDef[], env: Env): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.set('query parser', false);
  for (const [path, defs] of byPath(routes)) {
    for (const def of defs) {
      const served = prepareRoute(def);
      const handle = (incoming: Incoming, outgoing: Response) =>
        serve(served, env, incoming, outgoing, incoming.params as Record<string, string>);
      app[VERB[def.method]](path, handle);
    }
    app.all(path, (incoming, outgoing) =>
      exchange(env, 'wrong-method', incoming, outgoing, () => Promise.reject(wrongMethod(defs))),
    );
  }
  mountConsole(app, env);
  mountSandbox(app, env);
  mountIngest(app, env);
  app.use((incoming, outgoing) =>
    exchange(env, 'unknown-path', incoming, outgoing, () => Promise.reject(notFound('#'))),
  );
  // Reached only where Express itself refuses: a path it cannot decode.
  const refuse: ErrorRequestHandler = (error: unknown, incoming, outgoing, _next) => {
    const reason = error instanceof URIError || isBadRequest(error) ? badPath() : error;
    return exchange(env, 'unknown-path', incoming, outgoing, () => Promise.reject(reason));
  };
  app.use(refuse);
  return app;
}

const VERB = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const;

function byPath(routes: readonly RouteDef[]): Map<string, RouteDef[]> {
  const paths = new Map<string, RouteDef[]>();
  // A fixed path goes before one with parameters, so that `/passages/batch` is not read as an id.
  const fixedFirst = [...routes].sort((a, b) => Number(a.path.includes('{')) - Number(b.path.includes('{')));
  for (const def of fixedFirst) {
    const path = pathOfRoute(def).replace(/\{(\w+)\}/g, ':$1');
    paths.set(path, [...(paths.get(path) ?? []), def]);
  }
  return paths;
}

const wrongMethod = (defs: readonly RouteDef[]): Failure =>
  methodNotAllowed(defs.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));

const badPath = () =>
  new Failure('invalid-request', BAD_PATH, { errors: [{ pointer: '#', detail: BAD_PATH, in: 'path' }] });

const isBadRequest = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error && error.status === 400;
