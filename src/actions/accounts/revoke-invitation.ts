import { conflict, forbidden, notFound } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { invitationState } from '../../domain/identity/invitation.ts';
import type { InvitationRow } from '../../store/invitations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { reaches } from '../registry/get-organisation.ts';

/** An invitation the actor may see, else not-found. */
export async function getInvitation(
  reader: Pick<Reader, 'invitations' | 'organisations'>,
  actor: Actor,
  id: string,
): Promise<InvitationRow> {
  const row = await reader.invitations.find(id);
  const organisation = row && (await reader.organisations.find(row.organisationId));
  if (!organisation || !reaches(actor, 'invitation.read', organisation)) throw notFound();
  return row;
}

/** Takes an invitation back; nobody can take it up any more. Conflict where that is so already. */
export async function revokeInvitation(tx: Writer, actor: Actor, id: string, at: At): Promise<InvitationRow> {
  const row = await getInvitation(tx, actor, id);
  const organisation = await tx.organisations.find(row.organisationId);
  if (!organisation || !reaches(actor, 'invitation.write', organisation)) throw forbidden();
  if (invitationState(row, at.now) !== 'open') throw conflict(NOT_OPEN);
  return revoke(tx, actor, row, at);
}

/** Takes back what a user invited to and nobody has taken up: whoever is not to invite any more leaves no way in behind. */
export async function revokeInvitationsBy(tx: Writer, actor: Actor, userId: string, at: At): Promise<void> {
  for (const row of await tx.invitations.openBy(userId, at.now)) await revoke(tx, actor, row, at);
}

async function revoke(tx: Writer, actor: Actor, row: InvitationRow, at: At): Promise<InvitationRow> {
  const { id, organisationId } = row;
  await tx.invitations.update(id, { revokedAt: at.now });
  await record(tx, actor, at, 'invitation.revoke', { type: 'invitation', id }, { organisationId });
  return { ...row, revokedAt: at.now };
}

const NOT_OPEN = {
  en: 'The invitation was taken up, revoked or has expired.',
  zh: '该邀请已被接受、撤销或已过期。',
};
