import { describe, expect, it } from 'vitest';
import { shownOn, type VehicleChange, vehicleOn } from '../../../src/domain/fleet/vehicle.ts';

const change = (
  id: string,
  effectiveOn: string | null,
  facts: VehicleChange['facts'],
  source: VehicleChange['source'] = 'officer',
): VehicleChange => ({ id, effectiveOn, facts, source, recordedAt: Number(id) });

const stageOn = (changes: readonly VehicleChange[], day: string) => vehicleOn(changes, day).verified.emissionStage;

describe('the facts of a vehicle on a day', () => {
  const first = change('1', null, { emissionStage: '4', fuel: 'diesel' });

  it.each([
    [
      'a change holds from its day on, the day before stays',
      [first, change('2', '2021-06-01', { emissionStage: '5' })],
      '2021-05-31',
      '4',
    ],
    ['a change holds on its own day', [first, change('2', '2021-06-01', { emissionStage: '5' })], '2021-06-01', '5'],
    ['a correction was always so', [first, change('2', null, { emissionStage: '6' })], '2000-01-01', '6'],
    [
      'a correction replaces the changes recorded before it',
      [first, change('2', '2021-06-01', { emissionStage: '5' }), change('3', null, { emissionStage: '3' })],
      '2021-07-01',
      '3',
    ],
    [
      'a change recorded after a correction holds from its day',
      [first, change('2', null, { emissionStage: '3' }), change('3', '2021-06-01', { emissionStage: '5' })],
      '2021-06-01',
      '5',
    ],
    [
      'of two changes from one day the later recorded wins',
      [first, change('2', '2021-06-01', { emissionStage: '5' }), change('3', '2021-06-01', { emissionStage: '6' })],
      '2021-06-01',
      '6',
    ],
    [
      'a change recorded late for an earlier day does not undo the later one',
      [first, change('2', '2021-06-01', { emissionStage: '5' }), change('3', '2021-03-01', { emissionStage: '6' })],
      '2021-06-01',
      '5',
    ],
    [
      'and holds between the two',
      [first, change('2', '2021-06-01', { emissionStage: '5' }), change('3', '2021-03-01', { emissionStage: '6' })],
      '2021-05-31',
      '6',
    ],
  ])('%s', (_name, changes, day, stage) => {
    expect(stageOn(changes, day)).toBe(stage);
  });

  it('keeps each fact by itself', () => {
    const changes = [first, change('2', '2021-06-01', { emissionStage: '5' })];
    expect(vehicleOn(changes, '2021-06-01').verified).toEqual({ emissionStage: '5', fuel: 'diesel' });
  });

  it('keeps what an enterprise declares apart from what an officer verified', () => {
    const changes = [
      change('1', null, { emissionStage: '6', fuel: 'diesel' }, 'enterprise'),
      change('2', null, { emissionStage: '4' }),
    ];
    expect(vehicleOn(changes, '2021-06-01')).toEqual({
      declared: { emissionStage: '6', fuel: 'diesel' },
      verified: { emissionStage: '4' },
    });
    expect(shownOn(changes, '2021-06-01')).toEqual({ emissionStage: '4', fuel: 'diesel' });
  });

  it('shows a fact that an officer emptied as empty, whatever was declared', () => {
    const changes = [change('1', null, { vin: 'LFWSRXSJ3KAD57951' }, 'enterprise'), change('2', null, { vin: null })];
    expect(shownOn(changes, '2021-06-01').vin).toBeNull();
  });
});
