import type { Role } from '../../src/domain/identity/actor.ts';
import type { Store } from '../../src/store/store.ts';
import { checkContract } from './contract.ts';
import { ADMIN_PASSWORD, startTest, type TestService } from './server.ts';
import { openWire, type Received, type Wire } from './wire.ts';
import { freshCreditCode, PASSWORD } from './world.ts';

/** Two counties, in each a contractor and an enterprise: whoever is at home in one is a stranger in the other. */
export const HOME = '140302';
export const AWAY = '140303';

/** Someone who may send requests, with everything by which the permission table knows them. */
export type Character = {
  readonly name: Name;
  readonly role: Role | 'gate' | 'nobody';
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly userId?: string;
  readonly organisationId?: string;
  readonly countyCode?: string;
  readonly gateId?: string;
  /** Whether it looks after the people of its organisation: the first of each does. */
  readonly manager?: boolean;
};

export const NAMES = [
  'nobody',
  'admin',
  'city officer',
  'county officer',
  'officer of another county',
  'department',
  'contractor',
  'colleague of the contractor',
  'another contractor',
  'enterprise',
  'colleague of the enterprise',
  'another enterprise',
  'gate',
  'gate of another enterprise',
] as const;
export type Name = (typeof NAMES)[number];

export type Cast = {
  readonly service: TestService;
  readonly wire: Wire;
  readonly people: Readonly<Record<Name, Character>>;
  /** One request of someone's, its answer held against the OpenAPI document. Paths are under `/api/v1`. */
  ask(who: Character | Name, method: string, path: string, body?: unknown): Promise<Received>;
  /** The same, which must succeed; gives the answer's body. */
  must<T = Made>(who: Character | Name, method: string, path: string, body?: unknown): Promise<T>;
  /** A new session of a person's; its token. */
  signIn(who: Character): Promise<{ readonly accessToken: string; readonly refreshToken: string }>;
  close(): Promise<void>;
};
export type Made = { readonly id: string };

/** The service with everyone signed in, on Monday 2024-03-04, 10:00. */
export async function openCast(open: () => Promise<Store>): Promise<Cast> {
  const service = await startTest(open);
  service.clock.set('2024-03-04T10:00:00+08:00');
  const wire = await openWire(service.app.listener);
  const people: Partial<Record<Name, Character>> = { nobody: { name: 'nobody', role: 'nobody' } };

  const ask: Cast['ask'] = async (who, method, path, body) => {
    const { token } = typeof who === 'string' ? (people[who] ?? { token: undefined }) : who;
    const url = `/api/v1${path}`;
    const headers = {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'PATCH' ? { 'If-Match': '*' } : {}),
    };
    const received = await wire.send({
      method,
      path: url,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    checkContract(method, url, received);
    return received;
  };
  const must: Cast['must'] = async <T>(who: Character | Name, method: string, path: string, body?: unknown) => {
    const { status, text, body: answer } = await ask(who, method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return answer as T;
  };
  const signIn: Cast['signIn'] = ({ username, password }) =>
    must('nobody', 'POST', '/auth/login', { username, password });
  const enter = async (person: Omit<Character, 'token' | 'userId'>): Promise<void> => {
    const { accessToken: token } = await signIn({ ...person });
    const known = { ...person, token };
    const { id: userId, manager } = await must<Made & { manager: boolean }>(known, 'GET', '/me');
    people[person.name] = { ...known, userId, manager };
  };
  const appoint = async (name: Name, role: Role, of: Pick<Character, 'organisationId' | 'countyCode'>, at?: string) => {
    const username = name.replaceAll(' ', '-');
    await must('admin', 'POST', '/users', { username, password: PASSWORD, role, ...of });
    await enter({ name, role, username, password: PASSWORD, ...of, ...(at ? { countyCode: at } : {}) });
  };
  const organisation = async (kind: string, countyCode: string) => {
    const body = { kind, name: `${kind} ${countyCode}`, creditCode: freshCreditCode(countyCode), countyCode };
    return { organisationId: (await must('admin', 'POST', '/organisations', body)).id };
  };
  const gate = async (name: Name, { organisationId }: { readonly organisationId: string }, countyCode: string) => {
    const body = { enterpriseId: organisationId, name: '一号门', direction: 'both' };
    const { id: gateId } = await must('admin', 'POST', '/gates', body);
    const { token } = await must<{ token: string }>('admin', 'POST', `/gates/${gateId}/tokens`, {});
    people[name] = { name, role: 'gate', token, organisationId, countyCode, gateId };
  };

  await enter({ name: 'admin', role: 'admin', username: 'admin', password: ADMIN_PASSWORD });
  await appoint('city officer', 'city_officer', {});
  await appoint('county officer', 'county_officer', { countyCode: HOME });
  await appoint('officer of another county', 'county_officer', { countyCode: AWAY });
  await appoint('department', 'department', {});
  const contractor = await organisation('contractor', HOME);
  const enterprise = await organisation('enterprise', HOME);
  const otherContractor = await organisation('contractor', AWAY);
  const otherEnterprise = await organisation('enterprise', AWAY);
  await appoint('contractor', 'contractor', contractor, HOME);
  await appoint('colleague of the contractor', 'contractor', contractor, HOME);
  await appoint('another contractor', 'contractor', otherContractor, AWAY);
  await appoint('enterprise', 'enterprise', enterprise, HOME);
  await appoint('colleague of the enterprise', 'enterprise', enterprise, HOME);
  await appoint('another enterprise', 'enterprise', otherEnterprise, AWAY);
  await gate('gate', enterprise, HOME);
  await gate('gate of another enterprise', otherEnterprise, AWAY);
  return {
    service,
    wire,
    people: people as Record<Name, Character>,
    ask,
    must,
    signIn,
    close: async () => {
      await wire.close();
      await service.close();
    },
  };
}

/** The names of the people of one side. */
export const SIDES = [
  {
    countyCode: HOME,
    officer: 'county officer',
    contractor: 'contractor',
    enterprise: 'enterprise',
    gate: 'gate',
  },
  {
    countyCode: AWAY,
    officer: 'officer of another county',
    contractor: 'another contractor',
    enterprise: 'another enterprise',
    gate: 'gate of another enterprise',
  },
] as const satisfies readonly Readonly<Record<string, Name | typeof HOME | typeof AWAY>>[];
