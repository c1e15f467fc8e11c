import { createHash, timingSafeEqual } from 'node:crypto';
import type { At } from '../at.ts';

/**
 * `refresh`: renews a session. `gate`: a gate system's key. `cam`: part of the URL typed into a camera. `signup`: by which an
 * applicant is known. `invite`: takes up an invitation. `reset`: sets a password anew.
 */
export type TokenPrefix = 'refresh' | 'gate' | 'cam' | 'signup' | 'invite' | 'reset';

const FORM =
  /^(refresh|gate|cam|signup|invite|reset)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[A-Za-z0-9_-]{43}$/;

/** A new `prefix.<id>.<32 random bytes>`: the text is shown once, only the SHA-256 (hex) is kept. */
export function makeToken(
  prefix: TokenPrefix,
  id: string,
  at: Pick<At, 'randomBytes'>,
): { token: string; hash: string } {
  const token = `${prefix}.${id}.${at.randomBytes(32).toString('base64url')}`;
  return { token, hash: hashOf(token) };
}

/** The id and hash of a token's text, or undefined where it has not the form. */
export function readToken(prefix: TokenPrefix, text: string): { id: string; hash: string } | undefined {
  const match = FORM.exec(text);
  return match?.[1] === prefix && match[2] !== undefined ? { id: match[2], hash: hashOf(text) } : undefined;
}

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
