import { invalid } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { FIRST_EVENT_DAY, legalDayOf } from '../../domain/time.ts';
import type { GateCountRow } from '../../store/gate-counts.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { getGate } from './get-gate.ts';
import { judgeTransmission } from './judge-transmission.ts';

export type DayCounts = {
  readonly day: string;
  readonly passages: number;
  readonly cargo: number | null;
  readonly checks: number | null;
};

/**
 * Takes what a gate says it counted in a day (日对账); the latest word counts, the earlier ones stay in the audit trail. A
 * day that is over is judged at once. 400 for a day that has not begun.
 */
export async function declareCounts(
  tx: Writer,
  actor: Actor,
  gateId: string,
  counts: DayCounts,
  at: At & { readonly policies: PolicySet },
): Promise<{ readonly row: GateCountRow; readonly created: boolean }> {
  const gate = await getGate(tx, actor, gateId, 'gate.count');
  const { day, passages, cargo, checks } = counts;
  if (day > legalDayOf(at.now)) throw invalid('#/day', NOT_BEGUN);
  if (day < FIRST_EVENT_DAY) throw invalid('#/day', TOO_OLD);
  const told = { passages, cargo, checks };
  const known = await tx.gateCounts.ofGate(gateId, day);
  const word = { ...told, declaredAt: at.now, declaredBy: actor.id };
  const { enterpriseId, countyCode } = gate;
  const row: GateCountRow = known
    ? { ...known, ...word }
    : { id: at.newId(), gateId, enterpriseId, countyCode, day, ...word };
  await (known ? tx.gateCounts.update(known.id, word) : tx.gateCounts.insert(row));
  const before = known && { passages: known.passages, cargo: known.cargo, checks: known.checks };
  const detail = { gateId, day, ...(before ? { before } : {}), after: told };
  await record(tx, actor, at, 'gate-counts.declare', { type: 'gate_counts', id: row.id }, detail);
  await judgeTransmission(tx, enterpriseId, day, at);
  return { row, created: known === undefined };
}

const NOT_BEGUN = { en: 'This day has not begun.', zh: '该日期尚未开始。' };
const TOO_OLD = { en: 'This lies before 2015.', zh: '该日期早于 2015 年。' };
