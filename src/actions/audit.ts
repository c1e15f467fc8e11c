import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical.ts';
import type { AuditRow } from '../store/audit.ts';
import type { Writer } from '../store/store.ts';
import type { At } from './at.ts';

/** Who did it: a signed-in actor, or the service itself (`{ kind: 'system', id: 'retirement-sweep' }`). */
export type AuditActor = { readonly kind: 'user' | 'gate' | 'system'; readonly id: string };
export type AuditSubject = { readonly type: string; readonly id: string };

/**
 * Writes one audit row into the transaction of the change it tells of. `action` is `noun.verb`; `detail` is JSON-shaped
 * and holds no secret. The digest covers a random salt and the canonical row, so that erasing the salt makes it tell nothing.
 */
export async function record(
  tx: Writer,
  actor: AuditActor,
  at: At,
  action: string,
  subject: AuditSubject,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const row = {
    id: at.newId(),
    at: at.now,
    actorKind: actor.kind,
    actorId: actor.id,
    requestId: at.requestId,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    detail,
  };
  const salt = at.randomBytes(16).toString('hex');
  await tx.audit.insert({ ...row, salt, digest: auditDigest(salt, row) });
}

/** SHA-256 (hex) over the salt and the canonical row without salt and digest. */
export function auditDigest(salt: string, row: Omit<AuditRow, 'salt' | 'digest'>): string {
  const { id, at, actorKind, actorId, requestId, action, subjectType, subjectId, detail } = row;
  const told = { id, at, actorKind, actorId, requestId, action, subjectType, subjectId, detail };
  return createHash('sha256').update(salt).update(canonicalJson(told)).digest('hex');
}
