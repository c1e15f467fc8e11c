import { describe, expect, it } from 'vitest';
import type { Exemption } from '../../../src/domain/alerts/exemption.ts';
import type { OrderRevision, Restriction } from '../../../src/domain/alerts/order.ts';
import { type OrderedMachine, workOf } from '../../../src/domain/machinery/machine-work.ts';
import type { Sighting, Stay } from '../../../src/domain/machinery/stay.ts';
import { policies } from '../gates/builders.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

const order = (restriction: Partial<Restriction> = {}, more: Partial<OrderRevision> = {}): OrderRevision => ({
  ...{ orderId: 'o1', serial: 1, orderNumber: '1号', revision: 1, level: 'orange', countyCodes: ['140302'] },
  restrictions: [{ appliesTo: 'machine', maxStage: '2', ...restriction }],
  ...{ closedHours: [], issuedAt: at('2022-01-04T10:00:00') },
  ...{ startsAt: at('2022-01-04T12:00:00'), endsAt: at('2022-01-06T12:00:00') },
  ...more,
});

const seen = (when: string, working: boolean | null, kind: Sighting['kind'] = 'inspection', id = when): Sighting => ({
  ...{ kind, id, siteId: 's1', at: at(when), working },
});
const stay = (sightings: readonly Sighting[], filed?: string): Stay => ({
  ...{ key: 'k', aliases: ['k'], siteId: 's1', enteredAt: filed ? at(filed) : (sightings[0]?.at ?? 0), sightings },
  ...(filed ? { filingId: 'k' } : {}),
});
const digger = (more: Partial<OrderedMachine> = {}): OrderedMachine => ({
  ...{ id: 'm1', emissionStage: '2', fuel: 'diesel' },
  ...more,
});

const work = (
  on: Stay,
  revisions: readonly OrderRevision[] = [order()],
  machine = digger(),
  exemptions: readonly Exemption[] = [],
) => workOf(policies, on, '140302', machine, { revisions, exemptions });
const outcomeOf = (...args: Parameters<typeof work>) => work(...args)?.decisions[0]?.outcome ?? null;

