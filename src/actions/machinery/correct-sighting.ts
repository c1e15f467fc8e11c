import { conflict, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, type Owners, scopeOf } from '../../domain/identity/permissions.ts';
import type { Writer } from '../../store/store.ts';
import { type CorrectionWhy, keepCorrection } from '../enforcement/correct-fact.ts';
import type { MachineryAt } from './context.ts';
import { judgeMachine } from './judge-machine.ts';
import { resultNow } from './rejudge-inspection.ts';

/** A machine met on a site, as it really was: another machine, or at another time (ms). */
export type SightingFound = { readonly machineId?: string | undefined; readonly at?: number | undefined };

/** Puts right which machine a site entry was about, or when it entered, and judges the machines concerned anew. */
export async function correctSiteEntry(
  tx: Writer,
  actor: Actor,
  id: string,
  found: SightingFound,
  why: CorrectionWhy,
  at: MachineryAt,
): Promise<void> {
  const row = await tx.siteEntries.find(id);
  requireReach(actor, row, 'site-entry.read');
  const change = { machineId: found.machineId ?? row.machineId, enteredAt: found.at ?? row.enteredAt };
  const subject = { subjectType: 'site_entry', subjectId: id } as const;
  const keep = (fact: 'machineId' | 'enteredAt') =>
    keepCorrection(tx, actor, { ...subject, fact, before: row[fact], after: change[fact] }, why, at);
  const changed = (['machineId', 'enteredAt'] as const).filter((fact) => change[fact] !== row[fact]);
  if (changed.length === 0) throw invalid('#', NOTHING);
  await requireMachine(tx, change.machineId);
  for (const fact of changed) await keep(fact);
  await tx.siteEntries.update(id, change);
  await tx.machines.addCounty(change.machineId, row.countyCode);
  await judgeBoth(tx, id, row.machineId, change.machineId, at);
}

/** The same of an inspection, whose result follows from the machine that it was of and the limits of its day. */
export async function correctInspection(
  tx: Writer,
  actor: Actor,
  id: string,
  found: SightingFound,
  why: CorrectionWhy,
  at: MachineryAt,
): Promise<void> {
  const row = await tx.inspections.find(id);
  requireReach(actor, row, 'inspection.read');
  const moved = { machineId: found.machineId ?? row.machineId, inspectedAt: found.at ?? row.inspectedAt };
  const machine = await requireMachine(tx, moved.machineId);
  const next = { ...moved, ...(await resultNow(tx, { ...row, ...moved }, machine, machine, at)) };
  const subject = { subjectType: 'inspection', subjectId: id } as const;
  const changed = (['machineId', 'inspectedAt'] as const).filter((fact) => next[fact] !== row[fact]);
  if (changed.length === 0) throw invalid('#', NOTHING);
  for (const fact of changed)
    await keepCorrection(tx, actor, { ...subject, fact, before: row[fact], after: next[fact] }, why, at);
  const [before, after] = [row, next].map(({ result, judgement }) => ({ result, judgement }));
  await keepCorrection(tx, actor, { ...subject, fact: 'judgement', before, after }, why, at);
  await tx.inspections.update(id, next);
  await tx.machines.addCounty(next.machineId, row.countyCode);
  await judgeBoth(tx, id, row.machineId, next.machineId, at);
}

/**
 * Declares an inspection void: it stays on record and counts for nothing, and a prohibition that hung on it is lifted.
 * Conflict where it is void already.
 */
export async function voidInspection(
  tx: Writer,
  actor: Actor,
  id: string,
  why: CorrectionWhy,
  at: MachineryAt,
): Promise<void> {
  const row = await tx.inspections.find(id);
  requireReach(actor, row, 'inspection.read');
  if (row.voidedAt !== null) throw conflict(VOID);
  await tx.inspections.update(id, { voidedAt: at.now });
  const subject = { subjectType: 'inspection', subjectId: id } as const;
  await keepCorrection(tx, actor, { ...subject, fact: 'void', before: false, after: true }, why, at);
  await judgeMachine(tx, row.machineId, at);
}

/** The machine that was not there first: its flags leave the keys that the other's may need, and never become the other's. */
async function judgeBoth(tx: Writer, id: string, before: string, after: string, at: MachineryAt): Promise<void> {
  await judgeMachine(tx, before, at);
  if (before === after) return;
  for (const flag of await tx.violations.ofSubjects([`stay:${id}`, `inspection:${id}`]))
    if (flag.machineId === before) await tx.violations.park(flag.id);
  await judgeMachine(tx, after, at);
}

/** Not-found where the actor may not see it, forbidden where it may only see it. */
function requireReach<T extends Owners>(actor: Actor, row: T | undefined, seenBy: Action): asserts row is T {
  if (!row || !covers(scopeOf(actor, seenBy), row)) throw notFound();
  if (!covers(scopeOf(actor, 'event.correct'), row)) throw forbidden();
}

async function requireMachine(tx: Writer, id: string) {
  const machine = await tx.machines.find(id);
  if (!machine) throw notFound('#/machineId');
  return machine;
}

const NOTHING = { en: 'Nothing is to be put right.', zh: '没有需要更正的内容。' };
const VOID = { en: 'This inspection is void already.', zh: '该检查已作废。' };
