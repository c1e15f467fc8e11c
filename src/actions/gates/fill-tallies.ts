import type { Cargo } from '../../domain/gates/passage.ts';
import { encodeTally, loadOfAccess, vehicleTally } from '../../domain/gates/tally.ts';
import { decodeFacts } from '../../domain/policy/fact-codec.ts';
import type { Writer } from '../../store/store.ts';

/**
 * Gives passages stored before there were tallies the one their judgement has. Nothing is judged anew. Gives how many of
 * at most `limit` were filled.
 */
export async function fillTallies(tx: Writer, limit: number): Promise<number> {
  const rows = await tx.passages.untallied(limit);
  for (const row of rows) {
    const told = row.accessId !== row.id ? [] : row.plate === '' ? [row.cargo] : await tx.passages.cargoOfAccess(row);
    const { load, kg } = loadOfAccess(told as (Cargo | null)[]);
    await tx.passages.setTally(row, encodeTally(vehicleTally(decodeFacts(row.facts)), load), kg);
  }
  return rows.length;
}
