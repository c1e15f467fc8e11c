import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { Agent, createServer, type IncomingHttpHeaders, request } from 'node:http';

/** A request exactly as it goes out: nothing is escaped, added or put right but `Host` and the length of the body. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
};

export type Received = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed JSON of the answer, undefined where it is something else. */
  readonly body: unknown;
};

/** A service that listens, and the plainest client there is; connections are kept, so that requests truly meet. */
export type Wire = {
  readonly port: number;
  send(sent: Sent): Promise<Received>;
  close(): Promise<void>;
};

export async function openWire(listener: RequestListener): Promise<Wire> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const { port } = address;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  return {
    port,
    send: (sent) => send(agent, port, sent),
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const send = (agent: Agent, port: number, { method, path, headers = {}, body }: Sent): Promise<Received> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const outgoing = request({ agent, port, host: '127.0.0.1', method, path, headers: { ...length, ...headers } });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const isJson = /json/.test(incoming.headers['content-type'] ?? '') && text !== '';
        const parsed: unknown = isJson ? JSON.parse(text) : undefined;
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, body: parsed });
      });
    });
    outgoing.end(body);
  });
