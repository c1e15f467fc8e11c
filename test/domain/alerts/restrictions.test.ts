import { describe, expect, it } from 'vitest';
import type { Exemption } from '../../../src/domain/alerts/exemption.ts';
import type { OrderRevision, Restriction } from '../../../src/domain/alerts/order.ts';
import type { EnterpriseFacts } from '../../../src/domain/fleet/enterprise.ts';
import { type Judgement, judgeVisit, type PlateHolder } from '../../../src/domain/gates/judge-visit.ts';
import type { Reading } from '../../../src/domain/gates/passage.ts';
import { explain } from '../../../src/domain/policy/explain.ts';
import { decodeFacts, encodeFacts } from '../../../src/domain/policy/fact-codec.ts';
import { enterprise, PLATE, policies, reading, registered } from '../gates/builders.ts';

const NOON = '2022-01-05T12:00:00+08:00';

/** An order over Chengqu for the first week of 2022. */
const order = (restrictions: readonly Restriction[], more: Partial<OrderRevision> = {}): OrderRevision => ({
  ...{ orderId: 'o1', serial: 1, orderNumber: '阳应急〔2022〕1号', revision: 1, level: 'orange' },
  ...{ countyCodes: ['140302'], restrictions, closedHours: [] },
  ...{ issuedAt: Date.parse('2022-01-01T00:00:00+08:00'), startsAt: Date.parse('2022-01-01T00:00:00+08:00') },
  endsAt: Date.parse('2022-01-08T00:00:00+08:00'),
  ...more,
});

type Scene = {
  readonly at?: string;
  readonly orders: readonly OrderRevision[];
  readonly said?: Partial<Reading>;
  readonly registry?: PlateHolder;
  readonly where?: EnterpriseFacts;
  readonly exemptions?: readonly Exemption[];
  readonly missed?: boolean;
};

/** A small plant to which only orders apply. */
const small = (facts: Partial<EnterpriseFacts> = {}) => enterprise({ annualFreightTonnes: 100_000, ...facts });

function judged({
  at = NOON,
  orders,
  said = {},
  registry,
  where = small(),
  exemptions = [],
  missed,
}: Scene): Judgement {
  const one = reading(at, said);
  const access = { id: one.id, direction: one.direction, startedAt: one.passedAt, readings: [one] };
  return judgeVisit(policies, {
    visit: one.direction === 'in' ? { id: one.id, entry: access } : { id: one.id, exit: access },
    plate: PLATE,
    holders: registry ? [registry] : [],
    enterprise: [where],
    alerts: {
      ...{ countyCode: '140302', enterpriseId: 'e1', revisions: orders, exemptions },
      missed: new Map(orders.map(({ startsAt }) => [startsAt, missed])),
    },
  });
}

const byRule = ({ decisions }: Judgement, rule: string) => decisions.find((decision) => decision.rule === rule);
const graded = (judgement: Judgement) => byRule(judgement, 'alert-graded-transport');
const heavy4: Restriction = { appliesTo: 'heavy_vehicle', maxStage: '4' };
const goods4: Restriction = { appliesTo: 'goods_vehicle', maxStage: '4' };
/** Of another city, so that it stands on no retirement list. */
const lorry = (facts: object) => registered({ vehicleType: 'H11', registeredDivision: '130100', ...facts });

type Row = readonly [
  string,
  Restriction,
  PlateHolder | Partial<Reading>,
  string,
  (readonly string[])?,
  EnterpriseFacts?,
];

