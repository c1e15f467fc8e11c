import { api, newKey } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { openDrawer } from '../device/drawer.ts';
import { sendFile } from './send-file.ts';
import type { Progress, Waiting } from './waiting.ts';

/** What somebody adds: a photo or paper about one thing. */
export type NewFile = Pick<Waiting, 'subjectType' | 'subjectId' | 'kind' | 'label' | 'fileName' | 'content'>;

/** A line that failed is tried again after so long, ms, and longer each time. */
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

const drawer = openDrawer<Waiting>('uploads');
const listeners = new Set<() => void>();
const whenDone = new Set<(file: Waiting, evidenceId: string) => void>();
const stops = new Map<string, AbortController>();

let files: readonly Progress[] = [];
let user: string | undefined;
let running = false;
let pause = FIRST_PAUSE_MS;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The files on their way, oldest first; the same array as long as nothing changed. */
export const uploadsNow = (): readonly Progress[] => files;

export function onUploads(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Calls back with each file that became evidence here. */
export function onUploaded(listener: (file: Waiting, evidenceId: string) => void): () => void {
  whenDone.add(listener);
  return () => whenDone.delete(listener);
}

/** Sends what this user left on the device, from now until it is ended. */
export function attendUploads(userId: string): () => void {
  user = userId;
  void drawer.all().then((kept) => {
    if (user !== userId) return;
    const known = new Set(files.map(({ key }) => key));
    const found = kept.filter((file) => file.userId === userId && !known.has(file.key));
    set([...files, ...found.map(asFound)].sort((a, b) => a.addedAt - b.addedAt));
    void run();
  });
  const again = () => void tryUploadsNow();
  addEventListener('online', again);
  return () => {
    removeEventListener('online', again);
    clearTimeout(timer);
    user = undefined;
    for (const stop of stops.values()) stop.abort();
    set([]);
  };
}

/** Keeps files on the device and begins to send them. */
export async function addUploads(userId: string, added: readonly NewFile[]): Promise<void> {
  for (const [index, one] of added.entries()) {
    const file: Waiting = { ...one, key: newKey(), userId, addedAt: Date.now() + index, received: 0 };
    await drawer.put(file.key, file);
    set([...files, { ...file, state: 'waiting' }]);
  }
  void tryUploadsNow();
}

/** Gives a file up, on the device and at the service. */
export async function cancelUpload(key: string): Promise<void> {
  const file = files.find((one) => one.key === key);
  stops.get(key)?.abort();
  set(files.filter((one) => one.key !== key));
  await drawer.remove(key);
  if (file?.uploadId !== undefined)
    await api.DELETE('/api/v1/uploads/{id}', { params: { path: { id: file.uploadId } } }).catch(() => undefined);
}

/** Tries at once what waits for a better line, and what was refused if its key is given. */
export async function tryUploadsNow(key?: string): Promise<void> {
  clearTimeout(timer);
  pause = FIRST_PAUSE_MS;
  if (key !== undefined) change(key, { state: 'waiting' });
  await run();
}

async function run(): Promise<void> {
  if (running) return;
  running = true;
  try {
    for (let next = nextFile(); next; next = nextFile()) if (!(await inTurn(next.key))) break;
  } finally {
    running = false;
  }
  if (files.some(({ state }) => state === 'held')) {
    timer = setTimeout(() => {
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      void run();
    }, pause);
  }
}

let heldInThisRound = new Set<string>();

function nextFile(): Progress | undefined {
  const next = files.find(({ state, key }) => state === 'waiting' || (state === 'held' && !heldInThisRound.has(key)));
  if (!next) heldInThisRound = new Set();
  return next;
}

/** One tab at a time sends a file; where a browser has no locks, this one. Tells whether the line held. */
async function inTurn(key: string): Promise<boolean> {
  if (!navigator.locks) return sendOne(key);
  return navigator.locks.request(`upload ${key}`, { ifAvailable: true }, (lock) => {
    if (lock) return sendOne(key);
    heldInThisRound.add(key);
    change(key, { state: 'held' });
    return true;
  });
}

async function sendOne(key: string): Promise<boolean> {
  const file = await drawer.get(key);
  if (!file) {
    // Another tab has sent it or given it up.
    set(files.filter((one) => one.key !== key));
    return true;
  }
  const stop = new AbortController();
  stops.set(key, stop);
  const { refused: _, ...fresh } = file;
  let kept: Waiting = fresh;
  const tell = async (told: Partial<Waiting>) => {
    kept = { ...kept, ...told };
    if (!stop.signal.aborted) {
      await drawer.put(key, kept);
      change(key, { ...told, state: 'sending' });
    }
    return kept;
  };
  change(key, { state: 'sending' });
  try {
    const evidenceId = await sendFile(kept, tell, stop.signal);
    await drawer.remove(key);
    set(files.filter((one) => one.key !== key));
    for (const listener of whenDone) listener(kept, evidenceId);
    pause = FIRST_PAUSE_MS;
    return true;
  } catch (error) {
    if (stop.signal.aborted) return true;
    if (error instanceof Problem && ![0, 401, 408, 429].includes(error.status) && error.status < 500) {
      const refused = error.errors[0]?.detail ?? error.message;
      await drawer.put(key, { ...kept, refused });
      change(key, { state: 'refused', refused });
      return true;
    }
    change(key, { state: 'held' });
    heldInThisRound = new Set(files.map((one) => one.key));
    return false;
  } finally {
    stops.delete(key);
  }
}

const asFound = (file: Waiting): Progress => ({ ...file, state: file.refused === undefined ? 'waiting' : 'refused' });

function change(key: string, told: Partial<Progress>): void {
  set(files.map((one) => (one.key === key ? { ...one, ...told } : one)));
}

function set(next: readonly Progress[]): void {
  files = next;
  for (const listener of listeners) listener();
}
