import { describe, expect, it } from 'vitest';
import type { OrderRevision } from '../../../src/domain/alerts/order.ts';
import { ledgerFieldName, missingFields } from '../../../src/domain/ledgers/completeness.ts';
import { alertDaysIn, ordinaryDaysBefore } from '../../../src/domain/spot-checks/alert-days.ts';
import { agreementOf, dayAgainst, verdictOf } from '../../../src/domain/spot-checks/item.ts';

const at = Date.parse('2022-01-03T08:00:00+08:00');
const side = { lane: 1, at, cargo: '煤炭', empty: false, kg: 30_000, photos: ['a'] };
const facts = {
  ...{ vin: 'V', registeredOn: '2020-01-01', brandModel: 'B', fuel: 'diesel', vehicleType: 'H11' },
  ...{ networkStatus: '已联网', emissionStage: '6', usage: 'operating', owner: '某公司' },
};
const row = {
  ...{ plate: '晋C12345', plateColour: 'yellow', vehicle: { facts }, entry: side, exit: side },
  ...{ list: ['a'], licence: ['a'] },
};
const needed = Object.keys(facts) as (keyof typeof facts)[];
const clock = { facts: needed, now: at + 3_600_000, stayMs: 24 * 3_600_000 };

describe('completeness of a ledger row', () => {
  it.each([
    ['whole', {}, []],
    ['an empty truck carries nothing', { exit: { ...side, cargo: null, kg: 0, empty: true } }, []],
    ['a load without name and mass', { entry: { ...side, cargo: null, kg: null } }, ['entry.cargo', 'entry.quantity']],
    ['no barrier, no photos', { exit: { ...side, lane: null, photos: [] } }, ['exit.lane', 'exit.photos']],
    ['still inside', { exit: null }, []],
    ['no entry', { entry: null }, ['entry']],
    ['unread', { plate: '', plateColour: null }, ['plate', 'plateColour']],
    ['facts and papers', { vehicle: { facts: { ...facts, vin: undefined } }, licence: [] }, ['vin', 'licence']],
  ])('%s', (_, more, missing) => {
    expect(missingFields({ ...row, ...more }, clock)).toEqual(missing);
  });

  it('an exit is missing once the truck has been inside for too long', () => {
    const open = { ...row, exit: null };
    expect(missingFields(open, { ...clock, now: at + clock.stayMs })).toEqual([]);
    expect(missingFields(open, { ...clock, now: at + clock.stayMs + 1 })).toEqual(['exit']);
  });

  it('every field has a name in both languages', () => {
    const empty = { ...row, plate: '', plateColour: null, vehicle: { facts: {} }, list: [], licence: [] };
    const sides = { entry: null, exit: { ...side, lane: null, cargo: null, kg: null, photos: [] } };
    const fields = missingFields({ ...empty, ...sides }, clock);
    expect(fields).toHaveLength(18);
    for (const field of fields)
      expect([field, Object.values(ledgerFieldName(field)).every(Boolean)]).toEqual([field, true]);
  });
});

describe('stages held against each other', () => {
  it.each([
    ['5', '5', 'agrees', 'right'],
    ['5', '4', 'differs', 'wrong'],
    ['X', '4', 'not_told', 'wrong'],
    ['5', 'X', 'undetermined', 'undetermined'],
  ])('judged %s, found %s: %s, %s', (judged, found, agreement, verdict) => {
    expect([agreementOf(judged, found), verdictOf(agreementOf(judged, found))]).toEqual([agreement, verdict]);
  });
});

describe('alert days', () => {
  const order = (more: Partial<OrderRevision>): OrderRevision => ({
    ...{ orderId: 'a', serial: 1, orderNumber: null, revision: 1, level: 'orange', countyCodes: ['140302'] },
    ...{ startsAt: Date.parse('2022-01-05T20:00:00+08:00'), endsAt: Date.parse('2022-01-08T00:00:00+08:00') },
    ...{ issuedAt: 1, restrictions: [], closedHours: [] },
    ...more,
  });
  const period = { from: '2022-01-01', to: '2022-01-10' };

  it('are those of the revision issued last, its end exclusive, of the county alone', () => {
    expect(alertDaysIn([order({})], '140302', period)).toEqual(['2022-01-05', '2022-01-06', '2022-01-07']);
    expect(alertDaysIn([order({})], '140303', period)).toEqual([]);
    const lifted = order({ revision: 2, issuedAt: 2, endsAt: Date.parse('2022-01-06T08:00:00+08:00') });
    expect(alertDaysIn([lifted, order({})], '140302', period)).toEqual(['2022-01-05', '2022-01-06']);
    const open = alertDaysIn([order({ endsAt: null })], '140302', period);
    expect(open.at(-1)).toBe('2022-01-10');
  });

  it('look no further back than they are told', () => {
    expect(ordinaryDaysBefore('2022-01-06', ['2022-01-05'], { count: 3, within: 2 })).toEqual(['2022-01-04']);
  });

  it('are compared with the days before them that are none', () => {
    expect(
      ordinaryDaysBefore('2022-01-06', ['2022-01-05', '2022-01-06', '2022-01-03'], { count: 3, within: 60 }),
    ).toEqual([...['2022-01-04', '2022-01-02', '2022-01-01']]);
    expect(dayAgainst(50, [100, 90, 110])).toEqual({ mean: 100, change: -50 });
    expect(dayAgainst(5, [0, 0, 0])).toEqual({ mean: 0, change: null });
    expect(dayAgainst(5, [])).toEqual({ mean: null, change: null });
  });
});
