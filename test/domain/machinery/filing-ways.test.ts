import { describe, expect, test } from 'vitest';
import { type FilingEvent, filedBefore, filedLate, filedSpans } from '../../../src/domain/machinery/filing-validity.ts';
import { startOfDay } from '../../../src/domain/time.ts';
import { type Anchor, WAYS, type Way, type WayStep } from '../../support/filing-ways.ts';

/** Noon of a day of March 2022; a return of the 3rd may come back until the 10th. */
const noon = (day: number) => startOfDay(`2022-03-${String(day).padStart(2, '0')}`) + 12 * 3_600_000;
const DAYS: Readonly<Partial<Record<WayStep, number>>> = { return: 3, resubmit: 5, 'resubmit late': 14, lapse: 14 };

/** What happened to a filing that went a way, and the instants from which entries are counted. */
function historyOf({ steps, bySetting }: Way) {
  const events: FilingEvent[] = [{ action: 'submit', at: noon(2) }];
  const anchors: Partial<Record<Anchor, number>> = { submission: noon(2) };
  if (bySetting) events.push({ action: 'accept', at: noon(2) });
  let day = 2;
  for (const step of steps) {
    day = DAYS[step] ?? day + 1;
    const at = noon(day);
    if (step === 'return') events.push({ action: 'return', at, resubmitBy: '2022-03-10' });
    if (step === 'accept' || step === 'reject' || step === 'withdraw') events.push({ action: step, at });
    if (step === 'resubmit' || step === 'resubmit late') events.push({ action: 'resubmit', at });
    if (step === 'return') anchors.return = at;
    if (step === 'reject' || step === 'withdraw') anchors.end = at;
    if (step === 'resubmit late') anchors['late resubmission'] = at;
  }
  const today = `2022-03-${String(day).padStart(2, '0')}`;
  return { spans: filedSpans(events, today), anchors };
}

describe.each(WAYS)('a filing that is $name', (way) => {
  const { spans, anchors } = historyOf(way);
  test.each(way.entries)('the %s: 1 ms before it %s, at it %s, 1 ms after it %s', (anchor, ...expected) => {
    const flags = [-1, 0, 1].map((ms) => {
      const entry = (anchors[anchor] ?? Number.NaN) + ms;
      if (filedBefore(spans, entry)) return 'none';
      return filedLate(spans, entry) ? 'late_registration' : 'unregistered_machine';
    });
    expect(flags).toEqual(expected);
  });
});
