import { EMISSION_STAGES } from '../codes/emission-stage.ts';
import { FUELS } from '../codes/fuel.ts';
import { PERFORMANCE_GRADES } from '../codes/performance-grade.ts';
import { SECTORS } from '../codes/sector.ts';
import type { Message } from '../failure.ts';

/**
 * Where a fact came from: `registry` verified in the vehicle register · `asserted` the gate's word · `message` the passage
 * itself · `enterprise_record` dated enterprise facts · `record` filings, inspections, invoices on file · `inferred`
 * derived with doubt · `closed_world` none on record means none.
 */
export const ORIGINS = {
  registry: 'r',
  asserted: 'a',
  message: 'm',
  enterprise_record: 'e',
  record: 'd',
  inferred: 'i',
  closed_world: 'c',
} as const;
export type Origin = keyof typeof ORIGINS;

type FactType = 'boolean' | 'number' | 'stage' | 'code';

type Entry = {
  readonly type: FactType;
  /** What it is kept under beside a passage: one small letter, or a capital and a small one for facts few passages have. */
  readonly code: string;
  readonly title: Message;
  /** The codes it may have; without them any. */
  readonly values?: readonly string[];
  /** What it is when nothing is on record; without it an absent fact is unknown. */
  readonly closedWorld?: boolean;
};

const boolean = (code: string, en: string, zh: string): Entry => ({ type: 'boolean', code, title: { en, zh } });
const none = (code: string, en: string, zh: string): Entry => ({ ...boolean(code, en, zh), closedWorld: false });
const number = (code: string, en: string, zh: string): Entry => ({ type: 'number', code, title: { en, zh } });
const code = (letters: string, en: string, zh: string, values?: readonly string[]): Entry => ({
  type: 'code',
  code: letters,
  title: { en, zh },
  ...(values ? { values } : {}),
});

