import { VOID_STATUSES } from '../../domain/enforcement/violation.ts';
import type { LegalHoldRow } from '../../store/legal-holds.ts';
import type { OldPassage, VisitSpan } from '../../store/retention.ts';
import type { Writer } from '../../store/store.ts';

/** A flag in one of these is a case no more. */
const CLOSED = [...VOID_STATUSES, 'rectified'];

/**
 * The visits of these passages that must stay whole whatever their age: under a legal hold (证据保全), or evidence of a
 * violation that is not closed.
 */
export async function keptVisits(
  tx: Writer,
  passages: readonly OldPassage[],
  spans: ReadonlyMap<string, VisitSpan>,
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  const holds = await tx.legalHolds.standing();
  for (const passage of passages) {
    const span = spans.get(passage.visitId);
    if (span && holds.some((hold) => covers(hold, passage, span))) kept.add(passage.visitId);
  }
  const keys = [...new Set(passages.map(({ visitId }) => `access:${visitId}`))];
  const plates = [...new Set(passages.flatMap(({ plate }) => (plate === '' ? [] : plate)))];
  const flags = await tx.retention.openFlags({ subjectKeys: keys, plates }, CLOSED);
  const subjects = new Set(flags.map(({ subjectKey }) => subjectKey));
  const named = new Set(flags.flatMap(({ evidence }) => (evidence as { passageIds?: string[] }).passageIds ?? []));
  for (const { id, visitId } of passages)
    if (subjects.has(`access:${visitId}`) || named.has(id) || named.has(visitId)) kept.add(visitId);
  return kept;
}

/** `until` is exclusive. */
function covers(hold: LegalHoldRow, { enterpriseId, plate }: OldPassage, { from, to }: VisitSpan): boolean {
  if (hold.enterpriseId !== enterpriseId || (hold.plate !== null && hold.plate !== plate)) return false;
  return from < hold.until && to >= hold.from;
}
