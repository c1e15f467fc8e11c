import { describe, expect, it } from 'vitest';
import { saleOf, vehicleSold } from '../../../src/domain/fleet/sale.ts';
import type { VehicleChange, VehicleFacts } from '../../../src/domain/fleet/vehicle.ts';
import { policySet } from '../../../src/domain/policy/policy-set.ts';
import { shippedPolicies } from '../../../src/domain/policy/shipped.ts';

const policies = policySet(shippedPolicies);
const TODAY = '2021-09-01';

/** A China V heavy diesel lorry sold by a dealer of the city on the day the clause began. */
const lorry: VehicleFacts = {
  plate: '晋C12345',
  plateColour: 'yellow',
  fuel: 'diesel',
  emissionStage: '5',
  stageBasis: 'vehicle_list',
  usage: 'operating',
  vehicleType: 'H11',
  grossMassKg: 31_000,
  invoiceOn: '2021-07-01',
  registeredDivision: '140302',
  seller: { name: '阳泉某汽车销售公司', countyCode: '140302' },
  status: 'active',
};
const judged = (facts: Partial<VehicleFacts>) => saleOf(policies, { ...lorry, ...facts }, TODAY);

describe('clause 2.4.3, the sale of heavy diesel below China VI', () => {
  it.each<[string, Partial<VehicleFacts>, string]>([
    ['invoiced the day before the clause', { invoiceOn: '2021-06-30' }, 'not_applicable'],
    ['invoiced on the day the clause begins', { invoiceOn: '2021-07-01' }, 'violation'],
    ['invoiced before the clause, passing after it', { invoiceOn: '2020-05-06' }, 'no policy'],
    ['no invoice date', { invoiceOn: null }, 'unverified'],
    ['no invoice date, China VI', { invoiceOn: null, emissionStage: '6' }, 'compliant'],
    ['China VI', { emissionStage: '6' }, 'compliant'],
    ['China VII', { emissionStage: '7' }, 'compliant'],
    ['stage unknown', { emissionStage: 'X' }, 'unverified'],
    ['stage only declared', { stageBasis: 'declared' }, 'unverified'],
    ['stage only inferred', { stageBasis: 'inferred' }, 'unverified'],
    ['stage D of a diesel contradicts itself', { emissionStage: 'D' }, 'unverified'],
    ['seller elsewhere, registered here', { seller: { name: 's', countyCode: '130102' } }, 'not_applicable'],
    ['seller here, registered elsewhere', { registeredDivision: '130102' }, 'violation'],
    ['seller without a county, registered here', { seller: { name: 's' } }, 'violation'],
    ['no seller, registered here', { seller: null }, 'violation'],
    ['no seller, registered elsewhere', { seller: null, registeredDivision: '130102' }, 'not_applicable'],
    [
      'no seller, no division: a plate 晋C tells nothing of a sale',
      { seller: null, registeredDivision: null },
      'unverified',
    ],
    ['petrol', { fuel: 'petrol' }, 'not_applicable'],
    ['natural gas', { fuel: 'natural_gas' }, 'not_applicable'],
    ['dual fuel leaves diesel open', { fuel: 'dual_fuel' }, 'unverified'],
    ['hybrid leaves diesel open', { fuel: 'hybrid' }, 'unverified'],
    ['3,500 kg', { grossMassKg: 3_500 }, 'not_applicable'],
    ['3,501 kg', { grossMassKg: 3_501 }, 'violation'],
    ['no mass, H2', { grossMassKg: null, vehicleType: 'H21' }, 'violation'],
    ['no mass, H3 is unknown', { grossMassKg: null, vehicleType: 'H31' }, 'unverified'],
    ['no mass, H4', { grossMassKg: null, vehicleType: 'H41' }, 'not_applicable'],
    ['not operating all the same', { usage: 'non_operating' }, 'violation'],
  ])('%s', (_name, facts, outcome) => {
    expect(judged(facts)?.decision.outcome ?? 'no policy').toBe(outcome);
  });

  it('says what is missing where it cannot be decided', () => {
    expect(judged({ invoiceOn: null })?.decision.missing).toEqual(['sale.invoiced']);
    expect(judged({ emissionStage: 'X' })?.decision.missing).toEqual(['vehicle.emissionStage']);
  });

  it('marks a sale placed by the registration as inferred', () => {
    expect(judged({ seller: null })?.inferred).toBe(true);
    expect(judged({})?.inferred).toBe(false);
  });
});

