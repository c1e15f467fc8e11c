import type { Message } from '../failure.ts';
import type { FLAG_KINDS } from '../policy/document.ts';

/** What each kind of violation or oddity is called; kinds that officers record by hand are named by the policy. */
export const KIND_NAMES: Readonly<Record<(typeof FLAG_KINDS)[number], Message>> = {
  below_china_v_access: { en: 'Truck below China V at a gate', zh: '国五以下车辆进出厂区' },
  non_china_vi_access: { en: 'Truck below China VI at a gate', zh: '非国六车辆进出厂区' },
  peak_shift_breach: { en: 'Peak shifting not observed', zh: '未落实错峰运输' },
  gate_not_networked: { en: 'Gates not networked', zh: '门禁视频系统未联网' },
  low_transmission: { en: 'Gate data not transmitted', zh: '门禁数据传输率不足' },
  non_china_vi_sale: { en: 'Heavy diesel truck below China VI sold', zh: '销售非国六重型柴油车' },
  china_iii_retirement_due: { en: 'China III truck due for retirement', zh: '国三及以下营运柴油货车待淘汰' },
  china_iii_retirement_overdue: {
    en: 'China III truck overdue for retirement',
    zh: '国三及以下营运柴油货车逾期未淘汰',
  },
  china_iii_access: { en: 'Truck overdue for retirement at a gate', zh: '逾期未淘汰车辆进出厂区' },
  urea_shortfall: { en: 'Too little urea refilled', zh: '车用尿素加注不足' },
  unregistered_machine: { en: 'Machine on site without a filing', zh: '机械未登记报备进场' },
  late_registration: { en: 'Machine filed only after entry', zh: '机械进场后补登记' },
  machine_over_limit: { en: 'Machine over the emission limits', zh: '机械排放超标' },
  prohibited_machine_in_use: { en: 'Prohibited machine in use', zh: '使用禁用期内的机械' },
  alert_restriction_breach: { en: 'Order in heavy pollution broken', zh: '违反重污染天气应急管控' },
  stage_conflict: { en: 'Emission stage contradicts the register', zh: '排放阶段与登记不一致' },
  suspect_defaults: { en: 'Gate sent what look like defaults', zh: '门禁上报疑似默认值' },
  vin_conflict: { en: 'VIN contradicts the register', zh: '车辆识别代号与登记不一致' },
  plate_colour_mismatch: { en: 'Plate and colour do not go together', zh: '号牌与颜色不符' },
  clock_skew: { en: 'Device clock is ahead', zh: '设备时钟超前' },
  stage_implausible: { en: 'Emission stage does not go with the date', zh: '排放阶段与日期不符' },
};
