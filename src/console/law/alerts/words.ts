import type { AlertLevel, ExemptCategory, Hours, Restriction } from '../../../domain/alerts/order.ts';
import { stageNameOf } from '../../../domain/codes/emission-stage.ts';
import { FUEL_NAMES } from '../../../domain/codes/fuel.ts';
import { PERFORMANCE_GRADE_NAMES } from '../../../domain/codes/performance-grade.ts';
import { SECTOR_NAMES } from '../../../domain/codes/sector.ts';
import type { Message } from '../../../domain/failure.ts';
import { w } from '../../session/language.ts';
import { namesIn } from '../parts/words.ts';

export const LEVEL_NAMES: Readonly<Record<AlertLevel, Message>> = {
  yellow: w('黄色预警', 'Yellow alert'),
  orange: w('橙色预警', 'Orange alert'),
  red: w('红色预警', 'Red alert'),
};

/** Ground and letters of each level; both are told in words beside them. */
export const LEVEL_COLOURS: Readonly<Record<AlertLevel, { readonly background: string; readonly color: string }>> = {
  yellow: { background: '#ffe58f', color: '#3d2f00' },
  orange: { background: '#ffbb80', color: '#4a1d00' },
  red: { background: '#a8071a', color: '#fff' },
};

export const RESTRICTED_NAMES: Readonly<Record<Restriction['appliesTo'], Message>> = {
  goods_vehicle: w('货车', 'Goods vehicles'),
  heavy_vehicle: w('重型载货车辆', 'Heavy goods vehicles'),
  machine: w('非道路移动机械', 'Non-road machines'),
};

export const CATEGORY_NAMES: Readonly<Record<ExemptCategory, Message>> = {
  new_energy: w('新能源', 'new energy'),
  emergency: w('应急抢险', 'emergency'),
  livelihood: w('民生保障', 'livelihood'),
  green_pass: w('绿色通道', 'green pass'),
  special_work: w('特种作业', 'special work'),
  military_police: w('军警', 'military and police'),
  approved_project: w('批准的重点工程', 'approved project'),
};

export const REVISION_NAMES: Readonly<Record<string, Message>> = {
  issue: w('签发', 'Issued'),
  change_level: w('调整级别', 'Level changed'),
  lift: w('解除', 'Lifted'),
  extend: w('延长', 'Extended'),
  amend: w('修订', 'Amended'),
};

/** Hours of a day in words: 08:00 至 20:00. */
export function hoursWords(hours: readonly Hours[]): Message {
  const overnight = ({ from, to }: Hours) => to <= from;
  return {
    zh: hours.map((one) => `${one.from} 至${overnight(one) ? '次日 ' : ' '}${one.to}`).join('、'),
    en: hours.map((one) => `${one.from} to ${one.to}${overnight(one) ? ' of the next day' : ''}`).join(', '),
  };
}

/** What one line of an order bars, in a plain sentence. */
export function restrictionWords(given: Restriction): Message {
  const { appliesTo, maxStage, fuels, grades, sectors, hours, exempt } = given;
  const who = RESTRICTED_NAMES[appliesTo];
  const stage = maxStage === undefined ? undefined : stageNameOf(maxStage);
  const machine = appliesTo === 'machine';
  const grade = grades?.length ? namesIn(PERFORMANCE_GRADE_NAMES, grades) : undefined;
  const sector = sectors?.length ? namesIn(SECTOR_NAMES, sectors) : undefined;
  const burning = fuels?.length ? namesIn(FUEL_NAMES, fuels) : undefined;
  const at = hours?.length ? hoursWords(hours) : undefined;
  const free = exempt?.length ? namesIn(CATEGORY_NAMES, exempt) : undefined;
  const zhWho = `${stage ? `${stage.zh}及以下` : '除零排放外的全部'}${burning ? `（${burning.zh}）` : ''}${who.zh}`;
  const zhPlace = `${grade ? `绩效 ${grade.zh}${sector ? '的' : ''}` : ''}${sector?.zh ?? ''}企业`;
  const bound = grade !== undefined || sector !== undefined;
  const zhAct = machine ? `禁止使用${bound ? `（${zhPlace}）` : ''}` : `禁止进入${zhPlace}`;
  const enWho = `${who.en}${burning ? ` on ${burning.en}` : ''} ${stage ? `of ${stage.en} or older` : 'of any stage but zero-tailpipe'}`;
  const enPlace = bound ? ` (${[grade?.en, sector?.en].filter(Boolean).join('; ')})` : '';
  return {
    zh: `${zhWho}${at ? `每日 ${at.zh} ` : ''}${zhAct}${free ? `；${free.zh}除外` : ''}`,
    en: `${enWho} may not ${machine ? 'be used' : 'enter enterprises'}${enPlace}${at ? ` from ${at.en}` : ''}${free ? `; except ${free.en}` : ''}`,
  };
}

/** What closed hours mean to whom they close. */
export function closedWords(hours: readonly Hours[]): Message {
  const at = hoursWords(hours);
  return {
    zh: `未满足清洁运输要求的企业（2.4.2d）每日 ${at.zh} 禁止运送大宗物料的货车进厂`,
    en: `Enterprises that missed clean transport (2.4.2d) may not be entered with bulk cargo from ${at.en}`,
  };
}
