import { z } from 'zod';
import { refuseSignUp, verifySignUp } from '../../actions/accounts/decide-sign-up.ts';
import { checksOf, getSignUp } from '../../actions/accounts/get-sign-up.ts';
import { resubmit, signUpOf, withdrawSignUp } from '../../actions/accounts/own-sign-up.ts';
import { type Application, signUp } from '../../actions/accounts/sign-up.ts';
import { countyInput } from '../../domain/codes/county.ts';
import { creditCodeInput } from '../../domain/codes/credit-code.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { SIGN_UP_STATES } from '../../domain/identity/sign-up.ts';
import { bySecret } from '../account-limits.ts';
import { contact, managerField, newUsername, secretText } from '../account-schema.ts';
import { requireTurn } from '../address-limits.ts';
import { page } from '../cursors.ts';
import { created, ok, type Request, route } from '../route.ts';
import { instantText, line, listOf, newPassword, pageQuery, prose } from '../schemas.ts';
import { ownSignUpOut, presentOwn, presentSignUp, signedUpOut, signUpOut } from '../sign-up-answers.ts';

const application = {
  creditCode: creditCodeInput,
  name: line(200),
  countyCode: countyInput.meta({ description: 'The county that is to keep the account.' }),
  contact,
  address: line(300).nullish(),
  username: newUsername,
  password: newPassword,
};
const applying = z.strictObject(application);
const presenting = z.strictObject({ secret: secretText });
const readVersion = instantText.meta({
  description: 'Of the version that was read: 409 where it was submitted anew since.',
});

