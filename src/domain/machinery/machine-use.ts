import type { Message } from '../failure.ts';

/** What a machine is used for (用途), of those that are registered. The division is ours. */
export const MACHINE_USES = {
  construction: { en: 'building works', zh: '建筑施工' },
  municipal: { en: 'roads and municipal works', zh: '道路市政' },
  mine: { en: 'mines and quarries', zh: '矿山' },
  plant: { en: 'plants', zh: '厂区' },
  logistics: { en: 'yards, stations and airports', zh: '货场站场、机场' },
  other: { en: 'other', zh: '其他' },
} as const satisfies Record<string, Message>;

const AGRICULTURE = {
  en: 'Agricultural, forestry and fishery machinery is not registered here; the agricultural authorities keep it.',
  zh: '农业、林业、渔业机械不在登记范围，由农业农村等主管部门管理。',
};

/** Kinds that are outside the registration of machines (不予登记), and what who wants to register one is told. */
export const EXCLUDED_USES = {
  agriculture: AGRICULTURE,
  forestry: AGRICULTURE,
  fishery: AGRICULTURE,
  loose_engine: {
    en: 'A loose engine is not a machine: register the machine that it is built into.',
    zh: '单独的发动机不予登记，请登记装用该发动机的机械。',
  },
  ship_train_aircraft: {
    en: 'Ships, trains and aircraft are not registered as non-road mobile machinery.',
    zh: '船舶、铁路机车和航空器不属于登记的非道路移动机械。',
  },
  military: {
    en: 'Military machinery is not registered here.',
    zh: '军用机械不在登记范围。',
  },
  goods_in_trade: {
    en: 'A machine that is for sale and not in use is not registered; its buyer registers it.',
    zh: '待售、尚未使用的机械不予登记，由购买人登记。',
  },
} as const satisfies Record<string, Message>;

export type MachineUse = keyof typeof MACHINE_USES;
export type ExcludedUse = keyof typeof EXCLUDED_USES;

/** What people call the uses that are not registered. */
export const EXCLUDED_USE_NAMES: Readonly<Record<ExcludedUse, Message>> = {
  agriculture: { en: 'agriculture', zh: '农业' },
  forestry: { en: 'forestry', zh: '林业' },
  fishery: { en: 'fishery', zh: '渔业' },
  loose_engine: { en: 'loose engine', zh: '单独发动机' },
  ship_train_aircraft: { en: 'ship, train or aircraft', zh: '船舶、铁路机车、航空器' },
  military: { en: 'military', zh: '军用' },
  goods_in_trade: { en: 'goods in trade', zh: '待售' },
};

export const MACHINE_USE_CODES = Object.keys(MACHINE_USES) as [MachineUse, ...MachineUse[]];
export const EXCLUDED_USE_CODES = Object.keys(EXCLUDED_USES) as [ExcludedUse, ...ExcludedUse[]];

/** Why a machine of this use is not registered, or undefined where it is. */
export function exclusionOf(use: string): Message | undefined {
  return (EXCLUDED_USES as Readonly<Record<string, Message>>)[use];
}

/** A machine with a motor-vehicle plate (悬挂机动车号牌) is a vehicle, wheeled machinery (J11 …) among them. */
export const PLATED: Message = {
  en: 'A machine with a motor-vehicle plate (GA/T 16.4 types J11 and the like) is a vehicle: the county ecology bureau keeps it in the registry of vehicles by its plate, and it needs no filing as a machine.',
  zh: '悬挂机动车号牌的机械（如 J11 等轮式专用机械车）按机动车管理，由县区生态环境部门凭号牌在车辆登记中办理，无需作为非道路移动机械登记报备。',
};
