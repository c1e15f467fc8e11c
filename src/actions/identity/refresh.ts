import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isSameHash, readToken } from './opaque-token.ts';
import { addRefreshToken, type SessionGrant } from './session.ts';

const TOLERANCE_MS = 10_000;

export type Refresh =
  | { readonly outcome: 'renewed'; readonly grant: SessionGrant }
  | { readonly outcome: 'refused' }
  /** An old token came back: someone else may hold it, so the whole session has ended. This must be committed. */
  | { readonly outcome: 'revoked'; readonly sessionId: string };

/**
 * Trades a refresh token for the next one of its session. A token used before still works for 10 s, so that a client whose
 * answer was lost, or whose tabs raced, stays signed in; after that its re-use ends the session.
 */
export async function refresh(tx: Writer, text: string, at: At): Promise<Refresh> {
  const presented = readToken('refresh', text);
  const token = presented && (await tx.sessions.findToken(presented.id));
  if (!token || !isSameHash(token.hash, presented.hash)) return { outcome: 'refused' };
  const session = await tx.sessions.find(token.sessionId);
  if (!session || session.revokedAt !== null || session.expiresAt <= at.now) return { outcome: 'refused' };
  const user = await tx.users.find(session.userId);
  if (!user?.active) return { outcome: 'refused' };

  if (token.usedAt !== null && at.now - token.usedAt > TOLERANCE_MS) {
    await tx.sessions.revoke(session.id, at.now);
    const subject = { type: 'session', id: session.id };
    await record(tx, { kind: 'user', id: user.id }, at, 'session.revoke', subject, { cause: 'refresh token re-used' });
    return { outcome: 'revoked', sessionId: session.id };
  }
  if (token.usedAt === null) await tx.sessions.useToken(token.id, at.now);
  const refreshToken = await addRefreshToken(tx, session.id, at);
  return { outcome: 'renewed', grant: { userId: user.id, sessionId: session.id, refreshToken } };
}
