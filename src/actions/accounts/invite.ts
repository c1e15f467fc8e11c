import { forbidden, invalid } from '../../domain/failure.ts';
import type { Actor, Role } from '../../domain/identity/actor.ts';
import { MAY_APPOINT } from '../../domain/identity/appointment.ts';
import { hasManagers } from '../../domain/identity/manager.ts';
import { type Action, scopeOf } from '../../domain/identity/permissions.ts';
import { INVITATION_MS } from '../../domain/identity/terms.ts';
import type { InvitationRow } from '../../store/invitations.ts';
import type { OrganisationRow } from '../../store/organisations.ts';
import type { Reader, Writer } from '../../store/store.ts';
import type { At } from '../at.ts';
import { record } from '../audit.ts';
import { makeToken } from '../identity/opaque-token.ts';
import { NO_MANAGERS } from '../registry/create-user.ts';
import { getOrganisation, reaches } from '../registry/get-organisation.ts';

export type Inviting = { readonly manager: boolean; readonly note: string | null };

/** An organisation the actor may see and whose invitations are the actor's to read or write, else forbidden. */
export async function invitingOrganisation(
  reader: Pick<Reader, 'organisations'>,
  actor: Actor,
  id: string,
  action: Action,
): Promise<OrganisationRow> {
  const organisation = await getOrganisation(reader, actor, id);
  if (!reaches(actor, action, organisation)) throw forbidden();
  return organisation;
}

/**
 * Invites somebody to be a user of an organisation (邀请), in the role of its kind; gives the secret with which the person
 * chooses a name and password. Managers invite to their own; officers to those whose users they may appoint.
 */
export async function invite(
  tx: Writer,
  actor: Actor,
  organisationId: string,
  { manager, note }: Inviting,
  at: At,
): Promise<{ readonly row: InvitationRow; readonly secret: string }> {
  const { kind } = await invitingOrganisation(tx, actor, organisationId, 'invitation.write');
  if (!mayInvite(actor, kind)) throw forbidden();
  if (manager && !hasManagers(kind)) throw invalid('#/manager', NO_MANAGERS);
  const id = at.newId();
  const { token: secret, hash } = makeToken('invite', id, at);
  const row: InvitationRow = {
    ...{ id, organisationId, manager, note, hash },
    ...{ createdAt: at.now, createdBy: actor.id, expiresAt: at.now + INVITATION_MS },
    ...{ acceptedAt: null, userId: null, revokedAt: null },
  };
  await tx.invitations.insert(row);
  await record(tx, actor, at, 'invitation.create', { type: 'invitation', id }, { organisationId, manager });
  return { row, secret };
}

/** Of an organisation's kind and the role of its users there is one word. */
function mayInvite(actor: Actor, kind: string): boolean {
  if (actor.kind !== 'user') return false;
  if (scopeOf(actor, 'invitation.write').to === 'organisation') return true;
  return MAY_APPOINT[actor.role].includes(kind as Role);
}
