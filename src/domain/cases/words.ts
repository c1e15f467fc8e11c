import { stageNameOf } from '../codes/emission-stage.ts';
import { PLATE_COLOUR_NAMES } from '../codes/plate-colour.ts';
import { formatInstant } from '../time.ts';

/** A stage code as Chinese papers write it: 国五. */
export const stageWord = (code: string): string => stageNameOf(code).zh;

/** A plate with its colour in Chinese: 晋C12345（黄色）. */
export function plateWord(plate: string, colour: string | null | undefined): string {
  const known = Object.entries(PLATE_COLOUR_NAMES).find(([code]) => code === colour);
  return known ? `${plate}（${known[1].zh}）` : plate;
}

/** An instant as Chinese papers write it: 2022年1月3日08时15分30秒. */
export function timeWord(instant: number): string {
  const [day = '', clock = ''] = formatInstant(instant).split('T');
  const [hour, minute, second] = clock.slice(0, 8).split(':');
  return `${dayWord(day)}${hour}时${minute}分${second}秒`;
}

/** A legal day likewise: 2022年1月3日. */
export function dayWord(day: string): string {
  const [year, month, date] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

/** What was done in a case, in Chinese, by the name of its step. */
export const stepWord = (step: string): string => STEPS[step] ?? step;

const STEPS: Readonly<Record<string, string>> = {
  open: '立案',
  'change-violations': '调整违规线索',
  'make-notice': '制作告知书',
  'serve-notice': '送达告知书',
  'take-statement': '陈述申辩',
  find: '认定从重情节',
  decide: '作出处理决定',
  close: '结案',
  suspend: '中止',
  resume: '恢复办理',
};

/** What became of a notice, and how one was served (送达方式), in Chinese. */
export const noticeWord = (code: string): string => NOTICES[code] ?? code;

const NOTICES: Readonly<Record<string, string>> = {
  ...{ made: '已制作', served: '已送达', withdrawn: '已作废' },
  ...{ direct: '直接送达', left: '留置送达', entrusted: '委托送达', post: '邮寄送达' },
  ...{ electronic: '电子送达', public: '公告送达' },
};
