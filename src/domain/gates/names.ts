import type { Message } from '../failure.ts';
import type { DeviceProtocol } from './device.ts';
import type { GateDirection, GateMode } from './gate.ts';

/** Which way trucks pass, of gates, lanes and passages. */
export const DIRECTION_NAMES: Readonly<Record<GateDirection, Message>> = {
  in: { en: 'In', zh: '进厂' },
  out: { en: 'Out', zh: '出厂' },
  both: { en: 'Both ways', zh: '进出双向' },
};

export const MODE_NAMES: Readonly<Record<GateMode, Message>> = {
  advise: { en: 'Advises, always opens', zh: '只提示、始终放行' },
  enforce: { en: 'Holds what breaks a rule', zh: '违规时拦截' },
};

/** Whose form of messages a camera sends. */
export const PROTOCOL_NAMES: Readonly<Record<DeviceProtocol, Message>> = {
  hikvision: { en: 'Hikvision', zh: '海康威视' },
  dahua: { en: 'Dahua', zh: '大华' },
  gat1400: { en: 'GA/T 1400', zh: 'GA/T 1400 视图库' },
  vzenith: { en: 'Vzenith', zh: '臻识科技' },
  qianyi: { en: 'Qianyi', zh: '芊熠智能' },
  hxzx: { en: 'HXZX', zh: '华夏智信' },
  plain: { en: 'Plain form', zh: '通用接口' },
};
