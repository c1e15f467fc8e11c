import { describe, expect, test } from 'vitest';
import { judgeSmoke, SMOKE_REASONS, type SmokeParameters } from '../../../src/domain/machinery/smoke.ts';

const parameters: SmokeParameters = {
  limitsE3: { I: [3_000, 2_000, 1_610], II: [2_000, 1_000, 800], III: [800, 800, 500] },
  powerBoundsW: [19_000, 37_000],
  classIMaxStage: 2,
  readingsUsed: 3,
  ringelmannMax: 1,
};
const three = (reading: number) => [reading, reading, reading];

describe('limit by class and power; the limit itself passes', () => {
  test.each([
    ['2', 18_999, undefined, 'I', 3_000],
    ['2', 19_000, undefined, 'I', 2_000],
    ['2', 36_999, undefined, 'I', 2_000],
    ['2', 37_000, undefined, 'I', 1_610],
    ['0', 37_000, undefined, 'I', 1_610],
    ['3', 18_999, undefined, 'II', 2_000],
    ['3', 19_000, undefined, 'II', 1_000],
    ['3', 37_000, undefined, 'II', 800],
    ['4', 37_000, undefined, 'II', 800],
    ['3', 18_999, 'III', 'III', 800],
    ['3', 19_000, 'III', 'III', 800],
    ['3', 37_000, 'III', 'III', 500],
    ['2', 37_000, 'II', 'II', 800],
    ['2', 37_000, 'I', 'I', 1_610],
    ['X', 37_000, 'II', 'II', 800],
    [null, 37_000, 'III', 'III', 500],
  ] as const)('stage %s, %s W, class chosen %s: class %s, %s', (stage, powerW, chosen, smokeClass, limitE3) => {
    const machine = { stage, powerW, class: chosen };
    expect(judgeSmoke(parameters, { ...machine, readings: three(limitE3) })).toEqual({
      result: 'pass',
      class: smokeClass,
      limitE3,
      valueE3: limitE3,
      smokeWithinLimit: true,
      missing: [],
      reasons: ['within_limit'],
    });
    expect(judgeSmoke(parameters, { ...machine, readings: [limitE3, limitE3, limitE3 + 1] })).toMatchObject({
      result: 'fail',
      valueE3: limitE3 + 1,
      smokeWithinLimit: false,
      reasons: ['smoke_over_limit'],
    });
  });
});

test('the value is the mean of the last three readings', () => {
  const machine = { stage: '3', powerW: 50_000 };
  expect(judgeSmoke(parameters, { ...machine, readings: [9_000, 700, 800, 900] })).toMatchObject({
    result: 'pass',
  });
  expect(judgeSmoke(parameters, { ...machine, readings: [100, 700, 800, 901] })).toMatchObject({
    result: 'fail',
  });
});

describe('what the limit needs and is unknown leaves it open', () => {
  const full = { stage: '3', powerW: 50_000, readings: three(100) };
  test.each([
    [{ ...full, readings: [100, 100] }, ['readings'], ['too_few_readings']],
    [{ ...full, readings: [9_000, 9_000] }, ['readings'], ['too_few_readings']],
    [{ ...full, readings: [] }, ['readings'], ['no_measurement']],
    [{ ...full, readings: undefined, ringelmann: 1 }, ['readings'], ['no_measurement']],
    [{ ...full, powerW: null }, ['powerW'], ['power_unknown']],
    [{ ...full, stage: 'X' }, ['emissionStage'], ['stage_unknown']],
    [{ ...full, stage: null }, ['emissionStage'], ['stage_unknown']],
    [{ ...full, stage: 'X', class: 'I' as const }, ['emissionStage'], ['stage_unknown']],
    [{ ...full, stage: 'X', class: 'II' as const, powerW: null }, ['powerW'], ['power_unknown']],
    [{ ...full, stage: 'D' }, [], ['electric_machine']],
    [{ ...full, stage: 'D', class: 'III' as const }, [], ['electric_machine']],
  ])('%j', (measured, missing, reasons) => {
    const judged = judgeSmoke(parameters, measured);
    expect(judged).toMatchObject({ result: 'inconclusive', missing, reasons });
    expect(judged).not.toHaveProperty('smokeWithinLimit');
  });
});

