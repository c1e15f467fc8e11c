import type { FilingAction } from '../../domain/machinery/filing.ts';
import type { FilingChange, FilingRow } from '../../store/filings.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { MachineryAt } from './context.ts';
import { judgeMachine } from './judge-machine.ts';
import { type FilingActor, noteFilingEvent, type StepDetail } from './note-filing-event.ts';

/** Stores what an action made of a filing, tells its history and the audit of it, and judges the machine anew. */
export async function changeFiling(
  tx: Writer,
  by: FilingActor,
  filing: FilingRow,
  action: FilingAction | 'correct',
  change: FilingChange,
  at: MachineryAt,
  detail: Omit<StepDetail, 'resubmitBy'> = {},
): Promise<FilingRow> {
  const { reason = change.reason ?? null } = detail;
  await tx.filings.update(filing.id, change);
  await noteFilingEvent(tx, filing.id, by, action, { ...detail, reason, resubmitBy: change.resubmitBy ?? null }, at);
  await record(tx, by, at, `filing.${action}`, { type: 'filing', id: filing.id }, { ...change, ...told(detail) });
  await judgeMachine(tx, filing.machineId, at);
  return { ...filing, ...change };
}

const told = ({ reason, change }: StepDetail) => ({
  ...(reason ? { reason } : {}),
  ...(change ? { before: change.before } : {}),
});
