import { describe, expect, it } from 'vitest';
import { retirementOn } from '../../../src/domain/fleet/retirement.ts';
import { saleOf } from '../../../src/domain/fleet/sale.ts';
import type { VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import type { Judges } from '../../../src/domain/policy/document.ts';
import { decide, type RuleOutcome } from '../../../src/domain/policy/kernel.ts';
import type { FactName, Facts, FactValue } from '../../../src/domain/policy/vocabulary.ts';
import { policies, tractor } from '../gates/builders.ts';

type Known = Partial<Record<FactName, FactValue>>;
const facts = (known: Known): Facts =>
  Object.fromEntries(Object.entries(known).map(([name, value]) => [name, { value, origin: 'record' }]));

/** Outcome, flag and missing facts of the rule with this id. */
function decided(id: string, judges: Judges, day: string, known: Known) {
  const policy = policies.on(day);
  if (!policy) return 'no policy';
  const found = decide(policy, judges, day, facts(known)).find(({ rule }) => rule === id);
  return [found?.outcome, found?.outcome === 'unverified' ? found.missing.join(' ') : (found?.kind ?? '')];
}

describe('2.4.3: the sale of heavy diesel below China VI', () => {
  const sold: VehicleFacts = { ...tractor, invoiceOn: '2021-07-01', seller: { name: '某公司', countyCode: '140302' } };
  it.each<[string, Partial<VehicleFacts>, RuleOutcome | undefined]>([
    ['invoiced the day before', { invoiceOn: '2021-06-30' }, 'not_applicable'],
    ['invoiced on the day', { invoiceOn: '2021-07-01' }, 'violation'],
    ['invoiced years later', { invoiceOn: '2024-02-29' }, 'violation'],
    ['invoiced before the plan', { invoiceOn: '2020-12-31' }, undefined],
    ['no invoice', { invoiceOn: null }, 'unverified'],
    ['no invoice, China VI', { invoiceOn: null, emissionStage: '6' }, 'compliant'],
    ['China VI', { emissionStage: '6' }, 'compliant'],
    ['stage unknown', { emissionStage: 'X' }, 'unverified'],
    ['a gas tractor', { fuel: 'natural_gas' }, 'not_applicable'],
    ['dual fuel may be diesel', { fuel: 'dual_fuel' }, 'unverified'],
    ['light by mass', { grossMassKg: 3500 }, 'not_applicable'],
    ['heavy by mass, from 3,501 kg', { grossMassKg: 3501, vehicleType: 'H31' }, 'violation'],
    ['H3 without a mass', { vehicleType: 'H31' }, 'unverified'],
    ['sold elsewhere', { seller: { name: '某公司', countyCode: '130102' } }, 'not_applicable'],
    ['seller unknown, registered here', { seller: null }, 'violation'],
    ['seller unknown, registered nowhere', { seller: null, registeredDivision: null }, 'unverified'],
  ])('%s: %j is %s', (_, change, outcome) => {
    const sale = saleOf(policies, { ...sold, ...change }, '2022-06-01');
    expect(sale?.decision.outcome).toBe(outcome);
  });

  it('asks for the invoice date, and for what else is not known', () => {
    const missing = (change: Partial<VehicleFacts>) =>
      saleOf(policies, { ...sold, invoiceOn: null, ...change }, '2022-06-01')?.decision.missing;
    expect(missing({})).toEqual(['sale.invoiced']);
    expect(missing({ emissionStage: 'X' })).toEqual(['vehicle.emissionStage', 'sale.invoiced']);
  });
});

describe('2.4.4: retirement of operating diesel goods vehicles of China III or older', () => {
  const old: VehicleFacts = { ...tractor, emissionStage: '3' };
  it.each<[string, string, Partial<VehicleFacts>, string | null]>([
    ['due on the first day of the plan', '2021-01-01', {}, 'due'],
    ['due on the deadline', '2021-12-31', {}, 'due'],
    ['overdue the day after', '2022-01-01', {}, 'overdue'],
    ['not before the plan', '2020-12-31', {}, null],
    ['China 0', '2022-01-01', { emissionStage: '0' }, 'overdue'],
    ['China IV', '2022-01-01', { emissionStage: '4' }, null],
    ['trap 5: zero-tailpipe', '2022-01-01', { emissionStage: 'D', fuel: 'electric' }, null],
    ['trap 6: 营转非 is not operating', '2022-01-01', { usageCode: 'L' }, null],
    ['gas', '2022-01-01', { fuel: 'natural_gas' }, null],
    ['a bus', '2022-01-01', { vehicleType: 'K11' }, null],
    ['of another city', '2022-01-01', { registeredDivision: '140100' }, null],
    ['of the city by its plate', '2022-01-01', { registeredDivision: null }, 'overdue'],
    ['of another city by its plate', '2022-01-01', { registeredDivision: null, plate: '晋A12345' }, null],
    ['scrapped', '2022-01-01', { status: 'scrapped' }, 'retired'],
    ['deregistered', '2022-01-01', { status: 'deregistered' }, 'retired'],
    ['transferred out', '2022-01-01', { status: 'transferred_out' }, null],
    ['stage not verified', '2022-01-01', { stageBasis: 'inferred' }, null],
  ])('%s: on %s', (_, day, change, place) => {
    expect(retirementOn(policies.on(day), { ...old, ...change }, day).place).toBe(place);
  });
});

describe('2.4.5: urea', () => {
  const reporting: Known = {
    'enterprise.reportsUrea': true,
    'vehicle.heavyDiesel': true,
    'vehicle.emissionStage': '4',
    'urea.passages': 20,
    'urea.refills': 0,
  };
  it.each<[string, Known, [RuleOutcome, string]]>([
    ['20 passages, no refill', {}, ['review', 'urea_shortfall']],
    ['19 passages', { 'urea.passages': 19 }, ['not_applicable', '']],
    ['a refill', { 'urea.refills': 1 }, ['compliant', '']],
    ['China III needs none', { 'vehicle.emissionStage': '3' }, ['not_applicable', '']],
    ['stage unknown', { 'vehicle.emissionStage': 'X' }, ['unverified', 'vehicle.emissionStage']],
    ['the enterprise does not report', { 'enterprise.reportsUrea': false }, ['not_applicable', '']],
  ])('%s', (_, change, outcome) => {
    expect(decided('urea-supply', 'vehicle_month', '2021-01-01', { ...reporting, ...change })).toEqual(outcome);
  });
  it('is not judged before the plan', () => {
    expect(decided('urea-supply', 'vehicle_month', '2020-12-31', reporting)).toBe('no policy');
  });
});

describe('2.4.2e: gates networked with the county', () => {
  const listed: Known = {
    'enterprise.keyVehicleUser': true,
    'enterprise.daysOnKeyList': 30,
    'enterprise.gates': 1,
    'enterprise.heardFrom': true,
  };
  it.each<[string, Known, [RuleOutcome, string]]>([
    ['heard from', {}, ['compliant', '']],
    ['not heard from', { 'enterprise.heardFrom': false }, ['violation', 'gate_not_networked']],
    ['no gate', { 'enterprise.gates': 0, 'enterprise.heardFrom': false }, ['violation', 'gate_not_networked']],
    ['on the 29th day', { 'enterprise.daysOnKeyList': 29, 'enterprise.heardFrom': false }, ['not_applicable', '']],
    ['not on the key list', { 'enterprise.keyVehicleUser': false, 'enterprise.gates': 0 }, ['not_applicable', '']],
  ])('%s', (_, change, outcome) => {
    expect(decided('gate-networking', 'enterprise_day', '2021-01-01', { ...listed, ...change })).toEqual(outcome);
  });
  it.each<[string, Known, [RuleOutcome, string]]>([
    ['no declared count', {}, ['not_applicable', '']],
    ['95.0 %', { 'transmission.declared': true, 'transmission.ratePermille': 950 }, ['compliant', '']],
    ['94.9 %', { 'transmission.declared': true, 'transmission.ratePermille': 949 }, ['review', 'low_transmission']],
  ])('transmission rate: %s', (_, known, outcome) => {
    expect(decided('transmission-rate', 'enterprise_day', '2021-01-01', known)).toEqual(outcome);
  });
});

describe('2.4.6: machines', () => {
  it.each<[string, string, Judges, Known, [RuleOutcome, string]]>([
    [
      'filed before entry',
      'machine-registration-before-entry',
      'site_entry',
      { 'filing.inTime': true, 'filing.late': false },
      ['compliant', ''],
    ],
    [
      'filed afterwards',
      'machine-registration-before-entry',
      'site_entry',
      { 'filing.inTime': false, 'filing.late': true },
      ['violation', 'late_registration'],
    ],
    [
      'never filed',
      'machine-registration-before-entry',
      'site_entry',
      { 'filing.inTime': false, 'filing.late': false },
      ['violation', 'unregistered_machine'],
    ],
    [
      'within the limits',
      'machine-over-limit',
      'inspection',
      { 'inspection.smokeWithinLimit': true, 'inspection.ringelmann': 1 },
      ['compliant', ''],
    ],
    [
      'smoke above the limit',
      'machine-over-limit',
      'inspection',
      { 'inspection.smokeWithinLimit': false },
      ['violation', 'machine_over_limit'],
    ],
    [
      'Ringelmann 2, smoke not measured',
      'machine-over-limit',
      'inspection',
      { 'inspection.ringelmann': 2 },
      ['violation', 'machine_over_limit'],
    ],
    [
      'inconclusive',
      'machine-over-limit',
      'inspection',
      { 'inspection.ringelmann': 1 },
      ['unverified', 'inspection.smokeWithinLimit'],
    ],
    [
      'prohibited and working',
      'prohibited-machine-in-use',
      'machine_use',
      { 'prohibition.open': true, 'machine.reportedToEnter': false, 'machine.working': true },
      ['violation', 'prohibited_machine_in_use'],
    ],
    [
      'prohibited and reported to enter',
      'prohibited-machine-in-use',
      'machine_use',
      { 'prohibition.open': true, 'machine.reportedToEnter': true },
      ['violation', 'prohibited_machine_in_use'],
    ],
    [
      'prohibited, standing idle',
      'prohibited-machine-in-use',
      'machine_use',
      { 'prohibition.open': true, 'machine.reportedToEnter': false, 'machine.working': false },
      ['not_applicable', ''],
    ],
    [
      'prohibited, seen, nobody said whether working',
      'prohibited-machine-in-use',
      'machine_use',
      { 'prohibition.open': true, 'machine.reportedToEnter': false },
      ['unverified', 'machine.working'],
    ],
    [
      'working without a prohibition',
      'prohibited-machine-in-use',
      'machine_use',
      { 'prohibition.open': false, 'machine.working': true },
      ['compliant', ''],
    ],
  ])('%s', (_, rule, judges, known, outcome) => {
    expect(decided(rule, judges, '2021-01-01', known)).toEqual(outcome);
    expect(decided(rule, judges, '2020-12-31', known)).toBe('no policy');
  });
});

describe('2.4.2d and 3.3: orders in heavy pollution', () => {
  const closed: Known = {
    'order.closedHours': true,
    'access.entering': true,
    'vehicle.goods': true,
    'vehicle.emissionStage': '6',
    'cargo.bulk': true,
    'enterprise.industrial': true,
    'enterprise.annualFreightTonnes': 1_500_000,
    'enterprise.inPlanningArea': true,
    'enterprise.sector': 'power',
    'enterprise.missedCleanTransport': true,
  };
  it.each<[string, string, Known, [RuleOutcome, string] | string]>([
    ['enters in closed hours, even China VI', '2021-10-01', {}, ['violation', 'peak_shift_breach']],
    ['the day before the clause', '2021-09-30', {}, ['not_applicable', '']],
    ['leaves', '2021-10-01', { 'access.entering': false }, ['not_applicable', '']],
    ['no order', '2021-10-01', { 'order.closedHours': false }, ['not_applicable', '']],
    ['not bulk', '2021-10-01', { 'cargo.bulk': false }, ['not_applicable', '']],
    ['the enterprise met 2.4.2c', '2021-10-01', { 'enterprise.missedCleanTransport': false }, ['not_applicable', '']],
    ['exempted', '2021-10-01', { 'exemption.granted': true }, ['exempt', 'peak_shift_breach']],
  ])('2.4.2d: %s', (_, day, change, outcome) => {
    expect(decided('planning-area-peak-shift', 'passage', day, { ...closed, ...change })).toEqual(outcome);
  });
  it('2.4.2d: an exemption settles it though the load is unknown', () => {
    const { 'cargo.bulk': _, ...unknown } = closed;
    expect(decided('planning-area-peak-shift', 'passage', '2021-10-01', unknown)).toEqual(['unverified', 'cargo.bulk']);
    const exempted = decided('planning-area-peak-shift', 'passage', '2021-10-01', {
      ...unknown,
      'exemption.granted': true,
    });
    expect(exempted).toEqual(['exempt', 'peak_shift_breach']);
  });

  it.each<[string, string, Judges, Known, [RuleOutcome, string]]>([
    [
      'a barred vehicle enters',
      'alert-graded-transport',
      'passage',
      { 'order.barsVehicle': true, 'access.entering': true },
      ['violation', 'alert_restriction_breach'],
    ],
    [
      'a barred vehicle leaves',
      'alert-graded-transport',
      'passage',
      { 'order.barsVehicle': true, 'access.entering': false },
      ['not_applicable', ''],
    ],
    [
      'an exempted one enters',
      'alert-graded-transport',
      'passage',
      { 'order.barsVehicle': true, 'access.entering': true, 'exemption.granted': true },
      ['exempt', 'alert_restriction_breach'],
    ],
    ['none on record', 'alert-graded-transport', 'passage', { 'access.entering': true }, ['not_applicable', '']],
    [
      'a barred machine works',
      'alert-machinery',
      'machine_work',
      { 'order.barsMachine': true },
      ['violation', 'alert_restriction_breach'],
    ],
    [
      'an exempted one works',
      'alert-machinery',
      'machine_work',
      { 'order.barsMachine': true, 'exemption.granted': true },
      ['exempt', 'alert_restriction_breach'],
    ],
    ['no order bars it', 'alert-machinery', 'machine_work', {}, ['not_applicable', '']],
  ])('3.3: %s', (_, rule, judges, known, outcome) => {
    expect(decided(rule, judges, '2021-12-01', known)).toEqual(outcome);
  });
});
