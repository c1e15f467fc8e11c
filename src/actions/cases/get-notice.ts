import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { NoticeRow } from '../../store/notices.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';

/** Whether someone may see a notice: its addressee once it was served. */
export function seesNotice(actor: Actor, row: Pick<NoticeRow, 'countyCode' | 'organisationId' | 'servedAt'>): boolean {
  const scope = scopeOf(actor, 'case.read');
  return covers(scope, row) && (scope.to !== 'organisation' || row.servedAt !== null);
}

/** A notice the actor may see and do `action` to: not-found where it may not see it, forbidden where it may only see it. */
export async function getNotice(
  reader: Pick<Reader, 'notices'>,
  actor: Actor,
  id: string,
  action: Action = 'case.read',
): Promise<NoticeRow> {
  const row = await reader.notices.find(id);
  if (!row || !seesNotice(actor, row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** The same for reading the paper itself, which is recorded. */
export async function takeNotice(tx: Writer, actor: Actor, id: string, at: At): Promise<NoticeRow> {
  const row = await getNotice(tx, actor, id);
  await record(tx, actor, at, 'notice.read', { type: 'notice', id });
  return row;
}
