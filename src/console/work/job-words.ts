import type { Message } from '../../domain/failure.ts';
import type { Tone } from '../parts/tags.tsx';
import { w } from '../session/language.ts';
import type { Job } from './use-jobs.ts';

const KINDS: Readonly<Record<string, Message>> = {
  'filing-import': w('批量申报', 'Filings from a table'),
  'vehicle-import': w('车辆批量导入', 'Import of vehicles'),
  'registration-import': w('登记车辆批量导入', 'Import of registrations'),
  'retirement-proof-import': w('淘汰证明批量导入', 'Import of retirement proofs'),
  'seller-import': w('销售单位批量导入', 'Import of sellers'),
  'enterprise-import': w('企业批量导入', 'Import of enterprises'),
  'clean-transport-import': w('清洁运输量批量导入', 'Import of clean transport'),
  'urea-refill-import': w('尿素加注批量导入', 'Import of urea refills'),
  'black-smoke-import': w('黑烟抓拍批量导入', 'Import of black-smoke records'),
  'remote-sensing-import': w('遥感检测批量导入', 'Import of remote-sensing records'),
  'policy-preview': w('规则影响预演', 'Preview of a change of rules'),
  rejudge: w('重新判定', 'Judging again'),
  'look-back': w('回溯判定', 'Looking back under an order'),
  'new-law': w('按新规则判定', 'Judging by the new law'),
  transmission: w('上传率统计', 'Counting what was transmitted'),
  urea: w('尿素消耗判定', 'Judging urea use'),
  observations: w('检测数据判定', 'Judging observations'),
};
const OTHER_IMPORT = w('批量导入', 'Import');
const OTHER = w('后台任务', 'Background work');

/** What a kind of work is called. */
export const jobWords = (kind: string): Message => KINDS[kind] ?? (kind.endsWith('-import') ? OTHER_IMPORT : OTHER);

export const JOB_STATES: Readonly<Record<Job['status'], readonly [Message, Tone]>> = {
  queued: [w('进行中', 'Under way'), 'info'],
  done: [w('已完成', 'Done'), 'good'],
  failed: [w('未完成', 'Failed'), 'bad'],
  cancelled: [w('已取消', 'Cancelled'), 'plain'],
};

/** Whether people may call it off: what follows from the law goes on. */
export const mayBeCalledOff = (kind: string): boolean => kind.endsWith('-import') || kind === 'policy-preview';
