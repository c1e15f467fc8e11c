import { describe, expect, it } from 'vitest';
import { listedPlaceOn, retirementOn } from '../../../src/domain/fleet/retirement.ts';
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
