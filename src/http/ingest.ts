import type { Express } from 'express';
import { keepDeadLetter } from '../actions/devices/dead-letters.ts';
import { type Hearing, hearCamera } from '../actions/devices/hear-camera.ts';
import { isSameHash, readToken } from '../actions/identity/opaque-token.ts';
import {
  type CameraReply,
  type CameraRequest,
  type KnownDevice,
  type Protocol,
  Unreadable,
} from '../cameras/protocol.ts';
import { PROTOCOLS } from '../cameras/protocols.ts';
import { Failure, type Message, notFound } from '../domain/failure.ts';
import type { DeviceProtocol } from '../domain/gates/device.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Answer } from './answer.ts';
import { ClientGone, hasBody, readBytes } from './body.ts';
import type { Env } from './env.ts';
import { type Call, exchange } from './exchange.ts';
import { errorFields } from './logs.ts';

const BASE = '/ingest/';
/** Pictures come in base64 or as parts of the message. */
const MAX_MESSAGE_BYTES = 24 * 1024 * 1024;

/** The address typed into a camera, below which it posts whatever its protocol asks. */
export const deviceUrl = (token: string): string => `${BASE}${token}`;

/**
 * Where cameras post. A device is known by the secret in its URL; any other answers as a missing thing. Replies are those
 * that its protocol asks for, never 5xx: where we fail, the camera is made to send again, and no barrier opens.
 */
export function mountIngest(app: Express, env: Env): void {
  app.use(BASE.slice(0, -1), (incoming, outgoing) =>
    exchange(env, 'ingest', incoming, outgoing, (call) => answer(env, call)),
  );
}

async function answer(env: Env, call: Call): Promise<Answer> {
  const { incoming, now } = call;
  const uri = (incoming as { originalUrl?: string }).originalUrl ?? incoming.url ?? '/';
  const [path = '', query = ''] = uri.split('?', 2);
  const [token = '', ...rest] = path
    .replace(/\/{2,}/g, '/')
    .slice(BASE.length)
    .split('/');
  const device = await deviceOf(env, call, token);
  const protocol = device && PROTOCOLS[device.protocol as DeviceProtocol];
  if (!device || !protocol) throw notFound('#');
  call.actor = { kind: 'device', id: device.id };
  const { body, lost } = await bodyOf(call);
  const request: CameraRequest = {
    method: incoming.method ?? 'POST',
    path: rest.length > 0 ? `/${rest.join('/')}` : '',
    query,
    contentType: incoming.headers['content-type'] ?? '',
    userIdentify: String(incoming.headers['user-identify'] ?? ''),
    body,
  };
  const { authorization } = incoming.headers;
  const proof = { method: request.method, uri, authorization };
  const required = protocol.digestRequired?.(request, known(device)) ?? false;
  const challenge = env.digest.challenge(device, proof, required, now);
  if (challenge !== undefined) return unproved(challenge);
  if (env.gateLimits.take(device.id, now) > 0) return sent(protocol.failed(request, now));
  return sent(await reply(env, call, device, protocol, request, lost));
}

async function deviceOf(env: Env, { requestId }: Call, token: string): Promise<DeviceRow | undefined> {
  const presented = readToken('cam', token);
  const row =
    presented &&
    (await env.store.read.devices.find(presented.id).catch((error: unknown) => {
      env.log.error({ requestId, error: errorFields(error) }, 'a camera could not be looked up');
      throw new ClientGone();
    }));
  return row && row.revokedAt === null && isSameHash(row.hash, presented.hash) ? row : undefined;
}

/** What is too large or compressed will be so every time: a note of that stands in its place, which no protocol understands. */
async function bodyOf({ incoming }: Call): Promise<{ readonly body: Buffer; readonly lost?: Message }> {
  if (!hasBody(incoming)) return { body: Buffer.alloc(0) };
  try {
    return { body: await readBytes(incoming, MAX_MESSAGE_BYTES) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { body: Buffer.from(error.detail.en), lost: error.detail };
  }
}

const known = ({ lane, identity }: DeviceRow): KnownDevice => ({
  lane,
  identity: identity as KnownDevice['identity'],
});

async function reply(
  env: Env,
  { now, requestId }: Call,
  device: DeviceRow,
  protocol: Protocol,
  request: CameraRequest,
  lost: Message | undefined,
): Promise<CameraReply | undefined> {
  const hearing: Hearing = { ...env, policies: env.policies.current, now };
  try {
    const heard = await protocol.hear(request, known(device), now);
    const verdicts = await hearCamera(hearing, device, heard);
    if (heard.unread !== undefined) await keepDeadLetter(hearing, device, request, heard.unread);
    return heard.reply(verdicts);
  } catch (error) {
    try {
      if (error instanceof Unreadable) {
        await keepDeadLetter(hearing, device, request, lost ?? error.reason);
        // It said something, so it lives.
        await hearCamera(hearing, device, { sightings: [], reply: () => error.reply });
        return error.reply;
      }
    } catch (second) {
      env.log.error({ requestId, error: errorFields(second) }, 'a dead letter could not be kept');
      return protocol.failed(request, now);
    }
    env.log.error({ requestId, error: errorFields(error) }, 'a camera was not heard');
    return protocol.failed(request, now);
  }
}

function sent(reply: CameraReply | undefined): Answer {
  // Cameras that know no word for it send again what was never answered.
  if (!reply) throw new ClientGone();
  return { status: reply.status, headers: { 'Content-Type': reply.contentType }, text: reply.body, bare: true };
}

const unproved = (challenge: string): Answer => ({
  status: 401,
  headers: { 'WWW-Authenticate': challenge, 'Content-Type': 'text/plain' },
  text: '',
  bare: true,
});
