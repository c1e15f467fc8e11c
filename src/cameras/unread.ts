import type { Message } from '../domain/failure.ts';

/** What a message lacks that it cannot be understood without, by the name that its protocol gives it. */
export const lacks = (name: string): Message => ({ en: `${name} is missing`, zh: `缺少 ${name}` });

export const lacksTime = (name: string): Message => ({
  en: `${name} is missing or no time`,
  zh: `${name} 缺失或不是有效时间`,
});

/** A message that is none of those its protocol has. */
export const isNone = (names: string): Message => ({
  en: `the message is none of: ${names}`,
  zh: `报文不属于：${names}`,
});
