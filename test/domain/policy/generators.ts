import fc from 'fast-check';
import { SECTORS } from '../../../src/domain/codes/sector.ts';
import {
  type FactName,
  type Facts,
  type FactValue,
  isFactName,
  ORIGINS,
  type Origin,
  VOCABULARY,
} from '../../../src/domain/policy/vocabulary.ts';

const NAMES = Object.keys(VOCABULARY).filter(isFactName);
const NUMBERS: Partial<Record<FactName, readonly number[]>> = {
  'enterprise.annualFreightTonnes': [0, 1_499_999, 1_500_000, 2_000_000_000],
  'enterprise.daysOnKeyList': [0, 29, 30],
  'transmission.ratePermille': [0, 949, 950, 1000],
  'urea.passages': [0, 19, 20],
};

/** Values of a fact on either side of everything the shipped rules ask. */
export function valuesOf(name: FactName): readonly FactValue[] {
  switch (VOCABULARY[name].type) {
    case 'boolean':
      return [true, false];
    case 'stage':
      return ['0', '3', '4', '5', '6', '7', 'D'];
    case 'code':
      return VOCABULARY[name].values ?? SECTORS;
    case 'number':
      return NUMBERS[name] ?? [0, 1, 2];
  }
}

/** Any facts, each known or not; values that make rules apply are likelier, so that every outcome is reached. */
export function someFacts(names: readonly FactName[] = NAMES): fc.Arbitrary<Facts> {
  const origin = fc.constantFrom(...(Object.keys(ORIGINS) as Origin[]));
  const known = (name: FactName) => fc.tuple(fc.constant(name), fc.record({ value: likely(name), origin }));
  const perhaps = (name: FactName) =>
    fc.oneof({ weight: 4, arbitrary: known(name) }, { weight: 1, arbitrary: fc.constant(undefined) });
  return fc.tuple(...names.map(perhaps)).map((facts) => Object.fromEntries(facts.filter((fact) => fact !== undefined)));
}

const USUAL: Partial<Record<FactName, FactValue>> = {
  'vehicle.newEnergy': false,
  'enterprise.sector': 'power',
  'enterprise.railLineCompleted': false,
  'exemption.granted': false,
  'filing.inTime': false,
};

function likely(name: FactName): fc.Arbitrary<FactValue> {
  const any = fc.constantFrom(...valuesOf(name));
  const usual = USUAL[name] ?? (VOCABULARY[name].type === 'boolean' ? true : undefined);
  if (usual === undefined) return any;
  return fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: any });
}

/** Days round every date of the shipped plan. */
export const someDay = fc.constantFrom(
  ...['2021-01-01', '2021-06-30', '2021-07-01', '2021-09-30', '2021-10-01', '2021-12-31', '2022-01-01', '2026-08-01'],
);
