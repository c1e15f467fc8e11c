import type { ViolationStatus } from '../../domain/enforcement/violation.ts';
import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { AppealEnd, AppealRow } from '../../store/appeals.ts';
import type { Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { setViolationStatus } from '../enforcement/set-violation-status.ts';
import { tell } from '../tell.ts';
import { appealEnded, getRunningAppeal } from './get-appeal.ts';

/** Refuses an appeal (驳回): its violations are again what they were before. Conflict where it has ended. */
export async function refuseAppeal(tx: Writer, actor: Actor, id: string, reason: string, at: At): Promise<AppealRow> {
  const row = await getRunningAppeal(tx, actor, id, 'appeal.decide');
  await putBack(tx, actor, id, reason, at);
  const ended = await end(tx, actor, row, { status: 'refused', reason, remedy: null, jobIds: [] }, at);
  await tellDecided(tx, ended, at);
  return ended;
}

/**
 * Takes an appeal back (撤回). For the organisation that made it, or for officers where they put it on record for somebody.
 * Conflict where it has ended.
 */
export async function withdrawAppeal(
  tx: Writer,
  actor: Actor,
  id: string,
  reason: string | null,
  at: At,
): Promise<AppealRow> {
  const row = await getRunningAppeal(tx, actor, id, 'appeal.create');
  const own = scopeOf(actor, 'appeal.create').to === 'organisation';
  if (own !== (row.appellantName === null)) throw forbidden();
  await putBack(tx, actor, id, reason, at);
  return end(tx, actor, row, { status: 'withdrawn', reason, remedy: null, jobIds: [] }, at);
}

/** What judging withdrew meanwhile stays so. */
async function putBack(tx: Writer, actor: Actor, id: string, reason: string | null, at: At): Promise<void> {
  for (const { violationId, statusBefore } of await tx.appeals.violationsOf([id])) {
    const violation = await tx.violations.find(violationId);
    if (violation?.status !== 'appealed') continue;
    const change = {
      to: statusBefore as ViolationStatus,
      cause: `appeal:${id}`,
      ...(reason === null ? {} : { reason }),
    };
    await setViolationStatus(tx, actor, violation, change, at);
  }
}

/** Ends it on the record; conflict where somebody was faster. */
export async function end(
  tx: Writer,
  actor: Actor,
  row: AppealRow,
  how: Omit<AppealEnd, 'endedAt' | 'endedBy'>,
  at: At,
): Promise<AppealRow> {
  const ended = { ...how, endedAt: at.now, endedBy: actor.id };
  if (!(await tx.appeals.end(row.id, ended))) throw appealEnded('ended');
  const { status, reason, remedy, jobIds } = how;
  await record(tx, actor, at, `appeal.${VERBS[status]}`, { type: 'appeal', id: row.id }, { reason, remedy, jobIds });
  return { ...row, ...ended };
}

const VERBS: Readonly<Record<string, string>> = { granted: 'grant', refused: 'refuse', withdrawn: 'withdraw' };

/** Tells the appellant and the officers of the county what was decided. */
export async function tellDecided(tx: Writer, row: AppealRow, at: At): Promise<void> {
  const granted = row.status === 'granted';
  await tell(tx, at, {
    topic: 'appeal.decided',
    subject: { type: 'appeal', id: row.id },
    countyCodes: row.countyCode === null ? [] : [row.countyCode],
    organisationIds: row.organisationId === null ? [] : [row.organisationId],
    summary: granted
      ? { en: 'An appeal was granted.', zh: '申诉予以支持。' }
      : { en: 'An appeal was refused.', zh: '申诉予以驳回。' },
    data: { status: row.status, reason: row.reason },
  });
}
