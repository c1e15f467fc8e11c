import { describe, expect, test } from 'vitest';
import {
  heavyDieselClass,
  heavyVehicle,
  isGoodsType,
  isTrailerType,
  parseVehicleType,
  vehicleTypeInput,
} from '../../../src/domain/codes/vehicle-type.ts';
import { VEHICLE_TYPE_NAMES, vehicleTypeName } from '../../../src/domain/codes/vehicle-type-names.ts';

test.each([
  ['H11', 'H11'],
  ['q11', 'Q11'],
  ['Ｋ３３', 'K33'],
  ['B1B', 'B1B'],
  [' X99 ', 'X99'],
  ['H1', undefined],
  ['11H', undefined],
  ['H111', undefined],
  ['重型', undefined],
])('vehicle type %j is read as %s', (text, code) => {
  expect(parseVehicleType(text)).toBe(code);
  expect(vehicleTypeInput.safeParse(text).success).toBe(code !== undefined);
});

test('a vehicle type is told by its name and its code; what is not listed by its beginning, and else by its code', () => {
  expect(vehicleTypeName('H11')).toEqual({ zh: '重型普通货车（H11）', en: 'heavy ordinary lorry (H11)' });
  expect(vehicleTypeName('H10').zh).toBe('重型货车（H10）');
  expect(vehicleTypeName('X99').zh).toBe('X99');
  for (const code of Object.keys(VEHICLE_TYPE_NAMES)) expect(parseVehicleType(code)).toBe(code);
});

test('H, Q and N carry goods; B and G are trailers', () => {
  expect(['H11', 'Q11', 'N11', 'B11', 'G11', 'K33', 'Z51'].map(isGoodsType)).toEqual([
    ...[true, true, true],
    ...[false, false, false, false],
  ]);
  expect(['B11', 'G11', 'H11', 'Q11'].map(isTrailerType)).toEqual([true, true, false, false]);
});

describe('heavy diesel class (GB 17691, over 3,500 kg)', () => {
  test.each([
    [{ grossMassKg: 3_500 }, false],
    [{ grossMassKg: 3_501 }, true],
    [{ grossMassKg: 3_501, vehicleType: 'H41' }, true],
    [{ grossMassKg: 3_500, vehicleType: 'H11' }, false],
    [{ vehicleType: 'H11' }, true],
    [{ vehicleType: 'H21' }, true],
    [{ vehicleType: 'Q11' }, true],
    [{ vehicleType: 'Q21' }, true],
    [{ vehicleType: 'Z11' }, true],
    [{ vehicleType: 'Z51' }, true],
    [{ vehicleType: 'H31' }, undefined],
    [{ vehicleType: 'K11' }, undefined],
    [{ vehicleType: 'K21' }, undefined],
    [{ vehicleType: 'Z21' }, undefined],
    [{ vehicleType: 'X99' }, undefined],
    [{}, undefined],
    [{ vehicleType: 'H41' }, false],
    [{ vehicleType: 'H51' }, false],
    [{ vehicleType: 'N11' }, false],
    [{ vehicleType: 'K31' }, false],
  ])('%j: %s', (vehicle, heavy) => {
    expect(heavyDieselClass(vehicle)).toBe(heavy);
  });
});

describe('heavy vehicle of an order', () => {
  test.each([
    [{ vehicleType: 'H11' }, true],
    [{ vehicleType: 'Q11' }, true],
    [{ vehicleType: 'Z51' }, true],
    [{ vehicleType: 'H21' }, false],
    [{ vehicleType: 'H31' }, false],
    [{ vehicleType: 'H41', grossMassKg: 49_000 }, false],
    [{ vehicleType: 'Q21' }, undefined],
    [{ vehicleType: 'Q21', grossMassKg: 12_000 }, true],
    [{ vehicleType: 'Q21', grossMassKg: 11_999 }, false],
    [{ vehicleType: 'K11', grossMassKg: 18_000 }, false],
    [{ vehicleType: 'G11', grossMassKg: 18_000 }, false],
    [{ goods: true, grossMassKg: 12_000 }, true],
    [{ goods: true, grossMassKg: 11_999 }, false],
    [{ goods: true }, undefined],
    [{ goods: false }, false],
    [{ grossMassKg: 12_000 }, undefined],
    [{ grossMassKg: 11_999 }, false],
    [{}, undefined],
  ])('%j: %s', (vehicle, heavy) => {
    expect(heavyVehicle(vehicle)).toBe(heavy);
  });
});
