import type { Message } from '../../../domain/failure.ts';
import type { Tone } from '../../parts/tags.tsx';
import { w } from '../../session/language.ts';
import type { EntryKind, EntryState } from '../outbox/entry.ts';

export const KIND_WORDS: Readonly<Record<EntryKind, Message>> = {
  inspection: w('烟度检测', 'Smoke test'),
  site_entry: w('现场所见', 'Seen on site'),
};

export const STATE_WORDS: Readonly<Record<EntryState, Message>> = {
  draft: w('未填完', 'Unfinished'),
  waiting: w('待上传', 'Waiting to be sent'),
  refused: w('被退回，待修改', 'Refused, to be put right'),
  sent: w('已上传', 'Sent'),
};
export const STATE_TONES: Readonly<Record<EntryState, Tone>> = {
  draft: 'plain',
  waiting: 'info',
  refused: 'bad',
  sent: 'good',
};

const RECORDS = w('我的记录', 'My records');

export const CHECK = { to: '/field', title: w('现场检查', 'Field check') };
export const TRAIL = [CHECK, { to: '/field/records', title: RECORDS }];
export const RECORDS_TITLE = RECORDS;
