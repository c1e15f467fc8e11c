import { randomBytes } from 'node:crypto';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '../../src/actions/accounts/change-password.ts';
import { sweepAccounts } from '../../src/actions/accounts/sweep-accounts.ts';
import { checkPassword, login } from '../../src/actions/identity/login.ts';
import { DAY_MS } from '../../src/domain/time.ts';
import { databases } from '../support/database.ts';
import { startTest } from '../support/server.ts';
import { idOf, idsOf, openTown, type Person, problem, type Town } from '../support/town.ts';
import { contractor, organisation, PASSWORD, user } from '../support/world.ts';
import { freshCode } from './yard.ts';

const CHINESE = { headers: { 'Accept-Language': 'zh-CN' } };
const OTHER = 'another-good-password';
const MISSING = '019a0000-0000-7000-8000-000000000000';

let serial = 0;
const fresh = (): string => {
  serial += 1;
  return `person-${serial}`;
};

type Shown = { readonly id: string; readonly secret: string };
type Member = Person & { readonly username: string };

describe.each(databases)('accounts on $name', (database) => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(database);
  });
  afterAll(() => town.close());

  const invite = (caller: Town['admin'], id = town.enterprise, body: object = {}) =>
    caller.post(`/organisations/${id}/invitations`, body);
  const secretOf = (answer: { body: unknown }) => (answer.body as Shown).secret;
  const accept = (secret: string, username = fresh(), password = PASSWORD) =>
    town.nobody.post('/invitations/accept', { secret, username, password });
  const logIn = (username: string, password = PASSWORD) => town.nobody.post('/auth/login', { username, password });
  /** Somebody new of an organisation, signed in. */
  const member = async (manager = false, organisationId = town.enterprise): Promise<Member> => {
    const username = fresh();
    const body = { username, password: PASSWORD, role: 'enterprise', organisationId, manager };
    const id = idOf(await town.admin.post('/users', body));
    return { ...(await town.service.logIn(username, PASSWORD)), id, username };
  };

  describe('invitations', () => {
    it('201: a manager invites, the person chooses name and password, and belongs to the organisation', async () => {
      const invited = await invite(town.alice, town.enterprise, { note: '门卫老王' });
      expect(invited.body).toMatchObject({ status: 'open', manager: false, note: '门卫老王' });
      const { id, secret } = invited.body as Shown;
      expect([invited.status, invited.headers.location]).toEqual([201, `/api/v1/invitations/${id}`]);
      const username = fresh();
      const accepted = await accept(secret, username);
      expect(accepted).toMatchObject({
        status: 201,
        body: { username, role: 'enterprise', organisationId: town.enterprise, countyCode: '140321', manager: false },
      });
      expect((await town.service.logIn(username, PASSWORD)).token).toBeDefined();
      const read = await town.alice.get(`/invitations/${id}`);
      expect(read.body).toMatchObject({ status: 'accepted', userId: idOf(accepted) });
      expect(read.body).not.toHaveProperty('secret');
      const rows = await town.store.read.audit.about('invitation', id);
      expect(rows.map(({ action }) => action).sort()).toEqual(['invitation.accept', 'invitation.create']);
      expect(JSON.stringify(rows)).not.toMatch(/老王|invite\./);
      expect(JSON.stringify(await town.store.read.invitations.find(id))).not.toContain(secret.split('.')[2]);
    });

    it('201: officers invite too, and a manager where that is said', async () => {
      for (const caller of [town.county, town.city, town.admin]) {
        const { status, body } = await invite(caller, town.contractorOrganisation, { manager: true });
        expect(status).toBe(201);
        const accepted = await accept((body as Shown).secret);
        expect(accepted.body).toMatchObject({ role: 'contractor', manager: true });
      }
    });

    it('403: no colleague, no department, and no officer to people that are not his to appoint', async () => {
      for (const caller of [town.bob, town.department]) {
        expect((await invite(caller)).status).toBe(403);
        expect((await caller.get(`/organisations/${town.enterprise}/invitations`)).status).toBe(403);
      }
      const department = await organisation(town.service, 'department', '140321');
      expect((await invite(town.county, department)).status).toBe(403);
      expect((await invite(town.city, department)).status).toBe(201);
      const managing = await invite(town.city, department, { manager: true });
      expect(problem(managing)).toEqual([400, '#/manager']);
    });

    it('404: strangers and officers of other counties know of no organisation and of no invitation', async () => {
      const { id } = (await invite(town.alice)).body as Shown;
      for (const caller of [town.charlie, town.contractor, town.otherCounty]) {
        expect(problem(await invite(caller))).toEqual([404, '#/id']);
        expect(problem(await caller.get(`/organisations/${town.enterprise}/invitations`))).toEqual([404, '#/id']);
      }
      for (const caller of [town.bob, town.charlie, town.contractor, town.otherCounty, town.department]) {
        expect(problem(await caller.get(`/invitations/${id}`))).toEqual([404, '#/id']);
        expect(problem(await caller.post(`/invitations/${id}/revoke`))).toEqual([404, '#/id']);
      }
      expect((await town.alice.get(`/invitations/${id}`)).body).toMatchObject({ status: 'open' });
    });

    it('404: a secret that is used, revoked, wrong or has expired is no good, and these are not told apart', async () => {
      const [used, revoked, old] = [await invite(town.alice), await invite(town.alice), await invite(town.alice)];
      await accept(secretOf(used));
      expect((await town.alice.post(`/invitations/${idOf(revoked)}/revoke`)).body).toMatchObject({ status: 'revoked' });
      const answers = [await accept(secretOf(used)), await accept(secretOf(revoked))];
      answers.push(await accept(secretOf(old).replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))));
      expect((await town.alice.post(`/invitations/${idOf(used)}/revoke`)).status).toBe(409);
      expect((await town.alice.post(`/invitations/${idOf(revoked)}/revoke`)).status).toBe(409);
      town.service.clock.advance(7 * DAY_MS);
      answers.push(await accept(secretOf(old)));
      town.service.clock.advance(-7 * DAY_MS);
      const told = answers.map(({ status, body }) => [status, (body as { detail: string }).detail]);
      expect(told).toEqual(told.map(() => [404, 'There is no such thing here.']));
      expect((await accept(secretOf(old))).status).toBe(201);
    });

    it('409: a user name that is taken, and the invitation stays open', async () => {
      const secret = secretOf(await invite(town.alice));
      const before = await town.store.read.users.count();
      expect(problem(await accept(secret, 'admin'))).toEqual([409, '#/username']);
      expect(await town.store.read.users.count()).toBe(before);
      expect((await accept(secret)).status).toBe(201);
    });

    it('409: of two that take one up at once, one does', async () => {
      const secret = secretOf(await invite(town.alice));
      const answers = await Promise.all([accept(secret), accept(secret)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    });

    it('409: the secret is not shown again under its idempotency key', async () => {
      const key = { headers: { 'Idempotency-Key': fresh() } };
      const path = `/organisations/${town.enterprise}/invitations`;
      expect((await town.alice.post(path, {}, key)).status).toBe(201);
      expect((await town.alice.post(path, {}, key)).body).toMatchObject({ type: '/problems/secret-already-shown' });
    });

    it('lists those of one organisation, newest first, by state; dropped 90 days after they ran out', async () => {
      const boss = await contractor(town.service, '140322');
      const make = async () =>
        (await boss.caller.post(`/organisations/${boss.id}/invitations`, { note: '张三' })).body as Shown;
      const [first, second] = [await make(), await make()];
      await boss.caller.post(`/invitations/${first.id}/revoke`);
      const listed = async (query: string) =>
        idsOf(await boss.caller.get(`/organisations/${boss.id}/invitations${query}`));
      expect(await listed('')).toEqual([second.id, first.id]);
      expect(await listed('?status=revoked')).toEqual([first.id]);
      expect(await listed('?status=open')).toEqual([second.id]);
      expect([await listed('?status=accepted'), await listed('?status=expired')]).toEqual([[], []]);
      const now = town.service.clock.now();
      await town.store.write((tx) => sweepAccounts(tx, now + 96 * DAY_MS));
      expect(await listed('')).toEqual([second.id, first.id]);
      await town.store.write((tx) => sweepAccounts(tx, now + 98 * DAY_MS));
      expect(await listed('')).toEqual([]);
    });
  });

  describe('what somebody let others in by', () => {
    const ends = {
      demoted: (id: string) => town.county.patch(`/users/${id}`, { manager: false }),
      'shut out': (id: string) => town.alice.post(`/users/${id}/deactivate`),
      erased: (id: string) => town.admin.post(`/users/${id}/erase`),
    };
    it.each(Object.entries(ends))('404: an invitation of a manager who was %s since', async (_how, end) => {
      const boss = await member(true);
      const [taken, open] = [await invite(boss), await invite(boss)];
      const others = await invite(town.alice);
      expect((await accept(secretOf(taken))).status).toBe(201);
      expect((await end(boss.id)).status).toBe(200);
      expect(problem(await accept(secretOf(open)))).toEqual([404, '#/secret']);
      const statusOf = async (answer: Response) =>
        ((await town.alice.get(`/invitations/${idOf(answer)}`)).body as { status: string }).status;
      expect([await statusOf(taken), await statusOf(open), await statusOf(others)]).toEqual([
        ...['accepted', 'revoked', 'open'],
      ]);
      const told = await town.store.read.audit.about('invitation', idOf(open));
      expect(told.map(({ action }) => action)).toContain('invitation.revoke');
    });

    it('404: a reset that an officer gave who was shut out since', async () => {
      const officer = await user(town.service, 'county_officer', { countyCode: '140321' });
      const someone = await member();
      const secret = secretOf(await officer.post(`/users/${someone.id}/reset`));
      await town.city.post(`/users/${idOf(await officer.get('/me'))}/deactivate`);
      expect((await town.nobody.post('/auth/reset', { secret, password: OTHER })).status).toBe(404);
    });
  });

  describe('managers', () => {
    it('the first user of an organisation is one, the next are not, unless it is said', async () => {
      const id = await organisation(town.service, 'contractor', '140321');
      const make = async (more: object = {}) => {
        const body = { username: fresh(), password: PASSWORD, role: 'contractor', organisationId: id, ...more };
        return ((await town.county.post('/users', body)).body as { manager: boolean }).manager;
      };
      expect([await make({ manager: false }), await make(), await make(), await make({ manager: true })]).toEqual([
        ...[false, true, false, true],
      ]);
      const officer = { username: fresh(), password: PASSWORD, role: 'department', manager: true };
      expect(problem(await town.admin.post('/users', officer))).toEqual([400, '#/manager']);
    });

    it('whoever has an account from before there were managers is one', async () => {
      const old = await member();
      await town.store.write((tx) => tx.users.update(old.id, { manager: null }));
      town.service.app.env.tokens.forgetUser(old.id);
      expect((await old.get('/me')).body).toMatchObject({ manager: true });
      expect((await old.get('/users')).status).toBe(200);
    });

    it('list the people of their own organisation and nobody else', async () => {
      const listed = idsOf(await town.alice.get('/users?limit=200'));
      expect(listed).toEqual(expect.arrayContaining([town.alice.id, town.bob.id]));
      for (const stranger of [town.charlie, town.contractor, town.county, town.admin])
        expect(listed).not.toContain(stranger.id);
      expect((await town.alice.get(`/users/${town.bob.id}`)).body).toMatchObject({ manager: false });
      const shut = await member();
      await town.alice.post(`/users/${shut.id}/deactivate`);
      expect(idsOf(await town.alice.get('/users?active=false'))).toContain(shut.id);
      expect(idsOf(await town.alice.get('/users?active=true&limit=200'))).not.toContain(shut.id);
    });

    it('share management and hand it over; the last one is only an officer’s to take', async () => {
      const { id: organisationId, caller: boss } = await contractor(town.service, '140321');
      const { id: bossId } = (await boss.get('/me')).body as { id: string };
      const colleague = await user(town.service, 'contractor', { organisationId });
      const { id } = (await colleague.get('/me')).body as { id: string };
      const last = await boss.patch(`/users/${bossId}`, { manager: false }, CHINESE);
      expect(last.body).toMatchObject({ status: 409, detail: '这是该单位最后一名管理员，只能由执法人员取消。' });
      expect((await colleague.patch(`/users/${id}`, { manager: true })).status).toBe(404);

      expect((await boss.patch(`/users/${id}`, { manager: true })).body).toMatchObject({ manager: true });
      // At once, with the tokens they hold.
      expect((await colleague.get('/users')).status).toBe(200);
      expect((await boss.patch(`/users/${bossId}`, { manager: false })).body).toMatchObject({ manager: false });
      expect((await boss.get('/users')).status).toBe(403);
      expect((await colleague.patch(`/users/${id}`, { manager: false })).status).toBe(409);
      expect((await town.county.patch(`/users/${id}`, { manager: false })).status).toBe(200);
      expect((await town.county.patch(`/users/${bossId}`, { manager: true })).status).toBe(200);
      const told = (await town.store.read.audit.about('user', id)).map(({ action }) => action);
      expect(told).toEqual(expect.arrayContaining(['user.promote', 'user.demote']));
    });

    it('a PATCH holds the state that was read: 412, 428; officers have no organisation to manage: 400', async () => {
      const someone = await member();
      const path = `/users/${someone.id}`;
      const { etag = '' } = (await town.alice.get(path)).headers as { etag?: string };
      const tagged = { headers: { 'If-Match': etag } };
      expect((await town.alice.patch(path, { manager: true }, tagged)).status).toBe(200);
      expect((await town.alice.patch(path, { manager: false }, tagged)).status).toBe(412);
      expect(problem(await town.alice.patch(path, { role: 'admin', manager: true }))).toEqual([400, '#/role']);
      expect(problem(await town.admin.patch(`/users/${town.city.id}`, { manager: true }))).toEqual([400, '#/manager']);
    });
  });

  describe('shutting and opening an account', () => {
    it('200: a manager shuts a colleague out at once, and lets it in again', async () => {
      const someone = await member();
      const login = await logIn(someone.username);
      const { refreshToken } = login.body as { refreshToken: string };
      expect((await someone.get('/me')).status).toBe(200);
      const shut = await town.alice.post(`/users/${someone.id}/deactivate`);
      expect(shut).toMatchObject({ status: 200, body: { active: false } });
      expect((await someone.get('/me')).status).toBe(401);
      expect((await town.nobody.post('/auth/refresh', { refreshToken })).status).toBe(401);
      expect((await logIn(someone.username)).status).toBe(401);
      expect((await town.alice.post(`/users/${someone.id}/deactivate`)).status).toBe(409);
      expect((await town.alice.post(`/users/${someone.id}/reactivate`)).body).toMatchObject({ active: true });
      expect((await logIn(someone.username)).status).toBe(200);
      // What had ended stays so.
      expect((await someone.get('/me')).status).toBe(401);
      expect((await town.alice.post(`/users/${someone.id}/reactivate`)).status).toBe(409);
    });

    it('409: what an officer shut no manager opens', async () => {
      const someone = await member();
      expect((await town.county.post(`/users/${someone.id}/deactivate`)).status).toBe(200);
      expect((await town.alice.post(`/users/${someone.id}/reactivate`)).status).toBe(409);
      expect((await town.county.post(`/users/${someone.id}/reactivate`)).status).toBe(200);
    });

    it('200: what a manager shut, an officer shuts for good; a manager’s second stop takes nothing from an officer’s', async () => {
      const someone = await member();
      expect((await town.alice.post(`/users/${someone.id}/deactivate`)).status).toBe(200);
      expect((await town.county.post(`/users/${someone.id}/deactivate`)).body).toMatchObject({ active: false });
      for (const caller of [town.alice, town.county, town.city])
        expect((await caller.post(`/users/${someone.id}/deactivate`)).status).toBe(409);
      expect((await town.alice.post(`/users/${someone.id}/reactivate`)).status).toBe(409);
      expect((await town.county.post(`/users/${someone.id}/reactivate`)).status).toBe(200);
      // What was opened again starts anew.
      expect((await town.alice.post(`/users/${someone.id}/deactivate`)).status).toBe(200);
      expect((await town.alice.post(`/users/${someone.id}/reactivate`)).status).toBe(200);
    });

    it('409: not oneself; not the last manager but by an officer; nobody erased comes back', async () => {
      const { id: organisationId, caller: boss } = await contractor(town.service, '140321');
      const { id: bossId } = (await boss.get('/me')).body as { id: string };
      const second = await user(town.service, 'contractor', { organisationId });
      const { id } = (await second.get('/me')).body as { id: string };
      expect((await boss.post(`/users/${bossId}/deactivate`)).status).toBe(409);
      expect((await town.admin.post(`/users/${town.admin.id}/deactivate`)).status).toBe(409);
      await town.county.patch(`/users/${id}`, { manager: true });
      expect((await boss.post(`/users/${id}/deactivate`)).status).toBe(200);
      expect((await town.county.post(`/users/${bossId}/deactivate`)).status).toBe(200);
      expect((await boss.get('/me')).status).toBe(401);
      // Nobody is left: an officer makes a new first user, who manages.
      const body = { username: fresh(), password: PASSWORD, role: 'contractor', organisationId };
      expect((await town.county.post('/users', body)).body).toMatchObject({ manager: true });
      await town.admin.post(`/users/${id}/erase`);
      expect((await town.admin.post(`/users/${id}/reactivate`)).status).toBe(409);
    });

    it('403, 404: nobody below or beside may, and strangers see nobody', async () => {
      const someone = await member();
      for (const action of ['deactivate', 'reactivate', 'reset'])
        for (const caller of [town.bob, town.charlie, town.contractor, town.otherCounty, town.department])
          expect(problem(await caller.post(`/users/${someone.id}/${action}`))).toEqual([404, '#/id']);
      const peer = await user(town.service, 'county_officer', { countyCode: '140321' });
      const { id: peerId } = (await peer.get('/me')).body as { id: string };
      for (const action of ['deactivate', 'reactivate', 'reset']) {
        expect((await town.county.post(`/users/${peerId}/${action}`)).status).toBe(403);
        expect((await town.city.post(`/users/${town.admin.id}/${action}`)).status).toBe(403);
        expect(problem(await town.city.post(`/users/${MISSING}/${action}`))).toEqual([404, '#/id']);
      }
      expect((await town.alice.post(`/users/${someone.id}/reset`)).status).toBe(403);
      expect((await peer.get('/me')).status).toBe(200);
    });
  });

  describe('lost log-ins', () => {
    const reset = (caller: Town['admin'], id: string) => caller.post(`/users/${id}/reset`);
    const use = (secret: string, password = OTHER) => town.nobody.post('/auth/reset', { secret, password });

    it('204: an officer gives a secret, with which a new password is set once; every session ends', async () => {
      const someone = await member();
      const given = await reset(town.county, someone.id);
      expect(given).toMatchObject({ status: 200, body: { userId: someone.id, expiresAt: expect.any(String) } });
      // Until it is used the old password holds.
      expect((await logIn(someone.username)).status).toBe(200);
      expect((await use(secretOf(given))).status).toBe(204);
      expect((await someone.get('/me')).status).toBe(401);
      expect((await logIn(someone.username)).status).toBe(401);
      expect((await logIn(someone.username, OTHER)).status).toBe(200);
      expect(problem(await use(secretOf(given)))).toEqual([404, '#/secret']);
      const rows = await town.store.read.audit.about('user', someone.id);
      expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['user.reset', 'user.password']));
      expect(JSON.stringify(rows)).not.toMatch(/reset\.|argon2/);
    });

    it('404: one that was replaced, has expired, or whose user was shut out', async () => {
      const someone = await member();
      const [first, second] = [await reset(town.county, someone.id), await reset(town.city, someone.id)];
      expect((await use(secretOf(first))).status).toBe(404);
      town.service.clock.advance(DAY_MS);
      expect((await use(secretOf(second))).status).toBe(404);
      town.service.clock.advance(-DAY_MS);
      await town.alice.post(`/users/${someone.id}/deactivate`);
      expect((await reset(town.county, someone.id)).status).toBe(409);
      expect((await use(secretOf(second))).status).toBe(404);
    });

    it('409: not of oneself, and 400: no password that is too short', async () => {
      expect((await reset(town.city, town.city.id)).status).toBe(409);
      const someone = await member();
      const secret = secretOf(await reset(town.county, someone.id));
      expect(problem(await use(secret, 'short'))).toEqual([400, '#/password']);
      expect((await use(secret)).status).toBe(204);
    });

    it('404 and not 409 for a second use at once', async () => {
      const someone = await member();
      const secret = secretOf(await reset(town.county, someone.id));
      const answers = await Promise.all([use(secret), use(secret, 'yet-another-password')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    });
  });

  describe('the own password', () => {
    const change = (who: Town['nobody'], oldPassword: string, newPassword: string) =>
      who.post('/me/password', { oldPassword, newPassword });

    it('204: changed with the old one; other sessions end, this one goes on', async () => {
      const someone = await member();
      const elsewhere = await town.service.logIn(someone.username, PASSWORD);
      expect((await elsewhere.get('/me')).status).toBe(200);
      expect((await change(someone, PASSWORD, OTHER)).status).toBe(204);
      expect([(await someone.get('/me')).status, (await elsewhere.get('/me')).status]).toEqual([200, 401]);
      expect((await logIn(someone.username)).status).toBe(401);
      expect((await logIn(someone.username, OTHER)).status).toBe(200);
    });

    it('400: a wrong old one, the same again, one too short; nothing has changed', async () => {
      const someone = await member();
      expect(problem(await change(someone, 'wrong', OTHER))).toEqual([400, '#/oldPassword']);
      expect(problem(await change(someone, PASSWORD, PASSWORD))).toEqual([400, '#/newPassword']);
      expect(problem(await change(someone, PASSWORD, 'short'))).toEqual([400, '#/newPassword']);
      expect((await logIn(someone.username)).status).toBe(200);
    });

    it('401 and 403: nobody and gates have none', async () => {
      expect((await change(town.nobody, PASSWORD, OTHER)).status).toBe(401);
      const gateId = idOf(
        await town.admin.post('/gates', { enterpriseId: town.enterprise, name: '一号门', direction: 'both' }),
      );
      expect((await change(await town.gateOf(gateId), PASSWORD, OTHER)).status).toBe(403);
    });
  });

  describe('while a password is being checked', () => {
    const at = () => ({
      now: town.service.clock.now(),
      newId: town.service.app.env.newId,
      randomBytes,
      requestId: 'test',
    });
    const checkedOf = async ({ username }: Member) => {
      const checked = await checkPassword(town.store.read, username, PASSWORD);
      if (!checked) throw new Error('not the password');
      return checked;
    };

    it('no log-in of whoever is shut out meanwhile, or has another password by then', async () => {
      const someone = await member();
      const checked = await checkedOf(someone);
      const signIn = () => town.store.write((tx) => login(tx, checked, at()));
      expect(await signIn()).toBeDefined();
      await town.alice.post(`/users/${someone.id}/deactivate`);
      expect(await signIn()).toBeUndefined();
      await town.alice.post(`/users/${someone.id}/reactivate`);
      const secret = secretOf(await town.county.post(`/users/${someone.id}/reset`));
      await town.nobody.post('/auth/reset', { secret, password: OTHER });
      expect(await signIn()).toBeUndefined();
    });

    it('400: of two who change a password at once one does, and ends the other’s session', async () => {
      const someone = await member();
      const elsewhere = await town.service.logIn(someone.username, PASSWORD);
      const chosen = [OTHER, 'yet-another-password'] as const;
      const answers = await Promise.all([
        someone.post('/me/password', { oldPassword: PASSWORD, newPassword: chosen[0] }),
        elsewhere.post('/me/password', { oldPassword: PASSWORD, newPassword: chosen[1] }),
      ]);
      const won = answers.findIndex(({ status }) => status === 204);
      const lost = answers[1 - won];
      // Or it came too late to have a session still.
      expect([400, 401]).toContain(lost?.status);
      expect((await logIn(someone.username, chosen[won])).status).toBe(200);
      expect((await logIn(someone.username, chosen[1 - won])).status).toBe(401);
    });

    it('no new password from a session that ended meanwhile', async () => {
      const someone = await member();
      const checked = await checkedOf(someone);
      const grant = await town.store.write((tx) => login(tx, checked, at()));
      const session = { sessionId: grant?.sessionId ?? '' };
      const passwordHash = await town.service.app.env.hashPassword(OTHER);
      const change = () => town.store.write((tx) => changePassword(tx, session, checked, passwordHash, at()));
      await town.store.write((tx) => tx.sessions.revoke(session.sessionId, at().now));
      await expect(change()).rejects.toMatchObject({ kind: 'invalid-request' });
      expect((await logIn(someone.username)).status).toBe(200);
    });
  });

  describe('the record of an organisation', () => {
    const person = { name: '李工', phone: '0353-1234567' };

    it('contact and address are for the organisation and its officers', async () => {
      const path = `/organisations/${town.enterprise}`;
      const change = { contact: person, address: '德胜街 1 号' };
      expect((await town.alice.patch(path, change)).body).toMatchObject(change);
      for (const caller of [town.alice, town.bob, town.county, town.city, town.admin]) {
        expect((await caller.get(path)).body).toMatchObject(change);
        expect((await caller.get('/organisations?limit=200')).body.items).toEqual(
          expect.arrayContaining([expect.objectContaining({ id: town.enterprise, ...change })]),
        );
      }
      expect(JSON.stringify((await town.department.get(path)).body)).not.toMatch(/李工|0353-1234567|德胜街/);
      expect(JSON.stringify((await town.department.get('/organisations?limit=200')).body)).not.toMatch(
        /李工|0353-1234567/,
      );
      const erased = (await town.alice.patch(path, { contact: null })).body;
      expect([erased.contact, erased.address]).toEqual([undefined, '德胜街 1 号']);
      const [told] = await town.store.read.audit.about('organisation', town.enterprise);
      expect(told).toMatchObject({
        action: 'organisation.update',
        detail: { contactChanged: ['contactName', 'contactPhone'] },
      });
      expect(JSON.stringify(told)).not.toMatch(/李工|0353-1234567/);
    });

    it('403: managers change no name and no county, colleagues and departments nothing; 404 for strangers', async () => {
      const path = `/organisations/${town.enterprise}`;
      for (const change of [{ name: '新名' }, { countyCode: '140311' }, { name: '新名', address: '城区' }])
        expect((await town.alice.patch(path, change)).status).toBe(403);
      for (const caller of [town.bob, town.department])
        expect((await caller.patch(path, { address: '城区' })).status).toBe(403);
      for (const caller of [town.charlie, town.contractor, town.otherCounty])
        expect(problem(await caller.patch(path, { address: '城区' }))).toEqual([404, '#/id']);
      expect((await town.county.get(path)).body).toMatchObject({
        countyCode: '140321',
        name: expect.not.stringMatching('新名'),
      });
    });

    it('412, 428, 400: it holds what was read, and knows its fields', async () => {
      const path = `/organisations/${town.enterprise}`;
      const { etag = '' } = (await town.county.get(path)).headers as { etag?: string };
      const tagged = { headers: { 'If-Match': etag } };
      expect((await town.county.patch(path, { name: '阳泉电厂' }, tagged)).status).toBe(200);
      expect((await town.county.patch(path, { name: '电厂' }, tagged)).status).toBe(412);
      expect(problem(await town.county.patch(path, { creditCode: 'x' }))).toEqual([400, '#/creditCode']);
      expect(problem(await town.county.patch(path, { contact: { name: '李工' } }))).toEqual([400, '#/contact/phone']);
    });

    it('with the county go the people, at once, and the view on machines that only its owner had there', async () => {
      const { id, caller } = await contractor(town.service, '140321');
      const { id: userId } = (await caller.get('/me')).body as { id: string };
      const machine = () => ({
        ...{ name: '挖掘机', category: 'excavator', fuel: 'diesel', emissionStage: '3', engine: { powerKw: 100 } },
        ...{ environmentalCode: freshCode() },
      });
      const [kept, moved] = [
        idOf(await caller.post('/machines', machine())),
        idOf(await caller.post('/machines', machine())),
      ];
      const site = {
        ...{ name: '三中改造', countyCode: '140321', address: '德胜街 1 号' },
        ...{ startsOn: '2022-01-01', endsOn: '2099-12-31' },
      };
      const siteId = idOf(await caller.post('/sites', site));
      const filing = { siteId, machineId: kept, plannedEntryOn: '2025-01-01', plannedExitOn: '2099-12-31' };
      const filed = await caller.post('/filings', filing);
      expect(filed.body).toMatchObject({ status: 'submitted' });

      const move = await town.county.patch(`/organisations/${id}`, { countyCode: '140311' });
      expect(move).toMatchObject({ status: 200, body: { countyCode: '140311' } });
      expect((await town.county.get(`/organisations/${id}`)).status).toBe(404);
      expect((await town.otherCounty.get(`/organisations/${id}`)).status).toBe(200);
      expect((await caller.get('/me')).body).toMatchObject({ countyCode: '140311' });
      expect((await town.otherCounty.get(`/users/${userId}`)).status).toBe(200);
      const seen = async (who: Town['county'], machineId: string) => (await who.get(`/machines/${machineId}`)).status;
      expect([await seen(town.county, kept), await seen(town.county, moved)]).toEqual([200, 404]);
      expect([await seen(town.otherCounty, kept), await seen(town.otherCounty, moved)]).toEqual([200, 200]);
      const [told] = await town.store.read.audit.about('organisation', id);
      expect(told).toMatchObject({ detail: { before: { countyCode: '140321' }, after: { countyCode: '140311' } } });
    });

    it('409: an enterprise with something on record stays where its plant lies', async () => {
      const id = await organisation(town.service, 'enterprise', '140321');
      const path = `/organisations/${id}`;
      expect((await town.city.patch(path, { countyCode: '140311' })).status).toBe(200);
      await town.admin.post('/gates', { enterpriseId: id, name: '一号门', direction: 'both' });
      expect(problem(await town.city.patch(path, { countyCode: '140321' }))).toEqual([409, '#/countyCode']);
      expect((await town.city.get(path)).body).toMatchObject({ countyCode: '140311' });
    });
  });
});

describe('guessing at accounts', () => {
  const [sqlite] = databases;
  if (!sqlite) throw new Error('no database');

  it('429: ten wrong old passwords, as of log-ins; ten user names tried out with one invitation', async () => {
    const service = await startTest(sqlite.open);
    const { id, caller } = await contractor(service);
    for (let guess = 0; guess < 10; guess += 1) {
      const wrong = { oldPassword: 'wrong', newPassword: OTHER };
      expect((await caller.post('/me/password', wrong)).status).toBe(400);
    }
    const right = { oldPassword: PASSWORD, newPassword: OTHER };
    const shut = await caller.post('/me/password', right);
    expect([shut.status, Number(shut.headers['retry-after']) > 0]).toEqual([429, true]);

    const { secret } = (await caller.post(`/organisations/${id}/invitations`, {})).body as Shown;
    const accept = (username: string) =>
      service.nobody.post('/invitations/accept', { secret, username, password: PASSWORD });
    for (let guess = 0; guess < 10; guess += 1) expect((await accept('admin')).status).toBe(409);
    expect((await accept(fresh())).status).toBe(429);
    await service.close();
  });
});
