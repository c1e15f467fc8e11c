import { Failure } from '../../domain/failure.ts';
import type { Actor, Role } from '../../domain/identity/actor.ts';
import { isManager } from '../../domain/identity/manager.ts';
import type { JobRow } from '../../store/jobs.ts';
import type { Store, Writer } from '../../store/store.ts';
import { record } from '../audit.ts';
import type { FleetContext } from '../fleet/fleet-context.ts';
import { queueRejudging } from '../fleet/queue-rejudging.ts';
import { tried } from '../tried.ts';
import type { GoodRow, RowFault } from './read-import.ts';

/** How the rows of one kind of table come in. */
export type TableImport<T, Does extends string = string> = {
  /** The kind of its job. */
  readonly kind: string;
  /** What can become of a row, each counted. */
  readonly outcomes: readonly Does[];
  /** Does what a row asks and says what that was. A failure is the row's fault, and undoes all that it wrote. */
  readonly importRow: (tx: Writer, actor: Actor, value: T, context: FleetContext) => Promise<Does | Noted<Does>>;
  /** Whether rows may be taken with notes, which its reports then tell. */
  readonly notes?: true;
};

/** What became of a row, and what is odd about it all the same. */
export type Noted<Does extends string> = { readonly did: Does; readonly notes: readonly Omit<RowFault, 'row'>[] };

/**
 * How far an import has come, with a count for each outcome; kept with its job, also when that is done. `led` has a letter
 * for each row dealt with, in their order: `a` for the first outcome and so on, `-` for a refused one.
 */
export type ImportReport = {
  readonly next: number;
  readonly faults: readonly RowFault[];
  readonly led?: string;
  /** How many rows were tried, all of it undone. */
  readonly tried?: number;
  /** What is odd about rows that were taken. */
  readonly notes?: readonly RowFault[];
} & Counts;
type Counts = { readonly [outcome: string]: unknown };

/** What a queued import is to do: only try its rows, try them all before it imports any, or import what is good. */
export type ImportIntent = 'try' | 'all' | 'good';
/** What the job of an import holds. */
export type ImportPayload<T> = { readonly rows: readonly GoodRow<T>[]; readonly intent?: ImportIntent };

/** A table with more rows is not tried while somebody waits for the answer. */
export const TRIED_AT_ONCE = 200;
/** The event loop waits for as many. */
const ROWS_A_STEP = 10;
const NOTHING_YET: ImportReport = { next: 0, faults: [] };

/**
 * Imports rows within the caller's transaction: a refused one leaves nothing but its faults, and one job judges again what
 * hung on any of them.
 */
export async function importRows<T>(
  tx: Writer,
  actor: Actor,
  { importRow, outcomes }: TableImport<T>,
  rows: readonly GoodRow<T>[],
  context: FleetContext,
  before: ImportReport = NOTHING_YET,
): Promise<ImportReport> {
  const batch = { jobId: context.at.newId(), plates: new Set<string>() };
  const counts: Record<string, number> = {};
  const faults: RowFault[] = [];
  const noted: RowFault[] = [];
  let led = before.led ?? '';
  for (const { row, value } of rows) {
    try {
      const became = await tx.attempt(() => importRow(tx, actor, value, { ...context, batch }));
      const { did, notes } = typeof became === 'string' ? { did: became, notes: [] } : became;
      noted.push(...notes.map((note) => ({ row, ...note })));
      counts[did] = (counts[did] ?? countOf(before, did)) + 1;
      led += String.fromCharCode(FIRST + outcomes.indexOf(did));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.push(...faultsOf(error).map((fault) => ({ row, ...fault })));
      led += '-';
    }
  }
  if (batch.plates.size > 0) await queueRejudging(tx, actor, [...batch.plates], null, context);
  const next = before.next + rows.length;
  const notes = [...(before.notes ?? []), ...noted];
  return {
    ...before,
    ...counts,
    next,
    led,
    faults: [...before.faults, ...faults],
    ...(notes.length > 0 ? { notes } : {}),
  };
}

const FIRST = 'a'.charCodeAt(0);

/** What became of each of the rows dealt with so far; refused ones are left to the faults. */
export function ledTo<T, Does extends string>(
  { led = '' }: ImportReport,
  { outcomes }: TableImport<T, Does>,
  rows: readonly Pick<GoodRow<T>, 'row'>[],
): { readonly row: number; readonly outcome: Does }[] {
  return rows.slice(0, led.length).flatMap(({ row }, at) => {
    const outcome = outcomes[led.charCodeAt(at) - FIRST];
    return outcome === undefined ? [] : [{ row, outcome }];
  });
}

