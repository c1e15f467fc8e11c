import type { Actor } from '../../domain/identity/actor.ts';
import type { ExemptionRow } from '../../store/exemptions.ts';
import type { Writer } from '../../store/store.ts';
import { type RejudgeCursor, type RejudgePayload, rejudgeStep } from '../gates/rejudge.ts';
import { judgeMachine } from '../machinery/judge-machine.ts';
import { rejudgeTests } from '../machinery/rejudge-inspection.ts';
import type { OrderContext } from './issue-order.ts';
import { queueRejudge } from './rejudge-order.ts';

const STEP = 25;
/** As many visits or machines are judged before the call answers; the rest is a job's. */
const AT_ONCE = 100;

/** Judges again what an exemption is about, in [from, until): of one from a zone the tests of smoke. */
export async function rejudgeExempted(
  tx: Writer,
  actor: Actor,
  row: ExemptionRow,
  within: { readonly from: number; readonly until: number },
  context: OrderContext,
): Promise<void> {
  const { at, policies } = context;
  if (row.subjectType === 'machine' && row.subjectId !== null) {
    if (row.zoneId === null) await judgeMachine(tx, row.subjectId, { ...at, policies });
    else await rejudgeTests(tx, row.subjectId, { ...at, policies, cause: `exemption:${row.id}` });
    return;
  }
  const tests = row.zoneId === null ? {} : ({ tests: true } as const);
  const payload: RejudgePayload = { ...(await subjectOf(tx, row)), ...tests, from: null, within };
  const judging = { ...at, policies, cause: `exemption:${row.id}` };
  let scan: RejudgeCursor | null = null;
  for (let judged = 0; judged < AT_ONCE; judged += STEP) {
    const step = await rejudgeStep(tx, payload, scan, STEP, judging);
    scan = step.cursor;
    if (!scan) return;
  }
  await queueRejudge(tx, actor, payload, scan, context);
}

async function subjectOf(
  tx: Writer,
  { subjectType, subjectId, plate }: ExemptionRow,
): Promise<Partial<RejudgePayload>> {
  if (subjectId === null) return { plates: plate === null ? [] : [plate] };
  if (subjectType === 'enterprise') return { enterpriseId: subjectId };
  if (subjectType === 'site') return { siteId: subjectId };
  const bindings = await tx.vehicles.bindingsOf(subjectId);
  return { plates: [...new Set(bindings.map((binding) => binding.plate))] };
}
