import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { Plugin } from 'vite';

/** Where the types of the API stand; written from the document that the built service serves, and never kept in the repository. */
const CONTRACT = fileURLToPath(new URL('./contract.d.ts', import.meta.url));

/** Writes the types of the API anew before the console is built, so that it cannot be built against another API. */
export const contract = (): Plugin => ({
  name: 'contract',
  buildStart: async () => {
    const [{ describeRoutes }, { routes }] = await Promise.all([built('openapi'), built('routes')]);
    const document = JSON.parse(JSON.stringify(describeRoutes(routes))) as OpenAPI3;
    writeFileSync(CONTRACT, astToString(await openapiTS(document, { alphabetize: true })));
  },
});

const built = (name: string) => import(new URL(`../../../dist/http/${name}.js`, import.meta.url).href);