/** What it says · restriction · the truck · outcome · what is missing · where. */
const TABLE: readonly Row[] = [
  ['China IV is IV or older', heavy4, lorry({ emissionStage: '4' }), 'violation'],
  ['China 0 is IV or older', heavy4, lorry({ emissionStage: '0' }), 'violation'],
  ['China V is not', heavy4, lorry({ emissionStage: '5' }), 'not_applicable'],
  ['zero-tailpipe never is', heavy4, lorry({ emissionStage: 'D', fuel: 'electric' }), 'not_applicable'],
  [
    'an unknown stage is neither',
    heavy4,
    { asserted: { vehicleType: 'H11' } },
    'unverified',
    ['vehicle.emissionStage'],
  ],
  [
    'stage X is unknown',
    heavy4,
    { asserted: { vehicleType: 'H11', emissionStage: 'X' } },
    'unverified',
    ['vehicle.emissionStage'],
  ],
  [
    'the gate’s word counts where the register has none',
    heavy4,
    { asserted: { vehicleType: 'H11', emissionStage: '3' } },
    'violation',
  ],

  ['without a stage all are barred', { appliesTo: 'goods_vehicle' }, lorry({ emissionStage: '7' }), 'violation'],
  [
    'but zero-tailpipe',
    { appliesTo: 'goods_vehicle' },
    lorry({ emissionStage: 'D', fuel: 'electric' }),
    'not_applicable',
  ],
  [
    'and an unknown one might be it',
    { appliesTo: 'goods_vehicle' },
    { asserted: { fuel: 'diesel' } },
    'unverified',
    ['vehicle.emissionStage'],
  ],

  ['heavy: Q11', heavy4, lorry({ emissionStage: '3', vehicleType: 'Q11' }), 'violation'],
  ['heavy: Z51', heavy4, lorry({ emissionStage: '3', vehicleType: 'Z51' }), 'violation'],
  [
    'heavy: H2 never, whatever its mass',
    heavy4,
    lorry({ emissionStage: '3', vehicleType: 'H21', grossMassKg: 13_000 }),
    'not_applicable',
  ],
  ['heavy: H3 never', heavy4, lorry({ emissionStage: '3', vehicleType: 'H31' }), 'not_applicable'],
  ['heavy: H4 never', heavy4, lorry({ emissionStage: '3', vehicleType: 'H41' }), 'not_applicable'],
  [
    'heavy: other goods from 12,000 kg',
    heavy4,
    lorry({ emissionStage: '3', vehicleType: 'Q21', grossMassKg: 12_000 }),
    'violation',
  ],
  [
    'heavy: other goods below',
    heavy4,
    lorry({ emissionStage: '3', vehicleType: 'Q21', grossMassKg: 11_999 }),
    'not_applicable',
  ],
  ['heavy: without mass or type', heavy4, { asserted: { emissionStage: '3' } }, 'unverified', ['vehicle.heavy']],
  [
    'heavy: a yellow plate of 12,000 kg',
    heavy4,
    { asserted: { emissionStage: '3', grossMassKg: 12_000 } },
    'violation',
  ],
  ['a bus is no goods vehicle', goods4, { asserted: { emissionStage: '3', vehicleType: 'K11' } }, 'not_applicable'],
  ['a light lorry is', goods4, lorry({ emissionStage: '3', vehicleType: 'H31' }), 'violation'],
  [
    'a blue plate without cargo is none',
    goods4,
    { plateColour: 'blue', asserted: { emissionStage: '3' } },
    'not_applicable',
  ],
  [
    'a white plate says nothing',
    goods4,
    { plateColour: 'white', asserted: { emissionStage: '3' } },
    'unverified',
    ['vehicle.goods'],
  ],

  [
    'a camera’s guess of a light lorry excuses none',
    heavy4,
    { guessed: true, asserted: { vehicleType: 'H30', emissionStage: '3' } },
    'unverified',
    ['vehicle.heavy'],
  ],
  [
    'nor of a medium one',
    heavy4,
    { guessed: true, asserted: { vehicleType: 'H21', emissionStage: '3' } },
    'unverified',
    ['vehicle.heavy'],
  ],
  [
    'nor of a mini one',
    heavy4,
    { guessed: true, asserted: { vehicleType: 'H41', emissionStage: '3' } },
    'unverified',
    ['vehicle.heavy'],
  ],
  [
    'a camera’s guess of a heavy one counts',
    heavy4,
    { guessed: true, asserted: { vehicleType: 'H10', emissionStage: '3' } },
    'violation',
  ],
  [
    'a gate computer’s word of the class counts',
    heavy4,
    { asserted: { vehicleType: 'H31', emissionStage: '3' } },
    'not_applicable',
  ],

  ['fuel: diesel', { ...goods4, fuels: ['diesel'] }, lorry({ emissionStage: '4' }), 'violation'],
  [
    'fuel: gas where diesel is named',
    { ...goods4, fuels: ['diesel'] },
    lorry({ emissionStage: '4', fuel: 'natural_gas' }),
    'not_applicable',
  ],
  [
    'fuel: gas where it is named',
    { ...goods4, fuels: ['diesel', 'natural_gas'] },
    lorry({ emissionStage: '4', fuel: 'natural_gas' }),
    'violation',
  ],
  [
    'fuel: dual fuel is unknown where diesel is asked',
    { ...goods4, fuels: ['diesel'] },
    lorry({ emissionStage: '4', fuel: 'dual_fuel' }),
    'unverified',
    ['vehicle.diesel'],
  ],
  [
    'fuel: hybrid is, too',
    { ...goods4, fuels: ['diesel'] },
    lorry({ emissionStage: '4', fuel: 'hybrid' }),
    'unverified',
    ['vehicle.diesel'],
  ],
  [
    'fuel: dual fuel where it is named',
    { ...goods4, fuels: ['diesel', 'dual_fuel'] },
    lorry({ emissionStage: '4', fuel: 'dual_fuel' }),
    'violation',
  ],
  [
    'fuel: dual fuel where gas is named',
    { ...goods4, fuels: ['natural_gas'] },
    lorry({ emissionStage: '4', fuel: 'dual_fuel' }),
    'not_applicable',
  ],
  [
    'fuel: unknown',
    { ...goods4, fuels: ['diesel'] },
    { asserted: { emissionStage: '4' } },
    'unverified',
    ['vehicle.fuel', 'vehicle.diesel'],
  ],

  [
    'grade: listed',
    { ...goods4, grades: ['B', 'C'] },
    lorry({ emissionStage: '4' }),
    'violation',
    undefined,
    small({ performanceGrade: 'C' }),
  ],
  [
    'grade: another',
    { ...goods4, grades: ['B', 'C'] },
    lorry({ emissionStage: '4' }),
    'not_applicable',
    undefined,
    small({ performanceGrade: 'A' }),
  ],
  [
    'grade: in no list',
    { ...goods4, grades: ['B', 'C'] },
    lorry({ emissionStage: '4' }),
    'not_applicable',
    undefined,
    small({ performanceGrade: 'none' }),
  ],
  [
    'grade: in no list, where that is meant',
    { ...goods4, grades: ['none'] },
    lorry({ emissionStage: '4' }),
    'violation',
    undefined,
    small({ performanceGrade: 'none' }),
  ],
  [
    'grade: unknown',
    { ...goods4, grades: ['B', 'C'] },
    lorry({ emissionStage: '4' }),
    'unverified',
    ['enterprise.performanceGrade'],
  ],
  [
    'grade: unknown, of a truck that is not barred',
    { ...goods4, grades: ['B'] },
    lorry({ emissionStage: '6' }),
    'not_applicable',
  ],
  ['sector: listed', { ...goods4, sectors: ['coking'] }, lorry({ emissionStage: '4' }), 'violation'],
  ['sector: another', { ...goods4, sectors: ['cement'] }, lorry({ emissionStage: '4' }), 'not_applicable'],

  [
    'hours: the last instant before',
    { ...goods4, hours: [{ from: '12:00', to: '13:00' }] },
    lorry({ emissionStage: '4' }),
    'violation',
  ],
  [
    'hours: over',
    { ...goods4, hours: [{ from: '08:00', to: '12:00' }] },
    lorry({ emissionStage: '4' }),
    'not_applicable',
  ],

  [
    'new energy goes free by the fact',
    { appliesTo: 'goods_vehicle', exempt: ['new_energy'] },
    lorry({ emissionStage: '6', fuel: 'plug_in_hybrid' }),
    'not_applicable',
  ],
  [
    'and not unless the order says so',
    { appliesTo: 'goods_vehicle' },
    lorry({ emissionStage: '6', fuel: 'plug_in_hybrid' }),
    'violation',
  ],
  [
    'a hybrid is no new energy',
    { appliesTo: 'goods_vehicle', exempt: ['new_energy'] },
    lorry({ emissionStage: '6', fuel: 'hybrid' }),
    'violation',
  ],
  [
    'another category frees nobody by itself',
    { ...goods4, exempt: ['livelihood'] },
    lorry({ emissionStage: '4' }),
    'violation',
  ],
  ['machines are no vehicles', { appliesTo: 'machine' }, lorry({ emissionStage: '2' }), 'not_applicable'],
];

