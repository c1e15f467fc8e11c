import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { notFound } from '../../domain/failure.ts';
import { describeRoutes } from '../openapi.ts';
import { type RouteDef, route } from '../route.ts';
import { SANDBOX_PAGE } from '../sandbox-page.ts';
import { PAGE_HEADERS } from '../security-headers.ts';

const UI_FOLDER = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>mobile-source-registry – API reference</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, persistAuthorization: false });\n`;

const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The OpenAPI document of `routes`, and the page that shows it with nothing from any other host. */
export function docsRoutes(routes: () => readonly RouteDef[]): RouteDef[] {
  let document: string | undefined;
  const page = { outside: true, tag: 'operation', who: 'anyone', method: 'GET' } as const;
  return [
    route({
      ...page,
      path: '/openapi.json',
      id: 'openapi',
      summary: 'This API as an OpenAPI 3.1 document',
      replies: { 200: { description: 'The document.', schema: z.record(z.string(), z.unknown()) } },
      raw: () => {
        document ??= JSON.stringify(describeRoutes(routes()));
        return Promise.resolve({ status: 200, headers: { 'Content-Type': 'application/json' }, text: document });
      },
    }),
    route({
      ...page,
      path: '/docs',
      id: 'docs',
      hidden: true,
      summary: 'The API reference',
      replies: { 200: { description: 'A page.' } },
      raw: () => Promise.resolve(asset(PAGE, 'text/html; charset=utf-8')),
    }),
    route({
      ...page,
      path: '/docs/sandbox',
      id: 'docs-sandbox',
      hidden: true,
      summary: 'How gate vendors try their software',
      replies: { 200: { description: 'A page.' } },
      raw: () => Promise.resolve(asset(SANDBOX_PAGE, 'text/html; charset=utf-8')),
    }),
    route({
      ...page,
      path: '/docs/{file}',
      id: 'docs-asset',
      hidden: true,
      summary: 'What the page is made of',
      params: z.object({ file: z.string() }),
      replies: { 200: { description: 'A file.' } },
      raw: async (req) => {
        const { file } = req.params;
        if (file === 'start.js') return asset(START, 'text/javascript; charset=utf-8');
        const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
        if (!type) throw notFound('#/file');
        return asset(await readFile(join(UI_FOLDER, file)), type);
      },
    }),
  ];
}

const asset = (text: string | Buffer, type: string) => ({
  status: 200,
  headers: { ...PAGE_HEADERS, 'Content-Type': type, 'Cache-Control': 'no-cache' },
  text,
});
