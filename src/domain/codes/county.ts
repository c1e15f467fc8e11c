import type { Message } from '../failure.ts';
import { codedText, compact } from './coded-text.ts';

/** Counties of Yangquan (阳泉市): GB/T 2260, and the statistical code 140371 of the development zone, which the plan names. */
export const COUNTY_CODES = ['140302', '140303', '140311', '140321', '140322', '140371'] as const;
export type CountyCode = (typeof COUNTY_CODES)[number];

export const COUNTY_NAMES: Readonly<Record<CountyCode, Message>> = {
  '140302': { en: 'Chengqu', zh: '城区' },
  '140303': { en: 'Kuangqu', zh: '矿区' },
  '140311': { en: 'Jiaoqu', zh: '郊区' },
  '140321': { en: 'Pingding County', zh: '平定县' },
  '140322': { en: 'Yuxian County', zh: '盂县' },
  '140371': { en: 'Development Zone', zh: '开发区' },
};

export function isCountyCode(text: string): text is CountyCode {
  return COUNTY_CODES.some((code) => code === text);
}

/** The county a text names by its code or its Chinese name (平定县), or undefined. */
export function parseCounty(text: string): CountyCode | undefined {
  const name = compact(text).replace(/^(?:山西省)?阳泉市?/, '');
  return COUNTY_CODES.find((code) => code === name || COUNTY_NAMES[code].zh === name);
}

/** Request field for a county of Yangquan, by code or name. */
export const countyInput = codedText(40, parseCounty, () => ({
  en: `This is not a county of Yangquan: give one of ${COUNTY_CODES.join(', ')}.`,
  zh: `不是阳泉市的县区代码：请填写 ${COUNTY_CODES.join('、')} 之一。`,
}));

/** Request field for an administrative division of any place in China (行政区划代码), six digits. */
export const divisionInput = codedText(
  12,
  (text) => {
    const division = compact(text);
    return /^[1-9]\d{5}$/.test(division) ? division : undefined;
  },
  { en: 'A division is a GB/T 2260 code of six digits.', zh: '行政区划应为 GB/T 2260 的六位数字代码。' },
);
