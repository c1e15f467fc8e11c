import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingAction } from '../../domain/machinery/filing.ts';
import type { FilingChange, FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { judgeMachine } from './judge-machine.ts';

/** Stores what an action made of a filing, tells its history and the audit of it, and judges the machine anew. */
export async function changeFiling(
  tx: Writer,
  actor: Actor,
  filing: FilingRow,
  action: FilingAction | 'correct',
  change: FilingChange,
  at: MachineryAt,
  reason = change.reason ?? null,
): Promise<FilingRow> {
  await tx.filings.update(filing.id, change);
  await tx.filings.insertEvent({
    id: at.newId(),
    filingId: filing.id,
    at: at.now,
    action,
    actorId: actor.id,
    reason,
    resubmitBy: change.resubmitBy ?? null,
  });
  await record(tx, actor, at, `filing.${action}`, { type: 'filing', id: filing.id }, { ...change });
  await judgeMachine(tx, filing.machineId, at);
  return { ...filing, ...change };
}
