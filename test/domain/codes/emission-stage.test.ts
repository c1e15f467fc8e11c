import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  EMISSION_STAGES,
  emissionStageInput,
  parseEmissionStage,
  stageNameOf,
  stageNumber,
  withSubstage,
} from '../../../src/domain/codes/emission-stage.ts';

describe('written forms of an emission stage', () => {
  test.each([
    ['国五', '5'],
    ['国Ⅴ', '5'],
    ['国5', '5'],
    ['国V', '5'],
    ['国v', '5'],
    ['V', '5'],
    ['v', '5'],
    ['5', '5'],
    ['５', '5'],
    ['第五阶段', '5'],
    ['国家第五阶段', '5'],
    ['国五排放标准', '5'],
    ['国 五', '5'],
    ['GB17691-2005国Ⅴ', '5'],
    ['GB17691-2005国Ⅴ,GB3847-2005', '5'],
    ['GB 17691-2005 V', '5'],
    ['GB17691-2005 5', '5'],
    ['国五(GB17691-2005)', '5'],
    ['国Ⅲ', '3'],
    ['Ⅳ', '4'],
    ['国四', '4'],
    ['III', '3'],
    ['国零', '0'],
    ['国0', '0'],
    ['国Ⅵ', '6'],
    ['中国VI', '6'],
    ['China VI', '6'],
    ['国七', '7'],
    ['Ⅶ', '7'],
    ['D', 'D'],
    ['d', 'D'],
    ['电动', 'D'],
    ['零排放', 'D'],
    ['X', 'X'],
    ['未知', 'X'],
  ])('%s is stage %s', (text, stage) => {
    expect(parseEmissionStage(text)).toEqual({ stage });
  });

  test.each([
    ['国六b', 'b'],
    ['国VIb', 'b'],
    ['国Ⅵb', 'b'],
    ['国6B', 'b'],
    ['6a', 'a'],
    ['国六(a)', 'a'],
    ['国六（b）', 'b'],
    ['国六b阶段', 'b'],
    ['GB17691-2018 国六b', 'b'],
  ])('%s is China VI, step %s', (text, substage) => {
    expect(parseEmissionStage(text)).toEqual({ stage: '6', substage });
  });

  test.each([
    '',
    ' ',
    '国',
    '8',
    '国八',
    '20',
    '30',
    '50',
    '05',
    '欧五',
    'Euro 5',
    '国五a',
    'V/I',
    'V、I',
    '国五国六',
    '混合动力',
    '新能源',
    'GB17691-2005',
    'GB17691-20055',
    'constructor',
  ])('%j is not guessed', (text) => {
    expect(parseEmissionStage(text)).toBeUndefined();
  });

  test('every output code is read as itself', () => {
    for (const stage of EMISSION_STAGES) expect(parseEmissionStage(stage)).toEqual({ stage });
  });
});

describe('a substage in its own field', () => {
  test.each([
    ['国六', 'b', { stage: '6', substage: 'b' }],
    ['国六b', 'b', { stage: '6', substage: 'b' }],
    ['国六b', undefined, { stage: '6', substage: 'b' }],
    ['国六b', 'a', undefined],
    ['国五', 'a', undefined],
    ['D', 'a', undefined],
  ] as const)('%s with %s', (text, substage, expected) => {
    expect(withSubstage(parseEmissionStage(text)!, substage)).toEqual(expected);
  });
});

test('a stage compares by its number; D is at least nothing and X leaves it open', () => {
  expect([stageNumber('0'), stageNumber('7'), stageNumber('8'), stageNumber('D'), stageNumber(null)]).toEqual([
    ...[0, 7],
    ...[undefined, undefined, undefined],
  ]);
});

test('the request field gives the parsed stage, complains in both languages and has an input schema', () => {
  expect(emissionStageInput.parse('国六b')).toEqual({ stage: '6', substage: 'b' });
  const issue = emissionStageInput.safeParse('国九').error?.issues[0];
  expect(issue).toMatchObject({
    code: 'custom',
    path: [],
    params: { zh: expect.stringContaining('排放阶段') },
  });
  expect(issue?.message).toContain('emission stage');
  expect(emissionStageInput.safeParse('5'.repeat(61)).success).toBe(false);
  expect(z.toJSONSchema(emissionStageInput, { io: 'input' })).toMatchObject({
    type: 'string',
    maxLength: 60,
  });
});

test.each(EMISSION_STAGES)('the name of stage %s is read as that stage', (code) => {
  expect(parseEmissionStage(stageNameOf(code).zh)).toEqual({ stage: code });
});
