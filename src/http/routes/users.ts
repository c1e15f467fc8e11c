import { z } from 'zod';
import { eraseUser } from '../../actions/identity/erase-user.ts';
import { createUser } from '../../actions/registry/create-user.ts';
import { getUser } from '../../actions/registry/get-user.ts';
import { COUNTY_CODES, countyInput } from '../../domain/codes/county.ts';
import { ROLES } from '../../domain/identity/actor.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import type { UserRow } from '../../store/users.ts';
import { page } from '../cursors.ts';
import { created, ok, route } from '../route.ts';
import { check, idOut, idText, instant, instantOut, listOf, newPassword, pageQuery } from '../schemas.ts';

const role = z.enum(ROLES);

const newUsername = z
  .string()
  .normalize('NFC')
  .min(3)
  .max(64)
  .superRefine(
    check((text) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@-]*$/u.test(text), {
      en: 'A user name has letters, digits, dots, hyphens, underscores and @, and begins with a letter or digit.',
      zh: '用户名只能包含文字、数字、点、连字符、下划线和 @，且须以文字或数字开头。',
    }),
  );

const userOut = z
  .strictObject({
    id: idOut,
    username: z.string(),
    role,
    organisationId: idOut.nullable(),
    countyCode: z.enum(COUNTY_CODES).nullable(),
    active: z.boolean(),
    createdAt: instantOut,
  })
  .meta({ id: 'User' });

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
      'have one, a county officer needs `countyCode`. County officers make users of organisations of their county.',
    who: 'user.create',
    body: z.strictObject({
      username: newUsername,
      password: newPassword,
      role,
      organisationId: idText.optional(),
      countyCode: countyInput.optional(),
    }),
    replies: { 201: { description: 'The user.', schema: userOut } },
    problems: ['conflict'],
    prepare: (req) => req.env.hashPassword(req.body.password),
    write: async (tx, req, passwordHash: string) => {
      const { password: _, ...input } = req.body;
      const row = await createUser(tx, req.actor, { ...input, passwordHash }, req.at);
      return created(`/users/${row.id}`, present(row));
    },
  }),
  route({
    method: 'GET',
    path: '/users',
    id: 'listUsers',
    tag: 'users',
    summary: 'List users, newest first',
    who: 'user.read',
    query: z.strictObject({ ...pageQuery, organisationId: idText.optional(), role: role.optional() }),
    replies: { 200: { description: 'A page of users.', schema: listOf(userOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'user.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.users.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map(present), next });
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
    read: async (reader, req) => ok(present(await getUser(reader, req.actor, req.params.id))),
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
      return ok(present(row));
    },
  }),
];

const present = (row: UserRow) => ({
  id: row.id,
  username: row.username,
  role: row.role,
  organisationId: row.organisationId,
  countyCode: row.countyCode,
  active: row.active,
  createdAt: instant(row.createdAt),
});
