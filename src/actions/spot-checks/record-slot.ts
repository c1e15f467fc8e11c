import { invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { instantsOf } from '../../domain/reports/period.ts';
import type { SpotCheckItemRow, SpotCheckSlotRow } from '../../store/spot-checks.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { openCheck, SPOT_CHECK } from './spot-check.ts';

const MINUTE_MS = 60_000;
/** Official slots are 5 to 10 minutes long. */
const SHORTEST_MS = 5 * MINUTE_MS;
const LONGEST_MS = 10 * MINUTE_MS;
/** By how much the clocks of video and gate may differ. */
const CLOCKS_MS = 5 * MINUTE_MS;

export type SeenVehicle = {
  readonly plate: string;
  readonly plateColour?: string | null | undefined;
  readonly direction?: 'in' | 'out' | undefined;
};
export type NewSlot = {
  readonly gateId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly vehicles: readonly SeenVehicle[];
  readonly remark?: string | undefined;
};

/**
 * Records which vehicles a stretch of video shows. Each is held against the gate's readings, of which one answers for one
 * vehicle; those without one are missing from the ledger, and wrong.
 */
export async function recordSlot(
  tx: Writer,
  actor: Actor,
  checkId: string,
  slot: NewSlot,
  at: At,
): Promise<SpotCheckSlotRow> {
  const check = await openCheck(tx, actor, checkId);
  const { gateId, startsAt, endsAt, vehicles, remark = null } = slot;
  const gate = await tx.gates.find(gateId);
  if (gate?.enterpriseId !== check.enterpriseId) throw notFound('#/gateId');
  const { from, until } = instantsOf({ from: check.fromDay, to: check.toDay });
  if (startsAt < from || startsAt >= until) throw invalid('#/startsAt', OUTSIDE);
  const length = endsAt - startsAt;
  if (length < SHORTEST_MS || length > LONGEST_MS) throw invalid('#/endsAt', LENGTH);
  if (endsAt > at.now) throw invalid('#/endsAt', { en: 'This lies ahead.', zh: '该时间尚未到来。' });

  const slotId = at.newId();
  const used = new Set<string>();
  const found: (string | null)[] = [];
  for (const vehicle of vehicles) found.push(await visitOf(tx, check.enterpriseId, slot, vehicle, used));
  const first = await tx.spotChecks.nextPosition(checkId);
  const { enterpriseId, countyCode } = check;
  const items = vehicles.map((vehicle, index): SpotCheckItemRow => {
    const visitId = found[index] ?? null;
    const sample = { ...vehicle, gateId, startsAt, endsAt, missing: visitId === null };
    return {
      ...{ id: at.newId(), checkId, enterpriseId, countyCode, position: first + index, kind: 'video_vehicle' },
      ...{ subjectId: visitId, slotId, sample, verdict: visitId === null ? 'wrong' : 'right', finding: null },
      ...{ checkedAt: at.now, checkedBy: actor.id, closedAt: null },
    };
  });
  await tx.spotChecks.insertItems(items);
  const missing = found.filter((visitId) => visitId === null).length;
  const counts = { seen: vehicles.length, missing };
  const row = {
    id: slotId,
    checkId,
    gateId,
    startsAt,
    endsAt,
    ...counts,
    remark,
    recordedAt: at.now,
    recordedBy: actor.id,
  };
  await tx.spotChecks.insertSlot(row);
  await record(tx, actor, at, 'spot-check.slot', { type: SPOT_CHECK, id: checkId }, { slotId, gateId, ...counts });
  return row;
}

/** The visit of a reading at the gate in the slot that answers for a vehicle seen and for no other; null where there is none. */
async function visitOf(
  tx: Writer,
  enterpriseId: string,
  { gateId, startsAt, endsAt }: NewSlot,
  { plate, direction, plateColour }: SeenVehicle,
  used: Set<string>,
): Promise<string | null> {
  const readings = await tx.passages.between(plate, enterpriseId, startsAt - CLOCKS_MS, endsAt - 1 + CLOCKS_MS);
  const fitting = readings.find(
    (reading) =>
      reading.gateId === gateId &&
      (direction === undefined || reading.direction === direction) &&
      (plateColour == null || reading.plateColour === null || reading.plateColour === plateColour) &&
      !used.has(reading.accessId),
  );
  if (!fitting) return null;
  used.add(fitting.accessId);
  return fitting.visitId;
}

const OUTSIDE = { en: 'This is not in the period of the check.', zh: '该时间不在抽查时间段内。' };
const LENGTH = { en: 'A slot is 5 to 10 minutes long.', zh: '视频时段应为 5 至 10 分钟。' };
