import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical.ts';
import { conflict } from '../../domain/failure.ts';

/** The id that a device gave what it recorded without a network, and the digest of all that it said; both null without one. */
export type SentAs = { readonly clientId: string | null; readonly clientDigest: string | null };

/** How `input` was sent. Its `clientId` is its sender's own; `Idempotency-Key` is kept for 48 hours only. */
export function sentAs({ clientId, ...said }: { readonly clientId: string | null }): SentAs {
  if (clientId === null) return { clientId: null, clientDigest: null };
  return { clientId, clientDigest: createHash('sha256').update(canonicalJson(said)).digest('hex') };
}

/** What was recorded under the same id before, where it says the same; conflict where it says something else. */
export async function sentBefore<T extends SentAs>(
  { clientId, clientDigest }: SentAs,
  find: (clientId: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const first = clientId === null ? undefined : await find(clientId);
  if (first && first.clientDigest !== clientDigest) throw conflict(OTHER, '#/clientId');
  return first;
}

const OTHER = {
  en: 'Something else was recorded under this clientId.',
  zh: '该 clientId 已用于内容不同的记录。',
};
