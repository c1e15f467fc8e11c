import autocannon from 'autocannon';
import { batchBody, passageBody, type Run } from './messages.ts';
import { sendPaced } from './paced.ts';
import { hasWrk, sendWithWrk } from './wrk.ts';

/** What a load process is asked to send; each connection uses the token at its number. */
export type LoadSpec = Run & {
  readonly url: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly kind: 'passage' | 'batch' | 'get';
  readonly tokens: readonly string[];
  readonly connections: number;
  /** How long to send; `requests`, where given, ends it earlier or later: when so many have been answered. */
  readonly seconds: number;
  readonly requests?: number;
  /** Sends so many a second whether or not they are answered, and times each from when it was due. */
  readonly perSecond?: number;
};

/** `p99` in ms. */
export type LoadResult = { readonly perSecond: number; readonly p99: number; readonly failed: number };

const BODIES = { passage: passageBody, batch: batchBody, get: () => undefined } as const;

const TICK_MS = 20;

async function sendWithAutocannon(spec: LoadSpec): Promise<LoadResult> {
  let connection = 0;
  // Where it is known how many there will be they are written before the clock runs: what that takes is not the service's.
  const ready = Array.from({ length: spec.requests ?? 0 }, () => BODIES[spec.kind](spec)).values();
  const result = await autocannon({
    url: spec.url,
    connections: spec.connections,
    // It looks at the clock every so often, by default once a second: too coarse for how long so many requests took.
    ...(spec.requests ? { amount: spec.requests, sampleInt: TICK_MS } : { duration: spec.seconds }),
    setupClient: (client) => {
      const token = spec.tokens[connection++ % spec.tokens.length];
      client.setHeaders({
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      });
    },
    requests: [
      {
        method: spec.method,
        path: spec.path,
        setupRequest: (request) => ({ ...request, body: ready.next().value ?? BODIES[spec.kind](spec) }),
      },
    ],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

function send(spec: LoadSpec): Promise<LoadResult> {
  const { perSecond } = spec;
  if (perSecond !== undefined) return sendPaced({ ...spec, perSecond });
  const forWrk = spec.kind !== 'batch' && spec.requests === undefined;
  return forWrk && hasWrk() ? sendWithWrk(spec) : sendWithAutocannon(spec);
}

process.on('message', (spec: LoadSpec) => {
  send(spec).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ perSecond: 0, p99: 0, failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
