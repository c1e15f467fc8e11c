import type { Message } from '../failure.ts';
import { explain } from '../policy/explain.ts';
import type { RuleDecision } from '../policy/kernel.ts';
import type { Facts } from '../policy/vocabulary.ts';

/** Why a flag stands, as kept with it: a rule's decision with the facts, or what was odd about the data. */
export type FlagWhy =
  | { readonly decision: RuleDecision; readonly also?: readonly RuleDecision[]; readonly facts: Facts }
  | { readonly finding: string; readonly facts: Readonly<Record<string, string | number>> }
  | ManualWhy;

/** What a person saw and put on record: of which kind, where, and in their words. */
export type ManualWhy = {
  readonly manual: Message;
  readonly citation: string;
  readonly place: string;
  readonly seen: string;
};

const FINDINGS: Readonly<Record<string, Message>> = {
  stage_conflict: {
    en: 'The gate asserts another emission stage than the register holds.',
    zh: '门禁上报的排放阶段与登记信息不一致。',
  },
  suspect_defaults: {
    en: 'The gate sent what gate software sends when it knows nothing of the vehicle; none of it was used.',
    zh: '门禁上报的车辆信息疑似默认值，均未采用。',
  },
  vin_conflict: {
    en: 'The gate asserts another VIN than the register holds.',
    zh: '门禁上报的车辆识别代号与登记信息不一致。',
  },
  plate_colour_mismatch: {
    en: 'The colour read does not go with this plate.',
    zh: '识别的号牌颜色与号牌不符。',
  },
  clock_skew: {
    en: 'The passage is dated later than it arrived: the device clock is ahead.',
    zh: '过车时间晚于到达时间，设备时钟超前。',
  },
  observed_stage_differs: {
    en: 'A test of the vehicle found another emission stage than the register holds.',
    zh: '检测发现的排放阶段与登记信息不一致。',
  },
  observed_vin_differs: {
    en: 'A test of the vehicle read another VIN than the register holds.',
    zh: '检测核对的车辆识别代号与登记信息不一致。',
  },
  observed_stage_implausible: {
    en: 'A test of the vehicle found an older stage than its first registration allows for.',
    zh: '检测发现的排放阶段早于初次登记日期所对应的阶段。',
  },
};

/** One line that says why a flag stands. */
export function explainFlag(why: FlagWhy, language: 'en' | 'zh'): string {
  if ('decision' in why) return explain(why.decision, language);
  if ('manual' in why) {
    const { manual, place, seen } = why;
    return language === 'en' ? `${manual.en}, ${place}: ${seen}` : `${manual.zh}，${place}：${seen}`;
  }
  const said = FINDINGS[why.finding]?.[language] ?? why.finding;
  const facts = Object.entries(why.facts).map(([name, value]) => `${FACT_WORDS[name]?.[language] ?? name} ${value}`);
  if (facts.length === 0) return said;
  return language === 'en' ? `${said} (${facts.join(', ')})` : `${said}（${facts.join('，')}）`;
}

const FACT_WORDS: Readonly<Record<string, Message>> = {
  registered: { en: 'registered', zh: '登记' },
  asserted: { en: 'asserted', zh: '上报' },
  read: { en: 'read', zh: '识别' },
  found: { en: 'found', zh: '检测' },
  impliedStage: { en: 'implied stage', zh: '推断阶段' },
  aheadMs: { en: 'ahead by ms', zh: '超前毫秒' },
  fuel: { en: 'fuel', zh: '燃料' },
  emissionStage: { en: 'stage', zh: '排放阶段' },
  usage: { en: 'usage', zh: '使用性质' },
  registeredOn: { en: 'registered on', zh: '登记日期' },
  vehicleType: { en: 'type', zh: '车型' },
};
