import { describe, expect, it } from 'vitest';
import { measurementFault } from '../../../src/domain/machinery/measurement.ts';

const NOON = Date.parse('2022-03-03T12:00:00+08:00');
const minutes = (...after: number[]) => after.map((one) => NOON + one * 60_000);
const instrument = (calibratedOn: string) => ({ model: null, number: null, calibratedOn });

describe('what does not fit together in a measurement', () => {
  it.each([
    ['no times', { readingTimes: null }, undefined],
    ['a time for each reading', { readingTimes: minutes(0, 1, 2) }, undefined],
    ['the same minute', { readingTimes: minutes(1, 1, 1) }, undefined],
    ['fewer times', { readingTimes: minutes(0, 1) }, '#/smoke/times'],
    ['more times', { readingTimes: minutes(0, 1, 2, 3) }, '#/smoke/times'],
    ['times and no readings', { readings: null, readingTimes: minutes(0) }, '#/smoke/times'],
    ['out of order', { readingTimes: minutes(0, 2, 1) }, '#/smoke/times/2'],
    ['a day before', { readingTimes: minutes(-1440, 0, 1) }, undefined],
    ['more than a day before', { readingTimes: minutes(-1441, 0, 1) }, '#/smoke/times/0'],
    ['calibrated on that day', { instrument: instrument('2022-03-03') }, undefined],
    ['calibrated afterwards', { instrument: instrument('2022-03-04') }, '#/instrument/calibratedOn'],
  ])('%s', (_, more, pointer) => {
    const measured = { inspectedAt: NOON, readings: [1, 2, 3], readingTimes: null, instrument: null, ...more };
    expect(measurementFault(measured)?.pointer).toBe(pointer);
  });
});
