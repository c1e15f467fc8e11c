import { legalDayOf } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { judgeMachine } from './judge-machine.ts';

/**
 * Judges the machines of at most `limit` returned filings whose time to come back ran out, and closes those filings so that
 * each is met once; they may still be resubmitted. Gives how many there were: fewer than `limit` means that none is left.
 */
export async function judgeOverdueReturns(tx: Writer, at: MachineryAt, limit: number): Promise<number> {
  const filings = await tx.filings.overdueReturns(legalDayOf(at.now), limit);
  for (const { id, machineId, resubmitBy } of filings) {
    await tx.filings.update(id, { closedAt: at.now });
    const clock = { kind: 'system', id: 'overdue-returns' } as const;
    await record(tx, clock, at, 'filing.lapse', { type: 'filing', id }, { resubmitBy });
    await judgeMachine(tx, machineId, at);
  }
  return filings.length;
}