describe('a vehicle as it was sold', () => {
  const change = (effectiveOn: string | null, facts: VehicleFacts): VehicleChange => ({
    id: effectiveOn ?? '',
    effectiveOn,
    source: 'officer',
    facts,
    recordedAt: 0,
  });
  const outcome = (...changes: VehicleChange[]) =>
    saleOf(policies, vehicleSold([change(null, lorry), ...changes], TODAY), TODAY)?.decision.outcome;

  it.each<[string, VehicleChange[], string]>([
    ['a stage of a later day changes nothing', [change('2021-08-01', { emissionStage: '6' })], 'violation'],
    ['a stage from the invoice day counts', [change('2021-07-01', { emissionStage: '6' })], 'compliant'],
    ['a correction counts', [change(null, { emissionStage: '6' })], 'compliant'],
    [
      'a fuel of a later day changes nothing',
      [change('2021-08-01', { fuel: 'electric', emissionStage: 'D' })],
      'violation',
    ],
    ['an invoice told later is the invoice', [change('2021-08-01', { invoiceOn: '2021-06-30' })], 'not_applicable'],
    [
      'a seller told later is the seller',
      [change('2021-08-01', { seller: { name: 's', countyCode: '130102' } })],
      'not_applicable',
    ],
    [
      'the first registration after the sale tells where, not a later one',
      [
        change(null, { seller: null, registeredDivision: null }),
        change('2021-07-20', { registeredDivision: '140302' }),
        change('2021-08-20', { registeredDivision: '130102' }),
      ],
      'violation',
    ],
    ['a stage that is known of a later day only is unknown', [change(null, { emissionStage: 'X' })], 'unverified'],
  ])('%s', (_name, changes, expected) => {
    expect(outcome(...changes)).toBe(expected);
  });
});

describe('invoices of used vehicles never count', () => {
  const by = (facts: VehicleFacts, at: number, effectiveOn: string | null = null): VehicleChange => ({
    ...{ id: String(at), effectiveOn, source: 'officer', facts, recordedAt: at },
  });
  const { invoiceOn, seller, ...vehicle } = lorry;
  const dealer = { name: '二手车市场', countyCode: '140303' };
  it.each<[string, VehicleChange[], string | undefined, string | undefined]>([
    ['an invoice without a kind is of a new vehicle', [by(lorry, 1)], '2021-07-01', '阳泉某汽车销售公司'],
    ['said to be new', [by({ ...lorry, invoiceKind: 'new' }, 1)], '2021-07-01', '阳泉某汽车销售公司'],
    ['said to be used', [by({ ...lorry, invoiceKind: 'used' }, 1)], undefined, undefined],
    [
      'a later sale as used leaves the sale as new as it was',
      [by(lorry, 1), by({ invoiceOn: '2023-05-06', invoiceKind: 'used', seller: dealer }, 2)],
      '2021-07-01',
      '阳泉某汽车销售公司',
    ],
    ['found afterwards to be used', [by(lorry, 1), by({ invoiceKind: 'used' }, 2)], undefined, undefined],
    [
      'and found again to be new',
      [by(lorry, 1), by({ invoiceKind: 'used' }, 2), by({ invoiceKind: 'new' }, 3)],
      '2021-07-01',
      '阳泉某汽车销售公司',
    ],
    [
      'the sale as new may be recorded after that as used',
      [
        by({ ...vehicle, invoiceOn: '2023-05-06', invoiceKind: 'used', seller: dealer }, 1),
        by({ invoiceOn, seller }, 2),
      ],
      '2021-07-01',
      '阳泉某汽车销售公司',
    ],
    [
      'an enterprise’s word on the kind decides nothing',
      [by(lorry, 1), { ...by({ invoiceKind: 'used' }, 2), source: 'enterprise' }],
      '2021-07-01',
      '阳泉某汽车销售公司',
    ],
  ])('%s', (_name, changes, day, name) => {
    const sold = vehicleSold(changes, '2023-06-01');
    expect([sold.invoiceOn, sold.seller?.name]).toEqual([day, name]);
    expect(saleOf(policies, sold, '2023-06-01')?.decision.outcome).toBe(day ? 'violation' : 'unverified');
  });

  it.each<[string, Partial<VehicleFacts>, string]>([
    [
      'certified after the clause began, invoiced before',
      { certificateUploadedOn: '2021-07-02', invoiceOn: '2021-06-30' },
      'not_applicable',
    ],
    [
      'certified before it began, invoiced on its day',
      { certificateUploadedOn: '2021-06-29', invoiceOn: '2021-07-01' },
      'violation',
    ],
    [
      'certified and registered, not invoiced',
      { certificateUploadedOn: '2021-07-02', registeredOn: '2021-07-03', invoiceOn: null },
      'unverified',
    ],
    [
      'registered after it began, invoiced before',
      { registeredOn: '2021-07-05', invoiceOn: '2021-06-30' },
      'not_applicable',
    ],
  ])('the certificate’s day decides nothing: %s', (_name, facts, outcome) => {
    expect(judged(facts)?.decision.outcome).toBe(outcome);
  });
});
