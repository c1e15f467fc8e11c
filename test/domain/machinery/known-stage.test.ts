import { expect, test } from 'vitest';
import { knownStage } from '../../../src/domain/machinery/known-stage.ts';

test.each([
  ['3', 'diesel', '3'],
  ['3', null, '3'],
  ['D', 'electric', 'D'],
  ['D', 'hydrogen', 'D'],
  ['D', 'other', 'D'],
  ['D', null, 'D'],
  ['D', undefined, 'D'],
  ['X', 'diesel', undefined],
  ['X', null, undefined],
  ['D', 'diesel', undefined],
  ['D', 'plug_in_hybrid', undefined],
  ['4', 'electric', undefined],
  ['3', 'hydrogen', undefined],
])('stage %s of fuel %s is known as %s', (emissionStage, fuel, known) => {
  expect(knownStage({ emissionStage, fuel })).toBe(known);
});
