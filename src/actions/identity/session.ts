import { DAY_MS } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { makeToken } from './opaque-token.ts';

/** What a client gets to go on with: the session its access tokens name, and the token that renews it. */
export type SessionGrant = { readonly userId: string; readonly sessionId: string; readonly refreshToken: string };

const SESSION_MS = 30 * DAY_MS;

/** Starts a session of 30 days. */
export async function openSession(tx: Writer, userId: string, at: At): Promise<SessionGrant> {
  const sessionId = at.newId();
  await tx.sessions.insert({
    id: sessionId,
    userId,
    createdAt: at.now,
    expiresAt: at.now + SESSION_MS,
    revokedAt: null,
  });
  return { userId, sessionId, refreshToken: await addRefreshToken(tx, sessionId, at) };
}

/** Adds one more refresh token to a session and gives its text. */
export async function addRefreshToken(tx: Writer, sessionId: string, at: At): Promise<string> {
  const id = at.newId();
  const { token, hash } = makeToken('refresh', id, at);
  await tx.sessions.insertToken({ id, sessionId, hash, createdAt: at.now, usedAt: null });
  return token;
}
