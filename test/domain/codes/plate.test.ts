import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  classifyPlate,
  holdsPlate,
  isTrailerPlate,
  normalisePlate,
  parsePlate,
  plateColourMismatch,
  plateInput,
} from '../../../src/domain/codes/plate.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../../src/domain/codes/plate-colour.ts';

describe('normalising a plate', () => {
  test.each([
    ['晋C12345', '晋C12345'],
    ['晋c12345', '晋C12345'],
    [' 晋C·12345 ', '晋C12345'],
    ['晋C•12345', '晋C12345'],
    ['晋C-12345', '晋C12345'],
    ['晋C 123 45', '晋C12345'],
    ['晋Ｃ１２３４５', '晋C12345'],
    ['晋Ｃ・１２３４５', '晋C12345'],
    ['晋C.1234挂', '晋C1234挂'],
    ['', ''],
  ])('%j becomes %j', (raw, plate) => {
    expect(normalisePlate(raw)).toBe(plate);
  });

  test('look-alike letters are never changed', () => {
    expect(normalisePlate('晋CO0I1l')).toBe('晋CO0I1L');
    expect(normalisePlate('晋СА1234')).toBe('晋СА1234');
  });

  test('is idempotent for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (raw) => {
        const once = normalisePlate(raw);
        expect(normalisePlate(once)).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('kinds of plates', () => {
  test.each([
    ['晋C12345', 'ordinary', ['blue', 'yellow', 'black']],
    ['晋CA1B2C', 'ordinary', ['blue', 'yellow', 'black']],
    ['晋CD12345', 'small_new_energy', ['green']],
    ['晋CF12345', 'small_new_energy', ['green']],
    ['晋CAA2345', 'small_new_energy', ['green']],
    ['晋C12345D', 'large_new_energy', ['yellow_green', 'green']],
    ['晋C12345F', 'large_new_energy', ['yellow_green', 'green']],
    ['晋C1234挂', 'trailer', ['yellow']],
    ['晋C1234学', 'learner', ['yellow']],
    ['晋C1234警', 'police', ['white']],
    ['晋CA123警', 'police', ['white']],
    ['粤Z1234港', 'hong_kong_macao', ['black']],
    ['粤ZA123澳', 'hong_kong_macao', ['black']],
    ['沪A0023领', 'consulate', ['black']],
    ['沪224578领', 'consulate', ['black']],
    ['224578使', 'embassy', ['black']],
    ['WJ晋12345', 'armed_police', ['white']],
    ['WJ晋1234X', 'armed_police', ['white']],
    ['WJ12345', 'armed_police', ['white']],
    ['BA12345', 'military', ['white']],
    ['晋X1234应急', 'emergency', ['white']],
    ['晋0312345', 'tractor', []],
    ['民航A1234', 'civil_aviation', []],
    ['晋C12345临', 'temporary', []],
  ])('%s is %s', (plate, kind, colours) => {
    expect(classifyPlate(plate)).toEqual({ kind, colours, trailer: kind === 'trailer' });
  });

  test.each(['', '晋C1234', '晋C123456', '晋CO2345', '晋I12345', 'C12345', '晋C1234港', '台C12345', 'ABCDEFG', '未知'])(
    '%j has no kind and is kept as it is',
    (plate) => {
      expect(classifyPlate(plate)).toBeUndefined();
    },
  );

  test('a trailer is known by its last sign, also where the rest was misread', () => {
    expect([isTrailerPlate('晋C1234挂'), isTrailerPlate('C12挂'), isTrailerPlate('晋C12345')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('plate against colour', () => {
  test.each([
    ['晋C12345', 'blue', false],
    ['晋C12345', 'yellow', false],
    ['晋C12345', 'black', false],
    ['晋C12345', 'green', true],
    ['晋C12345', 'yellow_green', true],
    ['晋C12345', 'white', true],
    ['晋C12345', 'other', false],
    ['晋C12345', null, false],
    ['晋C12345', undefined, false],
    ['晋C12345D', 'yellow_green', false],
    ['晋C12345D', 'green', false],
    ['晋C12345D', 'yellow', true],
    ['晋C12345D', 'blue', true],
    ['晋CD12345', 'green', false],
    ['晋CD12345', 'yellow_green', true],
    ['晋CD12345', 'blue', true],
    ['晋C1234挂', 'yellow', false],
    ['晋C1234挂', 'blue', true],
    ['晋C1234警', 'blue', true],
    ['晋0312345', 'green', false],
    ['晋C1234', 'green', false],
  ])('%s on %s: contradiction %s', (plate, colour, mismatch) => {
    expect(plateColourMismatch(plate, colour)).toBe(mismatch);
  });
});

describe('a plate on a record', () => {
  test('keeps any shape in its normalised form', () => {
    expect(plateInput.parse('晋c·12345')).toBe('晋C12345');
    expect(plateInput.parse('ABC 1')).toBe('ABC1');
  });

  test.each(['', ' · ', '晋C\u000012345', '晋C12345\n', '晋C\u200b12345', '晋'.repeat(21), '\ud800A1'])(
    '%j is refused',
    (raw) => {
      expect(parsePlate(raw)).toBeUndefined();
      expect(plateInput.safeParse(raw).error?.issues[0]).toMatchObject({
        params: { zh: expect.any(String) },
      });
    },
  );

  test('twenty characters are the longest', () => {
    expect(parsePlate('A'.repeat(20))).toBe('A'.repeat(20));
  });
});

test('every colour has a name in both languages', () => {
  expect(Object.keys(PLATE_COLOUR_NAMES)).toEqual([...PLATE_COLOURS]);
});

describe('a text that holds a plate', () => {
  test.each([
    '晋C12345',
    '车牌 晋Ｃ·1234 5 进厂',
    'plate=晋cd12345&state=inside',
    'x晋C1234挂x',
    '民航A1234',
    'WJ晋12345',
    'q=WJ12345',
    'q=ka 12345 q=KA-12345',
    '粤Z1234港',
  ])('%s', (text) => {
    expect(holdsPlate(text)).toBe(true);
  });

  test.each([
    '',
    '晋城路 12345 号',
    '019a0000-0000-7000-8000-0000ab123450',
    'id=019ab12345',
    '2026-11-26',
    'kind=non_china_vi_access',
    '3-A1B2C3D4',
    '阳泉市C区1234',
  ])('none: %s', (text) => {
    expect(holdsPlate(text)).toBe(false);
  });

  test('every plate with a Chinese character is found in any text', () => {
    const plate = fc.constantFrom(
      '晋C12345',
      '晋CD12345',
      '晋C12345D',
      '晋C1234挂',
      '京A0001警',
      '晋01A1234',
      '123456使',
    );
    fc.assert(
      fc.property(fc.string(), plate, fc.string(), (before, one, after) => holdsPlate(`${before} ${one} ${after}`)),
      { seed: 20_210_709 },
    );
  });
});
