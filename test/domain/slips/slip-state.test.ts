import { describe, expect, it } from 'vitest';
import { type Slip, slipCode, slipName } from '../../../src/domain/slips/slip.ts';
import { type SlipRecord, slipStates } from '../../../src/domain/slips/slip-state.ts';

const NOW: SlipRecord['now'] = {
  filingId: '019a0000-0000-7000-8000-0123456789ab',
  number: '阳环机登〔2022〕城区00001号',
  machine: 'ba9876543210',
  codes: [{ scheme: 'environmental', code: '3-10000001' }],
  category: 'excavator',
  stage: '3',
  site: '三中改造',
  countyCode: '140302',
  unit: '建工',
  plannedEntryOn: '2022-03-01',
  plannedExitOn: '2022-03-31',
};
const SLIP: Slip = { ...NOW, issuedAt: 0 };
const RECORD: SlipRecord = { status: 'accepted', exitedAt: null, prohibited: false, inUse: true, now: NOW };
const LONG = '工'.repeat(60);
const serial = (code: string) => [{ scheme: 'serial', code } as const];

describe('what a true slip is worth', () => {
  it.each<[string, Partial<SlipRecord>, string, string[]]>([
    ['the day before its days', {}, '2022-02-28', ['outside_days']],
    ['its first day', {}, '2022-03-01', ['valid']],
    ['its last day', {}, '2022-03-31', ['valid']],
    ['the day after', {}, '2022-04-01', ['outside_days']],
    ['extended since', { now: { ...NOW, plannedExitOn: '2022-04-30' } }, '2022-04-01', ['changed']],
    ['under a prohibition', { prohibited: true }, '2022-03-01', ['prohibited']],
    ['withdrawn', { status: 'withdrawn' }, '2022-03-01', ['withdrawn']],
    ['returned', { status: 'returned' }, '2022-03-01', ['not_accepted']],
    ['rejected', { status: 'rejected' }, '2022-03-01', ['not_accepted']],
    ['submitted anew', { status: 'submitted' }, '2022-03-01', ['not_accepted']],
    ['left', { exitedAt: 1 }, '2022-03-01', ['left']],
    ['sold, scrapped or moved out', { inUse: false }, '2022-03-01', ['out_of_use']],
    ['of another stage now', { now: { ...NOW, stage: '2' } }, '2022-03-01', ['changed']],
    ['of a site renamed since', { now: { ...NOW, site: '四中改造' } }, '2022-03-01', ['changed']],
    ['with a code more', { now: { ...NOW, codes: [...NOW.codes, ...serial('A|1')] } }, '2022-03-01', ['changed']],
    ['with a code less', { now: { ...NOW, codes: [] } }, '2022-03-01', ['changed']],
    [
      'all at once, the gravest first',
      { prohibited: true, status: 'withdrawn', exitedAt: 1, inUse: false, now: { ...NOW, stage: '2' } },
      '2022-04-01',
      ['prohibited', 'withdrawn', 'left', 'out_of_use', 'changed', 'outside_days'],
    ],
  ])('%s', (_, record, today, states) => {
    expect(slipStates(SLIP, { ...RECORD, ...record }, today)).toEqual(states);
  });

  it('of a filing that is not on record', () => {
    expect(slipStates(SLIP, undefined, '2022-03-01')).toEqual(['unknown_filing']);
  });

  // Names were cut after 30 signs, and `maker|serial` as one.
  it.each<[string, Partial<Slip>, Partial<Slip>, string]>([
    ['a name cut elsewhere', { site: `${LONG.slice(0, 29)}…` }, { site: slipName(LONG) }, 'valid'],
    ['a name that was not cut', { unit: LONG.slice(0, 30) }, { unit: slipName(LONG.slice(0, 30)) }, 'valid'],
    ['another long name', { unit: `${'单'.repeat(29)}…` }, { unit: slipName(LONG) }, 'changed'],
    [
      'a serial number cut',
      { codes: serial(`${LONG.slice(0, 28)}|…`) },
      { codes: [slipCode({ scheme: 'serial', code: `${LONG.slice(0, 28)}|SN1` })] },
      'valid',
    ],
    ['another serial number', { codes: serial('工…|SN1') }, { codes: serial('工…|SN2') }, 'changed'],
    ['no number', { number: null }, {}, 'valid'],
  ])('one printed before with %s', (_, said, now, state) => {
    expect(slipStates({ ...SLIP, ...said }, { ...RECORD, now: { ...NOW, ...now } }, '2022-03-01')).toEqual([state]);
  });
});
