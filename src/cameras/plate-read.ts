import { normalisePlate } from '../domain/codes/plate.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const COLOURED = new RegExp(`^[蓝黄白黑绿]{1,2}(?=[${PROVINCES}][A-Z])`);
const NO_PLATE = new Set([
  '',
  'NOPLATE',
  'UNKNOWN',
  'NULL',
  'NONE',
  '_无_',
  '无',
  '无牌',
  '无牌车',
  '无车牌',
  '无号牌',
  '未识别',
  '未知',
]);

/** No plate has more characters; what does is noise. */
const LONGEST = 20;

/**
 * The normalised plate of a reading; empty for every way of saying that there is none. A leading colour sign is taken off
 * only where a province follows it: 黑 is a colour and a province.
 */
export function plateRead(told: string): string {
  const plate = normalisePlate(told);
  return NO_PLATE.has(plate) || plate.length > LONGEST ? '' : plate.replace(COLOURED, '');
}

/** A confidence in hundredths (1 to 100) in units of 10⁻⁴; null for none. */
export function confidenceOf(percent: number | undefined): number | null {
  return percent === undefined || percent < 0 || percent > 100 ? null : Math.round(percent * 100);
}