const isHolder = (truck: PlateHolder | Partial<Reading>): truck is PlateHolder => 'vehicleId' in truck;

describe('a restriction of an order put to a truck that enters', () => {
  const rows = TABLE.map((row) => [row[0], row] as const);
  it.each(rows)('%s', (_, [, restriction, truck, outcome, missing = [], where = small()]) => {
    const scene = isHolder(truck) ? { registry: truck } : { said: truck };
    const judgement = judged({ orders: [order([restriction])], where, ...scene });
    expect([graded(judgement)?.outcome, graded(judgement)?.missing]).toEqual([outcome, missing]);
    const flags = judgement.flags.map(({ kind }) => kind);
    expect(flags).toEqual(outcome === 'violation' ? ['alert_restriction_breach'] : []);
    // What is kept beside the passage tells the same.
    expect(decodeFacts(encodeFacts(judgement.facts))).toEqual(judgement.facts);
  });

  it('keeps little beside the passage, even so', () => {
    const restriction: Restriction = { ...heavy4, fuels: ['diesel'], grades: ['B-'], sectors: ['power'] };
    const where = enterprise({ sector: 'power', inPlanningArea: true, performanceGrade: 'B-' });
    const { facts } = judged({ orders: [order([restriction])], where, registry: lorry({ emissionStage: '4' }) });
    expect(Buffer.byteLength(encodeFacts(facts))).toBeLessThanOrEqual(115);
    const ordinary = judged({ orders: [], where, registry: lorry({ emissionStage: '4' }) });
    expect(Buffer.byteLength(encodeFacts(ordinary.facts))).toBeLessThanOrEqual(100);
  });
});

