import { invitationState } from '../../domain/identity/invitation.ts';
import type { InvitationRow } from '../../store/invitations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { UserRow } from '../../store/users.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { isSameHash, readToken } from '../identity/opaque-token.ts';
import { addUser, requireFreeName, tellJoined } from './add-user.ts';

/** The open invitation that a secret was given for, or undefined: unknown, taken up, revoked and expired are one. */
export async function invitationOf(
  reader: Pick<Reader, 'invitations'>,
  secret: string,
  now: number,
): Promise<InvitationRow | undefined> {
  const presented = readToken('invite', secret);
  const row = presented && (await reader.invitations.find(presented.id));
  if (!row || !isSameHash(row.hash, presented.hash)) return undefined;
  return invitationState(row, now) === 'open' ? row : undefined;
}

/**
 * Makes whoever holds the secret of an invitation a user of its organisation; undefined where the secret is no good (any
 * more). Conflict where the user name is taken, and the invitation stays open.
 */
export async function acceptInvitation(
  tx: Writer,
  secret: string,
  { username, passwordHash }: { readonly username: string; readonly passwordHash: string },
  at: At,
): Promise<UserRow | undefined> {
  const invitation = await invitationOf(tx, secret, at.now);
  const organisation = invitation && (await tx.organisations.find(invitation.organisationId));
  if (!organisation) return undefined;
  await requireFreeName(tx, username);
  const { id, manager } = invitation;
  const invited = { kind: 'system', id: 'invitation' } as const;
  const user = await addUser(tx, invited, organisation, { username, passwordHash, manager }, at);
  await tx.invitations.update(id, { acceptedAt: at.now, userId: user.id });
  await record(tx, { kind: 'user', id: user.id }, at, 'invitation.accept', { type: 'invitation', id });
  await tellJoined(tx, user, organisation, at);
  return user;
}
