import type { Message } from '../failure.ts';

/** Kinds of non-road mobile machinery (非道路移动机械类型). */
export const MACHINE_CATEGORIES = [
  'loader',
  'excavator',
  'bulldozer',
  'forklift',
  'crane',
  'roller',
  'paver',
  'grader',
  'pile_driver',
  'stacker',
  'tractor_unit',
  'off_highway_truck',
  'shuttle',
  'in_plant_vehicle',
  'other',
] as const;
export type MachineCategory = (typeof MACHINE_CATEGORIES)[number];

export const MACHINE_CATEGORY_NAMES: Readonly<Record<MachineCategory, Message>> = {
  loader: { en: 'loader', zh: '装载机' },
  excavator: { en: 'excavator', zh: '挖掘机' },
  bulldozer: { en: 'bulldozer', zh: '推土机' },
  forklift: { en: 'forklift', zh: '叉车' },
  crane: { en: 'crane', zh: '起重机' },
  roller: { en: 'road roller', zh: '压路机' },
  paver: { en: 'paver', zh: '摊铺机' },
  grader: { en: 'grader', zh: '平地机' },
  pile_driver: { en: 'pile driver', zh: '打桩机械' },
  stacker: { en: 'stacker', zh: '堆高机' },
  tractor_unit: { en: 'tractor unit', zh: '牵引车' },
  off_highway_truck: { en: 'off-highway truck', zh: '非公路用卡车' },
  shuttle: { en: 'shuttle bus', zh: '摆渡车' },
  in_plant_vehicle: { en: 'in-plant vehicle', zh: '场内车辆' },
  other: { en: 'other', zh: '其他' },
};