describe('entering alone is barred', () => {
  const orders = [order([goods4], { closedHours: [{ from: '00:00', to: '24:00' }] })];
  it('never an exit whose entry nobody saw', () => {
    const judgement = judged({ orders, registry: lorry({ emissionStage: '3' }), said: { direction: 'out' } });
    expect([judgement.outcome, graded(judgement)?.outcome]).toEqual(['compliant', 'not_applicable']);
    expect(judgement.facts['order.inForce']).toBeUndefined();
  });

  it('and an exit repeats its entry: one that came before the order began leaves freely', () => {
    const [entry, exit] = [
      reading('2021-12-31T23:59:59.999+08:00', { asserted: { emissionStage: '3', vehicleType: 'H11' } }),
      reading(NOON, { direction: 'out' }),
    ];
    const access = (one: Reading) => ({
      id: one.id,
      direction: one.direction,
      startedAt: one.passedAt,
      readings: [one],
    });
    const judgement = judgeVisit(policies, {
      visit: { id: entry.id, entry: access(entry), exit: access(exit) },
      ...{ plate: PLATE, holders: [], enterprise: [small()] },
      alerts: { countyCode: '140302', enterpriseId: 'e1', revisions: orders, exemptions: [], missed: new Map() },
    });
    expect(graded(judgement)?.outcome).toBe('not_applicable');
  });
});

