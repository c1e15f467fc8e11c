import type { Actor } from '../../domain/identity/actor.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** Why a fact of an event is put right, and what caused it, such as `appeal:<id>`. */
export type CorrectionWhy = { readonly reason: string; readonly cause?: string };

type FactCorrected = {
  readonly subjectType: 'passage' | 'filing' | 'site_entry' | 'inspection';
  readonly subjectId: string;
  readonly fact: string;
  /** JSON-shaped. */
  readonly before: unknown;
  readonly after: unknown;
};

/** Keeps for good what a fact of an event was before an officer put it right, and tells it to the audit. */
export async function keepCorrection(
  tx: Writer,
  actor: Actor,
  corrected: FactCorrected,
  { reason, cause }: CorrectionWhy,
  at: At,
): Promise<void> {
  const { subjectType, subjectId, fact, before, after } = corrected;
  const why = { reason, cause: cause ?? null };
  await tx.factCorrections.insert({ id: at.newId(), ...corrected, ...why, at: at.now, actorId: actor.id });
  await record(
    tx,
    actor,
    at,
    `${subjectType}.correct`,
    { type: subjectType, id: subjectId },
    { fact, before, after, ...why },
  );
}
