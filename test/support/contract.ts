import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describeRoutes } from '../../src/http/openapi.ts';
import { routes } from '../../src/http/routes.ts';

type Operation = {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

/** The document the service serves. */
export const document = JSON.parse(JSON.stringify(describeRoutes(routes))) as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (instance: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: 'doc', ...document });
const validators = new Map<string, ValidateFunction>();

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
  if (!(type in response.content)) throw new Error(`${method} ${found} ${answer.status} answered ${type}`);
  if (!type.endsWith('json')) return;
  const at = ['paths', found, method.toLowerCase(), 'responses', String(answer.status), 'content', type, 'schema'];
  validate(at, answer.body, `${method} ${found} ${answer.status}`);
}

function checkProblem(answer: Answer): void {
  const { type, title, status, detail, instance, requestId } = answer.body as Record<string, unknown>;
  if ([type, title, detail, instance, requestId].some((text) => typeof text !== 'string') || status !== answer.status)
    throw new Error(`not a problem document: ${JSON.stringify(answer.body)}`);
}

function validate(at: readonly string[], body: unknown, what: string): void {
  const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const ref = `doc#/${pointer}`;
  let check = validators.get(ref);
  if (!check) {
    check = ajv.compile({ $ref: ref });
    validators.set(ref, check);
  }
  if (check(body)) return;
  const faults = (check.errors ?? [])
    .slice(0, 5)
    .map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
  throw new Error(`${what} does not fit the document: ${faults.join('; ')} in ${JSON.stringify(body).slice(0, 800)}`);
}
