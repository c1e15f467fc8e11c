import { FUEL_NAMES, FUELS, fuelOfGaCode } from '../../domain/codes/fuel.ts';
import { MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES } from '../../domain/codes/machine-category.ts';
import type { Message } from '../../domain/failure.ts';
import {
  EXCLUDED_USE_CODES,
  EXCLUDED_USE_NAMES,
  MACHINE_USE_CODES,
  MACHINE_USES,
} from '../../domain/machinery/machine-use.ts';
import { MACHINE_STAGE_BASES, TOLD_STAGE_BASES } from '../../domain/machinery/stage-basis.ts';
import { type Column, codedColumn, codeOf, column, dayColumn, namesOf } from '../import-columns.ts';

const any: Message = { en: 'Text.', zh: '文本。' };

/** What people on sites call machines besides the names of the list. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  loader: ['铲车', '装载车', '轮式装载机'],
  excavator: ['挖机', '钩机', '挖土机', '履带式挖掘机', '轮式挖掘机', '液压挖掘机'],
  bulldozer: ['推土车', '履带式推土机'],
  forklift: ['叉装车', '内燃叉车'],
  crane: ['吊车', '汽车吊', '履带吊', '起重机械', '履带式起重机'],
  roller: ['压路车', '振动压路机'],
  paver: ['沥青摊铺机'],
  grader: ['平地车'],
  pile_driver: ['打桩机', '旋挖钻机', '旋挖机', '桩工机械'],
  tractor_unit: ['牵引机'],
  off_highway_truck: ['非公路自卸车', '非公路矿用自卸车', '矿用自卸车', '矿卡'],
  in_plant_vehicle: ['厂内车辆', '场(厂)内车辆'],
};

/** Columns of a list of machines, as ledgers of machinery (机械台账) head them; each as `POST /machines` would take it. */
export const MACHINE_COLUMNS: readonly Column[] = [
  {
    ...column('category', { en: 'Kind of machine', zh: '机械类型' }, kindNote(), {
      also: ['机械种类', '设备类型', '机械类别', '设备种类'],
    }),
    fields: ['category', 'otherCategory'],
    read: kindOf,
  },
  column(
    'name',
    { en: 'Name', zh: '机械名称' },
    { en: 'The kind is taken where there is none.', zh: '未填写时取机械类型。' },
    { also: ['设备名称'] },
  ),
  column(
    'environmentalCode',
    { en: 'Environmental code', zh: '环保登记号码' },
    { en: 'Such as 3-ABCD1234.', zh: '如 3-ABCD1234。' },
    {
      also: ['环保编码', '环保号牌', '环保登记编码', '环保标识号', '环保代码'],
    },
  ),
  column('mein', { en: 'MEIN', zh: '机械环保代码' }, { en: '17 letters and digits.', zh: '17 位字母和数字。' }),
  column(
    'pin',
    { en: 'PIN', zh: '产品识别码' },
    { en: '17 letters and digits.', zh: '17 位字母和数字。' },
    { also: ['PIN码', '车架号', '产品识别代码'] },
  ),
  column('manufacturer', { en: 'Manufacturer', zh: '生产厂家' }, any, {
    also: ['机械生产厂', '机械生产厂家', '制造商', '生产企业', '品牌'],
  }),
  column(
    'serialNumber',
    { en: 'Serial number', zh: '出厂编号' },
    { en: 'With the manufacturer it names a machine.', zh: '与生产厂家一并填写可识别机械。' },
    {
      also: ['出厂号', '机身编号', '整机编号', '机械编号'],
    },
  ),
  column('model', { en: 'Model', zh: '机械型号' }, any, { also: ['规格型号', '型号', '设备型号'] }),
  dayColumn(
    'producedOn',
    { en: 'Produced on', zh: '生产日期' },
    {
      also: ['出厂日期', '制造日期', '出厂年月', '生产年月'],
      orMonth: true,
    },
  ),
  column('fuel', { en: 'Fuel', zh: '燃料种类' }, namesOf(FUELS, FUEL_NAMES), {
    also: ['燃料', '燃料类型', '燃油种类', '动力类型'],
    read: (text) =>
      ['电', '电动', '电力'].includes(text) ? 'electric' : (fuelOfGaCode(text) ?? codeOf(text, FUELS, FUEL_NAMES)),
  }),
  column(
    'emissionStage',
    { en: 'Emission stage', zh: '排放阶段' },
    {
      en: '0 to 4, D (electric), X (unknown), or such as 国三, III.',
      zh: '0 至 4、D（电动）、X（未知），或国三、III 等。',
    },
    { also: ['排放标准', '排放等级'] },
  ),
  codedColumn('stageBasis', { en: 'Basis of the stage', zh: '排放阶段依据' }, TOLD_STAGE_BASES, MACHINE_STAGE_BASES, {
    also: ['排放阶段判定依据', '判定依据', 'stage basis'],
  }),
  column('use', { en: 'Use', zh: '用途' }, namesOf(MACHINE_USE_CODES, MACHINE_USES), {
    also: ['机械用途', '使用用途'],
    read: (text) =>
      codeOf(text, [...MACHINE_USE_CODES, ...EXCLUDED_USE_CODES], { ...MACHINE_USES, ...EXCLUDED_USE_NAMES }),
  }),
  column(
    'enginePowerKw',
    { en: 'Rated power (kW)', zh: '发动机功率（kW）' },
    { en: 'kW, such as 110.', zh: '千瓦，如 110。' },
    {
      also: ['额定功率', '功率', '发动机额定功率', '额定净功率', 'Rated power', '发动机功率'],
      field: 'engine/powerKw',
      read: powerOf,
    },
  ),
  column('engineManufacturer', { en: 'Engine maker', zh: '发动机生产厂' }, any, {
    also: ['发动机生产厂家', '发动机厂家', '发动机制造商'],
    field: 'engine/manufacturer',
  }),
  column('engineModel', { en: 'Engine model', zh: '发动机型号' }, any, { field: 'engine/model' }),
  column('engineNumber', { en: 'Engine number', zh: '发动机编号' }, any, {
    also: ['发动机号', '发动机号码', '发动机出厂编号'],
    field: 'engine/number',
  }),
  column(
    'disclosureNumber',
    { en: 'Disclosure number', zh: '环保信息公开编号' },
    { en: '24 signs, from CN.', zh: 'CN 开头，共 24 位。' },
    { also: ['信息公开编号'] },
  ),
  column(
    'afterTreatment',
    { en: 'After-treatment', zh: '后处理装置' },
    { en: 'Such as DOC+DPF, or none.', zh: '如 DOC+DPF，或 无。' },
    { also: ['后处理'] },
  ),
  column('ownerName', { en: 'Owner', zh: '所有人' }, any, {
    also: ['所有人（单位）', '机械所有人', '产权单位', '所有者'],
    field: 'owner/name',
  }),
  column('ownerPhone', { en: 'Owner’s telephone', zh: '联系电话' }, any, {
    also: ["Owner's telephone", '所有人电话', '手机号'],
    field: 'owner/phone',
  }),
  codedColumn('holding', { en: 'Own or leased', zh: '自有或租赁' }, ['owned', 'leased'], HOLDING_NAMES(), {
    also: ['产权性质', '持有方式'],
  }),
  column(
    'lessorName',
    { en: 'Leased of', zh: '出租人' },
    { en: 'Where it is leased.', zh: '租赁机械填写。' },
    { also: ['出租单位', '租赁单位'] },
  ),
  column(
    'plate',
    { en: 'Plate', zh: '号牌号码' },
    { en: 'Leave it empty: a machine with a plate is a vehicle.', zh: '应为空：悬挂号牌的机械按机动车管理。' },
    {
      also: ['车牌号', '车牌号码', '车牌'],
      read: (text) => (/^(?:无|无牌|\/|-|—)$/.test(text) ? undefined : text),
    },
  ),
];

