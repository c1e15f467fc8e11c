import { describe, expect, it } from 'vitest';
import {
  type Appealed,
  effectOf,
  factOfGrounds,
  GROUND_CODES,
  offenderOf,
} from '../../../src/domain/enforcement/appeal.ts';

const truck: Appealed = {
  ...{ organisationId: 'plant', countyCode: '140302', enterpriseId: 'plant', machineId: null, sellerName: null },
  ...{ plate: '晋C12345', plateColour: 'yellow' },
};
const machine: Appealed = { ...truck, enterpriseId: null, plate: null, plateColour: null, machineId: 'm' };

describe('the fact that a violation hangs on', () => {
  it('is the vehicle, the enterprise or the machine that the grounds are about', () => {
    expect(factOfGrounds('emission_stage', truck)).toBe('vehicle 晋C12345 yellow');
    expect(factOfGrounds('enterprise_facts', truck)).toBe('enterprise plant');
    expect(factOfGrounds('machine_filed', machine)).toBe('machine m');
  });

  it.each(GROUND_CODES.filter((code) => !['time', 'exempt', 'other'].includes(code)))(
    'is none where %s is about something else',
    (grounds) => {
      expect([factOfGrounds(grounds, truck), factOfGrounds(grounds, machine)]).toContain(null);
    },
  );

  it('tells one vehicle of a plate from another by its colour, and offenders by county', () => {
    const green = { ...truck, plateColour: 'green' };
    expect(factOfGrounds('plate_misread', green)).not.toBe(factOfGrounds('plate_misread', truck));
    expect(offenderOf(green)).toBe(offenderOf(truck));
    expect(offenderOf({ ...truck, countyCode: '140303' })).not.toBe(offenderOf(truck));
    const ownerless = { ...truck, organisationId: null };
    expect(offenderOf(ownerless)).not.toBe(offenderOf({ ...ownerless, plateColour: 'green' }));
    expect(offenderOf({ ...ownerless, sellerName: '某汽贸' })).toBe(
      offenderOf({ ...machine, organisationId: null, sellerName: '某汽贸' }),
    );
  });
});

describe('what changes of state come to', () => {
  const change = (violationId: string, from: string, to: string) => ({ violationId, from, to });
  it.each([
    [
      'an appealed one that is cancelled',
      [change('a', 'open', 'appealed'), change('a', 'appealed', 'cancelled')],
      'cancelled',
    ],
    ['a withdrawn one that is cancelled', [change('a', 'withdrawn', 'cancelled')], 'cancelled'],
    ['one withdrawn', [change('a', 'notified', 'withdrawn')], 'withdrawn'],
    ['one raised', [change('a', 'none', 'open')], 'raised'],
    ['one that stands again', [change('a', 'withdrawn', 'open')], 'raised'],
    ['one raised and withdrawn again', [change('a', 'none', 'open'), change('a', 'open', 'withdrawn')], undefined],
    [
      'one withdrawn that stands again',
      [change('a', 'open', 'withdrawn'), change('a', 'withdrawn', 'open')],
      undefined,
    ],
    ['one that is only appealed', [change('a', 'open', 'appealed')], undefined],
  ] as const)('%s', (_name, changes, what) => {
    const none = { cancelled: [], withdrawn: [], raised: [] };
    expect(effectOf(changes)).toEqual(what ? { ...none, [what]: ['a'] } : none);
  });
});
