import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOfRoute } from '../../src/http/mount.ts';
import { routes } from '../../src/http/routes.ts';
import { databases } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { openWire, type Wire } from '../support/wire.ts';

type Schema = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

describe('the OpenAPI document', () => {
  let service: TestService;
  let document: Document;
  let operations: [string, Operation][];
  beforeAll(async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    service = await startTest(sqlite.open);
    document = (await service.nobody.get('/openapi.json')).body as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(() => service.close());

  it('is 3.1 and has every route that is not hidden, once', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const shown = routes.filter(({ hidden }) => !hidden);
    expect(operations.map(([name]) => name).sort()).toEqual(
      shown.map((def) => `${def.method.toLowerCase()} ${pathOfRoute(def)}`).sort(),
    );
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  it('paths of the contract are under /api/v1, the others are not', () => {
    const outside = ['/healthz', '/readyz', '/metrics', '/openapi.json'];
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual(
      expect.arrayContaining(outside),
    );
    for (const [name] of operations)
      expect(name).toMatch(/^(get|post|patch|delete) \/(api\/v1\/|healthz|readyz|metrics|openapi)/);
  });

  it('says of each operation who may call it and that it may be refused', () => {
    for (const [name, { responses, security }] of operations) {
      const anyone = routes.find((def) => `${def.method.toLowerCase()} ${pathOfRoute(def)}` === name)?.who === 'anyone';
      expect([name, security?.length ?? 0]).toEqual([name, anyone ? 0 : 1]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(anyone ? ['400'] : ['400', '401', '403']));
      for (const [status, { content }] of Object.entries(responses))
        if (Number(status) >= 400 && content) expect(Object.keys(content)).toEqual(['application/problem+json']);
    }
  });

  it('names every path parameter, and the headers that matter', () => {
    for (const [name, { parameters = [], requestBody }] of operations) {
      const names = [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(names);
      const headers = parameters.filter((p) => p.in === 'header').map((p) => p.name);
      // Pieces of a file say by their offset what they go on from.
      if (name.startsWith('patch') && !requestBody?.content['application/octet-stream'])
        expect(headers).toEqual(['If-Match']);
    }
  });

  it('answers and bodies are closed: nothing stands in them that is not listed', () => {
    const open: string[] = [];
    for (const [name, { requestBody, responses }] of operations) {
      const parts = [
        requestBody,
        ...Object.entries(responses).map(([status, r]) => (Number(status) < 400 ? r : undefined)),
      ];
      for (const part of parts)
        for (const { schema } of Object.values(part?.content ?? {}))
          openObjects(schema, name, open, document, new Set());
    }
    // Open are only what follows the law's document or the kind of a thing: derivations, rules, evidence, facts as they were said,
    // what an audit row tells.
    const named = new Set(open.map((at) => at.split('/').at(-1)));
    const allowed = new Set(['why', 'rules', 'evidence', 'declared', 'facts', 'detail']);
    expect([...named].filter((name) => !allowed.has(name ?? ''))).toEqual([]);
  });

  it('every reference in it leads somewhere', () => {
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(document.components.schemas).toHaveProperty([name ?? '']);
  });
});

/** Notes where in a schema an object takes fields it does not list. */
function openObjects(schema: Schema, at: string, open: string[], document: Document, seen: Set<unknown>): void {
  const ref = schema['$ref'];
  const found = typeof ref === 'string' ? document.components.schemas[ref.split('/').at(-1) ?? ''] : schema;
  if (!found || seen.has(found)) return;
  seen.add(found);
  const additional = found['additionalProperties'];
  if (found['type'] === 'object' && found['properties'] && additional !== false) open.push(at);
  for (const [name, inner] of Object.entries((found['properties'] ?? {}) as Record<string, Schema>))
    openObjects(inner, `${at}/${name}`, open, document, seen);
  for (const list of ['anyOf', 'oneOf', 'allOf', 'prefixItems'])
    for (const inner of (found[list] ?? []) as Schema[]) openObjects(inner, at, open, document, seen);
  for (const one of ['items', 'additionalProperties'])
    if (typeof found[one] === 'object' && found[one] !== null)
      openObjects(found[one] as Schema, at, open, document, seen);
}

describe('what stands beside the API', () => {
  let service: TestService;
  let wire: Wire;
  beforeAll(async () => {
    const [sqlite] = databases;
    if (!sqlite) throw new Error('no database');
    service = await startTest(sqlite.open);
    wire = await openWire(service.app.listener);
  });
  afterAll(async () => {
    await wire.close();
    await service.close();
  });

  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    wire.send({ method: 'GET', path, headers });

  it('the reference page and all it needs come from here, and nothing else may run or load', async () => {
    const page = await get('/docs');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).not.toMatch(/https?:\/\//);
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'self'(?:;|$)/);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets.length).toBeGreaterThan(3);
    for (const asset of assets) expect((await get(asset)).status).toBe(200);
    for (const path of ['/docs/..%2Fpackage.json', '/docs/swagger-ui.css.map', '/docs/__proto__', '/docs/toString'])
      expect((await get(path)).status).toBe(404);
  });

  it('health: up, and ready while the database answers', async () => {
    expect((await service.nobody.get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await service.nobody.get('/readyz')).status).toBe(200);
  });

  it('not ready is 503', async () => {
    const [sqlite] = databases;
    const other = await startTest(async () => {
      const store = await (sqlite as (typeof databases)[number]).open();
      return { ...store, ready: () => Promise.reject(new Error('gone')) };
    });
    expect((await other.nobody.get('/readyz')).status).toBe(503);
    expect((await other.nobody.get('/healthz')).status).toBe(200);
    await other.close();
  });

  it('every answer has the headers that keep a browser safe, and says nothing of what it runs on', async () => {
    const { token } = await service.admin();
    for (const path of [
      '/api/v1/me',
      '/api/v1/me?x=1',
      '/nowhere',
      '/api/v1/organisations',
      '/healthz',
      '/docs',
      '/openapi.json',
    ]) {
      const { headers } = await get(path, { Authorization: `Bearer ${token}` });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.any(String),
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    }
  });
});
