import { describe, expect, it } from 'vitest';
import { type CheckedFiling, filedHere, filingFindings } from '../../../src/domain/machinery/filed-here.ts';

const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`);
const filing = (more: Partial<CheckedFiling> = {}): CheckedFiling => ({
  ...{ siteId: 'here', status: 'accepted', plannedEntryOn: '2022-03-01', plannedExitOn: '2022-03-31' },
  ...{ resubmitBy: null, spans: [{ from: at('2022-03-01') }], endedAt: undefined },
  ...more,
});
const HERE = filing();
const THERE = filing({ siteId: 'there' });
const returned = (resubmitBy: string) => filing({ status: 'returned', resubmitBy });

describe('how a machine is filed where it stands', () => {
  it.each<[string, CheckedFiling[], string, string]>([
    ['filed before it came', [HERE], '2022-03-02', 'in_time'],
    ['at the very instant is late', [HERE], '2022-03-01', 'late'],
    ['filed after it came', [filing({ spans: [{ from: at('2022-03-05') }] })], '2022-03-02', 'late'],
    ['returned, on the last day of its time', [returned('2022-03-02')], '2022-03-02', 'returned'],
    ['returned, its time over', [returned('2022-03-01')], '2022-03-02', 'in_time'],
    ['returned, and another one in time', [returned('2022-03-02'), HERE], '2022-03-02', 'in_time'],
    [
      'withdrawn before it came',
      [filing({ spans: [{ from: at('2022-02-01'), until: at('2022-03-01') }] })],
      '2022-03-02',
      'not_filed',
    ],
    [
      'withdrawn after it came',
      [filing({ spans: [{ from: at('2022-03-01'), until: at('2022-03-09') }] })],
      '2022-03-02',
      'in_time',
    ],
    ['left on it before it came back', [filing({ endedAt: at('2022-03-02') })], '2022-03-03', 'not_filed'],
    ['for another site', [THERE], '2022-03-02', 'other_site'],
    [
      'for another site, on other days',
      [filing({ siteId: 'there', plannedExitOn: '2022-03-01' })],
      '2022-03-02',
      'not_filed',
    ],
    [
      'for another site, where it left',
      [filing({ siteId: 'there', endedAt: at('2022-03-01') })],
      '2022-03-02',
      'not_filed',
    ],
    [
      'for another site, not standing',
      [filing({ siteId: 'there', spans: [{ from: 1, until: 2 }] })],
      '2022-03-02',
      'not_filed',
    ],
    ['for both', [THERE, HERE], '2022-03-02', 'in_time'],
    ['nowhere', [], '2022-03-02', 'not_filed'],
  ])('%s', (_, filings, day, filed) => {
    expect(filedHere(filings, 'here', at(day), day).filed).toBe(filed);
  });
});

describe('what is told of its filings', () => {
  const on = '2022-03-02';
  it.each<[string, Parameters<typeof filingFindings>[0], CheckedFiling[], string[]]>([
    ['accepted', 'in_time', [HERE], []],
    ['not reviewed', 'in_time', [filing({ status: 'submitted' })], ['not_reviewed']],
    ['rejected after it came', 'in_time', [filing({ status: 'rejected' })], ['filing_ended']],
    ['withdrawn after it came', 'in_time', [filing({ status: 'withdrawn' })], ['filing_ended']],
    ['returned, its time running', 'returned', [returned(on)], ['returned']],
    ['returned, its time over', 'in_time', [returned('2022-03-01')], ['filing_ended']],
    ['rejected, and another accepted', 'in_time', [filing({ status: 'rejected' }), HERE], []],
    [
      'rejected, and another not reviewed',
      'in_time',
      [filing({ status: 'rejected' }), filing({ status: 'submitted' })],
      ['not_reviewed'],
    ],
    ['late, whatever became of it', 'late', [filing({ status: 'rejected' })], ['late']],
    ['outside its days', 'in_time', [filing({ plannedExitOn: '2022-03-01' })], ['outside_days']],
    ['not at all', 'not_filed', [], ['not_filed']],
    ['for another site', 'other_site', [THERE], ['other_site']],
  ])('%s', (_, filed, by, findings) => {
    expect(filingFindings(filed, by, on)).toEqual(findings);
  });
});
