import { describe, expect, test } from 'vitest';
import { machineWarnings } from '../../../src/domain/machinery/stage-plausibility.ts';

const none = { tooNew: [], tooOld: [] };
const days = {
  tooNew: [
    { madeBefore: '2009-10-01', notStage: 2 },
    { madeBefore: '2020-12-28', notStage: 4 },
  ],
  tooOld: [
    { madeFrom: '2009-10-01', notStage: 1 },
    { madeFrom: '2016-04-01', notStage: 2 },
  ],
};
const limits = { from: '2022-12-01', maxPowerW: 560_000, maxStage: 3 };

describe('a stage older than the production day allows', () => {
  test.each([
    ['2022-11-30', 500_000, '3', false],
    ['2022-12-01', 500_000, '3', true],
    ['2024-05-01', 500_000, '3', true],
    ['2024-05-01', 560_000, '3', true],
    ['2024-05-01', 560_001, '3', false],
    ['2024-05-01', 500_000, '0', true],
    ['2024-05-01', 500_000, '4', false],
    ['2024-05-01', 500_000, 'D', false],
    ['2024-05-01', 500_000, 'X', false],
    ['2024-05-01', null, '3', false],
    [null, 500_000, '3', false],
    [undefined, undefined, '3', false],
  ])('made %s with %s W at stage %s: warned %s', (producedOn, powerW, emissionStage, warned) => {
    expect(machineWarnings({ emissionStage, producedOn, powerW }, limits, none)).toEqual(
      warned ? [{ code: 'stage_implausible', pointer: '#/emissionStage' }] : [],
    );
  });
});

describe('a stage other than the numbers imply', () => {
  test.each([
    [{ emissionStage: '3', environmentalCode: '3-ABCD1234' }, []],
    [{ emissionStage: '2', environmentalCode: '3-ABCD1234' }, ['#/environmentalCode']],
    [{ emissionStage: 'D', environmentalCode: 'D-ABCD1234' }, []],
    [{ emissionStage: '3', environmentalCode: 'D-ABCD1234' }, ['#/environmentalCode']],
    [{ emissionStage: '3', environmentalCode: 'X-ABCD1234' }, []],
    [{ emissionStage: 'X', environmentalCode: '3-ABCD1234' }, []],
    [{ emissionStage: '4', disclosureNumber: 'CNFJG3000L03000001000001' }, ['#/disclosureNumber']],
    [{ emissionStage: '3', disclosureNumber: 'CNFJG3000L03000001000001' }, []],
    [
      { emissionStage: '4', environmentalCode: '3-ABCD1234', disclosureNumber: 'CNFJG3000L03000001000001' },
      ['#/environmentalCode', '#/disclosureNumber'],
    ],
  ])('%j warns on %j', (machine, pointers) => {
    expect(machineWarnings(machine, limits, none)).toEqual(
      pointers.map((pointer) => ({ code: 'machine_code_stage_mismatch', pointer })),
    );
  });
});

describe('a stage that the fuel contradicts', () => {
  test.each([
    ['D', 'diesel', true],
    ['3', 'electric', true],
    ['D', 'electric', false],
    ['3', 'diesel', false],
    ['3', null, false],
    ['X', 'electric', false],
  ])('stage %s of fuel %s: warned %s', (emissionStage, fuel, warned) => {
    expect(machineWarnings({ emissionStage, fuel }, limits, none)).toEqual(
      warned ? [{ code: 'stage_against_fuel', pointer: '#/emissionStage' }] : [],
    );
  });
});

describe('a stage that the production day speaks against, whatever the power', () => {
  test.each([
    ['2009-09-30', '1', undefined],
    ['2009-10-01', '1', 'stage_implausible'],
    ['2009-10-01', '0', 'stage_implausible'],
    ['2009-09-30', '2', 'stage_before_its_time'],
    ['2009-09-30', '3', 'stage_before_its_time'],
    ['2009-10-01', '2', undefined],
    ['2016-03-31', '2', undefined],
    ['2016-04-01', '2', 'stage_implausible'],
    ['2016-04-01', '3', undefined],
    ['2020-12-27', '4', 'stage_before_its_time'],
    ['2020-12-27', '3', undefined],
    ['2020-12-28', '4', undefined],
    ['2009-09-30', 'D', undefined],
    ['2016-04-01', 'X', undefined],
    [null, '1', undefined],
  ])('made %s at stage %s: %s', (producedOn, emissionStage, code) => {
    expect(machineWarnings({ emissionStage, producedOn, powerW: null }, limits, days)).toEqual(
      code === undefined ? [] : [{ code, pointer: '#/emissionStage' }],
    );
  });
});
