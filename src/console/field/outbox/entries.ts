import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { newKey } from '../../api/client.ts';
import type { Entry } from './entry.ts';
import { all, find, put, remove, update } from './store.ts';

/** Sent ones stay to be looked at for so long, ms. */
const KEPT_MS = 7 * 86_400_000;
const CHANNEL = 'field-entries';

const listeners = new Set<() => void>();
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : undefined;
channel?.addEventListener('message', () => {
  for (const listener of listeners) listener();
});

function changed(): void {
  for (const listener of listeners) listener();
  channel?.postMessage(null);
}

/** Calls back whenever an entry changed, here or in another tab. Gives what ends it. */
export function onEntries(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Begins a new entry of a user. */
export async function begin(entry: Pick<Entry, 'userId' | 'kind' | 'site' | 'machine' | 'form'>): Promise<Entry> {
  const made: Entry = { ...entry, id: newKey(), state: 'draft', revision: 1, createdAt: Date.now(), photos: [] };
  await put('entries', made);
  changed();
  return made;
}

/** Changes an entry as it stands now; nothing where it is gone. */
export async function change(id: string, how: (entry: Entry) => Entry): Promise<void> {
  await update<Entry>('entries', id, how);
  changed();
}

export async function drop(id: string): Promise<void> {
  await remove('entries', id);
  changed();
}

/** A user's own entries, newest first; those that were sent long ago go. */
export async function entriesOf(userId: string): Promise<Entry[]> {
  const own = (await all<Entry>('entries')).filter((entry) => entry.userId === userId);
  const old = own.filter(({ sentAt }) => sentAt !== undefined && sentAt < Date.now() - KEPT_MS);
  for (const { id } of old) await remove('entries', id);
  return own.filter((entry) => !old.includes(entry)).sort((a, b) => b.createdAt - a.createdAt);
}

/** How many entries of other users of this telephone are not sent yet. */
export const countOfOthers = async (userId: string): Promise<number> =>
  (await all<Entry>('entries')).filter((entry) => entry.userId !== userId && entry.state !== 'sent').length;

/** A user's own entries, kept up to date. */
export function useEntries(userId: string) {
  return useKept(['field-entries', userId], () => entriesOf(userId));
}

export function useOthers(userId: string) {
  return useKept(['field-entries', 'others', userId], () => countOfOthers(userId));
}

/** One entry; null where there is none of this user. */
export function useEntry(userId: string, id: string) {
  return useKept(['field-entries', userId, id], async () => {
    const entry = await find<Entry>('entries', id);
    return entry?.userId === userId ? entry : null;
  });
}

function useKept<T>(key: readonly string[], read: () => Promise<T>) {
  const queries = useQueryClient();
  useEffect(() => onEntries(() => void queries.invalidateQueries({ queryKey: ['field-entries'] })), [queries]);
  return useQuery({ queryKey: key, queryFn: read, networkMode: 'always', staleTime: Number.POSITIVE_INFINITY });
}
