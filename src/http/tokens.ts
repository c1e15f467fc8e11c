import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { LRUCache } from 'lru-cache';
import { isSameHash, readToken } from '../actions/identity/opaque-token.ts';
import type { Actor, GateActor, Role, UserActor } from '../domain/identity/actor.ts';
import { isManager } from '../domain/identity/manager.ts';
import type { Store } from '../store/store.ts';

/** Seconds an access token is good for. */
export const ACCESS_SECONDS = 15 * 60;

/** Turns bearer tokens into actors. What it remembers is bounded, and forgotten at once when something is revoked. */
export type Tokens = {
  /** A signed access token (JWT, HS256) that names a user and a session and nothing else. */
  accessToken(userId: string, sessionId: string, now: number): string;
  /** Whom an `Authorization` header stands for; undefined for no token, and for a wrong, expired or revoked one. */
  actorOf(authorization: string | undefined, now: number): Promise<Actor | undefined>;
  /** To be called when the change is committed (`tx.afterCommit`). */
  forgetSession(sessionId: string): void;
  forgetUser(userId: string): void;
  forgetGateToken(tokenId: string): void;
};

/** Another process on the same database may revoke; what is remembered here gives way to it after this long. */
const REMEMBER_MS = 30_000;
const REMEMBERED = 10_000;
const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]{1,4096}) *$/i;

type Session = { readonly actor: UserActor; readonly expiresAt: number };
type Claims = { readonly sub: string; readonly sid: string; readonly exp: number };
type GateToken = { readonly actor: GateActor; readonly hash: string };

export function makeTokens(store: Store, secret: Buffer): Tokens {
  // A key object: given as text the secret would be parsed again at each check, 45 times slower.
  const key = createSecretKey(secret);
  const sessions = new LRUCache<string, Session>({ max: REMEMBERED, ttl: REMEMBER_MS });
  const gateTokens = new LRUCache<string, GateToken>({ max: REMEMBERED, ttl: REMEMBER_MS });
  // What a token's text was found to be, so that neither hash nor signature is worked out for each request.
  const proven = new LRUCache<string, GateToken>({ max: REMEMBERED });
  const signed = new LRUCache<string, Claims>({ max: REMEMBERED });
  // A look-up that began before a revocation must not bring the old answer back after it.
  let revocations = 0;

  async function findSession(sessionId: string, userId: string): Promise<Session | undefined> {
    const known = sessions.get(sessionId);
    if (known) return known;
    const before = revocations;
    const [session, user] = await Promise.all([store.read.sessions.find(sessionId), store.read.users.find(userId)]);
    if (!session || session.revokedAt !== null || session.userId !== userId || !user?.active) return undefined;
    const { id, username, organisationId, countyCode } = user;
    const actor: UserActor = {
      kind: 'user',
      id,
      username,
      role: user.role as Role,
      organisationId,
      countyCode,
      manager: isManager(user),
      sessionId,
    };
    const found = { actor, expiresAt: session.expiresAt };
    if (before === revocations) sessions.set(sessionId, found);
    return found;
  }

  async function userOf(token: string, now: number): Promise<Actor | undefined> {
    const claims = verified(token, now);
    const session = claims && (await findSession(claims.sid, claims.sub));
    return session && session.expiresAt > now ? session.actor : undefined;
  }

  function verified(token: string, now: number): Claims | undefined {
    const known = signed.get(token);
    if (known) return Math.floor(now / 1000) < known.exp ? known : undefined;
    try {
      const claims = jwt.verify(token, key, { algorithms: ['HS256'], clockTimestamp: Math.floor(now / 1000) });
      if (typeof claims === 'string' || claims.exp === undefined) return undefined;
      const sid: unknown = claims['sid'];
      if (typeof claims.sub !== 'string' || typeof sid !== 'string' || !isId(claims.sub) || !isId(sid))
        return undefined;
      const found = { sub: claims.sub, sid, exp: claims.exp };
      signed.set(token, found);
      return found;
    } catch {
      return undefined;
    }
  }

  async function findGateToken(tokenId: string): Promise<GateToken | undefined> {
    const known = gateTokens.get(tokenId);
    if (known) return known;
    const before = revocations;
    const row = await store.read.gates.findToken(tokenId);
    if (!row || row.revokedAt !== null) return undefined;
    const { gateId, enterpriseId, countyCode, hash } = row;
    const found: GateToken = { actor: { kind: 'gate', id: gateId, tokenId, enterpriseId, countyCode }, hash };
    if (before === revocations) gateTokens.set(tokenId, found);
    return found;
  }

  async function gateOf(token: string): Promise<Actor | undefined> {
    const before = proven.get(token);
    // Only while what it was held against is still remembered: a revoked token is not.
    if (before && gateTokens.get(before.actor.tokenId) === before) return before.actor;
    const presented = readToken('gate', token);
    const known = presented && (await findGateToken(presented.id));
    if (!known || !isSameHash(known.hash, presented.hash)) return undefined;
    proven.set(token, known);
    return known.actor;
  }

  return {
    accessToken: (userId, sessionId, now) => {
      const iat = Math.floor(now / 1000);
      return jwt.sign({ sub: userId, sid: sessionId, iat, exp: iat + ACCESS_SECONDS }, key, { algorithm: 'HS256' });
    },
    actorOf: async (authorization, now) => {
      const token = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
      if (token === undefined) return undefined;
      return token.startsWith('gate.') ? gateOf(token) : userOf(token, now);
    },
    forgetSession: (sessionId) => {
      revocations += 1;
      sessions.delete(sessionId);
    },
    forgetUser: (userId) => {
      revocations += 1;
      for (const [sessionId, { actor }] of sessions.entries()) if (actor.id === userId) sessions.delete(sessionId);
    },
    forgetGateToken: (tokenId) => {
      revocations += 1;
      gateTokens.delete(tokenId);
    },
  };
}

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
