import { z } from 'zod';
import { checkPassword, login } from '../../actions/identity/login.ts';
import { logout } from '../../actions/identity/logout.ts';
import { refresh } from '../../actions/identity/refresh.ts';
import type { SessionGrant } from '../../actions/identity/session.ts';
import { forbidden } from '../../domain/failure.ts';
import { ROLES } from '../../domain/identity/actor.ts';
import { managerField } from '../account-schema.ts';
import { unauthenticated } from '../problem.ts';
import { ok, type Request, route } from '../route.ts';
import { idOut } from '../schemas.ts';
import { ACCESS_SECONDS } from '../tokens.ts';

const grantOut = z
  .strictObject({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().meta({ description: 'Seconds for which the access token is good.' }),
    refreshToken: z.string(),
  })
  .meta({ id: 'Grant' });

const meOut = z
  .strictObject({
    id: idOut,
    username: z.string(),
    role: z.enum(ROLES),
    organisationId: idOut.nullable(),
    countyCode: z.string().nullable(),
    manager: managerField,
  })
  .meta({ id: 'Me' });

const WRONG = { en: 'The user name or the password is wrong.', zh: '用户名或密码错误。' };
const STALE = {
  en: 'The refresh token is not, or no longer, good. Log in again.',
  zh: '刷新令牌无效或已失效，请重新登录。',
};

/** Signing in and out. */
export const authRoutes = [
  route({
    method: 'POST',
    path: '/auth/login',
    id: 'login',
    tag: 'sessions',
    summary: 'Sign in with user name and password',
    who: 'anyone',
    body: z.strictObject({
      // As names are stored, however a keyboard composes them.
      username: z.string().normalize('NFC').min(1).max(100),
      password: z.string().min(1).max(400),
    }),
    replies: { 200: { description: 'Tokens of a new session.', schema: grantOut } },
    problems: ['unauthenticated', 'too-many-requests'],
    idempotent: false,
    raw: async (req) => {
      const { username, password } = req.body;
      const { store, loginLimits } = req.env;
      const grant = await loginLimits.attempt(username, req.address, async () => {
        const checked = await checkPassword(store.read, username, password);
        return checked && store.write((tx) => login(tx, checked, req.at));
      });
      if (!grant) throw unauthenticated(WRONG);
      return ok(granted(grant, req));
    },
  }),
  route({
    method: 'POST',
    path: '/auth/refresh',
    id: 'refresh',
    tag: 'sessions',
    summary: 'Trade a refresh token for new tokens; using an old one again ends the session',
    who: 'anyone',
    body: z.strictObject({ refreshToken: z.string().min(1).max(400) }),
    replies: { 200: { description: 'The next tokens.', schema: grantOut } },
    problems: ['unauthenticated'],
    idempotent: false,
    raw: async (req) => {
      const result = await req.env.store.write(async (tx) => {
        const outcome = await refresh(tx, req.body.refreshToken, req.at);
        if (outcome.outcome === 'revoked') tx.afterCommit(() => req.env.tokens.forgetSession(outcome.sessionId));
        return outcome;
      });
      if (result.outcome !== 'renewed') throw unauthenticated(STALE);
      return ok(granted(result.grant, req));
    },
  }),
  route({
    method: 'POST',
    path: '/auth/logout',
    id: 'logout',
    tag: 'sessions',
    summary: 'End this session at once',
    who: 'signed-in',
    replies: { 204: { description: 'Ended.' } },
    idempotent: false,
    write: async (tx, req) => {
      const sessionId = await logout(tx, req.actor, req.at);
      tx.afterCommit(() => req.env.tokens.forgetSession(sessionId));
      return { status: 204 };
    },
  }),
  route({
    method: 'GET',
    path: '/me',
    id: 'me',
    tag: 'sessions',
    summary: 'Who is signed in',
    who: 'signed-in',
    replies: { 200: { description: 'The user.', schema: meOut } },
    read: (_reader, { actor }) => {
      if (actor.kind !== 'user') throw forbidden();
      const { id, username, role, organisationId, countyCode, manager } = actor;
      return Promise.resolve(ok({ id, username, role, organisationId, countyCode, manager }));
    },
  }),
];

function granted(grant: SessionGrant, req: Pick<Request, 'env' | 'now'>) {
  const accessToken = req.env.tokens.accessToken(grant.userId, grant.sessionId, req.now);
  return { accessToken, tokenType: 'Bearer', expiresIn: ACCESS_SECONDS, refreshToken: grant.refreshToken };
}
