import autocannon from 'autocannon';

/** What a load process is asked to send; each connection uses the token at its number. */
export type LoadSpec = {
  readonly url: string;
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly kind: 'passage' | 'batch' | 'get';
  readonly tokens: readonly string[];
  readonly connections: number;
  /** How long to send; `requests`, where given, ends it earlier or later: when so many have been answered. */
  readonly seconds: number;
  readonly requests?: number;
  /** Makes event ids of one run differ from every other's. */
  readonly run: string;
};

export type LoadResult = { readonly perSecond: number; readonly p99: number; readonly failed: number };

const BATCH = 1_000;
const START = Date.parse('2022-01-03T00:00:00+08:00');

let serial = 0;

/** A passage of a truck that this run has not sent before; one in eight breaks a rule. */
function passage(run: string): Record<string, unknown> {
  serial += 1;
  const number = serial % 90_000;
  return {
    eventId: `${run}-${serial}`,
    passedAt: new Date(START + serial * 7_000).toISOString(),
    direction: 'in',
    plate: `晋C${String(10_000 + number)}`,
    plateColour: 'yellow',
    confidence: 0.97,
    lane: 1,
    vehicle: {
      vin: 'LFWSRXSJ3KAD57951',
      emissionStage: serial % 8 === 0 ? '5' : '6',
      fuel: 'diesel',
      usage: 'operating',
      vehicleType: 'Q11',
      registeredOn: '2019-05-06',
    },
    cargo: { name: '煤炭', bulk: true, tonnes: 32.5 },
    barrier: 'passed',
  };
}

function bodyOf(spec: LoadSpec): string | undefined {
  if (spec.kind === 'get') return undefined;
  if (spec.kind === 'passage') return JSON.stringify(passage(spec.run));
  return JSON.stringify({ passages: Array.from({ length: BATCH }, () => passage(spec.run)) });
}

async function run(spec: LoadSpec): Promise<LoadResult> {
  let connection = 0;
  const result = await autocannon({
    url: spec.url,
    connections: spec.connections,
    ...(spec.requests ? { amount: spec.requests } : { duration: spec.seconds }),
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
        setupRequest: (request) => ({ ...request, body: bodyOf(spec) }),
      },
    ],
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

process.on('message', (spec: LoadSpec) => {
  run(spec).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ perSecond: 0, p99: 0, failed: String(error) }),
  );
});