function HOLDING_NAMES(): Readonly<Record<string, Message>> {
  return { owned: { en: 'own', zh: '自有' }, leased: { en: 'leased', zh: '租赁' } };
}

function kindNote(): Message {
  const { en, zh } = namesOf(MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES);
  return { en: `${en} Of others: other (what it is).`, zh: `${zh}其他类型请写“其他（名称）”。` };
}

/** A kind by its code, its name, or what it is called on sites; 其他（破碎机） says what it is. */
function kindOf(text: string): Readonly<Record<string, unknown>> {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const other = /^(?:其他|其它|other)\((.+)\)$/i.exec(plain)?.[1];
  if (other !== undefined) return { category: 'other', otherCategory: other };
  const called = MACHINE_CATEGORIES.find((code) => CALLED[code]?.includes(plain));
  return { category: called ?? codeOf(plain === '其它' ? '其他' : text, MACHINE_CATEGORIES, MACHINE_CATEGORY_NAMES) };
}

/** 110, 110kW, 110 千瓦; horsepower is not turned into anything. */
function powerOf(text: string): unknown {
  const number = /^(\d{1,6}(?:\.\d+)?)(?:kw|千瓦)?$/i.exec(text.normalize('NFKC').replace(/\s+/g, ''))?.[1];
  return number === undefined ? text : Number(number);
}
