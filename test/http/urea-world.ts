import { judgeUreaMonths } from '../../src/actions/urea/judge-months.ts';
import type { TestService } from '../support/server.ts';
import { created, lorry } from './fleet-world.ts';
import { freshEvent, itemsOf, type Plant } from './gate-world.ts';

/** A heavy diesel tractor unit of China V as officers verify it; its plate. */
export async function tractor(service: TestService, more: object = {}): Promise<{ id: string; plate: string }> {
  const admin = await service.admin();
  return created(await admin.post('/vehicles', lorry({ vehicleType: 'Q11', ...more })));
}

/** Lets a truck pass `count` times, a quarter of an hour apart from `from` on, in and out by turns. */
export async function passOften(
  { gate }: Pick<Plant, 'gate'>,
  plate: string,
  count: number,
  { from = '2022-03-10T06:00:00+08:00', more = {} }: { readonly from?: string; readonly more?: object } = {},
): Promise<void> {
  const passages = Array.from({ length: count }, (_, index) => ({
    eventId: freshEvent(),
    passedAt: new Date(Date.parse(from) + index * 15 * 60_000).toISOString(),
    direction: index % 2 === 0 ? 'in' : 'out',
    plate,
    plateColour: 'yellow',
    ...more,
  }));
  const answer = await gate.caller.post('/passages/batch', { passages });
  const { results } = answer.body as { results: { status: string }[] };
  if (results.some(({ status }) => status !== 'created')) throw new Error(answer.text);
}

let serial = 0;
export const refillOf = (enterpriseId: string, plate: string, more: object = {}) => {
  serial += 1;
  return {
    ...{ enterpriseId, key: `R-${serial}`, plate, plateColour: 'yellow' },
    ...{ refilledAt: '2022-03-15T09:00:00+08:00', litres: 20, ...more },
  };
};

/** What the routine does when its time comes; on PostgreSQL it waits for those who began to write before. */
export async function judgeMonths(service: TestService): Promise<void> {
  const { store, app, clock } = service;
  const context = () => ({
    policies: app.env.policies.current(),
    now: clock.now(),
    newId: app.env.newId,
    ledgerMonths: 24,
    longestTransactionMs: store.engine === 'postgres' ? 5_000 : 0,
  });
  await judgeUreaMonths(store, context, 2);
  if (store.engine === 'sqlite') return;
  clock.advance(6_000);
  await judgeUreaMonths(store, context, 2);
}

export type Shortfall = {
  readonly id: string;
  readonly status: string;
  readonly rule: string;
  readonly clause: string;
  readonly effect: string;
  readonly legalDay: string;
  readonly subject: { readonly vehicleId: string; readonly enterpriseId: string; readonly plate: string };
  readonly evidence: { readonly month: string; readonly passages: number; readonly passageIds: string[] };
};

/** The shortfalls of a plate that stand, newest first. */
export async function shortfallsOf(service: TestService, plate: string): Promise<Shortfall[]> {
  const admin = await service.admin();
  return itemsOf<Shortfall>(await admin.post('/violations/search', { plate, kind: 'urea_shortfall' }));
}
