import { z } from 'zod';
import type { Message } from '../domain/failure.ts';
import { CONTRADICTIONS, type Contradiction, type ContradictionCode } from '../domain/fleet/verification.ts';
import type { Language } from './language.ts';

const SENTENCES: Readonly<Record<ContradictionCode, Message>> = {
  vin_check_digit: {
    en: 'The check digit of the VIN is wrong; re-stamped and imported vehicles fail it too.',
    zh: '车辆识别代号校验位不符（重新打刻或进口车辆也可能不符）。',
  },
  vin_asserted_otherwise: {
    en: 'Gates told another VIN under this plate.',
    zh: '门禁上报的该号牌车辆识别代号与申报不一致。',
  },
  stage_asserted_otherwise: {
    en: 'Gates told another emission stage under this plate.',
    zh: '门禁上报的该号牌排放阶段与申报不一致。',
  },
  stage_against_fuel: { en: 'Stage and fuel cannot both be true.', zh: '排放阶段与燃料种类矛盾。' },
  stage_older_than_registration: {
    en: 'The stage is older than the day of first registration implies; inferred, with months of transition.',
    zh: '排放阶段低于按初次登记日期推断的阶段（仅为推断，含过渡期）。',
  },
  plate_against_colour: { en: 'A plate of this shape has another colour.', zh: '号牌式样与号牌颜色不符。' },
  colour_against_type: {
    en: 'A vehicle of this type carries a plate of another colour.',
    zh: '号牌颜色与车辆类型不符。',
  },
  not_networked: {
    en: 'A heavy diesel vehicle of China VI reports remotely; nothing says that this one does.',
    zh: '国六重型柴油车应联网，申报未显示已联网。',
  },
};

export const contradictionOut = z.strictObject({
  code: z.enum(CONTRADICTIONS),
  detail: z.string(),
  inferred: z.boolean().meta({ description: 'By a rule of thumb: nothing to refuse on by itself.' }),
  facts: z.record(z.string(), z.string()),
});

export const presentContradiction = ({ code, inferred, facts }: Contradiction, language: Language) => ({
  code,
  detail: SENTENCES[code][language],
  inferred,
  facts,
});
