import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import { Failure } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import type { IdempotencyRow } from '../store/idempotency.ts';
import type { Writer } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { invalidHeader } from './problem.ts';

/** How long a first answer is kept to be given again, ms. */
export const IDEMPOTENCY_MS = 48 * 60 * 60 * 1000;

/** A request under an `Idempotency-Key`: who sent it, and a digest of what it asks. */
export type Keyed = { readonly actorId: string; readonly key: string; readonly fingerprint: string };

/** Reads the header: undefined without it, 400 where it is not 1 to 255 printable ASCII characters. */
export function idempotencyKeyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x20-\x7e]{1,255}$/.test(header)) return header;
  throw invalidHeader('Idempotency-Key', {
    en: 'The key must have 1 to 255 printable ASCII characters.',
    zh: '幂等键必须为 1 至 255 个可打印 ASCII 字符。',
  });
}

/** The request as compared under its key: query and body count by their values, not by the order of their fields. */
export function keyed(
  actor: Actor,
  key: string,
  request: { readonly method: string; readonly path: string; readonly query: unknown; readonly body: unknown },
): Keyed {
  const query = canonicalJson(request.query ?? {});
  const asked = `${request.method} ${request.path}${query === '{}' ? '' : `?${query}`}\n${canonicalJson(request.body ?? {})}`;
  const fingerprint = createHash('sha256').update(asked).digest('hex');
  return { actorId: `${actor.kind}:${actor.id}`, key, fingerprint };
}

/** The first answer again; 422 where the key stood for another request, 409 where the answer showed a secret. */
export function replay(row: IdempotencyRow, request: Keyed): Answer {
  if (row.fingerprint !== request.fingerprint) {
    throw new Failure('idempotency-key-reused', {
      en: 'This Idempotency-Key was used for a request with other content.',
      zh: '该幂等键已用于内容不同的请求。',
    });
  }
  if (row.body === null) {
    throw new Failure('secret-already-shown', {
      en: 'The first answer showed a secret and is not kept. Make a new one under a new key.',
      zh: '首次应答包含密钥，未予保存。请使用新的幂等键重新创建。',
    });
  }
  const headers = { ...(row.headers as Record<string, string>), 'Idempotency-Replayed': 'true' };
  return row.body === '' ? { status: row.status, headers } : { status: row.status, headers, text: row.body };
}

/** Keeps an answer under its key, in the transaction that made it true. */
export async function keep(
  tx: Writer,
  request: Keyed,
  answer: Answer,
  more: { readonly id: string; readonly now: number; readonly secret: boolean },
): Promise<void> {
  await tx.idempotency.insert({
    id: more.id,
    actorId: request.actorId,
    key: request.key,
    fingerprint: request.fingerprint,
    status: answer.status,
    headers: answer.headers,
    body: more.secret ? null : String(answer.text ?? ''),
    createdAt: more.now,
  });
}

/** Whether a kept answer is still young enough to be given again. */
export const isFresh = (row: IdempotencyRow, now: number): boolean => row.createdAt > now - IDEMPOTENCY_MS;