/** How many rows had an outcome. */
export const countOf = (report: ImportReport, outcome: string): number => Number(report[outcome] ?? 0);

function faultsOf({ errors, detail }: Failure): Omit<RowFault, 'row'>[] {
  if (errors.length === 0) return [{ column: null, detail }];
  return errors.map(({ pointer, detail: what }) => ({ column: pointer.slice(2) || null, detail: what }));
}

/**
 * What importing would do, found by doing it and undoing it, some rows at a time so that nobody waits long for the database.
 * Stores nothing.
 */
export async function tryImport<T>(
  store: Pick<Store, 'write'>,
  actor: Actor,
  what: TableImport<T>,
  rows: readonly GoodRow<T>[],
  context: FleetContext,
): Promise<ImportReport> {
  let report = NOTHING_YET;
  while (report.next < rows.length) {
    const before = report;
    report = await store.write((tx) => tryRows(tx, actor, what, rows, context, before));
    await new Promise((resume) => setImmediate(resume));
  }
  return report;
}

/** Tries the next rows in the caller's transaction and undoes what that did. */
async function tryRows<T>(
  tx: Writer,
  actor: Actor,
  what: TableImport<T>,
  rows: readonly GoodRow<T>[],
  context: FleetContext,
  before: ImportReport,
): Promise<ImportReport> {
  const some = rows.slice(before.next, before.next + ROWS_A_STEP);
  const report = await tried(tx, () => importRows(tx, actor, what, some, context, before));
  return { ...report, tried: report.next };
}

/**
 * Queues the import of rows, or its trial, in the caller's transaction. Those that only the `good` ones are imported of were
 * tried before or need not be. `faults` are of rows that were left out.
 */
export async function queueImport<T>(
  tx: Writer,
  actor: Actor,
  { kind }: TableImport<T>,
  rows: readonly GoodRow<T>[],
  faults: readonly RowFault[],
  intent: ImportIntent,
  { at, wakeJobs }: FleetContext,
): Promise<JobRow> {
  const payload: ImportPayload<T> = { rows, intent };
  const job: JobRow = {
    id: at.newId(),
    kind,
    status: 'queued',
    payload,
    cursor: { ...NOTHING_YET, faults },
    done: 0,
    total: intent === 'all' ? 2 * rows.length : rows.length,
    attempts: 0,
    error: null,
    runAfter: at.now,
    createdAt: at.now,
    finishedAt: null,
    createdBy: actor.id,
  };
  await tx.jobs.insert(job);
  const told = { rows: rows.length, ...(intent === 'try' ? { dryRun: true } : {}) };
  await record(tx, actor, at, kind.replace('-import', '.import'), { type: 'job', id: job.id }, told);
  tx.afterCommit(wakeJobs);
  return job;
}

/** What a step of an import came to; `refused` where nothing of it is imported, as a row is faulty. */
type ImportStep = {
  readonly report: ImportReport;
  readonly done: number;
  readonly finished: boolean;
  readonly refused?: string;
};

/** The next rows of a queued import, on behalf of whoever asked for it, as they may act now. */
export async function importStep<T>(
  tx: Writer,
  job: JobRow,
  what: TableImport<T>,
  context: FleetContext,
): Promise<ImportStep> {
  const { rows, intent = 'good' } = job.payload as ImportPayload<T>;
  const before = job.cursor as ImportReport;
  const actor = await actorOf(tx, job.createdBy);
  if (intent === 'good' || before.tried === rows.length) {
    const some = rows.slice(before.next, before.next + ROWS_A_STEP);
    const report = await importRows(tx, actor, what, some, context, before);
    return { report, done: some.length, finished: report.next >= rows.length };
  }
  const report = await tryRows(tx, actor, what, rows, context, before);
  const done = report.next - before.next;
  if (report.next < rows.length) return { report, done, finished: false };
  if (intent === 'try') return { report, done, finished: true };
  if (report.faults.length > 0) return { report, done, finished: true, refused: 'faulty-rows' };
  return { report: { ...NOTHING_YET, tried: rows.length }, done, finished: false };
}

/** Whoever asked, with the rights they have now. */
async function actorOf(tx: Writer, userId: string): Promise<Actor> {
  const user = await tx.users.find(userId);
  if (!user?.active)
    throw new Failure('forbidden', { en: 'The account that asked is closed.', zh: '发起导入的账号已停用。' });
  const { id, username, organisationId, countyCode } = user;
  const role = user.role as Role;
  return { kind: 'user', id, username, role, organisationId, countyCode, manager: isManager(user), sessionId: '' };
}
