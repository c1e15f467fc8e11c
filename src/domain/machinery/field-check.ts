import type { Message } from '../failure.ts';

/** What a check on the spot finds, each with what it means, in the order of their gravity. */
export const FINDINGS = {
  prohibited: {
    en: 'Its use is prohibited until a re-test is passed.',
    zh: '该机械处于禁止使用状态，复检合格前不得使用。',
  },
  order_bars: { en: 'An order in force bars its work now.', zh: '现行管控令禁止其作业。' },
  below_zone: { en: 'It is below the minimum of a low-emission zone here.', zh: '低于该工地所在低排放区的要求。' },
  slip_forged: { en: 'The slip is forged.', zh: '所持进场登记凭证系伪造。' },
  slip_revoked: { en: 'The slip does not hold any more.', zh: '所持进场登记凭证已失效。' },
  slip_other_site: { en: 'The slip is for another site.', zh: '所持进场登记凭证属于其他工地。' },
  not_filed: { en: 'It is not filed for this site.', zh: '未申报进入本工地。' },
  other_site: { en: 'It is filed for another site, not for this one.', zh: '仅申报了其他工地，未申报本工地。' },
  late: { en: 'It was filed only after it had entered.', zh: '进场后才申报（逾期登记）。' },
  out_of_use: { en: 'On record it is sold, scrapped or moved out.', zh: '登记显示该机械已转卖、报废或转出。' },
  order_unknown: {
    en: 'Whether an order bars it cannot be told: a fact is missing.',
    zh: '信息不足，无法判断管控令是否禁止其作业。',
  },
  zone_unknown: {
    en: 'Whether a low-emission zone allows it cannot be told: its stage, its smoke or the place of the site is unknown.',
    zh: '排放阶段、排气烟度或工地位置不明，无法判断是否符合低排放区要求。',
  },
  slip_unreadable: { en: 'The slip cannot be told to be true.', zh: '无法确认所持凭证的真伪。' },
  filing_ended: {
    en: 'It was filed before it entered; the filing was rejected, withdrawn or left unmended since.',
    zh: '进场前已申报，但该申报此后被驳回、撤回或逾期未补正。',
  },
  returned: {
    en: 'Its filing was returned; until its time to be handed in again is over it counts as filed.',
    zh: '申报已退回，补正期限内仍视为已申报。',
  },
  not_reviewed: { en: 'Its filing is not reviewed yet, which is no fault of the unit.', zh: '申报已提交，尚未审核。' },
  outside_days: { en: 'It is here outside the days that were planned.', zh: '不在申报的计划日期内。' },
  stage_unverified: {
    en: 'Its stage was only declared: look at its label.',
    zh: '排放阶段仅为申报，未经核验，请核对环保信息标签。',
  },
  stage_unknown: { en: 'Its stage is unknown: look at its label.', zh: '排放阶段不明，请核对环保信息标签。' },
  no_site: { en: 'No site was given, so it cannot be told whether it is filed.', zh: '未指定工地，无法判断是否申报。' },
  slip_changed: { en: 'The record was changed after the slip was issued.', zh: '凭证签发后登记内容有变更。' },
} as const satisfies Record<string, Message>;
export type Finding = keyof typeof FINDINGS;

/** What an inspector makes of a machine: stop it, follow up a breach, look closer, or let it be. */
export const VERDICTS = ['must_not_work', 'breach', 'look_closer', 'in_order', 'unknown', 'several'] as const;
export type Verdict = (typeof VERDICTS)[number];

const STOPS: readonly Finding[] = ['prohibited', 'order_bars'];
const BREACHES: readonly Finding[] = [
  ...(['below_zone', 'slip_forged', 'slip_revoked', 'slip_other_site'] as const),
  ...(['not_filed', 'other_site', 'late'] as const),
];

/** What an inspector is told, and takes no exception to. */
const NOTES: readonly Finding[] = ['not_reviewed', 'stage_unverified'];

/** The findings in the order of their gravity, and what they come to; with notes alone, all that was asked is in order. */
export function verdictOn(found: readonly Finding[]): {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
} {
  const findings = (Object.keys(FINDINGS) as Finding[]).filter((one) => found.includes(one));
  const has = (among: readonly Finding[]) => findings.some((one) => among.includes(one));
  const verdict = has(STOPS)
    ? 'must_not_work'
    : has(BREACHES)
      ? 'breach'
      : findings.every((one) => NOTES.includes(one))
        ? 'in_order'
        : 'look_closer';
  return { verdict, findings };
}

export const VERDICT_WORDS: Readonly<Record<Verdict, Message>> = {
  must_not_work: { en: 'It must not work.', zh: '不得作业。' },
  breach: { en: 'Not in order.', zh: '不符合要求。' },
  look_closer: { en: 'Look closer.', zh: '需进一步核实。' },
  in_order: { en: 'In order.', zh: '符合要求。' },
  unknown: {
    en: 'No machine on file has this number. Check it against the label and the plates; if it is right, record the machine as seen, with photos of the whole machine, its plates and its label.',
    zh: '登记系统中没有该号码的机械。请对照环保标签和铭牌核对；无误的，按“现场所见”登记该机械，并拍摄整机、铭牌和标签照片。',
  },
  several: {
    en: 'Several machines have this number: compare photos and plates, then ask by another number.',
    zh: '该号码对应多台机械，请对照照片和铭牌，改用其他号码查询。',
  },
};
