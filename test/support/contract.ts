import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeRoutes } from '../../src/http/openapi.ts';
import { routes } from '../../src/http/routes.ts';

type Content = { readonly schema?: { readonly $ref?: string } };
type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Content>> }>>;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** The document the service serves. */
export const document = JSON.parse(JSON.stringify(describeRoutes(routes))) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'doc', ...document });
/** By the name of the schema, or the schema itself where it has none: most answers are problem documents, whatever was asked. */
const validators = new Map<unknown, ValidateFunction>();

const patterns = Object.keys(document.paths)
  .sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly text?: string;
};

/** Fails unless an answer is one that the OpenAPI document lists for this method and path, in its closed form. */
export function checkContract(method: string, url: string, answer: Answer): void {
  const path = url.split('?')[0] ?? '';
  const found = patterns.find(({ pattern }) => pattern.test(path))?.path;
  const operation = found && document.paths[found]?.[method.toLowerCase()];
  if (!operation) {
    if (![400, 404, 405].includes(answer.status))
      throw new Error(`${method} ${path} answered ${answer.status} but is not in the document`);
    checkProblem(answer);
    return;
  }
  const response = operation.responses[String(answer.status)];
  if (!response)
    throw new Error(`${method} ${found} answered ${answer.status}, which it does not list: ${answer.text}`);
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  if (!response.content) return;
  const content = response.content[type];
  if (!content) throw new Error(`${method} ${found} ${answer.status} answered ${type}`);
  if (!type.endsWith('json')) return;
  const at = ['paths', found, method.toLowerCase(), 'responses', String(answer.status), 'content', type, 'schema'];
  validate(content, at, answer.body, `${method} ${found} ${answer.status}`);
}

function checkProblem(answer: Answer): void {
  const { type, title, status, detail, instance, requestId } = answer.body as Record<string, unknown>;
  if ([type, title, detail, instance, requestId].some((text) => typeof text !== 'string') || status !== answer.status)
    throw new Error(`not a problem document: ${JSON.stringify(answer.body)}`);
}

function validate(content: Content, at: readonly string[], body: unknown, what: string): void {
  const key = content.schema?.$ref ?? content;
  let check = validators.get(key);
  if (!check) {
    const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    check = ajv.compile({ $ref: `doc#/${pointer}` });
    validators.set(key, check);
  }
  if (check(body)) return;
  const faults = (check.errors ?? [])
    .slice(0, 5)
    .map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  throw new Error(`${what} does not fit the document: ${faults.join('; ')} in ${JSON.stringify(body).slice(0, 800)}`);
}
