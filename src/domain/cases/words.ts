import { PLATE_COLOUR_NAMES } from '../codes/plate-colour.ts';
import { formatInstant } from '../time.ts';

const STAGES: Readonly<Record<string, string>> = {
  ...{ 0: '国零', 1: '国一', 2: '国二', 3: '国三', 4: '国四', 5: '国五', 6: '国六', 7: '国七' },
  ...{ D: '零排放', X: '未知' },
};

/** A stage code as Chinese papers write it: 国五. */
export const stageWord = (code: string): string => STAGES[code] ?? code;

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
