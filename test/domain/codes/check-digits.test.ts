import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  creditCheckDigit,
  creditCodeFault,
  creditCodeInput,
  creditCodeWarnings,
  organisationCheckDigit,
  parseCreditCode,
} from '../../../src/domain/codes/credit-code.ts';
import { parseVin, vinCheckDigit, vinInput, vinWarnings } from '../../../src/domain/codes/vin.ts';

const CREDIT_SIGNS = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const VIN_SIGNS = [...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ'];
const text = (signs: readonly string[], length: number) =>
  fc.array(fc.constantFrom(...signs), { minLength: length, maxLength: length }).map((chosen) => chosen.join(''));

describe('VIN (GB 16735)', () => {
  test.each([
    '1M8GDM9AXKP042788',
    '11111111111111111',
    '1HGCM82633A004352',
    'LFWSRXSJ3KAD57951',
    'LFWSRXSJ7M1F48985',
    'LFWSRXSJ1G1E56629',
    'LFNCRUMX3H1E36912',
    'LGAX4C351J3029418',
  ])('%s has a right check digit', (vin) => {
    expect(parseVin(vin)).toBe(vin);
    expect(vinWarnings(vin, '#/vin')).toEqual([]);
  });

  test.each([
    ['LFWSRXPJ7H1E61858', '5'],
    ['LSVAM4187C2184841', '6'],
  ])('%s should have %s: accepted with a warning', (vin, digit) => {
    expect(vinInput.parse(vin)).toBe(vin);
    expect(vinCheckDigit(vin)).toBe(digit);
    expect(vinWarnings(vin, '#/vin')).toEqual([{ code: 'vin_check_digit', pointer: '#/vin' }]);
  });

  test.each([
    'LFWSRXSJ3KAD5795',
    'LFWSRXSJ3KAD579510',
    'LFWSRXSJ3KAD5795O',
    'IFWSRXSJ3KAD57951',
    'LFWSRXSJ3KAD5795?',
    '',
  ])('%j is no VIN', (vin) => {
    expect(parseVin(vin)).toBeUndefined();
    expect(vinInput.safeParse(vin).error?.issues[0]).toMatchObject({ params: { zh: expect.any(String) } });
  });

  test('letter case, width and blanks do not count; no VIN has no warning', () => {
    expect(parseVin(' lfwsrxsj3kad57951')).toBe('LFWSRXSJ3KAD57951');
    expect(vinWarnings(null, '#/vin')).toEqual([]);
  });

  test('a VIN made with the computed digit verifies, and any other digit warns', () => {
    fc.assert(
      fc.property(text(VIN_SIGNS, 17), fc.constantFrom(...'0123456789X'), (base, other) => {
        const digit = vinCheckDigit(base);
        const made = `${base.slice(0, 8)}${digit}${base.slice(9)}`;
        expect(vinWarnings(parseVin(made), '#')).toEqual([]);
        if (other !== digit) expect(vinWarnings(`${made.slice(0, 8)}${other}${made.slice(9)}`, '#')).toHaveLength(1);
      }),
    );
  });
});

describe('unified social credit code (GB 32100)', () => {
  test.each([
    '91110000600037341L',
    '9144030071526726XG',
    '914403001922038216',
    '91110000802100433B',
    '91330100799655058B',
  ])('%s is right, inner digit included', (code) => {
    expect(creditCodeInput.parse(code)).toBe(code);
    expect(creditCodeWarnings(code, '#/creditCode')).toEqual([]);
  });

  test.each([
    '91140302MA0TE0018K',
    '91140303MA0TE00182',
    '91140311MA0TE0018L',
    '91140321MA0TE00184',
    '91140322MA0TE0018J',
  ])('%s passes its check digit', (code) => {
    expect(parseCreditCode(code)).toBe(code);
  });

  test.each([
    ['91110108MA00ABC123', 'check_digit'],
    ['9111010', 'length'],
    ['', 'length'],
    ['91110000600037341L0', 'length'],
    ['91110000600037341I', 'alphabet'],
    ['９1110000600037341?', 'alphabet'],
  ])('%j is refused: %s', (code, fault) => {
    expect(creditCodeFault(code)).toBe(fault);
    expect(parseCreditCode(code)).toBeUndefined();
    expect(creditCodeInput.safeParse(code).error?.issues[0]).toMatchObject({
      params: { zh: expect.any(String) },
    });
  });

  test('91110108MA00ABC12 should end in J', () => {
    expect(creditCheckDigit('91110108MA00ABC12')).toBe('J');
  });

  test('letter case and blanks do not count', () => {
    expect(parseCreditCode(' 9111 0000 6000 3734 1l ')).toBe('91110000600037341L');
  });

  test('a wrong inner organisation digit is a warning only', () => {
    const wrong = `9111000060003734${organisationCheckDigit('91110000600037341L') === '2' ? '3' : '2'}`;
    const code = wrong + creditCheckDigit(wrong);
    expect(creditCodeFault(code)).toBeUndefined();
    expect(creditCodeWarnings(code, '#/creditCode')).toEqual([
      { code: 'organisation_check_digit', pointer: '#/creditCode' },
    ]);
  });

  test('a code made with the computed digit verifies, and a change of any one sign fails', () => {
    fc.assert(
      fc.property(text(CREDIT_SIGNS, 17), fc.nat(17), fc.constantFrom(...CREDIT_SIGNS), (base, at, sign) => {
        const code = base + creditCheckDigit(base);
        expect(creditCodeFault(code)).toBeUndefined();
        fc.pre(code[at] !== sign);
        expect(creditCodeFault(code.slice(0, at) + sign + code.slice(at + 1))).toBe('check_digit');
      }),
    );
  });
});
