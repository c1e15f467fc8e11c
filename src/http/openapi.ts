import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import type { FailureKind } from '../domain/failure.ts';
import { pathOfRoute } from './mount.ts';
import { PROBLEMS, type ProblemKind } from './problem.ts';
import type { RouteDef } from './route.ts';
import { idText } from './schemas.ts';

const problemOut = z
  .looseObject({
    type: z.string().meta({ example: '/problems/invalid-request' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    requestId: z.string(),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().meta({ example: '#/vehicle/vin' }),
          detail: z.string(),
          in: z.enum(['body', 'query', 'path', 'header']).optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' });

const DESCRIPTION = [
  'Instants are RFC 3339 with an offset, given out in +08:00 with milliseconds; legal days are YYYY-MM-DD, Asia/Shanghai.',
  'Unknown body fields and query parameters are refused. Errors are problem documents (RFC 9457), in Chinese with',
  '`Accept-Language: zh-CN`. Lists go on with the `next` of their last answer as `cursor`. POSTs that create or act honour',
  '`Idempotency-Key`; PATCH needs `If-Match`. Gate vendors try their software in a sandbox: [/docs/sandbox](/docs/sandbox).',
].join(' ');

/** The OpenAPI 3.1 document of the routes: the same list that validates and serves them. */
export function describeRoutes(routes: readonly RouteDef[]): unknown {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const def of routes) {
    if (def.hidden) continue;
    const path = pathOfRoute(def);
    paths[path] = { ...paths[path], [def.method.toLowerCase()]: operationOf(def) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'mobile-source-registry', version: '1', description: DESCRIPTION },
    servers: [{ url: '/' }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths: paths,
  });
}

function operationOf(def: RouteDef): ZodOpenApiOperationObject {
  const names = [...def.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const path = (def.params ?? z.object(Object.fromEntries(names.map((name) => [name, idText])))) as z.ZodObject;
  const headers = headersOf(def);
  return {
    operationId: def.id,
    tags: [def.tag],
    summary: def.summary,
    ...(def.description ? { description: def.description } : {}),
    ...(def.who === 'anyone' ? {} : { security: [{ bearer: [] }] }),
    requestParams: {
      ...(names.length > 0 ? { path } : {}),
      ...(def.query ? { query: def.query as z.ZodObject } : {}),
      ...(headers ? { header: headers } : {}),
    },
    ...(def.octets
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: BINARY } } } }
      : {}),
    ...(def.body ? { requestBody: requestBodyOf(def, def.body) } : {}),
    responses: { ...repliesOf(def), ...problemsOf(def, names.length > 0) },
  };
}

const BINARY = z.string().meta({ format: 'binary' });

function requestBodyOf(def: RouteDef, body: z.ZodType): ZodOpenApiOperationObject['requestBody'] {
  if (!def.multipart) return { required: true, content: { 'application/json': { schema: body } } };
  const schema = body instanceof z.ZodObject ? body.extend({ file: BINARY }) : body;
  return { required: true, content: { 'multipart/form-data': { schema } } };
}

/** Pieces of a file say by their query what they go on from. */
const needsMatch = (def: RouteDef): boolean => (def.method === 'PATCH' && !def.octets) || def.current !== undefined;

function headersOf(def: RouteDef): z.ZodObject | undefined {
  const match = z.string().meta({ description: 'The ETag of the representation changed, or `*`.' });
  const key = z.string().max(255).optional();
  const headers = {
    ...(needsMatch(def) ? { 'If-Match': match } : {}),
    ...(def.method === 'POST' && def.write && def.idempotent !== false && def.who !== 'anyone'
      ? { 'Idempotency-Key': key.meta({ description: 'Sending the same again answers the same, for 48 h.' }) }
      : {}),
  };
  return Object.keys(headers).length > 0 ? z.object(headers) : undefined;
}

function repliesOf(def: RouteDef): ZodOpenApiOperationObject['responses'] {
  const replies = Object.entries(def.replies).map(([status, { description, schema }]) => {
    const types = [def.mediaType ?? 'application/json'].flat();
    const text = { content: Object.fromEntries(types.map((type) => [type, { schema: z.string() }])) };
    const json = { 'application/json': { schema } };
    const content = schema
      ? { content: { ...(def.mediaType ? text.content : {}), ...json } }
      : def.mediaType
        ? text
        : {};
    return [status, { description, ...content }];
  });
  if (def.etag) replies.push(['304', { description: 'Unchanged.' }]);
  return Object.fromEntries(replies) as ZodOpenApiOperationObject['responses'];
}

function problemsOf(def: RouteDef, hasId: boolean): ZodOpenApiOperationObject['responses'] {
  const kinds: ProblemKind[] = [
    'invalid-request',
    ...(def.who === 'anyone' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(hasId ? (['not-found'] as const) : []),
    ...bodyProblems(def),
    ...(def.problems ?? []),
    'internal',
    'unavailable',
  ];
  const byStatus = new Map<number, string[]>();
  for (const kind of new Set(kinds)) {
    const { status, title } = PROBLEMS[kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), title.en]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, titles]) => [
      String(status),
      { description: titles.join('; '), content: { 'application/problem+json': { schema: problemOut } } },
    ]),
  );
}

function bodyProblems(def: RouteDef): FailureKind[] {
  if (def.method === 'GET') return [];
  const kinds: FailureKind[] = ['too-large', 'unsupported-media-type', 'not-found'];
  if (needsMatch(def)) kinds.push('precondition-failed', 'precondition-required', 'conflict');
  if (def.method === 'POST' && def.who !== 'anyone')
    kinds.push('conflict', 'too-many-requests', 'idempotency-key-reused');
  return kinds;
}