describe('orders overlap', () => {
  const other = (restrictions: readonly Restriction[]) =>
    order(restrictions, { orderId: 'o2', serial: 2, orderNumber: '阳应急〔2022〕2号' });

  it('one breach names all that bar, and none that does not', () => {
    const free = order([heavy4], { orderId: 'o3', serial: 3, countyCodes: ['140321'] });
    const orders = [order([goods4]), other([heavy4]), free];
    const judgement = judged({ orders, registry: lorry({ emissionStage: '3' }) });
    expect(judgement.flags).toHaveLength(1);
    const notes = graded(judgement)?.why.orders ?? [];
    expect(notes.map(({ id, revision, bearing }) => [id, revision, bearing])).toEqual([
      ['o1', 1, 'barred'],
      ['o2', 1, 'barred'],
    ]);
    expect(judgement.facts['order.inForce']?.value).toBe('1.1+2.1');
    const decision = graded(judgement);
    expect(decision && explain(decision, 'zh')).toContain(
      '管控令阳应急〔2022〕2号，第1版，自2022-01-01 00:00至2022-01-08 00:00',
    );
    expect(decision && explain(decision, 'en')).toContain('order 阳应急〔2022〕1号, revision 1');
  });

  it('a certain bar decides over an unknown one', () => {
    const orders = [order([{ ...goods4, grades: ['B'] }]), other([goods4])];
    const judgement = judged({ orders, registry: lorry({ emissionStage: '3' }) });
    expect(graded(judgement)?.outcome).toBe('violation');
    expect(graded(judgement)?.why.orders?.map(({ bearing }) => bearing)).toEqual(['unknown', 'barred']);
  });

  const exempt = (more: Partial<Exemption>): Exemption => ({
    ...{ id: 'x1', subject: { type: 'enterprise', id: 'e1' }, clause: '3.3', orderId: null, category: null },
    ...{ from: Date.parse('2022-01-05T00:00:00+08:00'), until: Date.parse('2022-01-06T00:00:00+08:00') },
    countyCode: null,
    ...more,
  });
  const plated = { type: 'vehicle', plate: PLATE, plateColour: 'yellow' } as const;

  /** What it says · the exemption · outcome under two orders of which the second exempts livelihood goods. */
  const EXEMPTIONS: readonly (readonly [string, Partial<Exemption>, string])[] = [
    ['from the clause: from all orders', {}, 'exempt'],
    ['from one order: the other still bars', { clause: null, orderId: 'o1' }, 'violation'],
    ['of another clause', { clause: '2.4.2d' }, 'violation'],
    ['of another enterprise', { subject: { type: 'enterprise', id: 'e2' } }, 'violation'],
    ['of the vehicle on the register', { subject: { type: 'vehicle', id: 'v1' } }, 'exempt'],
    ['of another vehicle', { subject: { type: 'vehicle', id: 'v2' } }, 'violation'],
    ['of the plate', { subject: plated }, 'exempt'],
    ['of the plate in another colour', { subject: { ...plated, plateColour: 'blue' } }, 'violation'],
    ['in this county', { countyCode: '140302' }, 'exempt'],
    ['in another county', { countyCode: '140303' }, 'violation'],
    ['from this instant', { from: Date.parse(NOON) }, 'exempt'],
    ['from the next', { from: Date.parse(NOON) + 1 }, 'violation'],
    ['until this instant', { until: Date.parse(NOON) }, 'violation'],
    ['until the next', { until: Date.parse(NOON) + 1 }, 'exempt'],
    ['in a category that only one of them exempts', { category: 'livelihood' }, 'violation'],
  ];
  it.each(EXEMPTIONS)('an exemption %s', (_, more, outcome) => {
    const orders = [order([goods4]), other([{ ...heavy4, exempt: ['livelihood'] }])];
    const judgement = judged({ orders, registry: lorry({ emissionStage: '3' }), exemptions: [exempt(more)] });
    expect([graded(judgement)?.outcome, judgement.outcome]).toEqual([outcome, outcome]);
    expect(judgement.flags).toHaveLength(outcome === 'violation' ? 1 : 0);
    expect(decodeFacts(encodeFacts(judgement.facts))).toEqual(judgement.facts);
  });

  it('an exemption in the category of the one order there is', () => {
    const orders = [order([{ ...heavy4, exempt: ['livelihood'] }])];
    const exemptions = [exempt({ category: 'livelihood' })];
    expect(judged({ orders, registry: lorry({ emissionStage: '3' }), exemptions }).outcome).toBe('exempt');
  });

  it('an exemption of a truck that nobody knows settles it as well', () => {
    const judgement = judged({ orders: [order([goods4])], exemptions: [exempt({ subject: plated })] });
    expect(judgement.outcome).toBe('exempt');
  });

  it('one that saved nothing is no exemption: what is not barred is compliant', () => {
    const judgement = judged({
      orders: [order([goods4])],
      registry: lorry({ emissionStage: '6' }),
      exemptions: [exempt({})],
    });
    expect([judgement.outcome, judgement.facts['exemption.from']]).toEqual(['compliant', undefined]);
  });
});

