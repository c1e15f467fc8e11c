import { canonicalJson } from '../../domain/canonical.ts';
import { Failure, notFound } from '../../domain/failure.ts';
import { cargoAfter } from '../../domain/gates/cargo.ts';
import type { Cargo } from '../../domain/gates/passage.ts';
import type { GateActor } from '../../domain/identity/actor.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { PassageRow } from '../../store/passages.ts';
import type { Writer } from '../../store/store.ts';
import { queueUreaAround } from '../urea/queue-urea.ts';
import { eventKey } from './event-key.ts';
import { type JudgingContext, judgeWindow } from './judge-window.ts';
import { keepNote } from './keep-note.ts';
import { type Flagged, flagsRaisedBy, type RecordingContext, repeatTime } from './record-passages.ts';
import { windowAround } from './visit-window.ts';

export type LaterNote = { readonly eventId: string } & (
  | { readonly cargo: Cargo }
  | { readonly barrier: 'passed' | 'refused' | 'forced'; readonly reason: string | null }
);

/**
 * What a gate learns after the passage: the weighbridge's cargo, or what the barrier did. The access is judged again at
 * once. Fails as not-found where the gate has no such event.
 */
export async function noteLater(
  tx: Writer,
  gate: GateActor,
  note: LaterNote,
  context: RecordingContext,
): Promise<{ row: PassageRow; flags: readonly Flagged[] }> {
  const known = await tx.passages.findEvent(eventKey(gate.id, note.eventId));
  const before = known && (await tx.passages.find(known.passageId));
  if (!before) throw notFound('#/eventId');
  const after = (await isSettled(tx, before.id, note)) ? undefined : await store(tx, before, note, context);
  if (after) await judgeAround(tx, after, { ...context, cause: 'cargo' in note ? 'cargo' : 'barrier' });
  const row = await tx.passages.find(before.id);
  if (!row) throw new Failure('unavailable', { en: 'The passage is gone.', zh: '过车记录已不存在。' });
  return { row, flags: await flagsRaisedBy(tx, row) };
}

/** What an officer put right is not the gate's to tell any more. */
async function isSettled(tx: Writer, passageId: string, note: LaterNote): Promise<boolean> {
  const told = 'cargo' in note ? 'cargo' : 'barrier';
  return (await tx.factCorrections.of('passage', passageId)).some(({ fact }) => fact === told);
}

/** Undefined where the note says nothing new. */
async function store(
  tx: Writer,
  row: PassageRow,
  note: LaterNote,
  context: RecordingContext,
): Promise<PassageRow | undefined> {
  if ('cargo' in note) {
    const cargo = cargoAfter(row.cargo as Cargo | null, note.cargo);
    if (canonicalJson(row.cargo) === canonicalJson(cargo)) return undefined;
    await keepNote(tx, row, { cargo }, context);
    await tx.passages.setCargo(row.id, cargo);
    return { ...row, cargo };
  }
  if (row.barrier === note.barrier && row.barrierReason === note.reason) return undefined;
  await keepNote(tx, row, { barrier: note.barrier, barrierReason: note.reason }, context);
  await tx.passages.setBarrier(row, note.barrier, note.reason);
  return { ...row, barrier: note.barrier, barrierReason: note.reason };
}

/** Judges the visits round one stored passage again, by the law of their own days. */
export async function judgeAround(
  tx: Writer,
  row: Pick<PassageRow, 'id' | 'plate' | 'plateColour' | 'enterpriseId' | 'countyCode' | 'passedAt'>,
  context: JudgingContext,
): Promise<void> {
  const { plate, enterpriseId, countyCode, passedAt } = row;
  const repeatMs = repeatTime(context.policies, passedAt);
  const rows =
    plate === ''
      ? [await tx.passages.find(row.id)].filter((found) => found !== undefined)
      : await windowAround(tx, row, repeatMs);
  const holders = plate === '' ? [] : await tx.vehicles.holdersOf(plate);
  const enterprise = await tx.enterpriseFacts.of(enterpriseId);
  await judgeWindow(tx, context, { plate, enterpriseId, countyCode, holders, enterprise, repeatMs }, rows, {
    all: true,
  });
  // Whoever queued a job for a vehicle had its urea judged again as well; what a truck carries does not bear on it.
  if (context.cause === 'cargo' || context.cause.startsWith('job:')) return;
  const { now, newId, policies } = context;
  await queueUreaAround(tx, [plate], legalDayOf(passedAt), policies, { now, newId, createdBy: 'system' });
}
