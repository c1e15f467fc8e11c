import { z } from 'zod';
import { deactivateUser, reactivateUser, setManager, userFor } from '../../actions/accounts/change-user.ts';
import { eraseUser } from '../../actions/identity/erase-user.ts';
import { createUser } from '../../actions/registry/create-user.ts';
import { getUser } from '../../actions/registry/get-user.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { ROLES } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { managerField, newUsername, presentUser, userOut } from '../account-schema.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { flagQuery, idText, listOf, newPassword, pageQuery } from '../schemas.ts';

const role = z.enum(ROLES);

/** Users (用户): the accounts of people. Passwords go in and never come out. */
export const userRoutes = [
  route({
    method: 'POST',
    path: '/users',
    id: 'createUser',
    tag: 'users',
    summary: 'Make an account for someone',
    description:
      'Nobody gives a role above the own. Contractors and enterprises need an organisation of their kind, a department may ' +
      'have one, a county officer needs `countyCode`. County officers make users of organisations of their county. ' +
      'Unless `manager` says otherwise, the first user of a contractor or enterprise manages its people.',
    who: 'user.create',
    body: z.strictObject({
      username: newUsername,
      password: newPassword,
      role,
      organisationId: idText.optional(),
      countyCode: countyInput.optional(),
      manager: managerField.optional(),
    }),
    replies: { 201: { description: 'The user.', schema: userOut } },
    problems: ['conflict'],
    prepare: (req) => req.env.hashPassword(req.body.password),
    write: async (tx, req, passwordHash: string) => {
      const { password: _, ...input } = req.body;
      const row = await createUser(tx, req.actor, { ...input, passwordHash }, req.at);
      return created(`/users/${row.id}`, presentUser(row));
    },
  }),
  route({
    method: 'GET',
    path: '/users',
    id: 'listUsers',
    tag: 'users',
    summary: 'List users, newest first; a manager those of the own organisation',
    who: 'user.read',
    query: z.strictObject({
      ...pageQuery,
      organisationId: idText.optional(),
      role: role.optional(),
      active: flagQuery.optional(),
    }),
    replies: { 200: { description: 'A page of users.', schema: listOf(userOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'user.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.users.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(presentUser), next });
    },
  }),
  route({
    method: 'GET',
    path: '/users/{id}',
    id: 'getUser',
    tag: 'users',
    summary: 'One user',
    who: 'user.read',
    replies: { 200: { description: 'The user.', schema: userOut } },
    etag: true,
    read: async (reader, req) => ok(presentUser(await getUser(reader, req.actor, req.params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/users/{id}',
    id: 'updateUser',
    tag: 'users',
    summary: 'Make a user a manager of its organisation, or no longer one',
    description:
      'For officers and for the managers of the organisation, who share or hand over in this way. The last active manager ' +
      'is only an officer’s to take away.',
    who: 'user.update',
    body: z.strictObject({ manager: managerField }),
    replies: { 200: { description: 'The user.', schema: userOut } },
    problems: ['conflict', 'precondition-failed', 'precondition-required'],
    etag: true,
    current: async (tx, req) => presentUser((await userFor(tx, req.actor, req.params.id, 'user.update')).user),
    write: async (tx, req) => {
      const row = await setManager(tx, req.actor, req.params.id, req.body.manager, req.at);
      tx.afterCommit(() => req.env.tokens.forgetUser(row.id));
      return ok(presentUser(row));
    },
  }),
  route({
    method: 'POST',
    path: '/users/{id}/deactivate',
    id: 'deactivateUser',
    tag: 'users',
    summary: 'Shut the account of a user; its sessions end at once',
    description: 'For officers and for the managers of the organisation. Not for oneself.',
    who: 'user.update',
    replies: { 200: { description: 'The user.', schema: userOut } },
    problems: ['conflict'],
    write: async (tx, req) => {
      const row = await deactivateUser(tx, req.actor, req.params.id, req.at);
      tx.afterCommit(() => req.env.tokens.forgetUser(row.id));
      return ok(presentUser(row));
    },
  }),
  route({
    method: 'POST',
    path: '/users/{id}/reactivate',
    id: 'reactivateUser',
    tag: 'users',
    summary: 'Open an account again that was shut',
    description: 'What an officer shut, only an officer opens.',
    who: 'user.update',
    replies: { 200: { description: 'The user.', schema: userOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(presentUser(await reactivateUser(tx, req.actor, req.params.id, req.at))),
  }),
  route({
    method: 'POST',
    path: '/users/{id}/erase',
    id: 'eraseUser',
    tag: 'users',
    summary: 'Erase a person: the account ends, its name goes, and the audit trail tells nothing of it any more',
    description:
      'Audit rows about the person lose their salt and what they tell; the seals over them still hold. What the person did stays on record under a number that leads to nobody. Not for oneself.',
    who: 'user.erase',
    replies: { 200: { description: 'What is left of the user.', schema: userOut } },
    write: async (tx, req) => {
      const row = await eraseUser(tx, req.actor, req.params.id, req.env.keys, req.at);
      tx.afterCommit(() => req.env.tokens.forgetUser(row.id));
      return ok(presentUser(row));
    },
  }),
];
