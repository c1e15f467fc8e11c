import type { RouteDef } from '../../src/http/route.ts';
import { checkContract } from './contract.ts';
import type { TestService } from './server.ts';
import type { Stored } from './stored.ts';
import type { Received, Sent, Wire } from './wire.ts';

/** A request that somebody may have meant ill. */
export type Shot = {
  readonly who: string;
  readonly sent: Sent;
  /** What must hold of the answer beyond what must hold of any; gives what is wrong. */
  readonly check?: (received: Received) => string | undefined;
};

export type Fault = { readonly who: string; readonly request: string; readonly wrong: string; readonly answer: string };

type Ground = { readonly service: TestService; readonly wire: Wire; readonly stored: Stored };

/**
 * Sends one after the other, and gives what was answered otherwise than it may be: 2xx or a 4xx problem document, each as the
 * OpenAPI document says, and after a refusal the database as it was before.
 */
export async function fire(
  { service, wire, stored }: Ground,
  def: RouteDef | undefined,
  shots: readonly Shot[],
): Promise<Fault[]> {
  const faults: Fault[] = [];
  // Making the requests may have put things on record, of which jobs still judge.
  await service.settled();
  let mark = await stored.mark();
  for (const { who, sent, check } of shots) {
    const received = await wire.send(sent);
    const report = (wrong: string | undefined) => {
      if (wrong === undefined) return;
      faults.push({
        who,
        request: requestOf(sent),
        wrong,
        answer: `${received.status} ${received.text.slice(0, 400)}`,
      });
    };
    report(wrongWith(def, sent, received));
    report(check?.(received));
    if (received.status < 300) await service.settled();
    const after = await stored.mark();
    const changes = received.status < 300 && !(def?.read ?? false);
    if (!changes && after !== mark) report('it left something behind');
    mark = after;
    if (faults.length >= 10) break;
  }
  return faults;
}

function requestOf({ method, path, headers = {}, body }: Sent): string {
  const { Authorization: _, ...rest } = headers;
  const text = body === undefined ? '' : typeof body === 'string' ? JSON.stringify(body) : body.toString('latin1');
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(rest).slice(0, 300)} ${text.slice(0, 600)}`;
}

/** What is wrong with an answer whatever was asked. */
function wrongWith(def: RouteDef | undefined, sent: Sent, received: Received): string | undefined {
  const { status, headers } = received;
  const isOk = (status >= 200 && status < 300) || status === 304;
  if (!isOk && (status < 400 || status >= 500)) return 'it is neither 2xx nor 4xx';
  if (sent.method === 'HEAD') return undefined;
  if (!isOk) {
    const wrong = wrongProblem(received);
    if (wrong) return wrong;
  }
  if (typeof headers['x-request-id'] !== 'string') return 'it has no X-Request-Id';
  // What is no JSON is not described beyond its media type.
  if (!def || (isOk && (def.mediaType || def.hidden))) return undefined;
  try {
    checkContract(sent.method, sent.path, received);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
};

const POINTER = /^#(?:\/[\w%.~!$&'()*+,;=:@-]*)*$/;
/** What only insiders write: a stack, a statement, a file of ours, the name of the database. */
const INSIDE = /\n\s+at |node_modules|\.ts:\d|sqlite|postgres|drizzle|\bselect .+ from\b|\binsert into\b|zod/i;

function wrongProblem({ status, headers, body }: Received): string | undefined {
  if (headers['content-type'] !== 'application/problem+json') return `a refusal of type ${headers['content-type']}`;
  const { type, title, detail, instance, requestId, errors = [], ...rest } = body as Problem;
  if ([type, title, detail, instance, requestId].some((text) => typeof text !== 'string' || text === ''))
    return 'the problem document lacks something';
  if (rest.status !== status) return 'the problem document tells another status';
  if (!/^\/problems\/[a-z-]+$/.test(type)) return 'its type is no problem of ours';
  if (INSIDE.test([title, detail, ...errors.map((error) => error.detail)].join('\n'))) return 'it tells of the inside';
  if (errors.some(({ pointer }) => !POINTER.test(pointer))) return 'a pointer is none';
  if (new Set(errors.map(({ pointer }) => pointer)).size !== errors.length) return 'a pointer stands twice';
  if (status === 400 && errors.length === 0) return 'a 400 names nothing';
  if (status === 401 && headers['www-authenticate'] === undefined) return 'a 401 without WWW-Authenticate';
  if (status === 405 && headers.allow === undefined) return 'a 405 without Allow';
  if (status === 429 && headers['retry-after'] === undefined) return 'a 429 without Retry-After';
  return undefined;
}

/** The places that a refusal names. */
export const pointersOf = ({ body }: Received): readonly string[] =>
  ((body as Partial<Problem> | undefined)?.errors ?? []).map(({ pointer }) => pointer);
