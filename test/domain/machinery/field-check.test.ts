import { describe, expect, it } from 'vitest';
import { FINDINGS, type Finding, verdictOn } from '../../../src/domain/machinery/field-check.ts';

describe('the verdict', () => {
  it.each<[Finding[], string]>([
    [[], 'in_order'],
    [['not_reviewed', 'stage_unverified'], 'in_order'],
    [['no_site'], 'look_closer'],
    [['stage_unknown'], 'look_closer'],
    [['order_unknown', 'stage_unverified'], 'look_closer'],
    [['slip_unreadable'], 'look_closer'],
    [['filing_ended'], 'look_closer'],
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
