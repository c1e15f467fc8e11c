import { conflict, forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import {
  CLAIM_STATUS_NAMES,
  type ClaimAction,
  type ClaimKind,
  type ClaimStatus,
  claimStep,
  passesOn,
  sideOf,
} from '../../domain/machinery/machine-claim.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineClaimChange, MachineClaimRow } from '../../store/machine-claims.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import { getMachineClaim } from './get-machine-claim.ts';
import { concerned } from './open-machine-claim.ts';
import { transferMachine } from './transfer-machine.ts';

/**
 * Takes a step in a case about who holds a machine: its sides agree, contest, decline or withdraw, an officer of either county
 * grants or refuses. Forbidden to the other side; conflict where the case does not allow it. With agreement or grant the machine
 * changes hands at once.
 */
export async function answerMachineClaim(
  tx: Writer,
  actor: Actor,
  id: string,
  action: ClaimAction,
  reason: string | null,
  at: At,
): Promise<MachineClaimRow> {
  const byOfficer = action === 'grant' || action === 'refuse';
  const row = await getMachineClaim(tx, actor, id, byOfficer ? 'machine-claim.decide' : 'machine-claim.answer');
  const [kind, status] = [row.kind as ClaimKind, row.status as ClaimStatus];
  const side = sideOf(action, kind);
  const organisationId = side === 'holder' ? row.holderId : row.claimantId;
  if (!byOfficer && side && !covers(scopeOf(actor, 'machine-claim.answer'), { organisationId })) throw forbidden();
  const step = claimStep(action, { kind, status, answerBy: row.answerBy }, legalDayOf(at.now));
  if ('refusal' in step) throw conflict(step.refusal, undefined, { state: status });
  const change: MachineClaimChange =
    step.to === 'contested'
      ? { status: step.to, contestedAt: at.now, contestedBy: actor.id, objection: reason }
      : { status: step.to, endedAt: at.now, endedBy: actor.id, reason };
  if (!(await tx.machineClaims.change(id, status, change))) throw conflict(FASTER);
  const next = { ...row, ...change };
  await record(tx, actor, at, `machine-claim.${action}`, { type: 'machine_claim', id }, { reason });
  const machine = await tx.machines.find(row.machineId);
  if (passesOn(step.to) && machine) await transferMachine(tx, actor, machine, next, at);
  const word = CLAIM_STATUS_NAMES[step.to];
  await tell(tx, at, {
    topic: step.to === 'contested' ? 'machine-claim.contested' : 'machine-claim.ended',
    ...concerned(next),
    summary: {
      en: `The case about the machine ${machine?.name ?? ''} is ${word.en}.`,
      zh: `机械“${machine?.name ?? ''}”的归属事项${word.zh}。`,
    },
    data: { machineId: row.machineId, status: step.to, reason },
  });
  return next;
}

const FASTER = { en: 'Somebody else was faster.', zh: '该案件已由他人处理。' };
