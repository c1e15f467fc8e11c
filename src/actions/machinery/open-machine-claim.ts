import { conflict, Failure, forbidden, invalid, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { CLAIM_GROUNDS, type ClaimGrounds, type ClaimKind } from '../../domain/machinery/machine-claim.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { MachineClaimRow } from '../../store/machine-claims.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import { tell } from '../tell.ts';
import type { MachineryAt } from './context.ts';
import { getMachine } from './get-machine.ts';
import { searchedNumbers } from './machine-numbers.ts';
import { answerBy } from './parameters.ts';

/** The machine by its id, or by one of its numbers. */
export type MachineNamed = { readonly machineId: string } | { readonly code: string };
export type ClaimGiven = { readonly grounds: ClaimGrounds; readonly statement: string | null };

/**
 * Claims a machine from the organisation that holds it (归属争议、过户申请). Not-found about the machine; conflict where nobody or
 * the claimant itself holds it, a case about it runs, or the same claim was refused before.
 */
export async function claimMachine(
  tx: Writer,
  actor: Actor,
  named: MachineNamed,
  given: ClaimGiven,
  at: MachineryAt,
): Promise<MachineClaimRow> {
  const scope = scopeOf(actor, 'machine-claim.create');
  if (scope.to !== 'organisation') throw forbidden();
  const [pointer, machine] =
    'machineId' in named
      ? (['#/machineId', await tx.machines.find(named.machineId)] as const)
      : (['#/code', await machineOfCode(tx, named.code)] as const);
  if (!machine) throw notFound(pointer);
  if (machine.organisationId === null) throw conflict(UNHELD, pointer, { machineId: machine.id });
  if (machine.organisationId === scope.organisationId) throw conflict(OWN, pointer, { machineId: machine.id });
  const claimant = await getSide(tx, scope.organisationId);
  const sides = { machineId: machine.id, claimantId: claimant.id, holderId: machine.organisationId };
  const refused = await tx.machineClaims.refused({ ...sides, grounds: given.grounds });
  if (refused) throw conflict(REFUSED, '#/grounds', { existing: refused.id });
  return open(tx, actor, 'claim', machine, claimant, given, pointer, at);
}

/** Offers a machine to another contractor, named by its credit code (转让). Not-found about a code of none, invalid for the own. */
export async function offerMachine(
  tx: Writer,
  actor: Actor,
  machineId: string,
  { creditCode, ...given }: ClaimGiven & { readonly creditCode: string },
  at: MachineryAt,
): Promise<MachineClaimRow> {
  const machine = await getMachine(tx, actor, machineId, 'machine.update');
  const receiver = await tx.organisations.findByCreditCode(creditCode);
  if (receiver?.kind !== 'contractor') throw notFound('#/creditCode');
  if (receiver.id === machine.organisationId) throw invalid('#/creditCode', ITSELF);
  return open(tx, actor, 'offer', machine, receiver, given, '#/id', at);
}

async function open(
  tx: Writer,
  actor: Actor,
  kind: ClaimKind,
  machine: MachineRow,
  claimant: OrganisationRow,
  given: ClaimGiven,
  pointer: string,
  at: MachineryAt,
): Promise<MachineClaimRow> {
  const running = await tx.machineClaims.running(machine.id);
  const mine = actor.kind === 'user' && [running?.claimantId, running?.holderId].includes(actor.organisationId ?? '');
  if (running) throw conflict(RUNNING, pointer, mine ? { existing: running.id } : undefined);
  const holder = await getSide(tx, machine.organisationId ?? '');
  const row: MachineClaimRow = {
    ...{ id: at.newId(), kind, machineId: machine.id, status: 'open', ...given },
    ...{ claimantId: claimant.id, claimantCounty: claimant.countyCode },
    ...{ holderId: holder.id, holderCounty: holder.countyCode },
    ...{ openedAt: at.now, openedBy: actor.id, answerBy: answerBy(at.policies, legalDayOf(at.now)) },
    ...{ contestedAt: null, contestedBy: null, objection: null, endedAt: null, endedBy: null, reason: null },
  };
  await tx.machineClaims.insert(row);
  const detail = { kind, machineId: machine.id, claimantId: claimant.id, holderId: holder.id, ...given };
  await record(tx, actor, at, 'machine-claim.create', { type: 'machine_claim', id: row.id }, detail);
  const why = CLAIM_GROUNDS[given.grounds];
  await tell(tx, at, {
    topic: 'machine-claim.opened',
    ...concerned(row),
    summary:
      kind === 'claim'
        ? {
            en: `${claimant.name} claims the machine ${machine.name} from ${holder.name} (${why.en}); to be answered by ${row.answerBy}.`,
            zh: `${claimant.name}申请将机械“${machine.name}”由${holder.name}变更至其名下（${why.zh}），请不晚于${row.answerBy}（含当日）答复。`,
          }
        : {
            en: `${holder.name} offers the machine ${machine.name} to ${claimant.name} (${why.en}); to be answered by ${row.answerBy}.`,
            zh: `${holder.name}拟将机械“${machine.name}”转让给${claimant.name}（${why.zh}），请不晚于${row.answerBy}（含当日）答复是否接收。`,
          },
    data: { kind, machineId: machine.id, grounds: given.grounds, answerBy: row.answerBy },
  });
  return row;
}

/** Whom a case concerns: both sides, and the counties of both. */
export const concerned = (row: MachineClaimRow) => ({
  subject: { type: 'machine_claim', id: row.id },
  countyCodes: [...new Set([row.claimantCounty, row.holderCounty])],
  organisationIds: [row.claimantId, row.holderId],
});

async function machineOfCode(tx: Writer, code: string): Promise<MachineRow | undefined> {
  const found = await tx.machines.pageByNumber(searchedNumbers(code), { limit: 2 });
  if (found.length > 1) throw new Failure('conflict', SEVERAL, { errors: [{ pointer: '#/code', detail: SEVERAL }] });
  return found[0];
}

/** An organisation that is a side of a case. */
export async function getSide(tx: Writer, id: string): Promise<OrganisationRow> {
  const row = await tx.organisations.find(id);
  if (!row) throw new Error(`a machine or user of no organisation: ${id}`);
  return row;
}

const UNHELD = {
  en: 'Nobody holds this machine: register it, and it is yours.',
  zh: '该机械尚无登记单位，请直接登记。',
};
const OWN = { en: 'Your organisation holds this machine already.', zh: '该机械已登记在贵单位名下。' };
const ITSELF = { en: 'The machine is this organisation’s already.', zh: '该机械已登记在该单位名下。' };
const RUNNING = { en: 'A case about this machine is running.', zh: '该机械的归属事项正在办理。' };
const REFUSED = {
  en: 'A claim on these grounds was refused; another one needs new grounds.',
  zh: '以相同理由提出的申请已被驳回，再次申请须有新的理由。',
};
const SEVERAL = {
  en: 'Several machines carry this number; name the one by its id.',
  zh: '该号码对应多台机械，请按编号指明。',
};
