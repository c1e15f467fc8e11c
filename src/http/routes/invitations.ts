import { z } from 'zod';
import { acceptInvitation, invitationOf } from '../../actions/accounts/accept-invitation.ts';
import { invite, invitingOrganisation } from '../../actions/accounts/invite.ts';
import { getInvitation, revokeInvitation } from '../../actions/accounts/revoke-invitation.ts';
import { INVITATION_STATES, invitationState } from '../../domain/identity/invitation.ts';
import type { InvitationRow } from '../../store/invitations.ts';
import { bySecret } from '../account-limits.ts';
import { managerField, newUsername, presentUser, secretText, userOut } from '../account-schema.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { idOut, instant, instantOut, known, line, listOf, newPassword, pageQuery } from '../schemas.ts';

const fields = {
  id: idOut,
  organisationId: idOut,
  status: z.enum(INVITATION_STATES),
  manager: managerField,
  note: z.string().optional(),
  createdAt: instantOut,
  createdBy: idOut,
  expiresAt: instantOut,
  acceptedAt: instantOut.optional(),
  userId: idOut.optional().meta({ description: 'Who took it up.' }),
  revokedAt: instantOut.optional(),
};
const invitationOut = z.strictObject(fields).meta({ id: 'Invitation' });
const invitedOut = z
  .strictObject({
    ...fields,
    secret: z.string().meta({ description: 'Shown here and never again.', example: 'invite.….…' }),
  })
  .meta({ id: 'Invited' });

/** Invitations (邀请): how an organisation gets its people without anybody else knowing their passwords. */
export const invitationRoutes = [
  route({
    method: 'POST',
    path: '/organisations/{id}/invitations',
    id: 'createInvitation',
    tag: 'invitations',
    summary: 'Invite somebody to be a user of an organisation; the secret for it is shown this once',
    description:
      'The user will have the role of the organisation’s kind. For its managers, and for officers who may appoint such ' +
      'users. Good for seven days; not replayed under an idempotency key.',
    who: 'invitation.write',
    body: z.strictObject({
      manager: managerField.default(false),
      note: line(100).nullish().meta({ description: 'Whom it is for, to tell invitations apart.' }),
    }),
    replies: { 201: { description: 'The invitation.', schema: invitedOut } },
    problems: ['secret-already-shown'],
    write: async (tx, req) => {
      const { manager, note = null } = req.body;
      const { row, secret } = await invite(tx, req.actor, req.params.id, { manager, note }, req.at);
      return created(`/invitations/${row.id}`, { ...present(row, req.now), secret }, { secret: true });
    },
  }),
  route({
    method: 'GET',
    path: '/organisations/{id}/invitations',
    id: 'listInvitations',
    tag: 'invitations',
    summary: 'List the invitations of an organisation, newest first',
    who: 'invitation.read',
    query: z.strictObject({ ...pageQuery, status: z.enum(INVITATION_STATES).optional() }),
    replies: { 200: { description: 'A page of invitations.', schema: listOf(invitationOut) } },
    read: async (reader, req) => {
      const { id } = await invitingOrganisation(reader, req.actor, req.params.id, 'invitation.read');
      const filter = { state: req.query.status, now: req.now };
      const { rows, next } = await page(
        // The organisation is part of what a cursor goes on with.
        { ...req, operation: `${req.operation} ${id}` },
        req.query,
        (request) => reader.invitations.page(id, filter, request),
        (row) => ({ id: row.id }),
      );
      return ok({ items: rows.map((row) => present(row, req.now)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/invitations/{id}',
    id: 'getInvitation',
    tag: 'invitations',
    summary: 'One invitation, without its secret',
    who: 'invitation.read',
    replies: { 200: { description: 'The invitation.', schema: invitationOut } },
    etag: true,
    read: async (reader, req) => ok(present(await getInvitation(reader, req.actor, req.params.id), req.now)),
  }),
  route({
    method: 'POST',
    path: '/invitations/{id}/revoke',
    id: 'revokeInvitation',
    tag: 'invitations',
    summary: 'Take an open invitation back',
    who: 'invitation.write',
    replies: { 200: { description: 'The invitation.', schema: invitationOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(present(await revokeInvitation(tx, req.actor, req.params.id, req.at), req.now)),
  }),
  route({
    method: 'POST',
    path: '/invitations/accept',
    id: 'acceptInvitation',
    tag: 'invitations',
    summary: 'Take up an invitation: become a user with a name and password of one’s own',
    description: '404 for a secret that is unknown, taken up, revoked or has expired: they are not told apart.',
    who: 'anyone',
    body: z.strictObject({ secret: secretText, username: newUsername, password: newPassword }),
    replies: { 201: { description: 'The user.', schema: userOut } },
    problems: ['not-found', 'conflict', 'too-many-requests'],
    raw: async (req) => {
      const { secret, username, password } = req.body;
      const { store, hashPassword } = req.env;
      const user = await bySecret(req, secret, async () => {
        if (!(await invitationOf(store.read, secret, req.now))) return undefined;
        const passwordHash = await hashPassword(password);
        return store.write((tx) => acceptInvitation(tx, secret, { username, passwordHash }, req.at));
      });
      return created(`/users/${user.id}`, presentUser(user));
    },
  }),
];

const present = (row: InvitationRow, now: number) => ({
  id: row.id,
  organisationId: row.organisationId,
  status: invitationState(row, now),
  manager: row.manager,
  createdAt: instant(row.createdAt),
  createdBy: row.createdBy,
  expiresAt: instant(row.expiresAt),
  ...known({
    note: row.note,
    acceptedAt: instant(row.acceptedAt),
    userId: row.userId,
    revokedAt: instant(row.revokedAt),
  }),
});
