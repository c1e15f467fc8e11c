import { describe, expect, test } from 'vitest';
import { identifyingCodes, searchedCodes } from '../../../src/domain/codes/machine-identity.ts';
import {
  disclosureNumberInput,
  environmentalCodeInput,
  meinInput,
  parseDisclosureNumber,
  parseEnvironmentalCode,
  parseMein,
  parsePin,
  pinInput,
} from '../../../src/domain/codes/machine-number.ts';

describe('environmental code', () => {
  test.each([
    ['3-ABCD1234', '3-ABCD1234', '3'],
    ['3ABCD1234', '3-ABCD1234', '3'],
    ['x-abcd1234', 'X-ABCD1234', 'X'],
    ['D-12345678', 'D-12345678', 'D'],
    ['４－ＡＢＣＤ１２３４', '4-ABCD1234', '4'],
    ['2 – ABCD 1234', '2-ABCD1234', '2'],
    ['0-ABCD1234', '0-ABCD1234', '0'],
  ])('%s is %s and implies stage %s', (raw, code, stage) => {
    expect(parseEnvironmentalCode(raw)).toEqual({ code, stage });
    expect(environmentalCodeInput.parse(raw)).toBe(code);
  });

  test.each(['', '5-ABCD1234', '3-ABCD123', '3-ABCD12345', '3-ABCD123O', '3-ABCD123I', '3--ABCD1234', 'ABCD12345'])(
    '%j is none',
    (raw) => {
      expect(environmentalCodeInput.safeParse(raw).success).toBe(false);
    },
  );
});

test('MEIN and PIN have 17 signs, no check digit and tell no stage', () => {
  expect(parseMein('abcd1234 efgh56789')).toEqual({ code: 'ABCD1234EFGH56789' });
  expect(parsePin('LSVAM4187C2184841')).toEqual({ code: 'LSVAM4187C2184841' });
  expect(meinInput.safeParse('A'.repeat(16)).success).toBe(false);
  expect(pinInput.safeParse('A'.repeat(18)).success).toBe(false);
});

test('a disclosure number has 24 signs and tells its stage at positions 5 and 6', () => {
  expect(parseDisclosureNumber('CN FJ G3 00 0L03 000001 000001')).toEqual({
    code: 'CNFJG3000L03000001000001',
    stage: '3',
  });
  expect(parseDisclosureNumber('cnfjg4000l03000001000001')?.stage).toBe('4');
  expect(parseDisclosureNumber('CNFJ00000L03000001000001')).toEqual({ code: 'CNFJ00000L03000001000001' });
  expect(disclosureNumberInput.safeParse('CNFJG3000L0300000100001').success).toBe(false);
  expect(disclosureNumberInput.safeParse('XXFJG3000L03000001000001').success).toBe(false);
});

describe('what identifies a machine', () => {
  test('each number by itself; manufacturer and serial number only together', () => {
    expect(
      identifyingCodes({
        environmentalCode: '3-ABCD1234',
        mein: 'ABCD1234EFGH56789',
        pin: 'LSVAM4187C2184841',
        manufacturer: '徐工 ',
        serialNumber: 'xe 215',
      }),
    ).toEqual([
      { scheme: 'environmental', code: '3-ABCD1234' },
      { scheme: 'mein', code: 'ABCD1234EFGH56789' },
      { scheme: 'pin', code: 'LSVAM4187C2184841' },
      { scheme: 'serial', code: '徐工|XE215' },
    ]);
    expect(identifyingCodes({ manufacturer: '徐工', serialNumber: ' ' })).toEqual([]);
    expect(identifyingCodes({ serialNumber: 'XE215' })).toEqual([]);
  });

  test('a searched text is looked up in every form it can have', () => {
    expect(searchedCodes('3abcd1234')).toEqual([{ scheme: 'environmental', code: '3-ABCD1234' }]);
    expect(searchedCodes('abcd1234efgh56789')).toEqual([
      { scheme: 'mein', code: 'ABCD1234EFGH56789' },
      { scheme: 'pin', code: 'ABCD1234EFGH56789' },
    ]);
    expect(searchedCodes('挖掘机')).toEqual([]);
  });
});
