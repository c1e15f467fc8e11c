import type { Writer } from '../../store/store.ts';
import { verifiedVinOf } from './write-change.ts';

/** Notes the VIN of the next `limit` vehicles that were put on file before it was kept; gives how many there were. */
export async function fillVins(tx: Writer, now: number, limit: number): Promise<number> {
  const vehicles = await tx.vehicles.vinless(limit);
  for (const { id } of vehicles)
    await tx.vehicles.update(id, { vin: verifiedVinOf(await tx.vehicles.changesOf([id]), now) });
  return vehicles.length;
}
