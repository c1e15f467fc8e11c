import type { Message } from '../failure.ts';
import { LEDGER_FACT_NAMES, type LedgerFact, type LedgerVehicle } from './ledger-vehicle.ts';

/** One passing of the gate, as far as completeness looks at it; `kg` is null where nobody told the mass. */
type Side = {
  readonly lane: number | null;
  readonly at: number;
  readonly cargo: string | null;
  readonly empty: boolean;
  readonly kg: number | null;
  readonly photos: readonly unknown[];
};

export type LedgerRowSeen = {
  readonly plate: string;
  readonly plateColour: string | null;
  readonly vehicle: Pick<LedgerVehicle, 'facts'>;
  readonly entry: Side | null;
  readonly exit: Side | null;
  readonly list: readonly unknown[];
  readonly licence: readonly unknown[];
};

const SIDE_FIELDS = {
  lane: { zh: '道闸编号', en: 'barrier' },
  cargo: { zh: '运输货物名称', en: 'cargo' },
  quantity: { zh: '运输量', en: 'quantity' },
  photos: { zh: '照片', en: 'photos' },
} as const satisfies Record<string, Message>;
type SideField = keyof typeof SIDE_FIELDS;

const SIDES = { entry: { zh: '进厂', en: 'entry' }, exit: { zh: '出厂', en: 'exit' } } as const;
type SideName = keyof typeof SIDES;

const OTHERS = {
  plate: { zh: '车牌号码', en: 'plate' },
  plateColour: { zh: '车牌颜色', en: 'plate colour' },
  list: { zh: '随车清单照片', en: 'vehicle list' },
  licence: { zh: '行驶证照片', en: 'driving licence' },
} as const satisfies Record<string, Message>;

/** Names a field of the ledger of transport vehicles by its code, such as `vin`, `exit` or `entry.photos`. */
export function ledgerFieldName(field: string): Message {
  const [side = '', part] = field.split('.');
  if (Object.hasOwn(SIDES, side)) {
    const { zh, en } = SIDES[side as SideName];
    const of = part === undefined ? undefined : SIDE_FIELDS[part as SideField];
    return of ? { zh: `${zh}${of.zh}`, en: `${en} ${of.en}` } : { zh: `${zh}记录`, en: `the ${en}` };
  }
  const own = Object.hasOwn(OTHERS, field) ? OTHERS[field as keyof typeof OTHERS] : undefined;
  return own ?? LEDGER_FACT_NAMES[field as LedgerFact];
}

/**
 * The fields that a row of the ledger of transport vehicles (运输车辆进出厂台账) lacks, by their codes; empty where it is
 * complete. `facts` are those of the vehicle that are needed. An exit is only missing once a truck has been inside for longer
 * than `stayMs`; an empty truck carries nothing.
 */
export function missingFields(
  row: LedgerRowSeen,
  {
    facts,
    now,
    stayMs,
  }: {
    readonly facts: readonly LedgerFact[];
    readonly now: number;
    readonly stayMs: number;
  },
) {
  const missing: string[] = [];
  const need = (field: string, given: boolean) => void (given || missing.push(field));
  need('plate', row.plate !== '');
  need('plateColour', row.plateColour !== null);
  for (const fact of facts) need(fact, row.vehicle.facts[fact] !== undefined);
  const stillInside = row.exit === null && row.entry !== null && now - row.entry.at <= stayMs;
  for (const side of ['entry', 'exit'] as const) {
    const seen = row[side];
    if (!seen) {
      need(side, side === 'exit' && stillInside);
      continue;
    }
    need(`${side}.lane`, seen.lane !== null);
    need(`${side}.cargo`, seen.empty || seen.cargo !== null);
    need(`${side}.quantity`, seen.kg !== null);
    need(`${side}.photos`, seen.photos.length > 0);
  }
  need('list', row.list.length > 0);
  need('licence', row.licence.length > 0);
  return missing;
}
