import type { Language } from '../../session/language.ts';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** A span of seconds as people say it: `2 小时 5 分`, `2 h 5 min`. */
export function spanText(seconds: number, language: Language): string {
  const unit = (count: number, zh: string, en: string) => (language === 'zh' ? `${count} ${zh}` : `${count} ${en}`);
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  if (days > 0) return `${unit(days, '天', 'd')}${hours > 0 ? ` ${unit(hours, '小时', 'h')}` : ''}`;
  if (hours > 0) return `${unit(hours, '小时', 'h')}${minutes > 0 ? ` ${unit(minutes, '分', 'min')}` : ''}`;
  if (minutes > 0) return unit(minutes, '分钟', 'min');
  return unit(Math.max(0, Math.floor(seconds)), '秒', 's');
}
