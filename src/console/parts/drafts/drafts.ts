import { api, newKey, told } from '../../api/client.ts';
import { Problem } from '../../api/problem.ts';
import { openDrawer } from '../device/drawer.ts';

/** A photo that belongs to a draft; it stays on this device until the thing exists that it is about. */
export type DraftPhoto = { readonly kind: string; readonly fileName: string; readonly content: Blob };

/** Something begun and not sent, as this device keeps it. */
export type Draft = {
  readonly key: string;
  readonly userId: string;
  readonly kind: string;
  readonly title: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly photos: readonly DraftPhoto[];
  readonly updatedAt: number;
  /** Its copy at the service, which has no photos. */
  readonly remoteId?: string;
  /** As the service was told of it at first, where it has not answered: told again it makes no second copy. */
  readonly asked?: Asked;
};

type Asked = { readonly key: string; readonly body: Pick<Draft, 'kind' | 'title' | 'content'> };

/** The service is told of changes this long, ms, after the last one. */
const CALM_MS = 2_500;

const drawer = openDrawer<Draft>('drafts');
const timers = new Map<string, ReturnType<typeof setTimeout>>();
let last: Promise<unknown> = Promise.resolve();

/** One change at a time, so that none is lost to another. */
function inOrder<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/** What a user has begun on this device, the last changed first. */
export async function draftsHere(userId: string, kind: string): Promise<readonly Draft[]> {
  const all = await inOrder(() => drawer.all());
  return all
    .filter((draft) => draft.userId === userId && draft.kind === kind)
    .sort((a, b) => b.updatedAt - a.updatedAt);
}

export async function draftHere(key: string, userId: string): Promise<Draft | undefined> {
  const draft = await inOrder(() => drawer.get(key));
  return draft?.userId === userId ? draft : undefined;
}

/** What the same user began on another device and has not here; its photos are there. */
export async function draftsElsewhere(userId: string, kind: string) {
  const own = await draftsHere(userId, kind);
  const unanswered = own.filter(({ remoteId, asked }) => remoteId === undefined && asked !== undefined);
  for (const { key } of unanswered) await tellService(key);
  const here = new Set((await draftsHere(userId, kind)).map(({ remoteId }) => remoteId));
  const { items } = await told(api.GET('/api/v1/drafts', { params: { query: { kind, limit: '200' } } }));
  return items.filter(({ id }) => !here.has(id));
}

/** Takes up here what was begun on another device; gives the key that it has here. */
export async function takeDraft(remoteId: string, userId: string): Promise<string> {
  const { kind, title, content } = await told(api.GET('/api/v1/drafts/{id}', { params: { path: { id: remoteId } } }));
  const key = newKey();
  const draft = { key, userId, kind, title, content, photos: [], updatedAt: Date.now(), remoteId };
  await inOrder(() => drawer.put(key, draft));
  return key;
}

/** Keeps a draft on the device at once, and at the service when there is a network. */
export async function keepDraft(draft: Omit<Draft, 'remoteId' | 'asked' | 'updatedAt'>): Promise<void> {
  await inOrder(async () => {
    const before = await drawer.get(draft.key);
    await drawer.put(draft.key, { ...before, ...draft, updatedAt: Date.now() });
  });
  clearTimeout(timers.get(draft.key));
  timers.set(
    draft.key,
    setTimeout(() => void tellService(draft.key).catch(() => undefined), CALM_MS),
  );
}

/** Forgets a draft, here and at the service. */
export async function dropDraft(key: string): Promise<void> {
  clearTimeout(timers.get(key));
  const draft = await inOrder(async () => {
    const kept = await drawer.get(key);
    await drawer.remove(key);
    return kept;
  });
  const { remoteId, asked } = draft ?? {};
  const id = remoteId ?? (asked && (await copyOf(asked).catch(() => undefined)));
  if (id !== undefined) await dropElsewhere(id);
}

export async function dropElsewhere(id: string): Promise<void> {
  await api.DELETE('/api/v1/drafts/{id}', { params: { path: { id } } }).catch(() => undefined);
}

let telling: Promise<unknown> = Promise.resolve();

/** Tells the service how a draft stands; one after another, so that none is told of twice. */
function tellService(key: string): Promise<void> {
  const next = telling.then(() => tell(key));
  telling = next.catch(() => undefined);
  return next;
}

async function tell(key: string): Promise<void> {
  const draft = await inOrder(() => drawer.get(key));
  if (!draft) return;
  const { kind, title, content, remoteId, asked } = draft;
  if (remoteId !== undefined && (await change(remoteId, { title, content }))) return;
  const first: Asked = (remoteId === undefined ? asked : undefined) ?? {
    key: newKey(),
    body: { kind, title, content },
  };
  await note(key, { asked: first });
  const id = await copyOf(first);
  // It was sent or dropped meanwhile.
  if (!(await note(key, { remoteId: id }))) return dropElsewhere(id);
  if (JSON.stringify(first.body) !== JSON.stringify({ kind, title, content })) await change(id, { title, content });
}

/** The id of the service's copy, made unless it was before. */
async function copyOf({ key, body }: Asked): Promise<string> {
  const params = { header: { 'Idempotency-Key': key } };
  return (await told(api.POST('/api/v1/drafts', { params, body }))).id;
}

/** Whether the copy at the service is there to be changed. */
async function change(id: string, body: Pick<Draft, 'title' | 'content'>): Promise<boolean> {
  try {
    await told(api.PATCH('/api/v1/drafts/{id}', { params: { path: { id }, header: { 'If-Match': '*' } }, body }));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return false;
    throw error;
  }
}

/** Writes down what is known of a draft's copy; false where the draft is gone. */
const note = (key: string, known: Pick<Draft, 'asked' | 'remoteId'>): Promise<boolean> =>
  inOrder(async () => {
    const now = await drawer.get(key);
    if (now) await drawer.put(key, { ...now, ...known });
    return now !== undefined;
  });
