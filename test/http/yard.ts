import request, { type Response } from 'supertest';
import { type Caller, callerOf } from '../support/client.ts';
import { checkContract } from '../support/contract.ts';
import type { TestDatabase } from '../support/database.ts';
import { startTest, type TestService } from '../support/server.ts';
import { organisation, PASSWORD } from '../support/world.ts';

/** An id that nothing has. */
export const MISSING = '019a0000-0000-7000-8000-000000000000';

const PEOPLE = ['alice', 'bob', 'charlie', 'officer', 'otherOfficer', 'city', 'department', 'enterprise'] as const;
type Person = (typeof PEOPLE)[number];

/**
 * Everyone who has to do with machines on building sites: alice and her colleague bob of one contractor, charlie of another,
 * officers of counties 140302 and 140303 and of the city, a department, an enterprise. Friday 2022-03-04, 10:00.
 */
export type Yard = Readonly<Record<Person, Caller>> & {
  readonly service: TestService;
  readonly contractorId: string;
  /** The same people signed in anew, after the clock went on. */
  again(): Promise<Yard>;
  /** A new site of alice's in a county, all of 2022. */
  site(countyCode?: string): Promise<string>;
  /** A new machine of alice's: stage III, diesel, 100 kW, unless given otherwise. */
  machine(more?: object): Promise<string>;
  /** What is submitted of a machine for a site, over the whole year. */
  file(siteId: string, machineId: string, more?: object): Promise<Response>;
  /** A PATCH with exactly these headers. */
  bare(caller: Caller, path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
};

let serial = 0;

/** An environmental code that no other call in this process gave. */
export function freshCode(): string {
  serial += 1;
  return `3-${String(10_000_000 + serial)}`;
}

export async function openYard({ open }: TestDatabase): Promise<Yard> {
  const service = await startTest(open);
  service.clock.set('2022-03-04T10:00:00+08:00');
  const contractorId = await organisation(service, 'contractor', '140302');
  const otherId = await organisation(service, 'contractor', '140303');
  const enterpriseId = await organisation(service, 'enterprise', '140302');
  const users: Readonly<Record<Person, object>> = {
    alice: { role: 'contractor', organisationId: contractorId },
    bob: { role: 'contractor', organisationId: contractorId },
    charlie: { role: 'contractor', organisationId: otherId },
    officer: { role: 'county_officer', countyCode: '140302' },
    otherOfficer: { role: 'county_officer', countyCode: '140303' },
    city: { role: 'city_officer' },
    department: { role: 'department' },
    enterprise: { role: 'enterprise', organisationId: enterpriseId },
  };
  const admin = await service.admin();
  for (const username of PEOPLE) {
    const answer = await admin.post('/users', { username, password: PASSWORD, ...users[username] });
    if (answer.status !== 201) throw new Error(answer.text);
  }
  return signedIn(service, contractorId);
}

async function signedIn(service: TestService, contractorId: string): Promise<Yard> {
  const callers: Partial<Record<Person, Caller>> = {};
  for (const username of PEOPLE) callers[username] = await service.logIn(username, PASSWORD);
  const people = callers as Record<Person, Caller>;
  const { alice } = people;
  return {
    ...people,
    service,
    contractorId,
    again: () => signedIn(service, contractorId),
    site: async (countyCode = '140302') => idOf(await alice.post('/sites', newSite({ countyCode }))),
    machine: async (more = {}) => idOf(await alice.post('/machines', newMachine(more))),
    file: (siteId, machineId, more = {}) =>
      alice.post('/filings', {
        ...{ siteId, machineId, plannedEntryOn: '2022-01-01', plannedExitOn: '2022-12-31' },
        ...more,
      }),
    bare: async (caller, path, body, headers = {}) => {
      const url = `/api/v1${path}`;
      const call = request(service.app.listener).patch(url).set('Authorization', `Bearer ${caller.token}`);
      for (const [name, value] of Object.entries(headers)) call.set(name, value);
      const response = await call.send(body);
      checkContract('PATCH', url, response);
      return response;
    },
  };
}

export const newSite = (more: object = {}) => ({
  ...{ name: '三中改造', countyCode: '140302', address: '德胜街 1 号' },
  ...{ startsOn: '2022-01-01', endsOn: '2022-12-31' },
  ...more,
});

export const newMachine = (more: object = {}) => ({
  ...{ name: '挖掘机', category: 'excavator', environmentalCode: freshCode() },
  ...{ fuel: 'diesel', emissionStage: '3', engine: { powerKw: 100 } },
  ...more,
});

/** Nobody's caller. */
export const nobodyOf = ({ service }: Yard): Caller => callerOf(service.app.listener);

export function idOf(answer: Response): string {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return (answer.body as { id: string }).id;
}

/** Status and the first named field of a problem. */
export function problem(answer: Response): [number, string?] {
  const [error] = (answer.body as { errors?: { pointer: string }[] }).errors ?? [];
  return error ? [answer.status, error.pointer] : [answer.status];
}

export const itemIds = (answer: Response): string[] =>
  (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);

/** The kinds of the flags an answer names, in order. */
export const kindsOf = (answer: Response): string[] =>
  (answer.body as { violations: { kind: string }[] }).violations.map(({ kind }) => kind);

/** What an answer says each rule decided. */
export const outcomesOf = (answer: Response): Record<string, string> =>
  Object.fromEntries(
    (answer.body as { decisions: { rule: string; outcome: string }[] }).decisions.map(({ rule, outcome }) => [
      rule,
      outcome,
    ]),
  );

/** An RFC 3339 text of an instant in the answers' form, moved by ms. */
export const moved = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();
