import { furthestLookBackMs } from '../../domain/alerts/look-back.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { startOfDay } from '../../domain/time.ts';
import type { Writer } from '../../store/store.ts';
import { openAlerts } from '../alerts/alert-desk.ts';
import type { At } from '../at.ts';
import { judgeMachine } from '../machinery/judge-machine.ts';
import { rejudgeTests } from '../machinery/rejudge-inspection.ts';
import { judgeAround } from './note-later.ts';

/**
 * What changed: vehicles carrying these plates, an enterprise, or all that is in some counties, machines on sites among it;
 * from a legal day on, or always where it is null; or only `within` [from, until), ms, `until` null for no end.
 */
export type RejudgePayload = {
  readonly plates?: readonly string[];
  readonly enterpriseId?: string;
  readonly counties?: readonly string[];
  /** Machines met on one site. */
  readonly siteId?: string;
  /** Of machines their tests of smoke, by the zones of their sites as they stand now; on any site unless one is named. */
  readonly tests?: true;
  readonly from: string | null;
  readonly within?: { readonly from: number; readonly until: number | null };
};

/** How far a scan has come: the subject in turn and the last visit or machine judged. */
export type RejudgeCursor = { readonly plate: number; readonly at: number; readonly id: string };

export type RejudgeStep = { readonly judged: number; readonly cursor: RejudgeCursor | null };

/** `changedAt`, ms, is when the change was kept, where that was before now: what came later was judged by it at once. */
export type RejudgeContext = At & { readonly policies: PolicySet; readonly cause: string; readonly changedAt?: number };

/** Clocks of gates run ahead, and processes learn of a change, by less than this. */
const MARGIN_MS = 3_600_000;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

type Subject = VisitsOf | { readonly machines: MachinesOf };
type VisitsOf = Parameters<Writer['passages']['visitsFrom']>[0];
type MachinesOf = Parameters<Writer['alertReach']['machinesMet']>[0] | { readonly testedOn: string | undefined };
type Range = { readonly from: number; readonly until: number };

/**
 * One bounded step of judging again: the next `limit` visits or machines of what changed, each by the law of its own day.
 * `cursor` null in the result ends the scan. Plan-clauses, points 9 and 10.
 */
export async function rejudgeStep(
  tx: Writer,
  payload: RejudgePayload,
  cursor: RejudgeCursor | null,
  limit: number,
  context: RejudgeContext,
): Promise<RejudgeStep> {
  const subjects = subjectsOf(payload);
  const here = cursor?.plate ?? 0;
  const subject = subjects[here];
  if (!subject) return { judged: 0, cursor: null };
  const after = cursor && cursor.id !== FIRST_ID ? { at: cursor.at, id: cursor.id } : undefined;
  const range = rangeOf(payload, context.changedAt ?? context.now);
  const judged =
    'machines' in subject
      ? await judgeMachines(tx, subject.machines, range, after?.id, limit, context)
      : await judgeVisits(tx, subject, { ...range, ...(after ? { after } : {}) }, limit, context);
  const last = judged.at(-1);
  if (last && judged.length === limit) return { judged: limit, cursor: { plate: here, ...last } };
  const more = here + 1 < subjects.length;
  return { judged: judged.length, cursor: more ? { plate: here + 1, at: 0, id: FIRST_ID } : null };
}

type Done = { readonly at: number; readonly id: string };

async function judgeVisits(
  tx: Writer,
  of: VisitsOf,
  range: Range & { readonly after?: Done },
  limit: number,
  context: RejudgeContext,
): Promise<Done[]> {
  const visits = await tx.passages.visitsFrom(of, range, limit);
  const expected = visits.map(({ passedAt }) => passedAt);
  const desk = openAlerts(tx, { aheadMs: furthestLookBackMs(context.policies), expected });
  for (const visit of visits) {
    // Judging an earlier visit of this step may have joined this one to another.
    const row = await tx.passages.find(visit.id);
    if (row) await judgeAround(tx, row, { ...context, desk });
  }
  return visits.map(({ id, passedAt }) => ({ id, at: passedAt }));
}

async function judgeMachines(
  tx: Writer,
  of: MachinesOf,
  range: Range,
  after: string | undefined,
  limit: number,
  context: RejudgeContext,
): Promise<Done[]> {
  const tests = 'testedOn' in of;
  const ids = tests
    ? await tx.inspections.machinesTested(of.testedOn, range, after, limit)
    : await tx.alertReach.machinesMet(of, range, after, limit);
  for (const id of ids) await (tests ? rejudgeTests(tx, id, context) : judgeMachine(tx, id, context));
  return ids.map((id) => ({ id, at: 0 }));
}

function rangeOf({ from, within }: RejudgePayload, changedAt: number): Range {
  const end = changedAt + MARGIN_MS;
  if (within) return { from: within.from, until: Math.min(within.until ?? end, end) };
  return { from: from === null ? 0 : startOfDay(from), until: end };
}

function subjectsOf({ plates, enterpriseId, counties, siteId, tests }: RejudgePayload): Subject[] {
  if (tests) return [{ machines: { testedOn: siteId } }];
  return [
    ...(plates ?? []).map((plate) => ({ plate })),
    ...(enterpriseId ? [{ enterpriseId }] : []),
    ...(counties ? [{ counties }, { machines: { counties } }] : []),
    ...(siteId ? [{ machines: { siteId } }] : []),
  ];
}