describe('a machine’s stay while an order bars machines', () => {
  it.each([
    ['reported to enter at its first instant', stay([], '2022-01-04T12:00:00'), 'violation'],
    ['reported to enter just before', stay([], '2022-01-04T11:59:59.999'), null],
    ['reported to enter when it ends', stay([], '2022-01-06T12:00:00'), null],
    ['seen working', stay([seen('2022-01-05T09:00:00', true)]), 'violation'],
    ['seen standing idle', stay([seen('2022-01-05T09:00:00', false)]), null],
    ['inspected, nobody said whether at work', stay([seen('2022-01-05T09:00:00', null)]), null],
    [
      'seen entering, nobody said whether at work',
      stay([seen('2022-01-05T09:00:00', null, 'site_entry')]),
      'violation',
    ],
    ['filed before, seen working in it', stay([seen('2022-01-05T09:00:00', true)], '2022-01-01T09:00:00'), 'violation'],
    ['filed before, idle in it', stay([seen('2022-01-05T09:00:00', false)], '2022-01-01T09:00:00'), null],
  ])('%s', (_, on, outcome) => {
    expect(outcomeOf(on)).toBe(outcome);
  });

  const working = stay([seen('2022-01-05T09:00:00', true)]);
  it.each<[string, Partial<Restriction>, Partial<OrderedMachine>, string | null]>([
    ['stage II', {}, {}, 'violation'],
    ['stage III', {}, { emissionStage: '3' }, null],
    ['stage unknown', {}, { emissionStage: 'X' }, 'unverified'],
    ['an electric one', {}, { emissionStage: 'D', fuel: 'electric' }, null],
    ['fuel: of its fuel', { fuels: ['diesel'] }, {}, 'violation'],
    ['fuel: unknown', { fuels: ['diesel'] }, { fuel: null }, 'unverified'],
    ['fuel: hybrid where diesel is asked', { fuels: ['diesel'] }, { fuel: 'hybrid' }, 'unverified'],
    ['a site is of sector construction', { sectors: ['construction'] }, {}, 'violation'],
    ['and of no other', { sectors: ['cement'] }, {}, null],
    ['it has no grade', { grades: ['D'] }, {}, null],
    ['so it is in no list', { grades: ['none'] }, {}, 'violation'],
    ['hours over', { hours: [{ from: '20:00', to: '09:00' }] }, {}, null],
    ['hours on', { hours: [{ from: '09:00', to: '10:00' }] }, {}, 'violation'],
    ['vehicles are no machines', { appliesTo: 'goods_vehicle' }, {}, null],
    ['new energy free by the fact', { exempt: ['new_energy'] }, { fuel: 'plug_in_hybrid' }, null],
    ['new energy unknown', { exempt: ['new_energy'] }, { fuel: null }, 'unverified'],
    ['an approved project frees nobody by itself', { exempt: ['approved_project'] }, {}, 'violation'],
  ])('%s', (_, restriction, machine, outcome) => {
    expect(outcomeOf(working, [order(restriction)], digger(machine))).toBe(outcome);
  });

  it('makes one flag of a stay, at its first breach, with all that shows it and the orders named', () => {
    const other = order({}, { orderId: 'o2', serial: 2, startsAt: at('2022-01-05T12:00:00') });
    const found = work(
      stay([
        seen('2022-01-03T09:00:00', true),
        seen('2022-01-05T09:00:00', true, 'site_entry'),
        seen('2022-01-05T10:00:00', false),
        seen('2022-01-05T15:00:00', true),
      ]),
      [order(), other],
    );
    expect(found?.subject).toMatchObject({
      ...{ judges: 'machine_work', subjectKey: 'stay:k', occurredAt: at('2022-01-05T09:00:00') },
      evidence: { siteEntryIds: ['2022-01-05T09:00:00'], inspectionIds: ['2022-01-05T15:00:00'] },
    });
    expect(found?.subject.evidence.orders?.map(({ id }) => id)).toEqual(['o1', 'o2']);
    expect(found?.decisions[0]?.why.orders?.map(({ id, bearing }) => [id, bearing])).toEqual([['o1', 'barred']]);
  });

  const exemption: Exemption = {
    ...{ id: 'x', subject: { type: 'site', id: 's1' }, clause: '3.3', orderId: null, category: null, countyCode: null },
    ...{ from: at('2022-01-05T00:00:00'), until: at('2022-01-05T12:00:00') },
  };
  it.each<[string, Partial<Exemption>, string]>([
    ['of the site', {}, 'exempt'],
    ['of the machine', { subject: { type: 'machine', id: 'm1' } }, 'exempt'],
    ['of another machine', { subject: { type: 'machine', id: 'm2' } }, 'violation'],
    ['from the order', { clause: null, orderId: 'o1' }, 'exempt'],
    ['over by then', { until: at('2022-01-05T09:00:00') }, 'violation'],
    ['as an approved project, which the order does not exempt', { category: 'approved_project' }, 'violation'],
  ])('an exemption %s', (_, more, outcome) => {
    expect(outcomeOf(working, [order()], digger(), [{ ...exemption, ...more }])).toBe(outcome);
  });

  it('a breach outside the exemption’s time still is one', () => {
    const twice = stay([seen('2022-01-05T09:00:00', true), seen('2022-01-05T15:00:00', true)]);
    const found = work(twice, [order()], digger(), [exemption]);
    expect([found?.decisions[0]?.outcome, found?.subject.occurredAt]).toEqual(['violation', at('2022-01-05T15:00:00')]);
  });

  it('is not judged in another county, nor by a lift issued before it', () => {
    const lifted = order({}, { revision: 2, issuedAt: at('2022-01-05T08:00:00'), endsAt: at('2022-01-05T08:30:00') });
    expect(outcomeOf(working, [order(), lifted])).toBeNull();
    expect(workOf(policies, working, '140303', digger(), { revisions: [order()], exemptions: [] })).toBeUndefined();
  });
});
