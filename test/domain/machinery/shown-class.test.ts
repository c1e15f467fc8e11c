import { expect, it } from 'vitest';
import { type CountingTest, shownClass } from '../../../src/domain/machinery/shown-class.ts';
import type { SmokeMeasurement, SmokeParameters } from '../../../src/domain/machinery/smoke.ts';

const parameters: SmokeParameters = {
  limitsE3: { I: [3_000, 2_000, 1_610], II: [2_000, 1_000, 800], III: [800, 800, 500] },
  powerBoundsW: [19_000, 37_000],
  classIMaxStage: 2,
  readingsUsed: 3,
  ringelmannMax: 1,
};
const tested = (inspectedAt: number, reading: number, more: Partial<SmokeMeasurement> = {}): CountingTest => ({
  ...{ id: String(inspectedAt), inspectedAt, parameters },
  measured: { stage: '3', powerW: 100_000, readings: [reading, reading, reading], ...more },
});

it.each<[string, readonly CountingTest[], string]>([
  ['no test', [], 'unknown'],
  ['at the limit, though judged by a laxer class', [tested(1, 500)], 'within'],
  ['above it, though passed by a laxer class', [tested(1, 501)], 'above'],
  ['the last in time counts', [tested(2, 100), tested(1, 900)], 'within'],
  ['one that does not tell leaves the one before', [tested(1, 900), tested(2, 100, { readings: [100] })], 'above'],
  [
    'the colour of the smoke alone is above, and never within',
    [tested(1, 0, { readings: null, ringelmann: 2 })],
    'above',
  ],
  ['little colour alone tells nothing', [tested(1, 0, { readings: null, ringelmann: 1 })], 'unknown'],
  ['power unknown', [tested(1, 100, { powerW: null })], 'unknown'],
])('class III: %s', (_name, tests, expected) => {
  expect(shownClass(tests, 'III')).toBe(expected);
});
