import { describe, expect, test } from 'vitest';
import {
  actionRefusal,
  entryWarnings,
  FILING_STATES,
  isOpen,
  plannedDayErrors,
  plannedDaysOverlap,
  stateAfter,
} from '../../../src/domain/machinery/filing.ts';
import { startOfDay } from '../../../src/domain/time.ts';
import { AFTER, CASES, isAllowed } from '../../support/filing-standings.ts';

const PRESENT = {
  'not come': { enteredAt: null, exitedAt: null },
  'on the site': { enteredAt: 1, exitedAt: null },
  left: { enteredAt: 1, exitedAt: 2 },
} as const;

describe('which action is allowed in which state', () => {
  test.each(CASES.map(({ standing, action }) => [action, standing.status, standing.presence] as const))(
    '%s of a %s filing whose machine has %s',
    (action, status, presence) => {
      const refusal = actionRefusal(action, { status, ...PRESENT[presence] });
      expect(refusal === undefined).toBe(isAllowed(action, { status, presence }));
      if (refusal === undefined)
        expect(stateAfter(action, status)).toBe(AFTER[action] === 'the same' ? status : AFTER[action]);
      else for (const words of [refusal.en, refusal.zh]) expect(words).not.toBe('');
    },
  );

  test('a filing is open until it is rejected or withdrawn, or the machine has left', () => {
    expect(FILING_STATES.filter((status) => isOpen({ status, exitedAt: null }))).toEqual([
      ...['submitted', 'accepted', 'returned'],
    ]);
    expect(FILING_STATES.filter((status) => isOpen({ status, exitedAt: 1 }))).toEqual([]);
  });
});

const planned = (plannedEntryOn: string, plannedExitOn: string) => ({ plannedEntryOn, plannedExitOn });

test.each([
  [planned('2021-03-01', '2021-03-10'), planned('2021-03-10', '2021-03-20'), true],
  [planned('2021-03-01', '2021-03-10'), planned('2021-03-11', '2021-03-20'), false],
  [planned('2021-03-01', '2021-03-31'), planned('2021-03-10', '2021-03-11'), true],
  [planned('2021-03-05', '2021-03-05'), planned('2021-03-05', '2021-03-05'), true],
])('planned days %j and %j overlap: %s', (one, other, overlap) => {
  expect(plannedDaysOverlap(one, other)).toBe(overlap);
  expect(plannedDaysOverlap(other, one)).toBe(overlap);
});

test.each([
  [planned('2021-03-01', '2021-06-30'), []],
  [planned('2021-02-28', '2021-06-30'), ['#/plannedEntryOn']],
  [planned('2021-03-01', '2021-07-01'), ['#/plannedExitOn']],
  [planned('2021-02-28', '2021-07-01'), ['#/plannedEntryOn', '#/plannedExitOn']],
  [planned('2021-05-02', '2021-05-01'), ['#/plannedExitOn']],
  [planned('2021-05-01', '2021-05-01'), []],
])('planned days %j in the schedule of March to June: errors on %j', (days, pointers) => {
  const errors = plannedDayErrors(days, { startsOn: '2021-03-01', endsOn: '2021-06-30' });
  expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
});

test.each<[object, ('plannedEntryOn' | 'plannedExitOn')[], string[]]>([
  [planned('2021-02-28', '2021-07-01'), [], []],
  [planned('2021-02-28', '2021-07-01'), ['plannedEntryOn'], ['#/plannedEntryOn']],
  [planned('2021-02-28', '2021-07-01'), ['plannedExitOn'], ['#/plannedExitOn']],
  [planned('2021-02-28', '2021-06-30'), ['plannedExitOn'], []],
  [planned('2021-05-02', '2021-05-01'), ['plannedEntryOn'], ['#/plannedEntryOn']],
  [planned('2021-05-02', '2021-05-01'), ['plannedExitOn'], ['#/plannedExitOn']],
  [planned('2021-08-02', '2021-07-01'), ['plannedEntryOn'], ['#/plannedEntryOn']],
])('of planned days %j in that schedule, %j given: errors on %j', (days, given, pointers) => {
  const errors = plannedDayErrors(
    days as ReturnType<typeof planned>,
    { startsOn: '2021-03-01', endsOn: '2021-06-30' },
    given,
  );
  expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('an entry outside the planned days is a warning; both days are included', () => {
  const days = planned('2021-03-01', '2021-03-10');
  const warning = [{ code: 'outside_planned_days', pointer: '#/enteredAt' }];
  expect(entryWarnings(days, startOfDay('2021-03-01') - 1)).toEqual(warning);
  expect(entryWarnings(days, startOfDay('2021-03-01'))).toEqual([]);
  expect(entryWarnings(days, startOfDay('2021-03-11') - 1)).toEqual([]);
  expect(entryWarnings(days, startOfDay('2021-03-11'))).toEqual(warning);
});
