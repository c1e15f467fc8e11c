import { api, authorised, told } from '../../api/client.ts';
import { Problem, problemOf } from '../../api/problem.ts';
import { keptLanguage } from '../../session/language.ts';
import { noteReach } from '../reach.ts';
import { inspectionOf, siteEntryOf } from './body-of.ts';
import { change, entriesOf } from './entries.ts';
import type { Entry, EntryPhoto, Outcome } from './entry.ts';

let running: Promise<void> | undefined;

/**
 * Sends what waits of one user, in the order in which it was saved, until all is sent or the network ends. Does nothing where
 * somebody else is signed in meanwhile. Tabs take turns.
 */
export function sendWaiting(userId: string): Promise<void> {
  running ??= inTurn(() => send(userId))
    .catch((error: unknown) => noteReach(!(error instanceof Problem) || error.status !== 0))
    .finally(() => {
      running = undefined;
    });
  return running;
}

const inTurn = (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('field-send', work) : work();

async function send(userId: string): Promise<void> {
  let entry = await nextOf(userId);
  if (!entry) return;
  const me = await told(api.GET('/api/v1/me'));
  noteReach(true);
  // Another person may have signed in on this telephone, in another tab.
  if (me.id !== userId) return;
  for (; entry; entry = await nextOf(userId)) {
    const { id } = entry;
    try {
      await sendOne(entry);
    } catch (error) {
      if (!(error instanceof Problem) || comesBack(error)) throw error;
      const { message, errors } = error;
      await change(id, (now) => ({ ...now, state: 'refused', fault: { message, errors } }));
    }
  }
}

/** What was saved first of all that waits. */
async function nextOf(userId: string): Promise<Entry | undefined> {
  const waiting = (await entriesOf(userId)).filter(({ state }) => state === 'waiting');
  return waiting.sort((a, b) => (a.savedAt ?? 0) - (b.savedAt ?? 0))[0];
}

/** Whether the same may go through later: no network, a service that is busy or stopped, a session that has ended. */
const comesBack = ({ status }: Problem): boolean => status === 0 || status === 401 || status === 429 || status >= 500;

async function sendOne(entry: Entry): Promise<void> {
  const outcome = entry.outcome ?? (await record(entry));
  await change(entry.id, (now) => ({ ...now, outcome }));
  await sendPhotos(entry, outcome.id);
  await change(entry.id, ({ fault: _, ...now }) => ({ ...now, state: 'sent', sentAt: Date.now() }));
}

async function record(entry: Entry): Promise<Outcome> {
  const params = { header: { 'Idempotency-Key': `${entry.id}-${entry.revision}` } };
  if (entry.kind === 'inspection') return told(api.POST('/api/v1/inspections', { params, body: inspectionOf(entry) }));
  return told(api.POST('/api/v1/site-entries', { params, body: siteEntryOf(entry) }));
}

/** Each picture once: one that arrived, of which the answer was lost, is known by what is in it. */
async function sendPhotos({ id, kind, photos }: Entry, subjectId: string): Promise<void> {
  const left = photos.filter(({ sent }) => !sent);
  if (left.length === 0) return;
  const params = { query: { subjectType: kind, subjectId, limit: '200' } };
  const there = (await told(api.GET('/api/v1/evidence', { params }))).items.map(({ sha256 }) => sha256);
  for (const photo of left) {
    if (!there.includes((await sha256Of(photo.picture)) ?? '')) await sendPhoto(photo, kind, subjectId);
    await change(id, (now) => ({
      ...now,
      photos: now.photos.map((one) => (one.id === photo.id ? { ...one, sent: true } : one)),
    }));
  }
}

async function sendPhoto({ id, kind, picture }: EntryPhoto, subjectType: string, subjectId: string): Promise<void> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ subjectType, subjectId, kind })) body.set(name, value);
  body.set('file', picture, `${kind}.jpg`);
  const headers = { 'Idempotency-Key': id };
  const answer = await authorised(new Request('/api/v1/evidence', { method: 'POST', headers, body }));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
}

/** Undefined where the browser has no digests, which it has over https only. */
async function sha256Of(picture: Blob): Promise<string | undefined> {
  const digest = await globalThis.crypto.subtle?.digest('SHA-256', await picture.arrayBuffer());
  return digest && Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
