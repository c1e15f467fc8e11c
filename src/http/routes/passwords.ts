import { z } from 'zod';
import { changePassword, wrongPassword } from '../../actions/accounts/change-password.ts';
import { issueReset, resetOf, resetPassword } from '../../actions/accounts/reset-password.ts';
import { checkPassword } from '../../actions/identity/login.ts';
import { forbidden, invalid } from '../../domain/failure.ts';
import { bySecret } from '../account-limits.ts';
import { secretText } from '../account-schema.ts';
import { ok, route } from '../route.ts';
import { idOut, instant, instantOut, newPassword } from '../schemas.ts';

const resetOut = z
  .strictObject({
    userId: idOut,
    secret: z.string().meta({ description: 'Shown here and never again.', example: 'reset.….…' }),
    expiresAt: instantOut,
  })
  .meta({ id: 'PasswordReset' });

const SAME = { en: 'The new password is the old one.', zh: '新密码与原密码相同。' };

/** Passwords: changing the own, and setting a lost one anew. */
export const passwordRoutes = [
  route({
    method: 'POST',
    path: '/me/password',
    id: 'changePassword',
    tag: 'sessions',
    summary: 'Change the own password; every other session ends',
    description: 'A wrong old password counts as a failed log-in.',
    who: 'signed-in',
    body: z.strictObject({ oldPassword: z.string().min(1).max(400), newPassword }),
    replies: { 204: { description: 'Changed.' } },
    problems: ['too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const { actor, env } = req;
      if (actor.kind !== 'user') throw forbidden();
      const { oldPassword, newPassword: chosen } = req.body;
      const guess = () => checkPassword(env.store.read, actor.username, oldPassword);
      const checked = await env.loginLimits.attempt(actor.username, req.address, guess);
      if (checked?.id !== actor.id) throw wrongPassword();
      if (chosen === oldPassword) throw invalid('#/newPassword', SAME);
      const passwordHash = await env.hashPassword(chosen);
      await env.store.write(async (tx) => {
        await changePassword(tx, actor, checked, passwordHash, req.at);
        tx.afterCommit(() => env.tokens.forgetUser(actor.id));
      });
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/users/{id}/reset',
    id: 'resetUser',
    tag: 'users',
    summary: 'A secret with which somebody who lost the log-in sets a new password; shown this once',
    description:
      'Good for a day and for one use; an earlier one is no good any more. Of nobody above the own role, and not of ' +
      'oneself. The old password works until the new one is set. Not replayed under an idempotency key.',
    who: 'user.reset',
    replies: { 200: { description: 'The secret.', schema: resetOut } },
    problems: ['conflict', 'secret-already-shown'],
    write: async (tx, req) => {
      const { id } = req.params;
      const { secret, expiresAt } = await issueReset(tx, req.actor, id, req.at);
      return { ...ok({ userId: id, secret, expiresAt: instant(expiresAt) }), secret: true };
    },
  }),
  route({
    method: 'POST',
    path: '/auth/reset',
    id: 'resetPassword',
    tag: 'sessions',
    summary: 'Set a new password with a secret from an officer; every session of the user ends',
    description: '404 for a secret that is unknown, used, replaced or has expired: they are not told apart.',
    who: 'anyone',
    body: z.strictObject({ secret: secretText, password: newPassword }),
    replies: { 204: { description: 'Set.' } },
    problems: ['not-found', 'too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const { secret, password } = req.body;
      const { store, hashPassword, tokens } = req.env;
      await bySecret(req, secret, async () => {
        if (!(await resetOf(store.read, secret, req.now))) return undefined;
        const passwordHash = await hashPassword(password);
        return store.write(async (tx) => {
          const id = await resetPassword(tx, secret, passwordHash, req.at);
          if (id !== undefined) tx.afterCommit(() => tokens.forgetUser(id));
          return id;
        });
      });
      return { status: 204 };
    },
  }),
];
