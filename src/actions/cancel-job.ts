import { conflict, forbidden, notFound } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import { covers, scopeOf } from '../domain/identity/permissions.ts';
import type { JobRow } from '../store/jobs.ts';
import type { Writer } from '../store/store.ts';
import type { At } from './at.ts';
import { record } from './audit.ts';

/** Work that people ask for and may call off. Judging follows from the law, so it is never among it. */
const CALLED_OFF: readonly string[] = ['policy-preview'];
const mayBeCalledOff = (kind: string): boolean => kind.endsWith('-import') || CALLED_OFF.includes(kind);

/**
 * Calls off a job between two of its steps: what it did stays, and its report says how far it came. Conflict where it is
 * over, or of a kind that is not called off.
 */
export async function cancelJob(tx: Writer, actor: Actor, id: string, at: At): Promise<JobRow> {
  const job = await tx.jobs.find(id);
  if (!job || !covers(scopeOf(actor, 'job.read'), { userId: job.createdBy })) throw notFound();
  if (!covers(scopeOf(actor, 'job.cancel'), { userId: job.createdBy })) throw forbidden();
  if (!mayBeCalledOff(job.kind)) throw conflict(NEVER);
  if (job.status !== 'queued') throw conflict(OVER);
  const change = { status: 'cancelled', finishedAt: at.now };
  await tx.jobs.update(id, change);
  await record(tx, actor, at, 'job.cancel', { type: 'job', id }, { kind: job.kind, done: job.done });
  return { ...job, ...change };
}

const NEVER = {
  en: 'This work follows from the record and cannot be called off.',
  zh: '该任务由档案变更引起，不能取消。',
};
const OVER = { en: 'This work is over already.', zh: '该任务已结束。' };
