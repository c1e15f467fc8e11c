import { describe, expect, it } from 'vitest';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { contradictionsOf, impliedStage } from '../../../src/domain/fleet/verification.ts';
import type { AssertedVehicle } from '../../../src/domain/gates/passage.ts';

const STAGES = [
  { from: '2008-07-01', stage: 3 },
  { from: '2013-07-01', stage: 4 },
  { from: '2017-07-01', stage: 5 },
  { from: '2021-07-01', stage: 6 },
];
const sound: VehicleFacts = {
  ...{ plate: '晋C12345', plateColour: 'yellow', vin: 'LFWSRXSJ3KAD57951', fuel: 'diesel', emissionStage: '5' },
  ...{ vehicleType: 'Q11', registeredOn: '2019-05-06' },
};
const codes = (more: VehicleFacts, asserted: readonly AssertedVehicle[] = []) =>
  contradictionsOf({ ...sound, ...more }, asserted, STAGES).map(({ code }) => code);

describe('the stage that a registration day implies', () => {
  it.each<[string, VehicleFacts, number | undefined]>([
    ['the day before', { registeredOn: '2021-06-30', fuel: 'diesel' }, 5],
    ['the day', { registeredOn: '2021-07-01', fuel: 'diesel' }, 6],
    ['before all', { registeredOn: '2008-06-30', fuel: 'diesel' }, undefined],
    ['no day', { fuel: 'diesel' }, undefined],
    ['another fuel', { registeredOn: '2021-07-01', fuel: 'natural_gas' }, undefined],
  ])('%s', (_name, vehicle, stage) => {
    expect(impliedStage(vehicle, STAGES)).toBe(stage);
  });
});

describe('what speaks against a vehicle', () => {
  it('nothing against a sound one', () => {
    expect(codes({}, [{ vin: 'LFWSRXSJ3KAD57951', emissionStage: '5' }, { emissionStage: 'X' }])).toEqual([]);
  });

  it.each<[string, VehicleFacts, readonly AssertedVehicle[], string[]]>([
    ['check digit', { vin: 'LFWSRXSJ4KAD57951' }, [], ['vin_check_digit']],
    ['another VIN at a gate', {}, [{ vin: 'LFNCRUMX3H1E36912' }], ['vin_asserted_otherwise']],
    ['another stage at a gate', {}, [{ emissionStage: '5' }, { emissionStage: '4' }], ['stage_asserted_otherwise']],
    ['stage and fuel', { emissionStage: 'D' }, [], ['stage_against_fuel']],
    ['older than its registration', { registeredOn: '2022-01-01' }, [], ['stage_older_than_registration']],
    ['newer than its registration', { registeredOn: '2015-01-01' }, [], []],
    [
      'shape against colour',
      { plate: '晋CD12345', vehicleType: 'H31' },
      [],
      ['plate_against_colour', 'colour_against_type'],
    ],
    ['a heavy lorry on a blue plate', { plateColour: 'blue' }, [], ['colour_against_type']],
    ['a light lorry on a yellow plate', { vehicleType: 'H31' }, [], ['colour_against_type']],
    ['China VI heavy diesel, nothing told', { emissionStage: '6' }, [], ['not_networked']],
    ['China VI heavy diesel, not networked', { emissionStage: '6', networkStatus: '未联网' }, [], ['not_networked']],
    ['China VI heavy diesel, networked', { emissionStage: '6', networkStatus: '已联网' }, [], []],
    ['China VI light diesel', { emissionStage: '6', vehicleType: 'K33' }, [], []],
  ])('%s', (_name, more, asserted, expected) => {
    expect(codes(more, asserted)).toEqual(expected);
  });

  it('rules of thumb are shown as inferred', () => {
    const found = contradictionsOf({ ...sound, registeredOn: '2022-01-01', plateColour: 'blue' }, [], STAGES);
    expect(found.map(({ code, inferred }) => [code, inferred])).toEqual([
      ['stage_older_than_registration', true],
      ['colour_against_type', false],
    ]);
    expect(found[0]?.facts).toEqual({ stage: '5', registeredOn: '2022-01-01', impliedStage: '6' });
  });
});
