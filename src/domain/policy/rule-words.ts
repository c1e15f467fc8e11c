import type { Message } from '../failure.ts';
import type { Judges } from './document.ts';

/** What the rules of a policy judge. */
export const JUDGES_NAMES: Readonly<Record<Judges, Message>> = {
  passage: { en: 'Passages', zh: '车辆进出厂' },
  vehicle: { en: 'Vehicles on the register', zh: '在册车辆' },
  sale: { en: 'Sales', zh: '车辆销售' },
  site_entry: { en: 'Machines entering sites', zh: '机械进场' },
  inspection: { en: 'Inspections of machines', zh: '机械检测' },
  machine_use: { en: 'Use of machines', zh: '机械使用' },
  machine_work: { en: 'Machines at work', zh: '机械作业' },
  enterprise_day: { en: 'Enterprises day by day', zh: '企业每日联网' },
  vehicle_month: { en: 'Vehicles month by month', zh: '车辆每月尿素' },
};

/** What a flag comes to. */
export const EFFECT_NAMES: Readonly<Record<'breach' | 'review', Message>> = {
  breach: { en: 'Flagged as a breach', zh: '记为违法线索' },
  review: { en: 'Flagged for review', zh: '提示关注' },
};

/** What a gate does of its own. */
export const GATE_NAMES: Readonly<Record<'advisory' | 'hold', Message>> = {
  advisory: { en: 'the gate warns and opens', zh: '门禁提示、放行' },
  hold: { en: 'the gate holds', zh: '门禁拦截' },
};

/** Whose word a value of a parameter is. */
export const ORIGIN_NAMES: Readonly<Record<'plan' | 'ours' | 'unconfirmed', Message>> = {
  plan: { en: 'the plan’s word', zh: '计划原文' },
  ours: { en: 'ours', zh: '系统设定' },
  unconfirmed: { en: 'unconfirmed', zh: '待核实' },
};
