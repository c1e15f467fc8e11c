import type { Writer } from '../../store/store.ts';
import { type JudgingVehicles, judgeVehicle } from './judge-vehicle.ts';

/**
 * One bounded step over the retirement list: judges the next `limit` vehicles after an id by today's law, so that what was
 * due becomes overdue when the deadline has passed. `after` is undefined in the result when the list is done.
 */
export async function sweepRetirements(
  tx: Writer,
  context: JudgingVehicles,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly judged: number; readonly after: string | undefined }> {
  const vehicles = await tx.vehicles.listedAfter(after, limit);
  for (const { id } of vehicles) await judgeVehicle(tx, id, context);
  return { judged: vehicles.length, after: vehicles.length === limit ? vehicles.at(-1)?.id : undefined };
}
