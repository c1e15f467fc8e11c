import { parseCounty } from '../../domain/codes/county.ts';
import { FUEL_NAMES, FUELS, fuelOfGaCode } from '../../domain/codes/fuel.ts';
import { PLATE_COLOUR_NAMES, PLATE_COLOURS } from '../../domain/codes/plate-colour.ts';
import { STAGE_BASES, STAGE_BASIS_NAMES } from '../../domain/codes/stage-basis.ts';
import { isOperating, parseUsageCode, USAGE_NAMES, USAGES } from '../../domain/codes/usage.ts';
import type { Message } from '../../domain/failure.ts';
import { INVOICE_KINDS, type InvoiceKind } from '../../domain/fleet/vehicle.ts';
import { type Column, codedColumn, codeOf, column, dayColumn, namesOf, numberColumn } from '../import-columns.ts';
import { VEHICLE_STATUSES } from '../vehicle-schema.ts';

const STATUS_NAMES: Readonly<Record<(typeof VEHICLE_STATUSES)[number], Message>> = {
  active: { en: 'active', zh: '正常' },
  deregistered: { en: 'deregistered', zh: '注销' },
  scrapped: { en: 'scrapped', zh: '报废' },
  transferred_out: { en: 'transferred out', zh: '转出' },
};

const INVOICE_NAMES: Readonly<Record<InvoiceKind, Message>> = {
  new: { en: 'new vehicle', zh: '新车' },
  used: { en: 'used vehicle', zh: '二手车' },
};

const any: Message = { en: 'Text.', zh: '文本。' };
const required = true;

/** Columns of a table of vehicles, each as `POST /vehicles` would take it. */
export const VEHICLE_COLUMNS: readonly Column[] = [
  column(
    'plate',
    { en: 'Plate', zh: '号牌号码' },
    { en: 'Such as 晋C12345.', zh: '如 晋C12345。' },
    { also: ['车牌号码', '车牌号', '车牌'], required },
  ),
  codedColumn('plateColour', { en: 'Plate colour', zh: '号牌颜色' }, PLATE_COLOURS, PLATE_COLOUR_NAMES, {
    also: ['车牌颜色'],
    required,
  }),
  column(
    'vin',
    { en: 'VIN', zh: '车辆识别代号' },
    { en: '17 letters and digits.', zh: '17 位字母和数字。' },
    { also: ['车架号', '车辆识别代号(VIN)'] },
  ),
  codedColumn('fuel', { en: 'Fuel', zh: '燃料种类' }, FUELS, FUEL_NAMES, {
    also: ['燃料类型', '燃油种类'],
    required,
    read: (text) => fuelOfGaCode(text) ?? codeOf(text, FUELS, FUEL_NAMES),
  }),
  {
    ...column(
      'emissionStage',
      { en: 'Emission stage', zh: '排放阶段' },
      {
        en: '0 to 7, D (electric, hydrogen), X (unknown), or such as 国五, 国六b.',
        zh: '0 至 7、D（电动、氢）、X（未知），或国五、国六b 等。',
      },
      { also: ['排放标准'], required },
    ),
    fields: ['emissionStage', 'emissionSubstage'],
  },
  codedColumn('stageBasis', { en: 'Basis of the stage', zh: '排放判定依据' }, STAGE_BASES, STAGE_BASIS_NAMES, {
    also: ['判定依据', 'stage basis'],
  }),
  {
    ...column('usage', { en: 'Use', zh: '使用性质' }, namesOf(USAGES, USAGE_NAMES), {
      also: ['使用性质代码', 'usage code'],
      required,
    }),
    fields: ['usage', 'usageCode'],
    read: usageOf,
  },
  column(
    'vehicleType',
    { en: 'Vehicle type', zh: '车辆类型' },
    { en: 'GA/T 16.4 code, such as H11, Q11.', zh: 'GA/T 16.4 代码，如 H11、Q11。' },
    { also: ['车辆类型代码'], required },
  ),
  numberColumn(
    'grossMassKg',
    { en: 'Gross mass', zh: '总质量' },
    { en: 'kg.', zh: '千克。' },
    { also: ['最大总质量', '总质量kg'] },
  ),
  dayColumn('registeredOn', { en: 'First registered', zh: '初次登记日期' }, { also: ['注册登记日期', '注册日期'] }),
  column(
    'registeredDivision',
    { en: 'Registered in', zh: '登记地区划' },
    { en: 'GB/T 2260 code, such as 140302.', zh: '行政区划代码，如 140302。' },
    { also: ['登记地'] },
  ),
  dayColumn('invoiceOn', { en: 'Invoice day', zh: '发票日期' }),
  column('brandModel', { en: 'Brand and model', zh: '品牌型号' }, any),
  column('networkStatus', { en: 'Remote monitoring', zh: '联网状态' }, { en: 'Such as 已联网.', zh: '如 已联网。' }),
  column('ownerName', { en: 'Owner', zh: '所有人' }, any, { field: 'owner/name' }),
  column('ownerPhone', { en: 'Owner’s telephone', zh: '联系电话' }, any, {
    also: ["Owner's telephone", '所有人电话'],
    field: 'owner/phone',
  }),
  dayColumn('certificateUploadedOn', { en: 'Certificate uploaded', zh: '合格证上传日期' }),
  codedColumn('invoiceKind', { en: 'Kind of invoice', zh: '发票类型' }, INVOICE_KINDS, INVOICE_NAMES),
  column('sellerName', { en: 'Seller', zh: '销售单位' }, any, { also: ['经销商'], field: 'seller/name' }),
  column(
    'sellerCreditCode',
    { en: 'Seller’s credit code', zh: '销售单位统一社会信用代码' },
    { en: '18 letters and digits.', zh: '18 位字母和数字。' },
    { also: ["Seller's credit code", '经销商统一社会信用代码'], field: 'seller/creditCode' },
  ),
  column(
    'sellerCounty',
    { en: 'Seller’s county', zh: '销售单位所在县区' },
    { en: 'Name of the county, or a GB/T 2260 code.', zh: '县区名称或行政区划代码。' },
    {
      also: ["Seller's county", '经销商所在县区'],
      field: 'seller/countyCode',
      read: (text) => parseCounty(text) ?? text,
    },
  ),
  codedColumn('status', { en: 'Status', zh: '车辆状态' }, VEHICLE_STATUSES, STATUS_NAMES),
];

/** 营运 or 非营运, or a GA/T 16.3 letter, which tells more. */
function usageOf(text: string): Record<string, unknown> {
  const code = parseUsageCode(text);
  const operating = code === undefined ? undefined : isOperating(undefined, code);
  if (code === undefined || operating === undefined) return { usage: codeOf(text, USAGES, USAGE_NAMES) };
  return { usageCode: code, usage: operating ? 'operating' : 'non_operating' };
}
