import { describe, expect, it } from 'vitest';
import { findAggravating, type SeenFlag } from '../../src/domain/cases/aggravating.ts';
import {
  afterStep,
  CASE_STATUSES,
  CASE_STEPS,
  type CaseStatus,
  type CaseStep,
} from '../../src/domain/cases/case-states.ts';
import { overdueOn } from '../../src/domain/cases/deadlines.ts';
import { type Committed, offenderAs, usualOffender } from '../../src/domain/cases/offender.ts';
import { OUTCOMES, tooEarly } from '../../src/domain/cases/outcomes.ts';
import { serialNumber } from '../../src/domain/documents/serial-number.ts';
import { policySet } from '../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../src/domain/policy/shipped.ts';

const policy = policySet(shippedPolicies).all[0];
if (!policy) throw new Error('no policy is shipped');

/** Where each step leads from each state; a dot where it may not be taken. Written out so that a lawyer can read it. */
const TABLE = `
                  change-violations make-notice serve-notice take-statement find    decide  close  suspend   resume
  open            open              open        noticed      .              open    decided .      suspended .
  noticed         .                 noticed     noticed      heard          noticed decided .      suspended .
  heard           .                 heard       heard        heard          heard   decided .      suspended .
  decided         .                 .           .            .              .       .       closed .         .
  closed          .                 .           .            .              .       .       .      .         .
  suspended       .                 .           .            .              .       .       .      .         back
`
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

const [steps = [], ...rows] = TABLE;
const cells = rows.flatMap(([from = '', ...cells_]) =>
  steps.map((step, index) => [from, step, cells_[index] ?? ''] as const),
);

describe('states of a case', () => {
  it('the table names every state and step', () => {
    expect(rows.map(([from]) => from)).toEqual(CASE_STATUSES);
    expect(steps).toEqual(CASE_STEPS);
    expect(cells).toHaveLength(54);
  });

  it.each(cells)('%s, %s → %s', (from, step, to) => {
    const came = afterStep(from as CaseStatus, step as CaseStep, 'heard');
    expect(came ?? '.').toBe(to === 'back' ? 'heard' : to);
  });

  it.each([
    ['confirmed', 'open', null, true],
    ['confirmed', 'noticed', '2022-01-17', true],
    ['confirmed', 'noticed', '2022-01-16', false],
    ['confirmed', 'heard', '2022-01-20', false],
    ['rectified', 'open', null, true],
    ['rectified', 'noticed', '2022-01-17', true],
    ['rectified', 'heard', '2022-01-20', false],
    ['dismissed', 'open', null, false],
    ['transferred', 'open', null, false],
    ['transferred', 'noticed', '2022-01-20', false],
  ] as const)(
    '%s of a case that is %s, to be answered by %s, on 2022-01-17: too early %s',
    (outcome, status, by, early) => {
      expect(tooEarly(outcome, status, by, '2022-01-17') !== undefined).toBe(early);
    },
  );

  it('every outcome is in the table of its words', () => {
    expect(OUTCOMES).toEqual(['confirmed', 'rectified', 'dismissed', 'transferred']);
  });
});

describe('deadlines of a case', () => {
  const dated = { decideBy: '2022-02-01', answerBy: '2022-01-17' };
  it.each([
    ['open', '2022-02-01', []],
    ['open', '2022-02-02', ['decision']],
    ['noticed', '2022-01-17', []],
    ['noticed', '2022-01-18', ['answer']],
    ['noticed', '2022-02-02', ['answer', 'decision']],
    ['heard', '2022-01-18', []],
    ['heard', '2022-02-02', ['decision']],
    ['suspended', '2023-01-01', []],
    ['decided', '2023-01-01', []],
    ['closed', '2023-01-01', []],
  ] as const)('%s on %s: %s', (status, today, what) => {
    expect(overdueOn({ ...dated, status }, today).map((one) => one.what)).toEqual(what);
  });
});

describe('whose a violation is', () => {
  const none: Committed = {
    ...{ kind: 'non_china_vi_access', enterpriseId: null, organisationId: null, machineId: null, siteId: null },
    ...{ plate: null, plateColour: null, sellerName: null, sellerCreditCode: null },
  };
  const access = { ...none, enterpriseId: 'e', organisationId: 'e', plate: '晋C12345', plateColour: 'yellow' };
  const machine = { ...none, kind: 'unregistered_machine', machineId: 'm', siteId: 's', organisationId: 'c' };
  const sale = { ...none, kind: 'non_china_vi_sale', plate: '晋C1', sellerName: '汽贸', sellerCreditCode: '91' };

  it.each([
    ['an access is the enterprise’s', access, 'enterprise:e'],
    [
      'an access somewhere unknown is the vehicle owner’s',
      { ...access, enterpriseId: null },
      'vehicle:晋C12345 yellow',
    ],
    ['a machine on a site is the contractor’s', machine, 'contractor:c'],
    ['a sale is the seller’s, by its credit code', sale, 'seller:91'],
    ['and by its name where it has none', { ...sale, sellerCreditCode: null }, 'seller:汽贸'],
    ['nobody’s', none, undefined],
  ])('%s', (_what, one, key) => {
    expect(usualOffender(one)?.key).toBe(key);
  });

  it('an access can be pursued as the vehicle owner’s, a sale cannot', () => {
    expect(offenderAs('vehicle', access)?.key).toBe('vehicle:晋C12345 yellow');
    expect(offenderAs('vehicle', { ...access, plateColour: 'green' })?.key).toBe('vehicle:晋C12345 green');
    expect(offenderAs('vehicle', sale)).toBeUndefined();
    expect(offenderAs('enterprise', { ...sale, enterpriseId: 'e' })).toBeUndefined();
    expect(offenderAs('contractor', access)).toBeUndefined();
    expect(offenderAs('seller', access)).toBeUndefined();
  });
});

