import type { Response } from 'supertest';
import type { Caller } from '../support/client.ts';
import type { TestDatabase } from '../support/database.ts';
import type { TestService } from '../support/server.ts';
import { freshPlate } from '../support/world.ts';
import { type Cast, castOf } from './fleet-world.ts';
import { madeOf, type PassageAnswer, type Plant, pass, plant } from './gate-world.ts';

/** Monday 2022-01-10, 10:00; orders of these tests lie round it. */
export const NOW = '2022-01-10T10:00:00+08:00';

let serial = 0;

/** An order of the city over Chengqu that bars China IV and older goods vehicles, from noon on the 10th for two days. */
export const order = (more: object = {}) => {
  serial += 1;
  return {
    ...{ orderNumber: `阳应急〔2022〕${serial}号`, issuer: '阳泉市重污染天气应急指挥部', level: 'orange' },
    ...{ countyCodes: ['140302'], startsAt: '2022-01-10T12:00:00+08:00', endsAt: '2022-01-12T12:00:00+08:00' },
    restrictions: [{ appliesTo: 'goods_vehicle', maxStage: '4' }],
    ...more,
  };
};

export type Order = {
  readonly id: string;
  readonly orderNumber: string;
  readonly revision: number;
  readonly kind: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly revisions: readonly { readonly revision: number; readonly kind: string; readonly issuedAt: string }[];
};

/** Issues an order that must be created. */
export const issued = async (city: Caller, more: object = {}): Promise<Order> =>
  madeOf<Order>(await city.post('/alerts', order(more)));

/** A plant to which only orders apply, in a county. */
export const smallPlant = (service: TestService, facts: object = {}, countyCode?: string): Promise<Plant> =>
  plant(service, { sector: 'chemical', annualFreightTonnes: 50_000, ...facts }, countyCode);

/** A diesel lorry of China III comes in at an instant. */
export const enter = (at: Plant, passedAt: string, more: object = {}): Promise<PassageAnswer> =>
  pass(at, {
    ...{ plate: freshPlate(), passedAt, cargo: null },
    vehicle: { emissionStage: '3', fuel: 'diesel', usage: 'operating', vehicleType: 'H11' },
    ...more,
  });

/** The outcome of a passage as it is read now. */
export const outcomeOf = async (reader: Caller, id: string): Promise<string> =>
  ((await reader.get(`/passages/${id}`)).body as { outcome: string }).outcome;

export const openAlertWorld = (database: TestDatabase): Promise<Cast> => castOf(database, NOW);

export const bodyOf = <T>(answer: Response, status = 200): T => {
  if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as T;
};