const ENTRIES = {
  'plate.readable': boolean('p', 'the plate was read', '号牌可识别'),
  'vehicle.trailer': boolean('t', 'it is a trailer', '为挂车'),
  'vehicle.goods': boolean('g', 'it is a goods vehicle', '为货车'),
  'vehicle.emissionStage': {
    type: 'stage',
    code: 's',
    title: { en: 'emission stage', zh: '排放阶段' },
    values: EMISSION_STAGES,
  },
  'vehicle.newEnergy': boolean('n', 'it is a new-energy vehicle', '为新能源车辆'),
  'vehicle.heavyDiesel': boolean('Vh', 'it is a heavy diesel vehicle', '为重型柴油车'),
  'vehicle.diesel': boolean('Vd', 'it burns diesel', '燃料为柴油'),
  'vehicle.fuel': code('Fu', 'fuel', '燃料种类', FUELS),
  'vehicle.heavy': boolean('Hv', 'it is a heavy goods vehicle', '为重型载货车辆'),
  'vehicle.operating': boolean('Vo', 'it is in commercial operation', '为营运车辆'),
  'vehicle.ofCity': boolean('Vc', 'it is registered in the city', '为本市登记车辆'),
  'vehicle.active': boolean('Va', 'it is still registered', '登记状态正常'),
  'cargo.bulk': boolean('b', 'the cargo is bulk', '装载大宗物料'),
  'access.entering': boolean('x', 'it enters', '为进厂'),
  'enterprise.industrial': boolean('i', 'the enterprise is industrial', '为工业企业'),
  'enterprise.sector': {
    type: 'code',
    code: 'k',
    title: { en: 'sector of the enterprise', zh: '企业行业' },
    values: SECTORS,
  },
  'enterprise.inPlanningArea': boolean('a', 'it lies in the city planning area', '位于市规划区'),
  'enterprise.annualFreightTonnes': number('f', 'annual freight in tonnes', '年货运量（吨）'),
  'enterprise.railLineCompleted': boolean('r', 'its dedicated rail line is completed', '铁路专用线已建成'),
  'enterprise.missedCleanTransport': boolean('m', 'it did not meet the clean-transport clause', '未满足清洁运输要求'),
  'enterprise.performanceGrade': code('Gr', 'performance grade', '绩效分级', PERFORMANCE_GRADES),
  'enterprise.keyVehicleUser': boolean('Ek', 'it is a key vehicle-using unit', '为重点用车单位'),
  'enterprise.daysOnKeyList': number('Ed', 'days since it was entered on the key list', '列入重点用车单位的天数'),
  'enterprise.gates': number('Eg', 'gates it has on file', '已登记门禁数'),
  'enterprise.heardFrom': boolean('Eh', 'a gate of it was heard from within the limit', '时限内有门禁数据'),
  'enterprise.reportsUrea': none('Eu', 'it reports urea refills to this service', '向本系统上报尿素加注'),
  'transmission.declared': none('Td', 'the gates declared a count for the day', '当日有申报数量'),
  'transmission.ratePermille': number('Tr', 'received out of declared, per mille', '数据传输率（千分比）'),
  'order.inForce': code('Or', 'orders in force', '生效的应急管控令'),
  'order.closedHours': none('c', 'an order closes these hours to it', '处于管控时段'),
  'order.barsVehicle': none('v', 'an order in force bars it', '应急管控令限制该车辆'),
  'order.barsMachine': none('Om', 'an order in force bars the machine', '应急管控令限制该机械'),
  'exemption.granted': none('e', 'an officer granted an exemption', '已获豁免'),
  'exemption.from': code('Xf', 'clauses it is exempted from', '豁免条款'),
  'retirement.overdueListed': none('o', 'it is on the overdue retirement list', '列入逾期淘汰名单'),
  'sale.inCity': boolean('Si', 'it was sold in the city', '在本市销售'),
  'sale.invoiced': boolean('Sd', 'the sales invoice is dated', '有销售发票日期'),
  'urea.passages': number('Up', 'passages in the window', '时段内进出次数'),
  'urea.refills': number('Ur', 'urea refills on record', '尿素加注记录数'),
  'filing.inTime': boolean('Fi', 'a filing was submitted before entry', '进场前已登记'),
  'filing.late': boolean('Fl', 'a filing was submitted only afterwards', '进场后补登记'),
  'inspection.smokeWithinLimit': boolean('Is', 'smoke is within the limit', '排气烟度达标'),
  'inspection.ringelmann': number('Ir', 'Ringelmann number', '林格曼黑度级数'),
  'prohibition.open': boolean('Po', 'the machine is under a prohibition', '机械处于禁用期'),
  'machine.reportedToEnter': boolean('Me', 'it was reported to enter a site', '上报进场'),
  'machine.working': boolean('Mw', 'it was found working', '发现正在作业'),
  'machine.emissionStage': {
    type: 'stage',
    code: 'Ms',
    title: { en: 'emission stage of the machine', zh: '机械排放阶段' },
    values: EMISSION_STAGES,
  },
  'machine.fuel': code('Mf', 'fuel of the machine', '机械燃料种类', FUELS),
  'machine.diesel': boolean('Md', 'the machine burns diesel', '机械燃料为柴油'),
  'machine.newEnergy': boolean('Mn', 'it is a new-energy machine', '为新能源机械'),
} as const satisfies Record<string, Entry>;

/** The closed list of facts that conditions may ask for. */
export const VOCABULARY: Readonly<Record<FactName, Entry>> = ENTRIES;
export type FactName = keyof typeof ENTRIES;
export type FactValue = boolean | number | string;
/** Its value `X` says that it is unknown, which an absent fact is not where the world is closed; `lacking` are the facts that would tell. */
export type Fact = { readonly value: FactValue; readonly origin: Origin; readonly lacking?: readonly FactName[] };
/** What is known; an absent fact is unknown, or what its closed world says. */
export type Facts = Partial<Record<FactName, Fact>>;

export const isFactName = (name: string): name is FactName => Object.hasOwn(ENTRIES, name);

/** A fact as known, closed world included; undefined is unknown, and so is `X`. */
export function factOf(facts: Facts, name: FactName): Fact | undefined {
  const known = facts[name];
  const { closedWorld } = VOCABULARY[name];
  if (known) return known.value === 'X' ? undefined : known;
  return closedWorld === undefined ? undefined : { value: closedWorld, origin: 'closed_world' };
}
