import { invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { instantsOf } from '../../domain/reports/period.ts';
import { isWithin, type SpotCheckMethod } from '../../domain/spot-checks/method.ts';
import type { SpotCheckItemRow, SpotCheckSlotRow } from '../../store/spot-checks.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { openCheck, SPOT_CHECK } from './spot-check.ts';

const MINUTE_MS = 60_000;

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
  { at, method }: { readonly at: At; readonly method: SpotCheckMethod },
): Promise<SpotCheckSlotRow> {
  const check = await openCheck(tx, actor, checkId);
  const { gateId, startsAt, endsAt, vehicles, remark = null } = slot;
  const gate = await tx.gates.find(gateId);
  if (gate?.enterpriseId !== check.enterpriseId) throw notFound('#/gateId');
  const { from, until } = instantsOf({ from: check.fromDay, to: check.toDay });
  if (startsAt < from || startsAt >= until) throw invalid('#/startsAt', OUTSIDE);
  if (!isWithin(method.slotMinutes, (endsAt - startsAt) / MINUTE_MS))
    throw invalid('#/endsAt', lengthOf(method.slotMinutes));
  if (endsAt > at.now) throw invalid('#/endsAt', { en: 'This lies ahead.', zh: '该时间尚未到来。' });

  const slotId = at.newId();
  const used = new Set<string>();
  const found: (string | null)[] = [];
  const clocksMs = method.clocksMinutes * MINUTE_MS;
  const sought = { ...slot, startsAt: startsAt - clocksMs, endsAt: endsAt + clocksMs };
  for (const vehicle of vehicles) found.push(await visitOf(tx, check.enterpriseId, sought, vehicle, used));
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

/** The visit of a reading at the gate in a time that answers for a vehicle seen and for no other; null where there is none. */
async function visitOf(
  tx: Writer,
  enterpriseId: string,
  { gateId, startsAt, endsAt }: NewSlot,
  { plate, direction, plateColour }: SeenVehicle,
  used: Set<string>,
): Promise<string | null> {
  const readings = await tx.passages.between(plate, enterpriseId, startsAt, endsAt - 1);
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
const lengthOf = ({ least, most }: SpotCheckMethod['slotMinutes']) => ({
  en: `A slot is ${least} to ${most} minutes long.`,
  zh: `视频时段应为 ${least} 至 ${most} 分钟。`,
});
