import { EMISSION_STAGES, stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { PLATE_COLOUR_NAMES } from '../../../domain/codes/plate-colour.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import { STAGE_BASIS_NAMES } from '../../../domain/codes/stage-basis.ts';
import { USAGE_NAMES } from '../../../domain/codes/usage.ts';
import type { Grounds } from '../../../domain/enforcement/appeal.ts';
import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';
import type { Field } from './fields.tsx';

const STAGES = Object.fromEntries(
  EMISSION_STAGES.filter((code) => code !== 'X').map((code) => [code, stageNameOf(code)]),
);

export const BARRIER_NAMES = {
  passed: w('放行', 'let through'),
  refused: w('拒绝', 'refused'),
  forced: w('强行通过', 'forced through'),
};

const field = (name: string, zh: string, en: string, input: Field['input']): Field => ({
  name,
  label: w(zh, en),
  input,
});

const stage = field('emissionStage', '正确的排放阶段', 'The right emission stage', STAGES);
const basis = field('stageBasis', '依据', 'Shown by', STAGE_BASIS_NAMES);
const fuel = field('fuel', '燃料种类', 'Fuel', FUEL_NAMES);
const usage = field('usage', '使用性质', 'Usage', USAGE_NAMES);
const registeredOn = field('registeredOn', '注册登记日期', 'Registered on', 'day');
const vin = field('vin', '车辆识别代号', 'VIN', 'text');
const plate = field('plate', '正确的号牌', 'The right plate', 'text');
const colour = field('plateColour', '号牌颜色', 'Plate colour', PLATE_COLOUR_NAMES);
const freight = field('annualFreightTonnes', '年货运量（吨）', 'Annual freight, tonnes', 'number');
const rail = field('railLineCompletedOn', '铁路专用线建成日期', 'Rail line completed on', 'day');
const area = field('inPlanningArea', '位于市规划区', 'In the planning area', 'boolean');
const sector = field('sector', '行业', 'Sector', SECTOR_NAMES);
const grade = field('performanceGrade', '绩效分级', 'Performance grade', PERFORMANCE_GRADE_NAMES);
const keyUser = field('keyVehicleUser', '重点用车单位', 'Key vehicle-using unit', 'boolean');
const bulk = field('bulk', '大宗物料', 'Bulk', 'boolean');
const occurredAt = field('occurredAt', '实际时间', 'When it was', 'moment');
const submittedAt = field('submittedAt', '登记时间', 'Filed at', 'moment');
const enteredAt = field('enteredAt', '进场时间', 'Entered at', 'moment');
const exitedAt = field('exitedAt', '离场时间', 'Left at', 'moment');

/** What an appellant may hold to be true, by its grounds. */
export const CLAIMED: Readonly<Record<Grounds, readonly Field[]>> = {
  emission_stage: [stage, basis],
  vehicle_facts: [fuel, usage, registeredOn, vin],
  plate_misread: [plate, colour],
  passage_facts: [
    field('cargo', '实际货物', 'The cargo', 'text'),
    bulk,
    field('barrier', '道闸', 'The barrier', BARRIER_NAMES),
  ],
  enterprise_facts: [freight, rail, area, sector, grade],
  machine_filed: [submittedAt, enteredAt],
  machine_facts: [stage, fuel],
  inspection: [occurredAt],
  time: [occurredAt],
  exempt: [],
  other: [],
};

/** Every fact that an appeal may claim, for telling it. */
export const ALL_CLAIMED: readonly Field[] = Object.values(CLAIMED)
  .flat()
  .filter((one, index, all) => all.findIndex(({ name }) => name === one.name) === index);

export type RemedyKind =
  | 'none'
  | 'vehicle'
  | 'plate'
  | 'cargo'
  | 'barrier'
  | 'enterprise'
  | 'machine'
  | 'filing'
  | 'site_entry'
  | 'inspection'
  | 'void_inspection';

export const REMEDY_NAMES: Readonly<Record<RemedyKind, Message>> = {
  none: w('不更正事实，仅撤销该线索', 'Correct nothing, only cancel'),
  vehicle: w('更正车辆登记信息', 'Correct the vehicle'),
  plate: w('更正号牌识别结果', 'Correct the plate read'),
  cargo: w('更正货物信息', 'Correct the cargo'),
  barrier: w('更正道闸记录', 'Correct what the barrier did'),
  enterprise: w('更正企业信息', 'Correct the enterprise'),
  machine: w('更正机械信息', 'Correct the machine'),
  filing: w('更正登记报备时间', 'Correct the times of the filing'),
  site_entry: w('更正进场记录', 'Correct the sighting on site'),
  inspection: w('更正检查记录', 'Correct the inspection'),
  void_inspection: w('检查记录作废', 'Void the inspection'),
};

/** What is put right, by the kind of remedy. */
export const REMEDIES: Readonly<Record<RemedyKind, readonly Field[]>> = {
  none: [],
  vehicle: [
    stage,
    basis,
    fuel,
    usage,
    registeredOn,
    vin,
    field('effectiveOn', '自何日起变更（不填即自始如此）', 'From which day (empty: it was always so)', 'day'),
  ],
  plate: [plate, colour],
  cargo: [field('name', '货物名称', 'Cargo', 'text'), bulk, field('empty', '空车', 'Empty', 'boolean')],
  barrier: [
    field('result', '道闸', 'The barrier', BARRIER_NAMES),
    field('barrierReason', '强行通过的原因', 'Why it was forced', 'text'),
  ],
  enterprise: [
    freight,
    rail,
    area,
    sector,
    grade,
    keyUser,
    field('validFrom', '自何日起（不填即违规当日的档案）', 'From which day (empty: the record of that day)', 'day'),
  ],
  machine: [stage, fuel],
  filing: [submittedAt, enteredAt, exitedAt],
  site_entry: [field('at', '实际时间', 'When it was', 'moment')],
  inspection: [field('at', '实际时间', 'When it was', 'moment')],
  void_inspection: [],
};

/** The remedy that grounds usually call for. */
export const USUAL: Readonly<Record<Grounds, RemedyKind>> = {
  emission_stage: 'vehicle',
  vehicle_facts: 'vehicle',
  plate_misread: 'plate',
  passage_facts: 'cargo',
  enterprise_facts: 'enterprise',
  machine_filed: 'filing',
  machine_facts: 'machine',
  inspection: 'inspection',
  time: 'none',
  exempt: 'none',
  other: 'none',
};

/** Remedies as the API takes them: some carry the facts in a member of their own. */
export function remedyOf(kind: RemedyKind, values: Record<string, unknown> | undefined): object {
  const { validFrom, ...facts } = values ?? {};
  switch (kind) {
    case 'vehicle':
    case 'machine':
      return { kind, facts };
    case 'cargo':
      return { kind, cargo: facts };
    case 'enterprise':
      return { kind, facts, ...(validFrom ? { validFrom } : {}) };
    default:
      return { kind, ...facts };
  }
}
