import type { Response } from 'supertest';
import type { Store } from '../../src/store/store.ts';
import type { Caller } from './client.ts';
import type { TestDatabase } from './database.ts';
import { startTest, type TestService } from './server.ts';
import { organisation, user } from './world.ts';

/** Someone who is signed in. */
export type Person = Caller & { readonly id: string };

/**
 * People who stand to one enterprise in every way there is. `alice` owns it, `bob` is a colleague, `charlie` a stranger from
 * an enterprise of another county, and there are officers of its county, of the other and of the city.
 */
export type Town = {
  readonly service: TestService;
  readonly store: Store;
  readonly nobody: Caller;
  readonly admin: Person;
  readonly city: Person;
  /** An officer of the county of `enterprise` and `contractorOrganisation`, 140321. */
  readonly county: Person;
  /** An officer of the county of `otherEnterprise`, 140311. */
  readonly otherCounty: Person;
  readonly department: Person;
  readonly contractor: Person;
  readonly alice: Person;
  readonly bob: Person;
  readonly charlie: Person;
  readonly enterprise: string;
  readonly otherEnterprise: string;
  readonly contractorOrganisation: string;
  /** A gate's computer, with a new token. */
  gateOf(gateId: string): Promise<Caller>;
  close(): Promise<void>;
};

export async function openTown({ open }: TestDatabase): Promise<Town> {
  const service = await startTest(open);
  const person = async (caller: Caller): Promise<Person> => {
    const me = await caller.get('/me');
    return { ...caller, id: (me.body as { id: string }).id };
  };
  const admin = await person(await service.admin());
  const [enterprise, otherEnterprise, contractorOrganisation] = [
    await organisation(service, 'enterprise', '140321'),
    await organisation(service, 'enterprise', '140311'),
    await organisation(service, 'contractor', '140321'),
  ];
  const make = async (role: string, of: Parameters<typeof user>[2] = {}) => person(await user(service, role, of));
  return {
    service,
    store: service.store,
    nobody: service.nobody,
    admin,
    city: await make('city_officer'),
    county: await make('county_officer', { countyCode: '140321' }),
    otherCounty: await make('county_officer', { countyCode: '140311' }),
    department: await make('department'),
    contractor: await make('contractor', { organisationId: contractorOrganisation }),
    alice: await make('enterprise', { organisationId: enterprise }),
    bob: await make('enterprise', { organisationId: enterprise }),
    charlie: await make('enterprise', { organisationId: otherEnterprise }),
    enterprise,
    otherEnterprise,
    contractorOrganisation,
    gateOf: async (gateId) => {
      const answer = await admin.post(`/gates/${gateId}/tokens`, {});
      return service.holding((answer.body as { token: string }).token);
    },
    close: service.close,
  };
}

export const idOf = (answer: Response): string => String((answer.body as { id?: unknown }).id);

/** The ids of a list's items, in its order. */
export const idsOf = (answer: Response): string[] =>
  (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);

/** The status of a refusal, and the first place in the request that it names. */
export const problem = (answer: Response): [status: number, pointer: string | undefined] => [
  answer.status,
  (answer.body as { errors?: { pointer: string }[] }).errors?.[0]?.pointer,
];
