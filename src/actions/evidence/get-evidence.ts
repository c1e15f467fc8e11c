import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { EvidenceRow } from '../../store/evidence.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { readAsHolder } from '../machinery/past-holder.ts';
import { readOnTheSpot } from '../machinery/photos-on-file.ts';
import { seesSubject } from './find-subject.ts';

/**
 * A piece of evidence the actor may read: who may read its subject, held the machine that it shows, or may look any machine up.
 * Not-found otherwise.
 */
export async function getEvidence(reader: Reader, actor: Actor, id: string): Promise<EvidenceRow> {
  const row = await reader.evidence.find(id);
  const allowed = scopeOf(actor, 'evidence.read').to !== 'none';
  if (!row || !allowed) throw notFound();
  if (readOnTheSpot(actor, row) || (await seesSubject(reader, actor, row)) || (await readAsHolder(reader, actor, row)))
    return row;
  throw notFound();
}

/** The same for looking at the file itself or its thumbnail, which is recorded. */
export async function takeEvidence(
  tx: Writer,
  actor: Actor,
  id: string,
  seen: 'content' | 'thumbnail',
  at: At,
): Promise<EvidenceRow> {
  const row = await getEvidence(tx, actor, id);
  await record(tx, actor, at, 'evidence.read', { type: 'evidence', id }, { sha256: row.sha256, seen });
  return row;
}
