import { COUNTY_NAMES, isCountyCode } from '../../domain/codes/county.ts';
import type { Message } from '../../domain/failure.ts';
import { useLanguage, useT, w } from '../session/language.ts';

/** What the levels of an alert are called once it is in force. */
export const LEVEL_NAMES: Readonly<Record<'yellow' | 'orange' | 'red', Message>> = {
  yellow: w('重污染天气黄色预警生效中', 'Yellow pollution alert in force'),
  orange: w('重污染天气橙色预警生效中', 'Orange pollution alert in force'),
  red: w('重污染天气红色预警生效中', 'Red pollution alert in force'),
};

const CITY = w('不属于县区', 'In no county');

/** The name of a county by its code; null is none. */
export function useCountyName(): (code: string | null) => string {
  const t = useT();
  return (code) => (code === null ? t(CITY) : isCountyCode(code) ? t(COUNTY_NAMES[code]) : code);
}

/** The names of several, as a list. */
export function useCountyNames(): (codes: readonly string[]) => string {
  const { language } = useLanguage();
  const nameOf = useCountyName();
  return (codes) => codes.map(nameOf).join(language === 'zh' ? '、' : ', ');
}

type VehicleStatus = 'active' | 'deregistered' | 'scrapped' | 'transferred_out';

/** What may have become of a vehicle. */
export const VEHICLE_STATUS_NAMES: Readonly<Record<VehicleStatus, Message>> = {
  active: w('正常', 'active'),
  deregistered: w('注销', 'deregistered'),
  scrapped: w('报废', 'scrapped'),
  transferred_out: w('转出', 'transferred out'),
};

export const INVOICE_KIND_NAMES: Readonly<Record<'new' | 'used', Message>> = {
  new: w('新车发票', 'of a new vehicle'),
  used: w('二手车发票', 'of a used vehicle'),
};

/** Places in the retirement programme. */
export const RETIREMENT_NAMES: Readonly<Record<'due' | 'overdue' | 'retired', Message>> = {
  due: w('待淘汰', 'to be retired'),
  overdue: w('逾期未淘汰', 'overdue for retirement'),
  retired: w('已淘汰', 'retired'),
};
