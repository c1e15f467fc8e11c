import { COUNTY_NAMES, isCountyCode } from '../../../domain/codes/county.ts';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PLATE_COLOUR_NAMES } from '../../../domain/codes/plate-colour.ts';
import { STAGE_BASIS_NAMES } from '../../../domain/codes/stage-basis.ts';
import { USAGE_NAMES, usageCodeName } from '../../../domain/codes/usage.ts';
import { vehicleTypeName } from '../../../domain/codes/vehicle-type-names.ts';
import type { Message } from '../../../domain/failure.ts';
import { useT, w } from '../../session/language.ts';
import { INVOICE_KIND_NAMES, VEHICLE_STATUS_NAMES } from '../words.ts';

/** The facts of a vehicle, in the order in which people read them. */
export const FACT_NAMES = {
  plate: w('号牌号码', 'Plate'),
  plateColour: w('号牌颜色', 'Plate colour'),
  vin: w('车辆识别代号', 'VIN'),
  emissionStage: w('排放阶段', 'Emission stage'),
  emissionSubstage: w('国六细分', 'Step of China VI'),
  stageBasis: w('排放判定依据', 'Basis of the stage'),
  fuel: w('燃料种类', 'Fuel'),
  vehicleType: w('车辆类型', 'Vehicle type'),
  grossMassKg: w('总质量（千克）', 'Gross mass, kg'),
  usage: w('使用性质', 'Use'),
  usageCode: w('使用性质代码', 'Use code'),
  registeredOn: w('初次登记日期', 'First registered'),
  registeredDivision: w('登记地', 'Registered in'),
  status: w('车辆状态', 'Status'),
  transferredTo: w('转往', 'Transferred to'),
  networkStatus: w('联网状态', 'Remote monitoring'),
  owner: w('所有人', 'Owner'),
  fleetName: w('车队名称', 'Fleet'),
  brandModel: w('品牌型号', 'Brand and model'),
  engineNumber: w('发动机号码', 'Engine number'),
  certificateUploadedOn: w('合格证上传日期', 'Certificate uploaded'),
  invoiceOn: w('发票日期', 'Invoice day'),
  invoiceKind: w('发票类型', 'Kind of invoice'),
  seller: w('销售单位', 'Seller'),
} as const satisfies Record<string, Message>;

export type FactName = keyof typeof FACT_NAMES;
export const FACTS = Object.keys(FACT_NAMES) as FactName[];

const NAMES: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  plateColour: PLATE_COLOUR_NAMES,
  fuel: FUEL_NAMES,
  stageBasis: STAGE_BASIS_NAMES,
  usage: USAGE_NAMES,
  status: VEHICLE_STATUS_NAMES,
  invoiceKind: INVOICE_KIND_NAMES,
};
const EMPTIED = w('（清空）', '(emptied)');

/** Says a fact as people read it; a dash where there is none. */
export function useFactText(): (name: string, value: unknown) => string {
  const t = useT();
  return (name, value) => {
    if (value === null) return t(EMPTIED);
    if (value === undefined || value === '') return '—';
    if (typeof value === 'object') {
      const { name: called, phone, creditCode } = value as Record<string, string | undefined>;
      return [called, phone, creditCode].filter(Boolean).join(' · ');
    }
    const text = String(value);
    const named = NAMES[name]?.[text];
    if (named) return t(named);
    switch (name) {
      case 'emissionStage':
        return t(stageNameOf(text));
      case 'vehicleType':
        return t(vehicleTypeName(text));
      case 'usageCode':
        return `${text} ${t({ zh: usageCodeName(text) ?? '', en: '' })}`.trim();
      case 'registeredDivision':
      case 'transferredTo':
        return isCountyCode(text) ? `${t(COUNTY_NAMES[text])} ${text}` : text;
      case 'grossMassKg':
        return Number(text).toLocaleString('en-US');
      default:
        return text;
    }
  };
}

/** Whether a member of some facts is one that people read. */
export const isFact = (name: string): name is FactName => name in FACT_NAMES;
