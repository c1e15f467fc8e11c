import type { Message } from '../failure.ts';

/**
 * What the registry tells people and other systems of (通知): the closed list of topics with what each is called. One is
 * told of by what concerns them: officers of the county, the organisations named.
 */
export const TOPICS = {
  'violation.opened': { en: 'A violation was found', zh: '发现违规线索' },
  'gate.silent': { en: 'A gate has gone silent', zh: '门禁离线' },
} as const satisfies Record<string, Message>;

export type Topic = keyof typeof TOPICS;
