import { type DesiredFlag, reconcile } from '../../domain/enforcement/violation.ts';
import type { Writer } from '../../store/store.ts';
import type { ViolationRow } from '../../store/violations.ts';
import { type JudgingAt, noteJudged, reopenJudged, withdrawJudged } from './judged-change.ts';

/** A desired flag with its row's id; `cancelled` where a granted appeal had set it aside, which judging does not undo. */
export type RaisedFlag = { readonly flag: DesiredFlag; readonly id: string; readonly cancelled: boolean };

/**
 * Makes exactly `desired` stand among the flags `standing` under the same subjects: raises, carries on (an older id
 * survives a change of key), re-opens or withdraws, each kept in its history. Gives each desired flag with the id of its row.
 */
export async function raiseFlags(
  tx: Writer,
  standing: readonly ViolationRow[],
  desired: readonly DesiredFlag[],
  at: JudgingAt,
): Promise<RaisedFlag[]> {
  if (standing.length === 0 && desired.length === 0) return [];
  const { now, newId } = at;
  const plan = reconcile(standing, desired);
  for (const row of plan.withdrawn) await withdrawJudged(tx, row, at);
  const moved = plan.kept.filter(({ flag, standing: row }) => row.subjectKey !== flag.subjectKey);
  for (const { standing: row } of moved) await tx.violations.park(row.id);
  for (const { flag, standing: row } of plan.kept) {
    await freeKey(tx, flag, row, standing);
    if (differs(flag, row)) await tx.violations.carryOn(row.id, flag, now);
    if (row.status === 'withdrawn') await reopenJudged(tx, row.id, at);
  }
  const ids = new Map<DesiredFlag, string>(plan.kept.map(({ flag, standing: row }) => [flag, row.id]));
  for (const flag of plan.raised) {
    const id = newId();
    ids.set(flag, id);
    await freeKey(tx, flag, undefined, standing);
    await tx.violations.insert(id, flag, now);
    if (at.cause !== undefined && at.cause !== 'arrival') await noteJudged(tx, id, { from: 'none', to: 'open' }, at);
  }
  const statuses = new Map(plan.kept.map(({ flag, standing: row }) => [flag, row.status]));
  return desired.map((flag) => ({ flag, id: ids.get(flag) ?? '', cancelled: statuses.get(flag) === 'cancelled' }));
}

/** A row that no longer stands must not hold a key that another now needs. */
async function freeKey(
  tx: Writer,
  flag: DesiredFlag,
  owner: ViolationRow | undefined,
  standing: readonly ViolationRow[],
): Promise<void> {
  for (const row of standing)
    if (row !== owner && row.kind === flag.kind && row.subjectKey === flag.subjectKey) await tx.violations.park(row.id);
}

const COPIED = [
  'countyCode',
  'organisationId',
  'vehicleId',
  'plate',
  'plateColour',
  'emissionStage',
  'sellerName',
  'sellerCreditCode',
] as const;

function differs(flag: DesiredFlag, row: ViolationRow): boolean {
  return (
    row.status === 'withdrawn' ||
    row.subjectKey !== flag.subjectKey ||
    row.rule !== flag.rule ||
    row.policy !== flag.policy ||
    row.occurredAt !== flag.occurredAt ||
    COPIED.some((name) => row[name] !== (flag[name] ?? null)) ||
    JSON.stringify([row.alsoRules, row.evidence, row.why]) !== JSON.stringify([flag.alsoRules, flag.evidence, flag.why])
  );
}
