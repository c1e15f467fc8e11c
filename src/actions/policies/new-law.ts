import type { PolicyDocument } from '../../domain/policy/document.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { startOfDay } from '../../domain/time.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { PolicyRow } from '../../store/policies.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { judgeVehicle } from '../fleet/judge-vehicle.ts';

/** Work that waits for the first day of a policy, and for each later day on which its rules about vehicles change. */
export const NEW_LAW = 'new-law';

type Cursor = { readonly day: number; readonly after?: string | undefined };

/** Passages are judged as they come; the vehicles on file have to be looked through for the list of those to retire (2.4.4). */
export async function queueNewLaw(tx: Writer, row: PolicyRow, createdBy: string, at: At): Promise<void> {
  const [first] = daysOf(row.document as PolicyDocument);
  await tx.jobs.insert({
    ...{ id: at.newId(), kind: NEW_LAW, status: 'queued', payload: { policyId: row.id }, cursor: null },
    ...{ done: 0, total: null, attempts: 0, error: null, runAfter: startOfDay(first), createdAt: at.now },
    ...{ finishedAt: null, createdBy },
  });
}

/** The first day of a policy, and the days after it on which a version of a rule about vehicles begins or ends. */
function daysOf({ from, rules }: PolicyDocument): [string, ...string[]] {
  const turns = rules
    .filter(({ judges }) => judges === 'vehicle' || judges === 'sale')
    .flatMap(({ versions }) => versions.flatMap((version) => [version.from, version.until]))
    .filter((day): day is string => day !== undefined && day > from);
  return [from, ...[...new Set(turns)].sort()];
}

export type NewLawStep = {
  readonly judged: number;
  readonly cursor: Cursor | null;
  /** When to go on, ms; 0: at once. */
  readonly notBefore: number;
};

/** One bounded step: judges the next `limit` vehicles by today's law. A cursor of null ends it; a withdrawn policy has no first day. */
export async function newLawStep(
  tx: Writer,
  job: Pick<JobRow, 'payload' | 'cursor'>,
  limit: number,
  context: { readonly policies: PolicySet; readonly now: number; readonly newId: () => string },
): Promise<NewLawStep> {
  const row = await tx.policies.find((job.payload as { policyId: string }).policyId);
  if (row?.status !== 'published') return { judged: 0, cursor: null, notBefore: 0 };
  const { day, after } = (job.cursor ?? { day: 0 }) as Cursor;
  const ids = await tx.vehicles.idsAfter(after, limit);
  for (const id of ids) await judgeVehicle(tx, id, context);
  if (ids.length === limit) return { judged: ids.length, cursor: { day, after: ids.at(-1) }, notBefore: 0 };
  const next = daysOf(row.document as PolicyDocument)[day + 1];
  if (next === undefined) return { judged: ids.length, cursor: null, notBefore: 0 };
  return { judged: ids.length, cursor: { day: day + 1 }, notBefore: startOfDay(next) };
}