describe('Ringelmann', () => {
  const within = { stage: '3', powerW: 50_000, readings: three(100) };
  test.each([
    [{ ...within, ringelmann: 0 }, 'pass'],
    [{ ...within, ringelmann: 1 }, 'pass'],
    [{ ...within, ringelmann: 2 }, 'fail'],
    [{ stage: 'X', powerW: null, ringelmann: 2 }, 'fail'],
    [{ stage: 'D', powerW: null, ringelmann: 2 }, 'fail'],
    [{ stage: '3', powerW: 50_000, ringelmann: 1 }, 'inconclusive'],
    [{ ...within, readings: three(9_000), ringelmann: 0 }, 'fail'],
  ])('%j: %s', (measured, result) => {
    expect(judgeSmoke(parameters, measured).result).toBe(result);
  });

  test('both reasons stand where both limits are broken', () => {
    expect(judgeSmoke(parameters, { ...within, readings: three(900), ringelmann: 3 })).toMatchObject({
      result: 'fail',
      smokeWithinLimit: false,
      reasons: ['ringelmann_over_limit', 'smoke_over_limit'],
    });
  });
});

describe('choosing a class', () => {
  test.each([
    ['3', 'I'],
    ['4', 'I'],
  ] as const)('stage %s with the laxer class %s is refused, Ringelmann or not', (stage, chosen) => {
    const measured = { stage, powerW: 50_000, class: chosen, readings: three(100), ringelmann: 3 };
    expect(judgeSmoke(parameters, measured)).toEqual({ result: 'refused', chosen, required: 'II' });
  });
});

describe('a zone’s class is the least allowed', () => {
  // Stage, class chosen, class of the zone: judged by, or refused with the class that is required.
  test.each([
    ['2', undefined, 'II', 'II', undefined],
    ['2', undefined, 'III', 'III', undefined],
    ['3', undefined, 'I', 'II', undefined],
    ['3', undefined, 'III', 'III', undefined],
    ['3', 'III', 'II', 'III', undefined],
    ['2', 'II', 'III', undefined, 'III'],
    ['2', 'I', 'II', undefined, 'II'],
    ['3', 'II', null, 'II', undefined],
    ['X', undefined, 'III', 'III', undefined],
    ['X', 'II', 'III', undefined, 'III'],
    [null, undefined, 'II', 'II', undefined],
  ] as const)('stage %s, chosen %s, zone %s', (stage, chosen, leastClass, judgedBy, required) => {
    const measured = { stage, powerW: 37_000, class: chosen, leastClass, readings: three(100) };
    const found = judgeSmoke(parameters, measured);
    if (required) expect(found).toEqual({ result: 'refused', chosen, required });
    else expect(found).toMatchObject({ result: 'pass', class: judgedBy });
  });

  test('an unknown stage in a zone of class I stays undecided: it may need class II', () => {
    const measured = { stage: 'X', powerW: 37_000, leastClass: 'I', readings: three(100) } as const;
    expect(judgeSmoke(parameters, measured)).toMatchObject({ result: 'inconclusive', missing: ['emissionStage'] });
  });
});

test('how far readings lie apart is not judged: no rule for it is known', () => {
  const machine = { stage: '3', powerW: 50_000 };
  expect(judgeSmoke(parameters, { ...machine, readings: [0, 0, 2_400] })).toMatchObject({
    result: 'pass',
    valueE3: 800,
  });
  expect(judgeSmoke(parameters, { ...machine, readings: [0, 0, 2_401] })).toMatchObject({ result: 'fail' });
});

test('every reason has a sentence in both languages', () => {
  for (const { en, zh } of Object.values(SMOKE_REASONS)) expect(en.length * zh.length).toBeGreaterThan(0);
});

describe('a stricter class that a zone may require, its site or the fuel unknown', () => {
  const machine = { stage: '3', powerW: 100_000, possibleClass: 'III' } as const;
  test.each([
    [500, 'pass', ['within_limit']],
    [501, 'inconclusive', ['zone_unknown']],
    [800, 'inconclusive', ['zone_unknown']],
    [801, 'fail', ['smoke_over_limit']],
  ] as const)('%s is %s', (reading, result, reasons) => {
    expect(judgeSmoke(parameters, { ...machine, readings: three(reading) })).toMatchObject({ result, reasons });
  });

  test('in doubt no word is given of the limit being kept', () => {
    const judged = judgeSmoke(parameters, { ...machine, readings: three(800) });
    expect(judged).not.toHaveProperty('smokeWithinLimit');
    expect(judged).toMatchObject({ class: 'II', limitE3: 800, missing: ['zone'] });
  });

  test('the class chosen as strict leaves no doubt', () => {
    expect(judgeSmoke(parameters, { ...machine, class: 'III', readings: three(501) })).toMatchObject({
      result: 'fail',
    });
  });
});
