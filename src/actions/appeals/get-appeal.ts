import { conflict, forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { AppealRow } from '../../store/appeals.ts';
import type { Reader } from '../../store/store.ts';

/** An appeal (申诉) the actor may see and do `action` to: not-found where it may not see it, forbidden where it only may. */
export async function getAppeal(
  reader: Pick<Reader, 'appeals'>,
  actor: Actor,
  id: string,
  action: Action = 'appeal.read',
): Promise<AppealRow> {
  const row = await reader.appeals.find(id);
  if (!row || !covers(scopeOf(actor, 'appeal.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** The same of one that still runs; conflict where it has ended. */
export async function getRunningAppeal(
  reader: Pick<Reader, 'appeals'>,
  actor: Actor,
  id: string,
  action: Action,
): Promise<AppealRow> {
  const row = await getAppeal(reader, actor, id, action);
  if (row.status !== 'submitted') throw appealEnded(row.status);
  return row;
}

/** The 409 for what only an appeal that still runs allows. */
export const appealEnded = (state: string) => conflict(ENDED, undefined, { state });

const ENDED = { en: 'This appeal has ended already.', zh: '该申诉已办结。' };
