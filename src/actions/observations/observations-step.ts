import type { ObservationRow } from '../../store/observations.ts';
import type { Writer } from '../../store/store.ts';
import { type Looking, lookAt } from './look-at.ts';
import type { ObservationsPayload } from './queue-observations.ts';

/** How far a job has come: the plate in turn, by its text or by the VINs under it, and the last observation looked at. */
export type ObservationsCursor = { readonly plate: number; readonly by: 'plate' | 'vin'; readonly after?: string };

/** One bounded step of looking at observations again: the next ones of the plate in turn. A null cursor ends it. */
export async function observationsStep(
  tx: Writer,
  { plates }: ObservationsPayload,
  cursor: ObservationsCursor | null,
  limit: number,
  context: Looking,
): Promise<{ readonly looked: number; readonly cursor: ObservationsCursor | null }> {
  const { plate: at, by, after } = cursor ?? { plate: 0, by: 'plate' as const };
  const plate = plates[at];
  if (plate === undefined) return { looked: 0, cursor: null };
  const rows =
    by === 'plate'
      ? await tx.observations.about({ plate }, after, limit)
      : await tx.observations.about({ vins: await vinsUnder(tx, plate) }, after, limit);
  for (const row of rows) await again(tx, row, context);
  const last = rows.at(-1);
  if (last && rows.length === limit) return { looked: rows.length, cursor: { plate: at, by, after: last.id } };
  if (by === 'plate') return { looked: rows.length, cursor: { plate: at, by: 'vin' } };
  return { looked: rows.length, cursor: at + 1 < plates.length ? { plate: at + 1, by: 'plate' } : null };
}

async function again(tx: Writer, row: ObservationRow, context: Looking): Promise<void> {
  const { vehicleId, findings, followUp } = await lookAt(tx, row, context);
  if (
    vehicleId !== row.vehicleId ||
    followUp !== row.followUp ||
    JSON.stringify(findings) !== JSON.stringify(row.findings)
  )
    await tx.observations.update(row.id, { vehicleId, findings, followUp });
}

/** Every VIN that vehicles which carry or carried a plate have, or had before it was put right. */
async function vinsUnder(tx: Writer, plate: string): Promise<string[]> {
  const vehicles = new Set((await tx.timelines.bindingsUnder([plate])).map(({ vehicleId }) => vehicleId));
  const changes = await tx.vehicles.changesOf([...vehicles]);
  return [...new Set(changes.flatMap(({ facts }) => facts.vin ?? []))];
}
