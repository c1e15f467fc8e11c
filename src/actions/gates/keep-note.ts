import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import { type LaterMembers, laterDigest } from '../seals/digests.ts';

/** Keeps what a passage held before its gate told more of it: passages are sealed as they first were. */
export async function keepNote(
  tx: Writer,
  before: PassageRow,
  more: Partial<LaterMembers>,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Promise<void> {
  const { id: passageId, cargo, barrier, barrierReason } = before;
  const next = laterDigest({ cargo, barrier, barrierReason, ...more });
  await tx.passageNotes.insert({ id: newId(), passageId, cargo, barrier, barrierReason, next, at: now });
}
