import { type Action, PERMISSIONS } from '../../src/domain/identity/permissions.ts';
import type { RouteDef } from '../../src/http/route.ts';
import type { Character } from './cast.ts';
import type { Owners, Row } from './holdings.ts';
import type { Plan } from './plans.ts';

/** What a request must come to: it is done, or refused with this status. */
export type Verdict = 'done' | 401 | 403 | 404;

/** Whether the permission table lets someone do an action to a row of these owners: read off the table, by nothing of the service. */
export function reaches(who: Character, action: Action, owners: Owners): boolean {
  if (who.role === 'nobody') return false;
  const { counties = [], organisations = [], gateId, userId } = owners;
  switch (PERMISSIONS[action][who.role]) {
    case 'all':
      return true;
    case 'county':
      return who.countyCode !== undefined && counties.includes(who.countyCode);
    case 'organisation':
      return who.organisationId !== undefined && organisations.includes(who.organisationId);
    case 'managed':
      return who.manager === true && who.organisationId !== undefined && organisations.includes(who.organisationId);
    case 'gate':
      return who.gateId !== undefined && gateId === who.gateId;
    case 'own':
      return who.userId !== undefined && userId === who.userId;
    case 'none':
      return false;
  }
}

/** Whether there is any row at all to which someone may do what a route does. */
export const mayEver = (who: Character, { who: action }: RouteDef): boolean =>
  action === 'anyone' ||
  (who.role !== 'nobody' && (action === 'signed-in' || isAny(who, PERMISSIONS[action][who.role])));

const isAny = ({ manager }: Character, reach: string): boolean =>
  reach === 'managed' ? manager === true : reach !== 'none';

/** What must become of a valid request of someone's about a row (or about none) by the permission table. */
export function verdictOf(def: RouteDef, plan: Plan, who: Character, row: Row | undefined): Verdict {
  if (def.who === 'anyone') return 'done';
  if (who.role === 'nobody') return 401;
  // Without an id in the path the role alone may settle it; with one, only whoever sees the row is told that it may not act.
  if (!def.path.includes('{') && !mayEver(who, def)) return 403;
  if (row && plan.rows && def.who !== 'signed-in') {
    const seenBy = plan.seenBy?.(row) ?? def.who;
    if (seenBy !== 'everyone' && !reaches(who, seenBy, row.owners)) return 404;
    if (!reaches(who, plan.doneBy?.(row) ?? def.who, row.owners)) return 403;
  }
  return row && plan.butNot?.(who, row) ? 403 : 'done';
}
