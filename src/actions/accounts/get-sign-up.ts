import { forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Action, covers, scopeOf } from '../../domain/identity/permissions.ts';
import type { SignUpRow } from '../../store/sign-ups.ts';
import type { Reader } from '../../store/store.ts';
import { reaches } from '../registry/get-organisation.ts';

/** A sign-up that an officer may see, else not-found; forbidden where the officer may not do `action` to it. */
export async function getSignUp(
  reader: Pick<Reader, 'signUps'>,
  actor: Actor,
  id: string,
  action: Action = 'sign-up.read',
): Promise<SignUpRow> {
  const row = await reader.signUps.find(id);
  if (!row || !covers(scopeOf(actor, 'sign-up.read'), row)) throw notFound();
  if (!covers(scopeOf(actor, action), row)) throw forbidden();
  return row;
}

/** What an officer looks at before deciding on a sign-up that waits. */
export type SignUpChecks = {
  /** The account that the credit code has by now; its id where the officer sees it. */
  readonly account: { readonly id: string | null; readonly kind: string; readonly name: string | null } | null;
  readonly usernameTaken: boolean;
  readonly othersWaiting: number;
};

/** Holds a sign-up against what is on record; undefined once it is settled. */
export async function checksOf(
  reader: Pick<Reader, 'signUps' | 'organisations' | 'users'>,
  actor: Actor,
  row: SignUpRow,
): Promise<SignUpChecks | undefined> {
  if (row.status !== 'submitted') return undefined;
  const holder = await reader.organisations.findByCreditCode(row.creditCode);
  const seen = holder !== undefined && reaches(actor, 'organisation.read', holder);
  return {
    account: holder ? { kind: holder.kind, id: seen ? holder.id : null, name: seen ? holder.name : null } : null,
    usernameTaken: row.username !== null && (await reader.users.findByUsername(row.username)) !== undefined,
    othersWaiting: await reader.signUps.othersWaiting(row),
  };
}
