import { conflict, type Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { FilingState } from '../../domain/machinery/filing.ts';
import { MACHINE_STATUS_NAMES, type MachineStatus } from '../../domain/machinery/machine-life.ts';
import type { Slip } from '../../domain/slips/slip.ts';
import type { Keys } from '../../files/keys.ts';
import type { FilingRow } from '../../store/filings.ts';
import type { MachineRow } from '../../store/machines.ts';
import type { Reader } from '../../store/store.ts';
import { getFiling } from '../machinery/get-filing.ts';
import { signSlip } from './sign-slip.ts';
import { slipOf } from './slip-of.ts';

/** A slip, signed, and the address that its code holds: what stands behind the `#` never reaches a server. */
export type IssuedSlip = {
  readonly slip: Slip;
  readonly token: string;
  readonly url: string;
};

/**
 * Issues the site-entry slip (进场登记凭证) of an accepted filing for whoever reads the filing, as things stand at `now` (ms).
 * Conflict in every other state, once the machine has left or is not in use any more, and while it is under a prohibition of use.
 */
export async function issueSlip(
  reader: Reader,
  actor: Actor,
  filingId: string,
  { keys, publicUrl, now }: { readonly keys: Pick<Keys, 'current'>; readonly publicUrl: string; readonly now: number },
): Promise<IssuedSlip> {
  const filing = await getFiling(reader, actor, filingId);
  const refused = refusalOf(filing);
  if (refused) throw conflict(refused, undefined, { state: filing.status });
  const { says, machine } = await slipOf(reader, filing);
  if (machine.status !== 'active') throw conflict(outOfUse(machine), undefined, { state: machine.status });
  const prohibitions = await reader.prohibitions.ofMachine(machine.id);
  if (prohibitions.some(({ status }) => status === 'open')) throw conflict(PROHIBITED);
  const slip: Slip = { ...says, issuedAt: Math.floor(now / 1000) * 1000 };
  const token = signSlip(slip, keys);
  return { slip, token, url: `${publicUrl}/slip#${token}` };
}

function refusalOf({ status, exitedAt }: Pick<FilingRow, 'status' | 'exitedAt'>): Message | undefined {
  if (status !== 'accepted') return NOT_ACCEPTED[status as FilingState] ?? NOT_ACCEPTED.submitted;
  return exitedAt === null ? undefined : LEFT;
}

const NOT_ACCEPTED: Readonly<Record<FilingState, Message>> = {
  submitted: {
    en: 'The filing is not accepted yet; the slip can be had once the county accepts it.',
    zh: '该申报尚未受理，受理后方可出具进场登记凭证。',
  },
  accepted: { en: 'The filing is accepted.', zh: '该申报已受理。' },
  returned: {
    en: 'The filing was returned; put it right and hand it in again.',
    zh: '该申报已退回，请补正后重新提交。',
  },
  rejected: { en: 'The filing was rejected; there is no slip for it.', zh: '该申报已驳回，不出具凭证。' },
  withdrawn: { en: 'The filing was withdrawn; there is no slip for it.', zh: '该申报已撤回，不出具凭证。' },
};
const LEFT: Message = {
  en: 'The machine has left on this filing; coming back needs a new one.',
  zh: '该申报的机械已离场，再次进场须重新申报。',
};
function outOfUse({ status, statusOn }: Pick<MachineRow, 'status' | 'statusOn'>): Message {
  const { en, zh } = MACHINE_STATUS_NAMES[status as MachineStatus];
  return {
    en: `On record the machine has been ${en} since ${statusOn ?? '?'}; there is no slip until it is back in use.`,
    zh: `该机械登记为自 ${statusOn ?? '?'} 起${zh}，恢复在用前不出具凭证。`,
  };
}
const PROHIBITED: Message = {
  en: 'The machine is under a prohibition of use; there is no slip until a re-test has lifted it.',
  zh: '该机械处于禁止使用状态，复检合格解除前不出具凭证。',
};
