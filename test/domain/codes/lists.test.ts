import { describe, expect, test } from 'vitest';
import {
  COUNTY_CODES,
  COUNTY_NAMES,
  countyInput,
  divisionInput,
  isCountyCode,
  parseCounty,
} from '../../../src/domain/codes/county.ts';
import { FUEL_NAMES, FUELS, fuelOfGaCode, isCombustion, isNewEnergyFuel } from '../../../src/domain/codes/fuel.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../../../src/domain/codes/machine-category.ts';
import { PERFORMANCE_GRADE_NAMES, PERFORMANCE_GRADES } from '../../../src/domain/codes/performance-grade.ts';
import { isIndustrial, SECTOR_NAMES, SECTORS } from '../../../src/domain/codes/sector.ts';
import { isVerifiedBasis, STAGE_BASES, STAGE_BASIS_NAMES } from '../../../src/domain/codes/stage-basis.ts';
import {
  isOperating,
  parseUsageCode,
  USAGE_NAMES,
  USAGES,
  usageCodeInput,
  usageCodeName,
} from '../../../src/domain/codes/usage.ts';

test('every code of every list has a name in both languages', () => {
  expect(Object.keys(FUEL_NAMES)).toEqual([...FUELS]);
  expect(Object.keys(MACHINE_CATEGORY_NAMES)).toEqual([...MACHINE_CATEGORIES]);
  expect(Object.keys(PERFORMANCE_GRADE_NAMES)).toEqual([...PERFORMANCE_GRADES]);
  expect(Object.keys(SECTOR_NAMES)).toEqual([...SECTORS]);
  expect(Object.keys(STAGE_BASIS_NAMES)).toEqual([...STAGE_BASES]);
  expect(Object.keys(USAGE_NAMES)).toEqual([...USAGES]);
  expect(Object.keys(COUNTY_NAMES)).toEqual([...COUNTY_CODES]);
});

describe('fuel', () => {
  test('what burns on board contradicts stage D', () => {
    expect(FUELS.filter((fuel) => !isCombustion(fuel))).toEqual(['electric', 'hydrogen', 'other']);
  });

  test('new energy is electric, hydrogen and plug-in hybrid, not a plain hybrid', () => {
    expect(FUELS.filter(isNewEnergyFuel)).toEqual(['plug_in_hybrid', 'electric', 'hydrogen']);
  });

  test.each([
    ['A', 'petrol'],
    ['B', 'diesel'],
    ['C', 'electric'],
    ['D', 'other'],
    ['E', 'natural_gas'],
    ['F', 'lpg'],
    ['L', 'methanol'],
    ['O', 'hybrid'],
    ['P', 'hydrogen'],
    ['b', 'diesel'],
    ['AE', 'dual_fuel'],
    ['EB', 'dual_fuel'],
    ['Z', 'other'],
    ['Y', undefined],
    ['AB', undefined],
    ['', undefined],
  ])('GA letter %j is %s', (letter, fuel) => {
    expect(fuelOfGaCode(letter)).toBe(fuel);
  });
});

describe('use nature', () => {
  test.each([
    ['operating', undefined, true],
    ['non_operating', undefined, false],
    [undefined, undefined, undefined],
    ['operating', 'L', false],
    ['operating', 'M', false],
    ['operating', 'A', false],
    ['operating', 'K', false],
    ['non_operating', 'F', true],
    ['non_operating', 'R', true],
    [undefined, 'G', true],
    [undefined, 'B', true],
    ['operating', 'N', true],
    ['non_operating', 'O', false],
    [undefined, 'N', undefined],
    ['operating', 'W', true],
  ])('%s with letter %s: operating %s', (usage, letter, operating) => {
    expect(isOperating(usage, letter)).toBe(operating);
  });

  test('a letter is read in either case, and named in Chinese', () => {
    expect([parseUsageCode('f'), parseUsageCode('Ｌ'), parseUsageCode('FF'), parseUsageCode('1')]).toEqual([
      ...['F', 'L'],
      ...[undefined, undefined],
    ]);
    expect(usageCodeInput.safeParse('货运').success).toBe(false);
    expect([usageCodeName('L'), usageCodeName('W')]).toEqual(['营转非', undefined]);
  });
});

test('all sectors but logistics and construction are industrial', () => {
  expect(SECTORS.filter((sector) => !isIndustrial(sector))).toEqual(['logistics', 'construction']);
});

test('a stage is verified on a list, the national platform, a label or an inspection only', () => {
  expect(STAGE_BASES.filter((basis) => !isVerifiedBasis(basis))).toEqual(['inferred', 'declared']);
  expect([isVerifiedBasis(undefined), isVerifiedBasis(null)]).toEqual([false, false]);
});

describe('counties', () => {
  test.each([
    ['140302', '140302'],
    ['城区', '140302'],
    ['矿区', '140303'],
    ['郊区', '140311'],
    ['平定县', '140321'],
    ['阳泉市盂县', '140322'],
    ['开发区', '140371'],
    ['140301', undefined],
    ['140300', undefined],
    ['太原市', undefined],
    ['', undefined],
  ])('%j is %s', (text, code) => {
    expect(parseCounty(text)).toBe(code);
    expect(countyInput.safeParse(text).data).toBe(code);
    expect(isCountyCode(text)).toBe(text === code);
  });

  test('a division is six digits', () => {
    expect([divisionInput.safeParse('130100').success, divisionInput.safeParse('1301').success]).toEqual([true, false]);
  });
});