describe('numbers', () => {
  const numbering = policy.parameter('caseNumbering');
  it.each([
    ['case', '城区', 7, '阳环移案〔2022〕城区0007号'],
    ['notice', '市', 12345, '阳环移告〔2022〕市12345号'],
  ] as const)('of a %s', (what, county, serial, number) => {
    expect(serialNumber(numbering[what], numbering.digits, { year: 2022, county, serial })).toBe(number);
  });
});

describe('aggravating findings by the shipped policy', () => {
  const findings = policy.parameter('aggravatingFindings');
  const repeat = policy.parameter('repeatOffender');
  let serial = 0;
  const flag = (kind: string, day: string, more: Partial<SeenFlag> = {}): SeenFlag => {
    serial += 1;
    const effect = ['stage_conflict', 'suspect_defaults', 'vin_conflict'].includes(kind) ? 'review' : 'breach';
    const occurredAt = Date.parse(`${day}T08:00:00+08:00`);
    return { id: `${serial}`, kind, effect, status: 'open', occurredAt, beforePublication: false, ...more };
  };
  const breach = (day: string, more: Partial<SeenFlag> = {}) => flag('non_china_vi_access', day, more);
  const found = (
    inCase: readonly SeenFlag[],
    others: readonly SeenFlag[],
    more: { readonly offenderType?: 'enterprise' | 'vehicle'; readonly confirmedBefore?: number } = {},
  ) =>
    findAggravating(findings, repeat, {
      ...{ offenderType: 'enterprise', confirmedBefore: 0, inCase, ofOffender: [...inCase, ...others] },
      ...more,
    });
  const ids = (...all: Parameters<typeof found>) => found(...all).map(({ finding }) => finding.id);
  const last = breach('2022-04-01');

  it('each cites the words of 4.4', () => {
    const text = policy.document.parameters['aggravatingFindings']?.cite ?? '';
    for (const { cite } of findings) expect(text).toContain(cite);
  });

  it('a repeat offender has three breaches in ninety days, both ends included', () => {
    expect(ids([last], [breach('2022-03-01')])).toEqual([]);
    expect(ids([last], [breach('2022-01-02'), breach('2022-03-01')])).toEqual(['repeat_offender']);
    expect(ids([last], [breach('2022-01-01'), breach('2022-03-01')])).toEqual([]);
    const [shown] = found([last], [breach('2022-03-01'), breach('2022-02-01')]);
    expect(shown?.violationIds).toHaveLength(3);
    expect(shown?.violationIds.at(-1)).toBe(last.id);
    expect(shown?.reason.en).toBe(
      '3 breaches in 90 days up to the last violation of the case; 0 cases confirmed before.',
    );
  });

  it('or a case confirmed before', () => {
    expect(ids([last], [], { confirmedBefore: 1 })).toEqual(['repeat_offender']);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['withdrawn', { status: 'withdrawn' }],
    ['of a day before the policy was published', { beforePublication: true }],
    ['later than the case', { occurredAt: last.occurredAt + 1 }],
  ])('what is %s counts for nothing', (_what, more) => {
    expect(ids([last], [breach('2022-03-01'), breach('2022-03-02', more)])).toEqual([]);
  });

  it('data is falsified where three flags of an enterprise say so, and of nobody else', () => {
    const flags = [flag('stage_conflict', '2022-03-01'), flag('suspect_defaults', '2022-03-02')];
    expect(ids([last], flags)).toEqual([]);
    const three = [...flags, flag('vin_conflict', '2022-03-03')];
    expect(ids([last], three)).toEqual(['falsified_data']);
    expect(ids([last], three, { offenderType: 'vehicle' })).toEqual([]);
  });

  it.each(['alert_restriction_breach', 'peak_shift_breach'])(
    'failing to act in an alert: one %s in the case',
    (kind) => {
      expect(ids([flag(kind, '2022-04-01')], [])).toEqual(['inaction_in_alert']);
      expect(ids([last], [flag(kind, '2022-03-01')])).toEqual([]);
      expect(ids([last, flag(kind, '2022-04-01', { status: 'cancelled' })], [])).toEqual([]);
    },
  );

  it('nothing where all of the case fell away', () => {
    expect(ids([{ ...last, status: 'withdrawn' }], [], { confirmedBefore: 5 })).toEqual([]);
  });
});
