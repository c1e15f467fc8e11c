import { keptLanguage } from './language.ts';

/** Where the refresh token stands between visits. The access token stands in memory alone. */
const KEPT = 'session';
/** Where stands who that is, for when there is no network to ask. */
const WHO = 'session-user';
/** An access token is renewed this long before it ends, ms. */
const EARLY_MS = 60_000;

type Grant = { readonly accessToken: string; readonly expiresIn: number; readonly refreshToken: string };

let access: { readonly token: string; readonly until: number } | undefined;
const listeners = new Set<() => void>();

/** Whether this browser has somebody signed in, as far as it knows. */
export const isSignedIn = (): boolean => localStorage.getItem(KEPT) !== null;

/** Calls back whenever somebody signs in or out here or in another tab. Gives what ends it. */
export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  const heard = (event: StorageEvent) => {
    if (event.key !== KEPT) return;
    access = undefined;
    listener();
  };
  addEventListener('storage', heard);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', heard);
  };
}

export function takeGrant(grant: Grant): void {
  access = { token: grant.accessToken, until: Date.now() + grant.expiresIn * 1000 };
  localStorage.removeItem(WHO);
  localStorage.setItem(KEPT, grant.refreshToken);
  for (const listener of listeners) listener();
}

export function forgetSession(): void {
  access = undefined;
  localStorage.removeItem(WHO);
  localStorage.removeItem(KEPT);
  for (const listener of listeners) listener();
}

/**
 * An access token that is good for a while, or undefined where nobody is signed in any more. A network that fails rejects,
 * and the session stays. Tabs take turns, since a refresh token is good once.
 */
export async function accessToken(fresh = false): Promise<string | undefined> {
  if (!fresh && access && access.until - EARLY_MS > Date.now()) return access.token;
  const used = access?.token;
  return inTurn(async () => {
    if (access && access.token !== used) return access.token;
    const refreshToken = localStorage.getItem(KEPT);
    if (refreshToken === null) return undefined;
    const answer = await fetch('/api/v1/auth/refresh', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': keptLanguage() },
      body: JSON.stringify({ refreshToken }),
    });
    if (answer.status === 401) {
      forgetSession();
      return undefined;
    }
    if (!answer.ok) throw new TypeError(`refresh: ${answer.status}`);
    const grant = (await answer.json()) as Grant;
    access = { token: grant.accessToken, until: Date.now() + grant.expiresIn * 1000 };
    localStorage.setItem(KEPT, grant.refreshToken);
    return access.token;
  });
}

/** Who was signed in when there was last a network, for this session alone. */
export function keptUser<T>(): T | undefined {
  const text = localStorage.getItem(WHO);
  return text === null || !isSignedIn() ? undefined : (JSON.parse(text) as T);
}

export function keepUser(user: unknown): void {
  if (isSignedIn()) localStorage.setItem(WHO, JSON.stringify(user));
}

let last: Promise<unknown> = Promise.resolve();

/** One at a time in all tabs; where a browser has no locks (plain http from another host), in this tab. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request('session', work);
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
