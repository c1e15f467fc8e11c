import { describe, expect, it } from 'vitest';
import { fitted, type OtherSpan, type PlateSpan, platesOf } from '../../../src/domain/fleet/plates.ts';
import type { VehicleChange } from '../../../src/domain/fleet/vehicle.ts';

const change = (
  id: string,
  effectiveOn: string | null,
  facts: VehicleChange['facts'],
  source: VehicleChange['source'] = 'officer',
): VehicleChange => ({ id, effectiveOn, facts, source, recordedAt: 0 });
const span = (plate: string, from: string | null, until: string | null, plateColour = 'yellow') => ({
  plate,
  plateColour,
  from,
  until,
});
const first = change('1', null, { plate: '晋C11111', plateColour: 'yellow' });

describe('the plates a vehicle carried', () => {
  it.each<[string, VehicleChange[], PlateSpan[]]>([
    ['one from the beginning', [first], [span('晋C11111', null, null)]],
    [
      'another from a day on',
      [first, change('2', '2021-06-01', { plate: '晋C22222' })],
      [span('晋C11111', null, '2021-06-01'), span('晋C22222', '2021-06-01', null)],
    ],
    [
      'a corrected one replaces the wrong one altogether',
      [first, change('2', null, { plate: '晋C22222' })],
      [span('晋C22222', null, null)],
    ],
    [
      'another colour is another binding',
      [first, change('2', '2021-06-01', { plateColour: 'yellow_green' })],
      [span('晋C11111', null, '2021-06-01'), span('晋C11111', '2021-06-01', null, 'yellow_green')],
    ],
    [
      'a change that says the same ends nothing',
      [first, change('2', '2021-06-01', { plate: '晋C11111' })],
      [span('晋C11111', null, null)],
    ],
    [
      'a change recorded late for an earlier day lies between',
      [first, change('2', '2021-06-01', { plate: '晋C22222' }), change('3', '2021-03-01', { plate: '晋C33333' })],
      [
        span('晋C11111', null, '2021-03-01'),
        span('晋C33333', '2021-03-01', '2021-06-01'),
        span('晋C22222', '2021-06-01', null),
      ],
    ],
    [
      'an officer wins over what was declared, from the day on',
      [
        change('1', null, { plate: '晋C11111', plateColour: 'yellow' }, 'enterprise'),
        change('2', '2021-06-01', { plate: '晋C22222' }),
      ],
      [span('晋C11111', null, '2021-06-01'), span('晋C22222', '2021-06-01', null)],
    ],
    ['none before plate and colour are both known', [change('1', null, { plate: '晋C11111' })], []],
  ])('%s', (_name, changes, spans) => {
    expect(platesOf(changes)).toEqual(spans);
  });
});

describe('a plate beside those of other vehicles', () => {
  const other = (validFrom: string | null, validUntil: string | null): OtherSpan => ({
    vehicleId: 'other',
    validFrom,
    validUntil,
  });

  it.each<[string, PlateSpan, OtherSpan[], PlateSpan | 'taken']>([
    ['stands alone', span('P', null, null), [], span('P', null, null)],
    ['is taken while another carries it', span('P', null, null), [other(null, null)], 'taken'],
    [
      'is taken from a day on while another carries it',
      span('P', '2021-06-01', null),
      [other('2021-01-01', null)],
      'taken',
    ],
    ['begins where the other ended', span('P', null, null), [other(null, '2021-06-01')], span('P', '2021-06-01', null)],
    [
      'begins where the last of the others ended',
      span('P', null, null),
      [other('2021-06-01', '2021-09-01'), other(null, '2021-06-01')],
      span('P', '2021-09-01', null),
    ],
    [
      'may begin on the day the other ended',
      span('P', '2021-06-01', null),
      [other(null, '2021-06-01')],
      span('P', '2021-06-01', null),
    ],
    ['may not begin the day before', span('P', '2021-05-31', null), [other(null, '2021-06-01')], 'taken'],
    [
      'may end on the day another began',
      span('P', null, '2021-06-01'),
      [other('2021-06-01', null)],
      span('P', null, '2021-06-01'),
    ],
    ['may not end the day after', span('P', null, '2021-06-02'), [other('2021-06-01', null)], 'taken'],
    ['has no room before its end', span('P', null, '2021-06-01'), [other(null, '2021-06-01')], 'taken'],
  ])('%s', (_name, wanted, others, expected) => {
    const fit = fitted(wanted, others);
    expect('span' in fit ? fit.span : 'taken').toEqual(expected);
  });
});
