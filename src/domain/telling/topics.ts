import type { Message } from '../failure.ts';

/**
 * What the registry tells people and other systems of (通知): the closed list of topics with what each is called. One is
 * told of by what concerns them: officers of the county, the organisations named. What is `always` told cannot be switched off.
 */
export const TOPICS = {
  'violation.opened': { en: 'A violation was found', zh: '发现违规线索' },
  'gate.silent': { en: 'A gate has gone silent', zh: '门禁离线' },
  'appeal.submitted': { en: 'An appeal was submitted', zh: '收到申诉' },
  'appeal.decided': { en: 'An appeal was decided', zh: '申诉已办结', always: true },
  'case.opened': { en: 'A case was opened', zh: '已立案', always: true },
  'case.answered': { en: 'An offender made its statement', zh: '当事人已陈述申辩' },
  'case.decided': { en: 'A case was decided', zh: '案件已作出处理决定', always: true },
  'case.overdue': { en: 'A deadline of a case has passed', zh: '案件已超期限' },
  'prohibition.opened': { en: 'A machine may not be used', zh: '机械被禁止使用', always: true },
  'prohibition.served': {
    en: 'A decision about the use of a machine was served',
    zh: '禁止使用或解除决定已送达',
    always: true,
  },
  'prohibition.lifted': { en: 'A machine may be used again', zh: '机械解除禁止使用', always: true },
  'notice.served': { en: 'A notice was served', zh: '告知书已送达', always: true },
  'machine.verified': { en: 'An officer looked at the stage of a machine', zh: '机械排放阶段已核验' },
  'machine-claim.opened': { en: 'A machine is claimed or offered', zh: '机械归属申请或转让', always: true },
  'machine-claim.contested': { en: 'A claim to a machine is contested', zh: '机械归属申请被提出异议', always: true },
  'machine-claim.ended': { en: 'A case about a machine has ended', zh: '机械归属事项已办结', always: true },
  'alert.issued': { en: 'A heavy-pollution order was issued', zh: '发布重污染天气管控令' },
  'alert.revised': { en: 'A heavy-pollution order was changed', zh: '重污染天气管控令变更' },
  'exemption.granted': { en: 'An exemption was granted', zh: '批准豁免' },
  'exemption.revoked': { en: 'An exemption was revoked', zh: '撤销豁免' },
  'exemption-request.submitted': { en: 'An exemption was asked for', zh: '收到豁免申请' },
  'exemption-request.decided': { en: 'A request for an exemption was decided', zh: '豁免申请已办结', always: true },
  'site-unit.changed': { en: 'A unit of a site was invited, answered or left', zh: '工地参建单位变动' },
  'filing.reviewed': { en: 'A filing was accepted, returned or rejected', zh: '申报已审核', always: true },
  'filing.extended': { en: 'A filing was extended', zh: '申报延期' },
  'filing.review-due': { en: 'Filings wait for their review', zh: '申报待审核提醒' },
  'zone.published': { en: 'A low-emission zone was published or ends', zh: '低排放区发布或终止' },
  'policy.published': { en: 'A policy was published', zh: '政策发布' },
  'policy.withdrawn': { en: 'A policy was withdrawn before it began', zh: '政策撤回' },
  'sign-up.submitted': { en: 'A contractor signed up', zh: '收到施工单位注册申请' },
  'account.joined': { en: 'Somebody joined the organisation', zh: '单位新增用户' },
  'account.moved': { en: 'The account of an organisation moved to another county', zh: '单位账号变更所属县区' },
  'webhook.stopped': { en: 'A webhook was stopped', zh: 'Webhook 已停用', always: true },
} as const satisfies Record<string, Message & { readonly always?: true }>;

export type Topic = keyof typeof TOPICS;

export const TOPIC_NAMES = Object.keys(TOPICS) as Topic[];

/** Whether nobody can switch a topic off: it brings duties or deadlines. */
export const isAlways = (topic: Topic): boolean => (TOPICS[topic] as { readonly always?: true }).always === true;
