import { describe, expect, it } from 'vitest';
import { readSlipText, type Slip, slipCode, slipText } from '../../../src/domain/slips/slip.ts';
import { slipLines } from '../../../src/domain/slips/slip-document.ts';

const SLIP: Slip = {
  filingId: '019a0000-0000-7000-8000-0123456789ab',
  number: '阳环机登〔2022〕城区00001号',
  machine: 'ba9876543210',
  codes: [{ scheme: 'environmental', code: '3-10000001' }],
  category: 'excavator',
  stage: 'D',
  site: '三中改造',
  countyCode: '140302',
  unit: '建工',
  plannedEntryOn: '2022-03-01',
  plannedExitOn: '2022-03-31',
  issuedAt: 1_646_092_800_000,
};
/** The signed text as it was before slips said the number of their filing. */
const BEFORE =
  '["key","019a0000000070008000' +
  '0123456789ab","ba9876543210",["e3-10000001"],"excavator","D","三中改造","140302","建工","2022-03-01","2022-03-31",1646092800]';

describe('the text of a slip', () => {
  it('is read as it was written', () => {
    expect(readSlipText(slipText(SLIP, 'key'))).toEqual({ keyId: 'key', slip: SLIP });
  });

  it('of one from before the number was said is read all the same', () => {
    expect(readSlipText(BEFORE)).toEqual({ keyId: 'key', slip: { ...SLIP, number: null } });
    expect(slipText({ ...SLIP, number: null }, 'key')).toBe(BEFORE);
  });

  it.each([
    ['a part more', BEFORE.replace(/]$/, ',"1","2"]')],
    ['a number that is none', BEFORE.replace(/]$/, ',7]')],
    ['no number', BEFORE.replace(/]$/, ',null]')],
    ['a part less', '["key"]'],
    ['blanks', BEFORE.replace('","', '", "')],
  ])('with %s is none', (_, text) => {
    expect(readSlipText(text)).toBeUndefined();
  });

  it.each([
    ['serial', `${'厂'.repeat(40)}|SN-${'7'.repeat(57)}`, `${'厂'.repeat(11)}…|SN-${'7'.repeat(57)}`],
    ['serial', '小松|SN1', '小松|SN1'],
    ['pin', 'B'.repeat(17), 'B'.repeat(17)],
  ] as const)(
    'a code %s of %s has room: the maker is cut and never what the machine is found by',
    (scheme, code, said) => {
      expect(slipCode({ scheme, code })).toEqual({ scheme, code: said });
    },
  );

  it('in words names filing and stage as all papers do', () => {
    expect(slipLines(SLIP)).toContainEqual(['登记编号', SLIP.number]);
    expect(slipLines(SLIP)).toContainEqual(['排放阶段', '零排放']);
    expect(slipLines({ ...SLIP, number: null }).map(([name]) => name)).not.toContain('登记编号');
  });
});
