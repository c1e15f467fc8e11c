import type { Response } from 'supertest';
import type { Caller } from '../support/client.ts';
import type { TestService } from '../support/server.ts';
import { enterprise, freshPlate, type Gate, gate } from '../support/world.ts';

/** An enterprise with a user and a gate of its own. */
export type Plant = { readonly id: string; readonly caller: Caller; readonly gate: Gate };

/** A power plant of 2 Mt a year in the planning area, without a rail line, unless other facts are given. */
export async function plant(service: TestService, facts: object = {}, countyCode = '140302'): Promise<Plant> {
  const { id, caller } = await enterprise(service, { ...facts }, countyCode);
  return { id, caller, gate: await gate(service, id) };
}

/** What makes it a coking plant, to which 2.4.2a and b apply and 2.4.2c does not. */
export const COKING = { sector: 'coking' } as const;

export const coal = { name: '煤炭', bulk: true, tonnes: 32.5 };

/** A diesel tractor unit as a gate asserts it. */
export const diesel = (emissionStage: string) => ({
  ...{ emissionStage, fuel: 'diesel', usage: 'operating', vehicleType: 'Q11' },
});

let serial = 0;

/** An event id that no other call in this process gave. */
export function freshEvent(): string {
  serial += 1;
  return `e-${serial}`;
}

/** A China V truck with coal that comes in on 2022-01-03, under its own event id and plate. */
export const passage = (more: object = {}) => ({
  ...{ eventId: freshEvent(), passedAt: '2022-01-03T08:15:30+08:00', direction: 'in' },
  ...{ plate: freshPlate(), plateColour: 'yellow', vehicle: diesel('5'), cargo: coal },
  ...more,
});

export type Flag = { readonly id: string; readonly kind: string };
export type Decision = {
  readonly rule: string;
  readonly clause: string;
  readonly legalDay: string;
  readonly outcome: string;
  readonly missing: readonly string[];
  readonly why: { readonly summary: string };
};
export type PassageAnswer = {
  readonly id: string;
  readonly eventId: string;
  readonly duplicate: boolean;
  readonly outcome: string;
  readonly basis: string;
  readonly gateAction: string;
  readonly decisions: readonly Decision[];
  readonly violations: readonly Flag[];
  readonly findings: readonly Flag[];
};

/** Posts a passage that must be created. */
export async function pass({ gate: at }: Pick<Plant, 'gate'>, more: object = {}): Promise<PassageAnswer> {
  return madeOf<PassageAnswer>(await at.caller.post('/passages', passage(more)));
}

/** The answer's body, which must have been created. */
export function madeOf<T = { readonly id: string }>(answer: Response): T {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body as T;
}

export const kinds = (flags: readonly { readonly kind: string }[]): string[] => flags.map(({ kind }) => kind);

/** The rules that were decided so, in policy order. */
export const rulesWith = (outcome: string, { decisions }: Pick<PassageAnswer, 'decisions'>): string[] =>
  decisions.filter((decision) => decision.outcome === outcome).map(({ rule }) => rule);

/** The items of a list or search. */
export const itemsOf = <T = Readonly<Record<string, unknown>>>(answer: Response): T[] =>
  (answer.body as { items: T[] }).items;
