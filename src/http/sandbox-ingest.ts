import type { Express } from 'express';
import { sandboxVerdict } from '../actions/devices/sandbox-verdict.ts';
import { type CameraReply, type CameraRequest, Unreadable, type Verdict } from '../cameras/protocol.ts';
import { PROTOCOLS } from '../cameras/protocols.ts';
import { notFound } from '../domain/failure.ts';
import { DEVICE_PROTOCOLS } from '../domain/gates/device.ts';
import { requireTurn } from './address-limits.ts';
import type { Answer } from './answer.ts';
import { ClientGone, hasBody, readBytes } from './body.ts';
import type { Env } from './env.ts';
import { type Call, exchange } from './exchange.ts';

const BASE = '/ingest/sandbox';
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/**
 * Where vendors try a camera protocol (沙箱): `/ingest/sandbox/<protocol>`, and below it whatever the protocol asks. No
 * device, no secret, no digest; the database is never touched, and the reply is the one that a device which may open the
 * barrier would get. Described at `/docs/sandbox`.
 */
export function mountSandbox(app: Express, env: Env): void {
  app.use(BASE, (incoming, outgoing) =>
    exchange(env, 'ingest-sandbox', incoming, outgoing, (call) => answer(env, call)),
  );
}

async function answer(env: Env, { incoming, now }: Call): Promise<Answer> {
  requireTurn(env.sandboxLimits, { address: incoming.socket.remoteAddress ?? '', now });
  const uri = (incoming as { originalUrl?: string }).originalUrl ?? incoming.url ?? '/';
  const [path = '', query = ''] = uri.split('?', 2);
  const [name, ...rest] = path.slice(BASE.length).split('/').filter(Boolean);
  const known = DEVICE_PROTOCOLS.find((one) => one === name);
  const protocol = known && PROTOCOLS[known];
  if (!protocol) throw notFound('#');
  const request: CameraRequest = {
    method: incoming.method ?? 'POST',
    path: rest.length > 0 ? `/${rest.join('/')}` : '',
    query,
    contentType: incoming.headers['content-type'] ?? '',
    userIdentify: String(incoming.headers['user-identify'] ?? ''),
    body: hasBody(incoming) ? await readBytes(incoming, MAX_MESSAGE_BYTES) : Buffer.alloc(0),
  };
  try {
    const heard = await protocol.hear(request, { lane: null, identity: null }, now);
    const verdicts = heard.sightings.map((sighting) => sandboxVerdict(env.policies.current(), sighting, now));
    if (verdicts.includes(undefined)) return sent(protocol.failed(request, now));
    return sent(heard.reply(verdicts as Verdict[]));
  } catch (error) {
    if (error instanceof Unreadable) return sent(error.reply);
    throw error;
  }
}

function sent(reply: CameraReply | undefined): Answer {
  if (!reply) throw new ClientGone();
  return { status: reply.status, headers: { 'Content-Type': reply.contentType }, text: reply.body, bare: true };
}
