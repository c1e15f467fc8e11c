import type { Message } from '../failure.ts';

/** Where an observation of a vehicle comes from (天地车人 一体化监管的数据来源). */
export const OBSERVATION_KINDS = [
  'remote_sensing',
  'black_smoke',
  'roadside_test',
  'periodic_inspection',
  'obd_alarm',
  'online_state',
] as const;
export type ObservationKind = (typeof OBSERVATION_KINDS)[number];

export const OBSERVATION_NAMES: Readonly<Record<ObservationKind, Message>> = {
  remote_sensing: { en: 'remote sensing', zh: '遥感监测' },
  black_smoke: { en: 'black-smoke capture', zh: '黑烟抓拍' },
  roadside_test: { en: 'roadside test', zh: '路检路查' },
  periodic_inspection: { en: 'periodic inspection', zh: '定期检验' },
  obd_alarm: { en: 'remote-monitoring alarm', zh: '远程监控报警' },
  online_state: { en: 'remote-monitoring state', zh: '联网状态' },
};

/** What the source says came of it; this service decides nothing here. `none`: it is no test. */
export const OBSERVATION_RESULTS = ['pass', 'fail', 'inconclusive', 'none'] as const;
export type ObservationResult = (typeof OBSERVATION_RESULTS)[number];

export const RESULT_NAMES: Readonly<Record<ObservationResult, Message>> = {
  pass: { en: 'passed', zh: '合格' },
  fail: { en: 'failed', zh: '不合格' },
  inconclusive: { en: 'inconclusive', zh: '无法判定' },
  none: { en: 'no result', zh: '无结果' },
};

/** Whether an officer has to follow an observation up (跟进处置), and whether that is done. */
export const FOLLOW_UPS = ['none', 'open', 'closed'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

/** What is measured, its unit, how many decimals it is kept with, and the range of what can be true. */
export const QUANTITIES = {
  no: { unit: 'ppm', digits: 0, min: 0, max: 50_000, title: { en: 'NO', zh: 'NO' } },
  nox: { unit: 'ppm', digits: 0, min: 0, max: 50_000, title: { en: 'NOx', zh: 'NOx' } },
  hc: { unit: 'ppm', digits: 0, min: 0, max: 100_000, title: { en: 'HC', zh: 'HC' } },
  co: { unit: '%', digits: 3, min: 0, max: 100, title: { en: 'CO', zh: 'CO' } },
  co2: { unit: '%', digits: 3, min: 0, max: 100, title: { en: 'CO₂', zh: 'CO₂' } },
  opacity: { unit: '%', digits: 1, min: 0, max: 100, title: { en: 'opacity', zh: '不透光度' } },
  absorption: { unit: 'm⁻¹', digits: 3, min: 0, max: 100, title: { en: 'light absorption', zh: '光吸收系数' } },
  wheel_power: { unit: 'kW', digits: 1, min: 0, max: 2_000, title: { en: 'wheel power', zh: '轮边功率' } },
} as const satisfies Record<string, Quantity>;
export type QuantityName = keyof typeof QUANTITIES;
type Quantity = {
  readonly unit: string;
  readonly digits: number;
  readonly min: number;
  readonly max: number;
  readonly title: Message;
};

/** Methods of tests (检测方法): GB 3847 for diesel, GB 18285 for petrol, by eye. */
export const TEST_METHODS = [
  'free_acceleration',
  'lug_down',
  'double_idle',
  'steady_state',
  'transient',
  'visual',
  'other',
] as const;

export const METHOD_NAMES: Readonly<Record<(typeof TEST_METHODS)[number], Message>> = {
  free_acceleration: { en: 'free acceleration', zh: '自由加速法' },
  lug_down: { en: 'lug-down', zh: '加载减速法' },
  double_idle: { en: 'double idle', zh: '双怠速法' },
  steady_state: { en: 'steady state', zh: '稳态工况法' },
  transient: { en: 'transient', zh: '简易瞬态工况法' },
  visual: { en: 'by eye', zh: '目测' },
  other: { en: 'other', zh: '其他' },
};
