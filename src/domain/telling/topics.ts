import type { Message } from '../failure.ts';

/**
 * What the registry tells people and other systems of (通知): the closed list of topics with what each is called. One is
 * told of by what concerns them: officers of the county, the organisations named.
 */
export const TOPICS = {
  'violation.opened': { en: 'A violation was found', zh: '发现违规线索' },
  'gate.silent': { en: 'A gate has gone silent', zh: '门禁离线' },
  'appeal.submitted': { en: 'An appeal was submitted', zh: '收到申诉' },
  'appeal.decided': { en: 'An appeal was decided', zh: '申诉已办结' },
  'case.opened': { en: 'A case was opened', zh: '已立案' },
  'case.answered': { en: 'An offender made its statement', zh: '当事人已陈述申辩' },
  'case.decided': { en: 'A case was decided', zh: '案件已作出处理决定' },
  'case.overdue': { en: 'A deadline of a case has passed', zh: '案件已超期限' },
  'notice.served': { en: 'A notice was served', zh: '告知书已送达' },
  'policy.published': { en: 'A policy was published', zh: '政策发布' },
  'policy.withdrawn': { en: 'A policy was withdrawn before it began', zh: '政策撤回' },
} as const satisfies Record<string, Message>;

export type Topic = keyof typeof TOPICS;
