import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../support/client.ts';
import { databases } from '../support/database.ts';
import { freshPlate } from '../support/world.ts';
import { bodyOf, issued, NOW, openAlertWorld, outcomeOf } from './alert-world.ts';
import { type Cast, created, lorry } from './fleet-world.ts';
import { coal, kinds, madeOf, type PassageAnswer, type Plant, pass, plant, rulesWith } from './gate-world.ts';

/** Over Kuangqu from the 9th on, closed from 8 to 20 o'clock, nothing else. */
const SHUT = {
  countyCodes: ['140303'],
  ...{
    issuedAt: '2022-01-08T18:00:00+08:00',
    startsAt: '2022-01-09T00:00:00+08:00',
    endsAt: '2022-01-11T00:00:00+08:00',
  },
  ...{ restrictions: [], closedHours: [{ from: '08:00', to: '20:00' }] },
};
const RULE = 'planning-area-peak-shift';
const IN_HOURS = '2022-01-09T12:00:00+08:00';

describe.each(databases)('peak shifting (2.4.2d) on $name', (database) => {
  let cast: Cast;
  let admin: Caller;
  beforeAll(async () => {
    cast = await openAlertWorld(database);
    admin = await cast.service.admin();
    await issued(cast.city, SHUT);
  });
  afterAll(() => cast.service.close());

  /** A power plant of 2 Mt in the planning area with its rail line: 2.4.2c and d are all that is asked of it. */
  const power = (facts: object = {}) => plant(cast.service, { railLineCompletedOn: '2020-01-01', ...facts }, '140303');
  const truck = (at: Plant, passedAt: string, emissionStage: string, more: object = {}): Promise<PassageAnswer> =>
    pass(at, {
      passedAt,
      cargo: coal,
      vehicle: { emissionStage, fuel: 'diesel', usage: 'operating', vehicleType: 'Q11' },
      ...more,
    });
  const decided = async (id: string): Promise<string | undefined> => {
    const { decisions } = bodyOf<PassageAnswer>(await admin.get(`/passages/${id}`));
    return decisions.find(({ rule }) => rule === RULE)?.outcome;
  };

  it('bars every stage inside the hours of an enterprise that missed clean transport, and no entry of one that met it', async () => {
    const missed = await power();
    await truck(missed, '2022-01-08T23:59:59+08:00', '5');
    const barred = await truck(missed, IN_HOURS, '6');
    expect([barred.outcome, kinds(barred.violations)]).toEqual(['violation', ['peak_shift_breach']]);
    const [flag] = barred.violations;
    expect((await admin.get(`/violations/${flag?.id}`)).body).toMatchObject({
      ...{ clause: '2.4.2d', rule: RULE },
      evidence: { orders: [{ revision: 1, level: 'orange' }] },
    });
    expect((await truck(missed, '2022-01-09T20:00:00+08:00', '6')).outcome).toBe('compliant');
    expect((await truck(missed, '2022-01-09T12:05:00+08:00', '6', { direction: 'out' })).outcome).toBe('compliant');
    const check = {
      plate: freshPlate(),
      plateColour: 'yellow',
      cargo: coal,
      vehicle: { emissionStage: '6', fuel: 'diesel' },
    };
    cast.service.clock.set('2022-01-10T12:30:00+08:00');
    const verdict = await missed.gate.caller.post(`/gates/${missed.gate.id}/check`, check);
    cast.service.clock.set(NOW);
    expect(verdict.body).toMatchObject({ outcome: 'violation' });

    const met = await power();
    await truck(met, '2022-01-08T12:00:00+08:00', '6');
    const free = await truck(met, IN_HOURS, '6');
    expect([free.outcome, rulesWith('not_applicable', free).includes(RULE)]).toEqual(['compliant', true]);
    const old = await power();
    await truck(old, '2021-12-09T23:59:59+08:00', '5');
    expect((await truck(old, IN_HOURS, '6')).outcome).toBe('compliant');
    const refused = await power();
    await truck(refused, '2022-01-08T12:00:00+08:00', '5', { barrier: 'refused' });
    expect((await truck(refused, IN_HOURS, '6')).outcome).toBe('compliant');
  });

  it('what cannot be told of the look-back stays unknown, and of its own kind of enterprise only', async () => {
    const unsure = await power();
    await truck(unsure, '2022-01-08T12:00:00+08:00', 'X');
    const entry = await truck(unsure, IN_HOURS, '6');
    expect(entry.outcome).toBe('unverified');
    expect(entry.decisions.find(({ rule }) => rule === RULE)?.missing).toEqual(['enterprise.missedCleanTransport']);
    const coking = await power({ sector: 'coking' });
    await truck(coking, '2022-01-08T12:00:00+08:00', '5');
    expect((await truck(coking, IN_HOURS, '6')).outcome).toBe('compliant');
  });

  it('follows what comes late, what is known later and what is corrected in the look-back', async () => {
    const late = await power();
    const entry = await truck(late, IN_HOURS, '6');
    expect(entry.outcome).toBe('compliant');
    const found = await truck(late, '2021-12-20T12:00:00+08:00', '5', { cargo: null });
    await cast.service.settled();
    expect(await decided(entry.id)).toBe('unverified');
    await late.gate.caller.post('/passages/cargo', { eventId: found.eventId, cargo: coal });
    await cast.service.settled();
    expect(await decided(entry.id)).toBe('violation');
    expect(await outcomeOf(admin, entry.id)).toBe('violation');
    const { eventId } = found;
    await late.gate.caller.post('/passages/barrier', { eventId, result: 'refused' });
    await cast.service.settled();
    expect(await decided(entry.id)).toBe('not_applicable');

    const { id, plate } = created(
      await cast.city.post('/vehicles', lorry({ emissionStage: '5', plate: freshPlate() })),
    );
    await truck(late, '2021-12-21T12:00:00+08:00', '5', { plate, vehicle: null });
    await cast.service.settled();
    expect(await decided(entry.id)).toBe('violation');
    bodyOf(await cast.city.patch(`/vehicles/${id}`, { emissionStage: '6' }));
    await cast.service.settled();
    expect(await decided(entry.id)).toBe('not_applicable');
  });

  it('an exemption of the enterprise from 2.4.2d frees it from the hours', async () => {
    const missed = await power();
    await truck(missed, '2022-01-08T12:00:00+08:00', '5');
    const entry = await truck(missed, IN_HOURS, '6');
    const body = {
      subject: { enterpriseId: missed.id },
      clauseOrOrder: '2.4.2d',
      from: '2022-01-09',
      to: '2022-01-09',
    };
    const { id } = madeOf(await cast.city.post('/exemptions', { ...body, reason: '电煤保供' }));
    expect([await decided(entry.id), await outcomeOf(admin, entry.id)]).toEqual(['exempt', 'exempt']);
    bodyOf(await cast.city.post(`/exemptions/${id}/revoke`, { from: '2022-01-09', reason: '误批' }));
    expect(await decided(entry.id)).toBe('violation');
  });
});