/** Contractors sign themselves up (施工单位注册); an officer of the county verifies or refuses them. */
export const signUpRoutes = [
  route({
    method: 'POST',
    path: '/sign-ups',
    id: 'signUp',
    tag: 'sign-ups',
    summary: 'Sign a contractor up, without an account; the secret to read how it stands is shown this once',
    description:
      'Nothing opens until an officer of the county has verified it. The answer is the same whether or not the credit code ' +
      'or the user name is known here. Of one network address 100 at once, first or anew, then one every nine seconds.',
    who: 'anyone',
    body: applying,
    replies: { 201: { description: 'The sign-up, waiting.', schema: signedUpOut } },
    problems: ['too-many-requests'],
    raw: async (req) => {
      requireTurn(req.env.signUpLimits, req);
      const asked = await applicationOf(req);
      const { row, secret } = await req.env.store.write((tx) => signUp(tx, asked, req.at));
      return created(`/sign-ups/${row.id}`, { ...presentOwn(row), secret }, { secret: true });
    },
  }),
  route({
    method: 'POST',
    path: '/sign-ups/state',
    id: 'readOwnSignUp',
    tag: 'sign-ups',
    summary: 'How the own sign-up stands, and why it was refused',
    who: 'anyone',
    body: presenting,
    replies: { 200: { description: 'The sign-up.', schema: ownSignUpOut } },
    problems: ['not-found', 'too-many-requests'],
    raw: async (req) => {
      const { secret } = req.body;
      return ok(presentOwn(await bySecret(req, secret, () => signUpOf(req.env.store.read, secret))));
    },
  }),
  route({
    method: 'POST',
    path: '/sign-ups/resubmit',
    id: 'resubmitSignUp',
    tag: 'sign-ups',
    summary: 'Submit the own sign-up anew, while it waits or once it was refused',
    who: 'anyone',
    body: z.strictObject({ secret: secretText, ...application }),
    replies: { 200: { description: 'The sign-up, waiting.', schema: ownSignUpOut } },
    problems: ['not-found', 'conflict', 'too-many-requests'],
    raw: async (req) => {
      const { secret } = req.body;
      requireTurn(req.env.signUpLimits, req);
      const { store } = req.env;
      return ok(
        presentOwn(
          await bySecret(req, secret, async () => {
            if (!(await signUpOf(store.read, secret))) return undefined;
            const asked = await applicationOf(req);
            return store.write((tx) => resubmit(tx, secret, asked, req.at));
          }),
        ),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/sign-ups/withdraw',
    id: 'withdrawSignUp',
    tag: 'sign-ups',
    summary: 'Take the own sign-up back; names, telephone number, address and password are erased at once',
    who: 'anyone',
    body: presenting,
    replies: { 200: { description: 'What is left of it.', schema: ownSignUpOut } },
    problems: ['not-found', 'conflict', 'too-many-requests'],
    raw: async (req) => {
      const { secret } = req.body;
      const { store } = req.env;
      return ok(
        presentOwn(
          await bySecret(req, secret, async () => {
            if (!(await signUpOf(store.read, secret))) return undefined;
            return store.write((tx) => withdrawSignUp(tx, secret, req.at));
          }),
        ),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/sign-ups',
    id: 'listSignUps',
    tag: 'sign-ups',
    summary: 'List sign-ups, newest first',
    who: 'sign-up.read',
    query: z.strictObject({
      ...pageQuery,
      status: z.enum(SIGN_UP_STATES).optional(),
      countyCode: countyInput.optional(),
    }),
    replies: { 200: { description: 'A page of sign-ups.', schema: listOf(signUpOut) } },
    read: async (reader, req) => {
      const scope = scopeOf(req.actor, 'sign-up.read');
      const { rows, next } = await page(
        req,
        req.query,
        (request) => reader.signUps.page(scope, req.query, request),
        ({ id }) => ({ id }),
      );
      return ok({ items: rows.map((row) => presentSignUp(row)), next });
    },
  }),
  route({
    method: 'GET',
    path: '/sign-ups/{id}',
    id: 'getSignUp',
    tag: 'sign-ups',
    summary: 'One sign-up; while it waits, held against what is on record',
    who: 'sign-up.read',
    replies: { 200: { description: 'The sign-up.', schema: signUpOut } },
    etag: true,
    read: async (reader, req) => {
      const row = await getSignUp(reader, req.actor, req.params.id);
      return ok(presentSignUp(row, await checksOf(reader, req.actor, row)));
    },
  }),
  route({
    method: 'POST',
    path: '/sign-ups/{id}/verify',
    id: 'verifySignUp',
    tag: 'sign-ups',
    summary: 'Open the account of who signed up, with its first user, a manager',
    description:
      '409 where the credit code has an account meanwhile (`existing`): with `join` the applicant becomes a user of that, ' +
      'a manager only if `manager` says so. 409 where the user name is taken: `username` gives another, which the applicant ' +
      'reads with the secret.',
    who: 'sign-up.decide',
    body: z.strictObject({
      submittedAt: readVersion,
      join: z.boolean().optional(),
      manager: managerField.optional(),
      username: newUsername.optional(),
    }),
    replies: { 200: { description: 'The sign-up, verified.', schema: signUpOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(presentSignUp(await verifySignUp(tx, req.actor, req.params.id, req.body, req.at))),
  }),
  route({
    method: 'POST',
    path: '/sign-ups/{id}/refuse',
    id: 'refuseSignUp',
    tag: 'sign-ups',
    summary: 'Refuse a sign-up; the applicant reads the reason and may submit anew within 30 days',
    who: 'sign-up.decide',
    body: z.strictObject({ submittedAt: readVersion, reason: prose(1000) }),
    replies: { 200: { description: 'The sign-up, refused.', schema: signUpOut } },
    problems: ['conflict'],
    write: async (tx, req) => ok(presentSignUp(await refuseSignUp(tx, req.actor, req.params.id, req.body, req.at))),
  }),
];

/** What is asked for, with the password as it is kept. */
async function applicationOf({
  body,
  env,
}: {
  readonly body: z.output<typeof applying>;
  readonly env: Request['env'];
}): Promise<Application> {
  const { creditCode, name, countyCode, contact: person, address = null, username, password } = body;
  return {
    ...{ creditCode, name, countyCode, address, username },
    ...{ contactName: person.name, contactPhone: person.phone },
    passwordHash: await env.hashPassword(password),
  };
}
