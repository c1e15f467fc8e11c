import type { Response } from 'supertest';
import type { Caller } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import { startTest, type TestChoices, type TestService } from '../support/server.ts';
import { contractor, enterprise, freshPlate, user } from '../support/world.ts';

/** Everyone who may come near a vehicle. Alice and Bob are of one enterprise, Charlie is of another. */
export type Cast = {
  readonly service: TestService;
  readonly city: Caller;
  readonly county: Caller;
  readonly otherCounty: Caller;
  readonly department: Caller;
  readonly alice: Caller;
  readonly bob: Caller;
  readonly charlie: Caller;
  readonly contractor: Caller;
};

/** A service with its cast; `now` sets its clock before anyone signs in. */
export async function castOf(database: TestDatabase, now?: string, choices?: TestChoices): Promise<Cast> {
  const service = await startTest(database.open, undefined, choices);
  if (now) service.clock.set(now);
  const own = await enterprise(service);
  return {
    service,
    city: await user(service, 'city_officer'),
    county: await user(service, 'county_officer', { countyCode: '140302' }),
    otherCounty: await user(service, 'county_officer', { countyCode: '140322' }),
    department: await user(service, 'department'),
    alice: own.caller,
    bob: await user(service, 'enterprise', { organisationId: own.id }),
    charlie: (await enterprise(service)).caller,
    contractor: (await contractor(service)).caller,
  };
}

/** A China V diesel lorry as an officer posts it. */
export const lorry = (more: object = {}) => ({
  plate: freshPlate(),
  plateColour: 'yellow',
  fuel: 'diesel',
  emissionStage: '5',
  stageBasis: 'vehicle_list',
  usage: 'operating',
  vehicleType: 'H11',
  status: 'active',
  ...more,
});

/** The same as an enterprise declares it. */
export const declaredLorry = (more: object = {}) => ({ ...lorry(more), stageBasis: 'declared' });

/** The answer's body, which must have been created. */
export function created<T = { id: string; plate: string }>(answer: Response): T {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as T;
}

/** Status and the pointers of a problem. */
export function problem(answer: Response): unknown[] {
  const { errors = [] } = answer.body as { errors?: { pointer: string }[] };
  return [answer.status, ...errors.map(({ pointer }) => pointer)];
}

/** The plates of a list's items. */
export const platesIn = (answer: Response): string[] =>
  (answer.body as { items: { plate: string }[] }).items.map(({ plate }) => plate);
