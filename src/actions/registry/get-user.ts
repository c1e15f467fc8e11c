import { notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { Reader } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';

/** A user the actor may see, else not-found. */
export async function getUser(reader: Pick<Reader, 'users'>, actor: Actor, id: string): Promise<UserRow> {
  const row = await reader.users.find(id);
  const owners = row && { countyCode: row.countyCode, organisationId: row.organisationId, userId: row.id };
  if (!row || !owners || !covers(scopeOf(actor, 'user.read'), owners)) throw notFound();
  return row;
}
