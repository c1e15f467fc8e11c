import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { CameraRequest, KnownDevice, Protocol } from '../../cameras/protocol.ts';
import { Unreadable } from '../../cameras/protocol.ts';
import { conflict, type Message, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { DeadLetterRow } from '../../store/dead-letters.ts';
import type { DeviceRow } from '../../store/devices.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { type Hearing, storeHeard } from './hear-camera.ts';

/** Of one device no more letters than this are kept; the oldest go. */
const MOST_LETTERS = 1_000;

type Kept = { readonly method: string; readonly path: string; readonly query: string; readonly contentType: string };

/** Keeps what a camera said and nobody understood, with the reason. The same bytes of one device are kept once. */
export async function keepDeadLetter(
  { store, files, newId, now }: Hearing,
  device: DeviceRow,
  request: CameraRequest,
  reason: Message,
): Promise<void> {
  const received = await files.receive(Readable.from([withoutSecrets(request.body)]));
  if (await store.read.deadLetters.has(device.id, received.sha256)) return files.drop(received);
  const placed = await files.place(received, now);
  const kept: Kept = {
    method: request.method,
    path: request.path,
    query: namesSecret(request.query) ? '' : request.query,
    contentType: request.contentType,
  };
  const row: DeadLetterRow = {
    id: newId(),
    deviceId: device.id,
    gateId: device.gateId,
    enterpriseId: device.enterpriseId,
    countyCode: device.countyCode,
    receivedAt: now,
    reason: JSON.stringify(reason),
    request: { ...kept, userIdentify: request.userIdentify },
    sha256: received.sha256,
    folder: placed.folder,
    bytes: received.bytes,
    status: 'open',
    passageIds: null,
    closedAt: null,
    closedBy: null,
  };
  try {
    await store.write((tx) => tx.deadLetters.insert(row, MOST_LETTERS));
    placed.keep();
  } catch (error) {
    await placed.forget(await store.read.deadLetters.needs(placed.folder, received.sha256));
    throw error;
  }
}

/** Why a letter was not understood, in both languages; letters kept before there were two say it in one. */
export function reasonOf({ reason }: Pick<DeadLetterRow, 'reason'>): Message {
  return reason.startsWith('{"') ? (JSON.parse(reason) as Message) : { en: reason, zh: reason };
}

/** Some cameras tell their own password when they register; a message that may hold one is kept without its content. */
const withoutSecrets = (body: Buffer): Buffer => (namesSecret(body.toString('latin1')) ? Buffer.alloc(0) : body);
const namesSecret = (text: string): boolean => /pass_?wd|password/i.test(text);

/** A letter the actor may read: not-found otherwise. */
export async function getDeadLetter(reader: Reader, actor: Actor, id: string): Promise<DeadLetterRow> {
  const row = await reader.deadLetters.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.enterpriseId };
  if (!row || !owners || !covers(scopeOf(actor, 'dead-letter.read'), owners)) throw notFound();
  return row;
}

/**
 * Hears an open letter again, as it came and at the time it came. Gives the passages it held; conflict where it was closed
 * before, or is still not understood.
 */
export async function replayDeadLetter(
  hearing: Hearing,
  actor: Actor,
  letter: DeadLetterRow,
  protocol: Protocol,
  at: At,
): Promise<DeadLetterRow> {
  const { store, files } = hearing;
  const device = await store.read.devices.find(letter.deviceId);
  if (!device) throw notFound();
  if (letter.status !== 'open') throw conflict(CLOSED);
  const { stream } = await files.open(letter.folder, letter.sha256);
  const request = { ...requestOf(letter), body: await buffer(stream) };
  const then = { ...hearing, now: letter.receivedAt };
  const heard = await protocol.hear(request, device as KnownDevice, then.now).catch((error: unknown) => {
    if (error instanceof Unreadable) throw conflict(STILL_UNREADABLE(error.reason));
    throw error;
  });
  if (heard.unread !== undefined) throw conflict(STILL_UNREADABLE(heard.unread));
  // What is heard again long after it happened opens nothing; its verdicts are told to nobody.
  const { passageIds } = await storeHeard(then, device, heard);
  await store.write((tx) => closeDeadLetter(tx, actor, letter, 'replayed', passageIds, at));
  return getDeadLetter(store.read, actor, letter.id);
}

/** Closes an open letter: heard again, or dismissed as nothing that matters. */
export async function closeDeadLetter(
  tx: Writer,
  actor: Actor,
  { id, deviceId }: DeadLetterRow,
  status: 'replayed' | 'dismissed',
  passageIds: readonly string[],
  at: At,
): Promise<void> {
  const closing = { status, passageIds: [...passageIds], closedAt: at.now, closedBy: actor.id };
  if (!(await tx.deadLetters.close(id, closing))) throw conflict(CLOSED);
  await record(
    tx,
    actor,
    at,
    `dead-letter.${status === 'replayed' ? 'replay' : 'dismiss'}`,
    {
      type: 'dead_letter',
      id,
    },
    { deviceId, passages: passageIds.length },
  );
}

function requestOf({ request }: DeadLetterRow): Omit<CameraRequest, 'body'> {
  const kept = request as Kept & { readonly userIdentify?: string };
  return {
    method: kept.method,
    path: kept.path,
    query: kept.query,
    contentType: kept.contentType,
    userIdentify: kept.userIdentify ?? '',
  };
}

const CLOSED = { en: 'This message was dealt with before.', zh: '该报文已处理。' };
const STILL_UNREADABLE = (reason: Message) => ({
  en: `The message is still not understood: ${reason.en}`,
  zh: `报文仍无法解析：${reason.zh}`,
});
