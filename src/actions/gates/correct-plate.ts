import { tellingColour } from '../../domain/gates/colour.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { type JudgingAt, withdrawJudged } from '../enforcement/judged-change.ts';
import { getPassage } from './get-passage.ts';
import { judgeAround } from './note-later.ts';

export type PlateGiven = {
  /** Normalised. */
  readonly plate: string;
  /** Undefined: as it was read. */
  readonly plateColour?: string | null | undefined;
  readonly reason: string;
};

/** `cause` is kept with what is judged again, such as `appeal:<id>`. */
type Correcting = { readonly policies: PolicySet; readonly at: At; readonly cause?: string };

/**
 * Puts the plate that an officer saw in place of the one read, or confirms it. The raw reading stays, and a trail is kept.
 * The visits of both plates are judged again at once by the law of their own days; what stood against the vehicle that was
 * not there is withdrawn. Plan-clauses, point 9.
 */
export async function correctPlate(
  tx: Writer,
  actor: Actor,
  id: string,
  given: PlateGiven,
  { policies, at, cause = 'correction' }: Correcting,
): Promise<PassageRow> {
  const before = await getPassage(tx, actor, id, 'reading.correct');
  const { plate, plateColour } = await keepTrail(tx, actor, before, given, 'passage.correct', at);
  if (plate === before.plate && plateColour === before.plateColour) return before;
  await tx.passages.setPlate(before, plate, plateColour);
  const context = { policies, now: at.now, newId: at.newId, cause };
  const wasRead = before.plate !== '';
  if (wasRead) await judgeAround(tx, before, context);
  if (wasRead && isAnother(before, { plate, plateColour })) await withdrawFrom(tx, id, context);
  await judgeAround(tx, { ...before, plate, plateColour }, context);
  return (await tx.passages.find(id)) ?? before;
}

/** Notes what an enterprise holds the plate to be; an officer decides. */
export async function proposePlate(
  tx: Writer,
  actor: Actor,
  id: string,
  given: PlateGiven,
  at: At,
): Promise<{ readonly id: string }> {
  const before = await getPassage(tx, actor, id, 'reading.propose');
  return keepTrail(tx, actor, before, given, 'passage.propose', at);
}

async function keepTrail(
  tx: Writer,
  actor: Actor,
  before: PassageRow,
  { plate, plateColour = before.plateColour, reason }: PlateGiven,
  action: string,
  at: At,
): Promise<{ readonly id: string; readonly plate: string; readonly plateColour: string | null }> {
  const id = at.newId();
  const told = {
    plateBefore: before.plate,
    colourBefore: before.plateColour,
    plateAfter: plate,
    colourAfter: plateColour,
    reason,
  };
  await tx.plateCorrections.insert({ id, passageId: before.id, ...told, at: at.now, actorId: actor.id });
  await record(tx, actor, at, action, { type: 'passage', id: before.id }, told);
  return { id, plate, plateColour };
}

type Seen = Pick<PassageRow, 'plate' | 'plateColour'>;

/** Another text, or a colour that tells another vehicle. */
function isAnother(before: Seen, after: Seen): boolean {
  const colour = tellingColour(before.plateColour);
  return before.plate !== after.plate || (colour !== undefined && tellingColour(after.plateColour) !== colour);
}

/** The new judgement opens flags of its own: one vehicle's must not become another's, nor an appeal of one save the other. */
async function withdrawFrom(tx: Writer, passageId: string, at: JudgingAt): Promise<void> {
  for (const flag of await tx.violations.ofSubjects([`access:${passageId}`])) {
    if (flag.status !== 'withdrawn' && flag.status !== 'cancelled') await withdrawJudged(tx, flag, at);
    await tx.violations.park(flag.id);
  }
}
