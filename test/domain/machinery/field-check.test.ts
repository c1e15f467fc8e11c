import { describe, expect, it } from 'vitest';
import {
  type CheckedFiling,
  FINDINGS,
  type Finding,
  filedHere,
  verdictOn,
} from '../../../src/domain/machinery/field-check.ts';

const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`);
const filing = (more: Partial<CheckedFiling> = {}): CheckedFiling => ({
  ...{ siteId: 'here', status: 'accepted', plannedEntryOn: '2022-03-01', plannedExitOn: '2022-03-31' },
  ...{ spans: [{ from: at('2022-03-01') }], endedAt: undefined },
  ...more,
});
const HERE = filing();
const THERE = filing({ siteId: 'there' });

describe('how a machine is filed where it stands', () => {
  it.each<[string, CheckedFiling[], string, string]>([
    ['filed before it came', [HERE], '2022-03-02', 'in_time'],
    ['at the very instant is late', [HERE], '2022-03-01', 'late'],
    ['filed after it came', [filing({ spans: [{ from: at('2022-03-05') }] })], '2022-03-02', 'late'],
    ['returned, the time running', [filing({ status: 'returned' })], '2022-03-02', 'returned'],
    ['returned, and another one in time', [filing({ status: 'returned' }), HERE], '2022-03-02', 'in_time'],
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

describe('the verdict', () => {
  it.each<[Finding[], string]>([
    [[], 'in_order'],
    [['not_reviewed', 'stage_unverified'], 'in_order'],
    [['no_site'], 'look_closer'],
    [['stage_unknown'], 'look_closer'],
    [['order_unknown', 'stage_unverified'], 'look_closer'],
    [['slip_unreadable'], 'look_closer'],
    [['late', 'stage_unverified'], 'breach'],
    [['slip_forged'], 'breach'],
    [['not_filed', 'prohibited'], 'must_not_work'],
    [['order_bars', 'not_filed'], 'must_not_work'],
  ])('%j: %s', (found, verdict) => {
    expect(verdictOn(found)).toEqual({ verdict, findings: expect.arrayContaining(found) });
  });

  it('names the gravest first, each once', () => {
    const all = Object.keys(FINDINGS) as Finding[];
    expect(verdictOn([...all].reverse()).findings).toEqual(all);
    expect(verdictOn(['late', 'prohibited', 'late']).findings).toEqual(['prohibited', 'late']);
  });
});
