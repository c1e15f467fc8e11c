import { Failure } from '../../domain/failure.ts';
import type { Actor, Role } from '../../domain/identity/actor.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { GoodRow, RowFault } from '../imports/read-import.ts';
import type { FleetContext } from './fleet-context.ts';
import { importVehicle } from './import-vehicle.ts';
import { queueRejudging } from './queue-rejudging.ts';
import type { NewVehicle } from './register-vehicle.ts';

export const VEHICLE_IMPORT = 'vehicle-import';

/** How far an import has come; kept with its job, also when that is done. */
export type ImportReport = {
  readonly next: number;
  readonly created: number;
  readonly verified: number;
  readonly declared: number;
  readonly unchanged: number;
  readonly faults: readonly RowFault[];
};

export const NOTHING_YET: ImportReport = { next: 0, created: 0, verified: 0, declared: 0, unchanged: 0, faults: [] };

const ROWS_A_STEP = 20;
const COUNTED = { create: 'created', verify: 'verified', declare: 'declared', unchanged: 'unchanged' } as const;

/** Queues the import of checked rows, in the caller's transaction. `faults` are of rows that were left out. */
export async function queueImport(
  tx: Writer,
  actor: Actor,
  rows: readonly GoodRow<NewVehicle>[],
  faults: readonly RowFault[],
  { at, wakeJobs }: FleetContext,
): Promise<JobRow> {
  const job: JobRow = {
    id: at.newId(),
    kind: VEHICLE_IMPORT,
    status: 'queued',
    payload: { rows },
    cursor: { ...NOTHING_YET, faults },
    done: 0,
    total: rows.length,
    attempts: 0,
    error: null,
    runAfter: at.now,
    createdAt: at.now,
    finishedAt: null,
    createdBy: actor.id,
  };
  await tx.jobs.insert(job);
  await record(tx, actor, at, 'vehicle.import', { type: 'job', id: job.id }, { rows: rows.length });
  tx.afterCommit(wakeJobs);
  return job;
}

/** The next rows of an import, on behalf of whoever asked for it, as they may act now; one job judges again for all of them. */
export async function importStep(
  tx: Writer,
  job: JobRow,
  context: FleetContext,
): Promise<{ readonly report: ImportReport; readonly done: number; readonly finished: boolean }> {
  const { rows } = job.payload as { rows: readonly GoodRow<NewVehicle>[] };
  const before = job.cursor as ImportReport;
  const actor = await actorOf(tx, job.createdBy);
  const now = rows.slice(before.next, before.next + ROWS_A_STEP);
  const batch = { jobId: job.id, plates: new Set<string>() };
  const counts = { created: 0, verified: 0, declared: 0, unchanged: 0 };
  const faults: RowFault[] = [];
  for (const { row, value } of now) {
    const verdict = await importVehicle(tx, actor, value, { ...context, batch });
    if (verdict.does === 'refuse') faults.push(...verdict.faults.map((fault) => ({ row, ...fault })));
    else counts[COUNTED[verdict.does]] += 1;
  }
  const { batch: _, ...alone } = context;
  if (batch.plates.size > 0) await queueRejudging(tx, actor, [...batch.plates], null, alone);
  const report = {
    next: before.next + now.length,
    created: before.created + counts.created,
    verified: before.verified + counts.verified,
    declared: before.declared + counts.declared,
    unchanged: before.unchanged + counts.unchanged,
    faults: [...before.faults, ...faults],
  };
  return { report, done: now.length, finished: report.next >= rows.length };
}

/** Whoever asked, with the rights they have now. */
async function actorOf(tx: Writer, userId: string): Promise<Actor> {
  const user = await tx.users.find(userId);
  if (!user?.active)
    throw new Failure('forbidden', { en: 'The account that asked is closed.', zh: '发起导入的账号已停用。' });
  const { id, username, organisationId, countyCode } = user;
  return { kind: 'user', id, username, role: user.role as Role, organisationId, countyCode, sessionId: '' };
}
