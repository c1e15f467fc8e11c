import { describe, expect, it } from 'vitest';
import {
  type Hours,
  inForce,
  latestIssued,
  type OrderRevision,
  withinHours,
} from '../../../src/domain/alerts/order.ts';
import { formatInstant } from '../../../src/domain/time.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);

/** Order 1 over Chengqu and Kuangqu: from 12:00 on the 4th to 12:00 on the 6th, issued at 10:00 on the 4th. */
const issued: OrderRevision = {
  ...{ orderId: 'o1', serial: 1, orderNumber: '1号', revision: 1, level: 'orange' },
  ...{ countyCodes: ['140302', '140303'], restrictions: [], closedHours: [] },
  ...{ issuedAt: at('2022-01-04T10:00:00'), startsAt: at('2022-01-04T12:00:00'), endsAt: at('2022-01-06T12:00:00') },
};
const revised = (revision: number, issuedAt: string, more: Partial<OrderRevision>): OrderRevision => ({
  ...issued,
  ...more,
  revision,
  issuedAt: at(issuedAt),
});

const extended = revised(2, '2022-01-06T14:00:00', { endsAt: at('2022-01-08T00:00:00') });
const lifted = revised(2, '2022-01-05T08:00:00', { endsAt: at('2022-01-05T09:00:00') });
const liftedBackwards = revised(2, '2022-01-05T10:00:00', { endsAt: at('2022-01-05T09:00:00') });
const openEnded = revised(1, '2022-01-04T10:00:00', { endsAt: null });
const elsewhere = revised(2, '2022-01-05T00:00:00', { countyCodes: ['140311'] });
const tooLate = revised(1, '2022-01-04T13:00:00', {});

/** What it says · the revisions · when · which of them is in force over Chengqu. */
const TABLE: readonly (readonly [string, readonly OrderRevision[], string, number | null])[] = [
  ['the instant before it starts', [issued], '2022-01-04T11:59:59.999', null],
  ['its first instant', [issued], '2022-01-04T12:00:00.000', 1],
  ['its last instant', [issued], '2022-01-06T11:59:59.999', 1],
  ['the instant it ends', [issued], '2022-01-06T12:00:00.000', null],
  ['issued after its start: before that nobody was told', [tooLate], '2022-01-04T12:59:59.999', null],
  ['issued after its start: from the issuing on', [tooLate], '2022-01-04T13:00:00.000', 1],
  ['open-ended: years later', [openEnded], '2030-01-01T00:00:00.000', 1],
  [
    'an extension convicts nobody who entered before it was issued',
    [issued, extended],
    '2022-01-06T13:59:59.999',
    null,
  ],
  ['an extension holds from its issuing', [issued, extended], '2022-01-06T14:00:00.000', 2],
  ['an extension: to its own end', [issued, extended], '2022-01-07T23:59:59.999', 2],
  ['an extension: no longer', [issued, extended], '2022-01-08T00:00:00.000', null],
  ['before an extension the first revision stands', [issued, extended], '2022-01-05T00:00:00.000', 1],
  ['a lift: between its issuing and its end', [issued, lifted], '2022-01-05T08:59:59.999', 2],
  ['a lift frees from its end on', [issued, lifted], '2022-01-05T09:00:00.000', null],
  [
    'a lift issued later than its end frees from its issuing on',
    [issued, liftedBackwards],
    '2022-01-05T09:59:59.999',
    1,
  ],
  ['and then', [issued, liftedBackwards], '2022-01-05T10:00:00.000', null],
  ['the order in which revisions are told does not matter', [lifted, issued], '2022-01-05T09:00:00.000', null],
  ['moved to another county', [issued, elsewhere], '2022-01-05T00:00:00.000', null],
  ['and before', [issued, elsewhere], '2022-01-04T23:59:59.999', 1],
  [
    'of two issued at one instant the later recorded',
    [issued, revised(2, '2022-01-04T10:00:00', { endsAt: at('2022-01-05T00:00:00') })],
    '2022-01-05T00:00:00.000',
    null,
  ],
  [
    'a revision entered late takes its place by its issuing',
    [issued, extended, revised(3, '2022-01-05T12:00:00', { endsAt: at('2022-01-05T18:00:00') })],
    '2022-01-06T00:00:00.000',
    null,
  ],
];

describe('which revision of an order is in force', () => {
  it.each(TABLE)('%s', (_, revisions, when, expected) => {
    const found = inForce(revisions, '140302', at(when));
    expect(found.map(({ revision }) => revision)).toEqual(expected === null ? [] : [expected]);
  });

  it('orders overlap, each by its own latest revision', () => {
    const other = { ...issued, orderId: 'o2', serial: 2 };
    const found = inForce([issued, lifted, other], '140303', at('2022-01-05T12:00:00'));
    expect(found.map(({ orderId }) => orderId)).toEqual(['o2']);
    expect(inForce([issued, other], '140303', at('2022-01-05T12:00:00'))).toHaveLength(2);
    expect(inForce([issued, other], '140321', at('2022-01-05T12:00:00'))).toEqual([]);
  });

  it('says what an order says at an instant, whether it covers it or not', () => {
    expect(latestIssued([issued, lifted], at('2022-01-06T00:00:00'))).toBe(lifted);
    expect(latestIssued([issued, lifted], at('2022-01-04T09:59:59.999'))).toBeUndefined();
  });
});

/** Hours · time of day · within. */
const HOURS: readonly (readonly [Hours, string, boolean])[] = [
  [{ from: '08:00', to: '20:00' }, '07:59:59.999', false],
  [{ from: '08:00', to: '20:00' }, '08:00:00.000', true],
  [{ from: '08:00', to: '20:00' }, '19:59:59.999', true],
  [{ from: '08:00', to: '20:00' }, '20:00:00.000', false],
  [{ from: '22:00', to: '06:00' }, '21:59:59.999', false],
  [{ from: '22:00', to: '06:00' }, '22:00:00.000', true],
  [{ from: '22:00', to: '06:00' }, '00:00:00.000', true],
  [{ from: '22:00', to: '06:00' }, '05:59:59.999', true],
  [{ from: '22:00', to: '06:00' }, '06:00:00.000', false],
  [{ from: '00:00', to: '24:00' }, '00:00:00.000', true],
  [{ from: '00:00', to: '24:00' }, '23:59:59.999', true],
  [{ from: '18:00', to: '24:00' }, '23:59:59.999', true],
  [{ from: '18:00', to: '24:00' }, '00:00:00.000', false],
  [{ from: '18:00', to: '00:00' }, '23:59:59.999', true],
  [{ from: '18:00', to: '00:00' }, '00:00:00.000', false],
];

describe('hours of a day, local', () => {
  it.each(HOURS)('%o at %s: %s', (hours, time, expected) => {
    const instant = at(`2022-01-05T${time}`);
    expect(formatInstant(instant)).toContain(time);
    expect(withinHours([hours], instant)).toBe(expected);
  });

  it('any of several will do, and none is no hour at all', () => {
    const two = [HOURS[0]?.[0], HOURS[4]?.[0]].filter((hours) => hours !== undefined);
    expect(withinHours(two, at('2022-01-05T23:00:00'))).toBe(true);
    expect(withinHours(two, at('2022-01-05T21:00:00'))).toBe(false);
    expect(withinHours([], at('2022-01-05T21:00:00'))).toBe(false);
  });
});
