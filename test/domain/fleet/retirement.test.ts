import { describe, expect, it } from 'vitest';
import {
  homeOf,
  listedPlaceOn,
  listedStagesOn,
  offListOn,
  retirementOn,
} from '../../../src/domain/fleet/retirement.ts';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

const policies = policySet(shippedPolicies);

/** An operating China III diesel lorry registered in the city. */
const lorry: VehicleFacts = {
  plate: '晋C12345',
  plateColour: 'yellow',
  fuel: 'diesel',
  emissionStage: '3',
  stageBasis: 'vehicle_list',
  usage: 'operating',
  vehicleType: 'H11',
  registeredDivision: '140321',
  status: 'active',
};
const on = (facts: Partial<VehicleFacts>, day = '2021-06-01') =>
  retirementOn(policies.on(day), { ...lorry, ...facts }, day);

describe('clause 2.4.4, the place of a vehicle on the retirement list', () => {
  it.each<[string, Partial<VehicleFacts>, string | null]>([
    ['China III', {}, 'due'],
    ['China II', { emissionStage: '2' }, 'due'],
    ['China 0', { emissionStage: '0' }, 'due'],
    ['China IV', { emissionStage: '4' }, null],
    ['electric', { emissionStage: 'D', fuel: 'electric' }, null],
    ['stage unknown', { emissionStage: 'X' }, null],
    ['an inferred stage never retires', { stageBasis: 'inferred' }, null],
    ['a declared stage never retires', { stageBasis: 'declared' }, null],
    ['not operating', { usage: 'non_operating' }, null],
    ['营转非 (L) is not operating, whatever usage says', { usageCode: 'L' }, null],
    ['freight (F) is operating', { usageCode: 'F', usage: 'non_operating' }, 'due'],
    ['petrol', { fuel: 'petrol' }, null],
    ['dual fuel leaves diesel open', { fuel: 'dual_fuel' }, null],
    ['a bus', { vehicleType: 'K11' }, null],
    ['a trailer', { vehicleType: 'B11' }, null],
    ['a tractor unit', { vehicleType: 'Q11' }, 'due'],
    ['a three-wheeler', { vehicleType: 'N11' }, 'due'],
    ['registered elsewhere with a plate of the city', { registeredDivision: '130102' }, null],
    ['registered in the development zone', { registeredDivision: '140371' }, 'due'],
    ['no division, plate 晋C', { registeredDivision: null }, 'due'],
    ['no division, plate 晋A', { registeredDivision: null, plate: '晋A12345' }, null],
    ['scrapped', { status: 'scrapped' }, 'retired'],
    ['deregistered', { status: 'deregistered' }, 'retired'],
    ['transferred out leaves the list without counting', { status: 'transferred_out' }, null],
    ['a scrapped China IV was never on it', { status: 'scrapped', emissionStage: '4' }, null],
  ])('%s', (_name, facts, place) => {
    expect(on(facts).place).toBe(place);
  });

  it.each<[string, string | null]>([
    ['2020-12-31', null],
    ['2021-01-01', 'due'],
    ['2021-12-31', 'due'],
    ['2022-01-01', 'overdue'],
    ['2024-01-01', 'overdue'],
  ])('on %s is %s', (day, place) => {
    expect(on({}, day).place).toBe(place);
    expect(listedPlaceOn(policies.on(day), day) ?? null).toBe(place);
  });

  it('marks a vehicle placed in the city by its plate alone as inferred', () => {
    expect(on({ registeredDivision: null }).inferred).toBe(true);
    expect(on({}).inferred).toBe(false);
  });

  it('says which fact is missing where it cannot be decided', () => {
    expect(on({ emissionStage: 'X' }).decision?.missing).toEqual(['vehicle.emissionStage']);
  });
});

describe('vehicles that would be on the list but for one reason', () => {
  it.each<[string, Partial<VehicleFacts>, string | undefined]>([
    ['of the city', {}, undefined],
    ['of another city', { registeredDivision: '130102' }, 'elsewhere'],
    ['of another city by its plate alone', { registeredDivision: null, plate: '冀A12345' }, 'elsewhere'],
    ['of the city by its division, whatever its plate', { plate: '冀A12345' }, undefined],
    ['China IV of another city', { registeredDivision: '130102', emissionStage: '4' }, undefined],
    ['a stage that is only declared', { registeredDivision: '130102', stageBasis: 'declared' }, undefined],
    ['not operating', { registeredDivision: '130102', usage: 'non_operating' }, undefined],
    ['scrapped elsewhere', { registeredDivision: '130102', status: 'scrapped' }, undefined],
    ['transferred out', { status: 'transferred_out' }, 'transferred_out'],
    ['China IV transferred out', { status: 'transferred_out', emissionStage: '4' }, undefined],
    ['transferred out of another city', { status: 'transferred_out', registeredDivision: '130102' }, undefined],
    ['scrapped', { status: 'scrapped' }, undefined],
  ])('%s', (_name, facts, reason) => {
    expect(offListOn(policies.on('2021-06-01'), { ...lorry, ...facts }, '2021-06-01')).toBe(reason);
  });

  it('a home is the prefecture, or what the plate says', () => {
    expect(homeOf({ registeredDivision: '130102', plate: '冀A12345' })).toBe('1301');
    expect(homeOf({ plate: '冀A12345' })).toBe('冀A');
    expect(homeOf({})).toBeUndefined();
  });

  it('the stages come from the policy in force', () => {
    expect(listedStagesOn(policies.on('2021-06-01'), '2021-06-01')).toEqual(['0', '1', '2', '3']);
    expect(listedStagesOn(policies.on('2020-12-31'), '2020-12-31')).toEqual([]);
  });
});
