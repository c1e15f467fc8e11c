import type { Writer } from '../../store/store.ts';
import { type JudgingVehicles, judgeVehicle } from './judge-vehicle.ts';

/** Judges the next `limit` vehicles that were put on file before it was kept what became of sales; gives how many there were. */
export async function fillSales(tx: Writer, context: JudgingVehicles, limit: number): Promise<number> {
  const vehicles = await tx.sellers.unlooked(limit);
  for (const { id } of vehicles) await judgeVehicle(tx, id, context);
  return vehicles.length;
}
