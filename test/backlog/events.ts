import type { PassageItem } from '../../src/actions/gates/record-passages.ts';
import type { EnterpriseFactsRow } from '../../src/store/enterprise-facts.ts';

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const idOf = (kind: number, index: number): string =>
  `01900000-0000-7000-${(0x8000 + kind).toString(16)}-${index.toString(16).padStart(12, '0')}`;

const FIRST = Date.parse('2021-09-28T00:00:00+08:00');
/** Across 2021-10-01 and 2022-01-01, on which the law changes. */
const SPAN_MS = 100 * 86_400_000;
const RECEIVED = Date.parse('2022-03-01T10:00:00+08:00');
const ENTERPRISES = 3;

/** Enterprises to which 2.4.2a–c apply in different ways. */
export const enterpriseFacts: readonly EnterpriseFactsRow[] = Array.from({ length: ENTERPRISES }, (_, index) => ({
  id: idOf(1, index),
  enterpriseId: idOf(2, index),
  validFrom: '2021-01-01',
  sector: ['coking', 'power', 'power'][index] ?? 'power',
  inPlanningArea: index > 0,
  annualFreightTonnes: 2_000_000,
  railLineCompletedOn: index === 2 ? '2021-11-15' : null,
  keyVehicleUser: true,
  performanceGrade: null,
  recordedAt: 0,
  recordedBy: idOf(3, 0),
}));

/**
 * What the gates of a few enterprises saw in a hundred days, in the order in which it happened: entries and exits, parked
 * trucks read every few seconds, missed reads, refused and forced ones, plates in colours that differ or are missing, what
 * gate software sends when it knows nothing. One vehicle is never read twice in the same millisecond.
 */
export function happenings(count: number, seed: number): PassageItem[] {
  const below = seeded(seed);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const plates = Math.max(20, Math.round(count / 25));
  const taken = new Set<string>();
  const items: PassageItem[] = [];
  const add = (at: number, plate: string, enterprise: number, more: Partial<PassageItem['message']>) => {
    let passedAt = at;
    while (taken.has(`${plate} ${passedAt}`)) passedAt += 1;
    taken.add(`${plate} ${passedAt}`);
    const eventId = `e-${items.length}`;
    const message: PassageItem['message'] = {
      ...{ eventId, passedAt, direction: 'in', plateRaw: plate, plate, plateColour: 'yellow', confidenceE4: null },
      ...{ lane: null, vehicle: null, cargo: null, barrier: null, barrierReason: null },
      ...more,
    };
    items.push({
      gateId: idOf(4, enterprise * 2 + below(2)),
      enterpriseId: idOf(2, enterprise),
      countyCode: '140302',
      receivedAt: RECEIVED,
      message,
    });
  };
  while (items.length < count) {
    const index = below(plates);
    const plate = below(50) === 0 ? '' : `晋C${String(10_000 + index)}`;
    const enterprise = below(ENTERPRISES);
    const at = FIRST + below(SPAN_MS);
    const colour = pick(['yellow', 'yellow', 'yellow', 'yellow', null, 'other', index % 7 === 0 ? 'blue' : 'yellow']);
    const vehicle = pick([
      null,
      { emissionStage: pick(['3', '4', '5', '6', 'D']), fuel: 'diesel', vehicleType: 'Q11' },
      { emissionStage: String(4 + (index % 3)), fuel: 'diesel', usage: 'operating', vehicleType: 'H11' },
      { emissionStage: '5', fuel: 'petrol', usage: 'non_operating' },
    ]);
    const cargo = pick([
      null,
      { name: '煤炭', bulk: true, kg: 32_500 },
      { name: '百货', bulk: false },
      { empty: true },
    ]);
    const barrier = pick([null, 'passed', 'passed', 'passed', 'refused', 'forced'] as const);
    const barrierReason = barrier === 'forced' ? '救护' : null;
    const about = { plateColour: colour, vehicle, cargo, barrier, barrierReason };
    if (below(10) > 0) add(at, plate, enterprise, about);
    for (let again = below(4); again > 0; again -= 1)
      add(at + again * (1 + below(400)) * 1000, plate, enterprise, about);
    if (below(10) > 0)
      add(at + below(6 * 3_600_000), plate, enterprise, { ...about, direction: 'out', cargo: pick([null, cargo]) });
  }
  return items.slice(0, count).sort((a, b) => a.message.passedAt - b.message.passedAt);
}

/** The same as a backlog: in any order, one in ten sent twice. */
export function backlogOf(items: readonly PassageItem[], seed: number): PassageItem[] {
  const below = seeded(seed);
  const sent = items.flatMap((item) => (below(10) === 0 ? [item, item] : [item]));
  for (let index = sent.length - 1; index > 0; index -= 1) {
    const other = below(index + 1);
    [sent[index], sent[other]] = [sent[other] as PassageItem, sent[index] as PassageItem];
  }
  return sent;
}