describe('closed hours for those that missed clean transport (2.4.2d)', () => {
  const shut = (more: Partial<OrderRevision> = {}) =>
    order([], { closedHours: [{ from: '08:00', to: '20:00' }], ...more });
  const plant = enterprise({ sector: 'power', inPlanningArea: true, railLineCompletedOn: '2020-01-01' });
  const coal = { cargo: { bulk: true } };
  const six = lorry({ emissionStage: '6' });

  type Case = readonly [string, Partial<Scene>, string];
  const CASES: readonly Case[] = [
    ['China VI, whatever the stage', { missed: true }, 'violation'],
    ['the enterprise met it', { missed: false }, 'not_applicable'],
    ['nobody can tell whether it did', {}, 'unverified'],
    ['the last instant before', { missed: true, at: '2022-01-05T07:59:59.999+08:00' }, 'not_applicable'],
    ['the first instant', { missed: true, at: '2022-01-05T08:00:00+08:00' }, 'violation'],
    ['the last instant', { missed: true, at: '2022-01-05T19:59:59.999+08:00' }, 'violation'],
    ['the instant after', { missed: true, at: '2022-01-05T20:00:00+08:00' }, 'not_applicable'],
    ['an order without closed hours', { missed: true, orders: [order([])] }, 'not_applicable'],
    ['not bulk', { missed: true, said: { cargo: { bulk: false } } }, 'not_applicable'],
    ['nobody knows the load', { missed: true, said: {} }, 'unverified'],
    ['a zero-tailpipe truck', { missed: true, registry: lorry({ emissionStage: 'D', fuel: 'electric' }) }, 'violation'],
    ['leaving', { missed: true, said: { ...coal, direction: 'out' } }, 'not_applicable'],
    ['below 1.5 Mt', { missed: true, where: { ...plant, annualFreightTonnes: 1_499_999 } }, 'not_applicable'],
    ['outside the planning area', { missed: true, where: { ...plant, inPlanningArea: false } }, 'not_applicable'],
    ['of another sector', { missed: true, where: { ...plant, sector: 'coking' } }, 'not_applicable'],
  ];
  it.each(CASES)('%s', (_, scene, outcome) => {
    const judgement = judged({ orders: [shut()], registry: six, said: coal, where: plant, ...scene });
    expect(byRule(judgement, 'planning-area-peak-shift')?.outcome).toBe(outcome);
    expect(judgement.flags.some(({ kind }) => kind === 'peak_shift_breach')).toBe(outcome === 'violation');
  });

  it('an exemption from 2.4.2d frees from the hours and from nothing else', () => {
    const exemption: Exemption = {
      ...{ id: 'x', subject: { type: 'enterprise', id: 'e1' }, clause: '2.4.2d', orderId: null, category: null },
      ...{ from: 0, until: Date.parse('2023-01-01T00:00:00+08:00'), countyCode: null },
    };
    const both = order([{ appliesTo: 'goods_vehicle' }], { closedHours: [{ from: '08:00', to: '20:00' }] });
    const judgement = judged({
      orders: [both],
      registry: six,
      said: coal,
      where: plant,
      missed: true,
      exemptions: [exemption],
    });
    expect(byRule(judgement, 'planning-area-peak-shift')?.outcome).toBe('exempt');
    expect([graded(judgement)?.outcome, judgement.outcome]).toEqual(['violation', 'violation']);
    const ofOrder = { ...exemption, clause: null, orderId: 'o1' };
    const freed = judged({
      orders: [both],
      registry: six,
      said: coal,
      where: plant,
      missed: true,
      exemptions: [ofOrder],
    });
    expect([byRule(freed, 'planning-area-peak-shift')?.outcome, graded(freed)?.outcome]).toEqual(['exempt', 'exempt']);
  });

  it('of two orders that close the hours, one whose look-back tells is enough', () => {
    const later = shut({ orderId: 'o2', serial: 2, startsAt: Date.parse('2022-01-04T00:00:00+08:00') });
    const first = shut();
    const one = reading(NOON, coal);
    const access = { id: one.id, direction: one.direction, startedAt: one.passedAt, readings: [one] };
    const under = (missed: readonly (readonly [number, boolean | undefined])[]) =>
      judgeVisit(policies, {
        visit: { id: one.id, entry: access },
        ...{ plate: PLATE, holders: [six], enterprise: [plant] },
        alerts: {
          ...{ countyCode: '140302', enterpriseId: 'e1', revisions: [first, later], exemptions: [] },
          missed: new Map(missed),
        },
      });
    const of = (missed: Parameters<typeof under>[0]) => byRule(under(missed), 'planning-area-peak-shift')?.outcome;
    expect(
      of([
        [first.startsAt, undefined],
        [later.startsAt, true],
      ]),
    ).toBe('violation');
    expect(
      of([
        [first.startsAt, undefined],
        [later.startsAt, false],
      ]),
    ).toBe('unverified');
    expect(
      of([
        [first.startsAt, false],
        [later.startsAt, false],
      ]),
    ).toBe('not_applicable');
  });
});
