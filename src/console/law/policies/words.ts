import type { Message } from '../../../domain/failure.ts';
import { EFFECT_NAMES, ORIGIN_NAMES } from '../../../domain/policy/rule-words.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';

export const EFFECTS: Readonly<Record<'breach' | 'review', readonly [Message, Tone]>> = {
  breach: [EFFECT_NAMES.breach, 'bad'],
  review: [EFFECT_NAMES.review, 'warn'],
};

export const ORIGINS: Readonly<Record<'plan' | 'ours' | 'unconfirmed', readonly [Message, Tone]>> = {
  plan: [ORIGIN_NAMES.plan, 'good'],
  ours: [ORIGIN_NAMES.ours, 'info'],
  unconfirmed: [ORIGIN_NAMES.unconfirmed, 'warn'],
};

export const ORIGIN_NOTES: Readonly<Record<'plan' | 'ours' | 'unconfirmed', Message>> = {
  plan: w('计划原文写明', 'the plan says so'),
  ours: w('计划未作规定，由本系统设定', 'the plan says nothing; set here'),
  unconfirmed: w('引自标准，尚未核对原文', 'from a standard whose text was not read'),
};

export const STATUSES: Readonly<Record<'draft' | 'published' | 'withdrawn', readonly [Message, Tone]>> = {
  draft: [w('草案', 'Draft'), 'info'],
  published: [w('已发布', 'Published'), 'good'],
  withdrawn: [w('已撤回', 'Withdrawn'), 'plain'],
};
