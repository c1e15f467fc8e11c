import type { Message } from '../failure.ts';

const HOUR_MS = 3_600_000;

/** Under which key what is found of one kind within one hour is gathered. */
export const digestKey = (topic: string, kind: string, now: number): string =>
  `${topic}:${kind}:${Math.floor(now / HOUR_MS)}`;

/** What a reader is told of several things of one kind. */
export const digestSummary = (
  topic: 'violation.opened' | 'gate.silent',
  count: number,
  { en, zh }: Message,
): Message =>
  topic === 'gate.silent'
    ? { en: `Gates gone silent: ${count}`, zh: `新增离线门禁 ${count} 个` }
    : { en: `Violations found: ${count} (${en})`, zh: `新发现违规线索 ${count} 条（${zh}）` };
