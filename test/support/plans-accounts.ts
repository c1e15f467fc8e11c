import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { signUp } from '../../src/actions/accounts/sign-up.ts';
import { MAY_APPOINT } from '../../src/domain/identity/appointment.ts';
import { formatInstant } from '../../src/domain/time.ts';
import type { Cast, Character, Made } from './cast.ts';
import type { Holdings, Row } from './holdings.ts';
import { freshUsername, newApplication, type Signed } from './holdings-accounts.ts';
import type { Plan } from './plans.ts';
import { PASSWORD } from './world.ts';

/** How valid requests about accounts are made: sign-ups, invitations, users and their passwords. */
export function accountPlans({ must, people, service, signIn }: Cast, held: Holdings): Record<string, Plan> {
  const plain: Plan = { request: () => ({}) };
  const byId = ({ id }: Row) => ({ params: { id } });
  const withBody = (body: unknown) => (row: Row) => ({ params: { id: row.id }, body });
  const roleOf = ({ by }: Row) => people[by].role;

  // Past the limit of one address: all requests here come from the same.
  const signedUp = async (countyCode: string): Promise<{ readonly id: string; readonly secret: string }> => {
    const { contact, password, ...rest } = newApplication(countyCode);
    const person = { contactName: contact.name, contactPhone: contact.phone, address: null };
    const application = { ...rest, ...person, passwordHash: await service.app.env.hashPassword(password) };
    const at = { now: service.clock.now(), newId: uuidv7, randomBytes, requestId: 'test' };
    const { row, secret } = await service.store.write((tx) => signUp(tx, application, at));
    return { id: row.id, secret };
  };
  const waiting = async (row: Row): Promise<Row> => {
    const { id, secret } = await signedUp(row.owners.counties?.[0] ?? '');
    return { ...row, id, text: secret };
  };
  const secretOf = async () => (await signedUp('140302')).secret;
  /** What names the version of a sign-up that was read. */
  const asRead =
    (more: object) =>
    async ({ id }: Row) => {
      const { submittedAt = 0 } = (await service.store.read.signUps.find(id)) ?? {};
      return { params: { id }, body: { submittedAt: formatInstant(submittedAt), ...more } };
    };
  const signUps = { rows: held['sign-up'], seenBy: () => 'sign-up.read' as const };

  const organisations = { rows: held.organisation, seenBy: () => 'organisation.read' as const };
  const invited = async ({ owners: { organisations: [id = ''] = [] } }: Row) =>
    must<Signed>('admin', 'POST', `/organisations/${id}/invitations`, {});
  const invitations = { rows: held.invitation, seenBy: () => 'invitation.read' as const };

  // One organisation's user of either kind, and an officer, are enough to tell who may do what.
  const users = {
    rows: held.user.filter(({ by }) => by !== 'admin'),
    seenBy: () => 'user.read' as const,
    butNot: (who: Character, row: Row) => above(who, row),
  };
  const members = { ...users, rows: users.rows.filter(({ owners }) => (owners.organisations ?? []).length > 0) };
  /** Officers act on the roles that they appoint. */
  const above = ({ role, organisationId }: Character, row: Row): boolean =>
    organisationId === undefined && role !== 'gate' && role !== 'nobody' && !isBelow(role, roleOf(row));
  const colleague = async (row: Row): Promise<Row> => {
    const { organisations: [organisationId] = [], counties: [countyCode] = [] } = row.owners;
    const role = roleOf(row);
    const place = organisationId ? { organisationId } : role === 'county_officer' ? { countyCode } : {};
    const { id } = await must('admin', 'POST', '/users', {
      ...{ username: freshUsername(), password: PASSWORD, role, ...place },
      ...(organisationId ? { manager: false } : {}),
    });
    return { ...row, id };
  };
  const shut = async (row: Row): Promise<Row> => {
    const fresh = await colleague(row);
    // By a manager, so that managers may open it again.
    const manager = members.rows.find(({ owners, by }) => people[by].manager && same(owners, row.owners));
    await must(manager?.by ?? 'admin', 'POST', `/users/${fresh.id}/deactivate`, {});
    return fresh;
  };
  return {
    signUp: { request: () => ({ body: newApplication('140302') }) },
    readOwnSignUp: { request: async () => ({ body: { secret: held['sign-up'][0]?.text } }) },
    resubmitSignUp: { request: async () => ({ body: { secret: await secretOf(), ...newApplication('140302') } }) },
    withdrawSignUp: { request: async () => ({ body: { secret: await secretOf() } }) },
    listSignUps: plain,
    getSignUp: { ...signUps, request: byId },
    verifySignUp: { ...signUps, fresh: waiting, request: asRead({}) },
    refuseSignUp: { ...signUps, fresh: waiting, request: asRead({ reason: '材料不符' }) },
    updateOrganisation: { ...organisations, request: withBody({ address: '德胜街 1 号' }) },
    createInvitation: { ...organisations, request: withBody({}) },
    listInvitations: { ...organisations, request: byId },
    getInvitation: { ...invitations, request: byId },
    revokeInvitation: {
      ...invitations,
      fresh: async (row) => ({ ...row, id: (await invited(row)).id }),
      request: byId,
    },
    acceptInvitation: {
      request: async () => {
        const [row] = held.invitation;
        const { secret } = row ? await invited(row) : { secret: '' };
        return { body: { secret, username: freshUsername(), password: PASSWORD } };
      },
    },
    updateUser: { ...members, fresh: colleague, request: withBody({ manager: false }) },
    deactivateUser: { ...users, fresh: colleague, request: byId },
    reactivateUser: { ...users, fresh: shut, request: byId },
    resetUser: { ...users, fresh: colleague, request: byId },
    resetPassword: {
      request: async () => {
        const [row] = members.rows;
        const { id } = row ? await colleague(row) : { id: '' };
        const { secret } = await must<Made & Signed>('admin', 'POST', `/users/${id}/reset`, {});
        return { body: { secret, password: `${PASSWORD}-2` } };
      },
    },
    changePassword: {
      butNot: ({ role }) => role === 'gate',
      request: async (_row, who) => {
        const body = { oldPassword: PASSWORD, newPassword: `${PASSWORD}-2` };
        if (!who.username) return { body };
        const username = freshUsername();
        await must('admin', 'POST', '/users', { username, password: PASSWORD, role: 'city_officer' });
        return { body, token: (await signIn({ ...who, username, password: PASSWORD })).accessToken };
      },
    },
  };
}

const isBelow = (role: keyof typeof MAY_APPOINT, other: string): boolean =>
  MAY_APPOINT[role].some((one) => one === other);
const same = (a: Row['owners'], b: Row['owners']): boolean => a.organisations?.[0] === b.organisations?.[0];
