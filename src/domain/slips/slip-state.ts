import type { Message } from '../failure.ts';
import { type Slip, sameOnSlip } from './slip.ts';

/** What a true slip is worth today by the record (凭证现状), gravest first. Several may hold at once; `valid` only alone. */
export const SLIP_STATES = [
  'prohibited',
  'withdrawn',
  'not_accepted',
  'unknown_filing',
  'left',
  'out_of_use',
  'changed',
  'outside_days',
  'valid',
] as const;
export type SlipState = (typeof SLIP_STATES)[number];

/** The record of a slip's filing as far as its state hangs on it. */
export type SlipRecord = {
  readonly status: string;
  readonly exitedAt: number | null;
  readonly prohibited: boolean;
  /** Whether the machine is neither sold, scrapped nor moved out. */
  readonly inUse: boolean;
  /** What a slip issued now would say. */
  readonly now: Omit<Slip, 'issuedAt'>;
};

/** The states of a slip on a legal day, gravest first; `record` undefined: there is no such filing. */
export function slipStates(slip: Slip, record: SlipRecord | undefined, today: string): SlipState[] {
  if (!record) return ['unknown_filing'];
  const holds: Partial<Record<SlipState, boolean>> = {
    prohibited: record.prohibited,
    withdrawn: record.status === 'withdrawn',
    not_accepted: record.status !== 'accepted' && record.status !== 'withdrawn',
    left: record.exitedAt !== null,
    out_of_use: !record.inUse,
    changed: saysOther(slip, record.now),
    outside_days: today < record.now.plannedEntryOn || today > record.now.plannedExitOn,
  };
  const found = SLIP_STATES.filter((state) => holds[state]);
  return found.length > 0 ? found : ['valid'];
}

/** Whether the record says otherwise than the slip did when it was issued. */
function saysOther(slip: Slip, now: SlipRecord['now']): boolean {
  const members = ['machine', 'category', 'stage', 'plannedEntryOn', 'plannedExitOn'] as const;
  const names = ['site', 'unit'] as const;
  return (
    members.some((member) => slip[member] !== now[member]) ||
    names.some((name) => !sameOnSlip(slip[name], now[name])) ||
    slip.codes.length !== now.codes.length ||
    slip.codes.some(({ scheme, code }, at) => {
      const other = now.codes[at];
      return scheme !== other?.scheme || !sameOnSlip(code, other.code);
    })
  );
}

export const SLIP_STATE_WORDS: Readonly<Record<SlipState, Message>> = {
  prohibited: { en: 'The machine is under a prohibition of use.', zh: '该机械现处于禁止使用状态。' },
  withdrawn: { en: 'The filing was withdrawn after the slip was issued.', zh: '该申报已撤回，凭证失效。' },
  not_accepted: { en: 'The filing is not accepted any more.', zh: '该申报现非受理状态，凭证失效。' },
  unknown_filing: { en: 'There is no such filing on record.', zh: '登记系统中没有该申报。' },
  left: { en: 'The machine has left the site on this filing.', zh: '该机械已离场，凭证失效。' },
  out_of_use: {
    en: 'On record the machine is sold, scrapped or moved out; the slip does not hold.',
    zh: '登记显示该机械已转卖、报废或转出，凭证失效。',
  },
  changed: {
    en: 'The record was changed since; the slip does not say what stands now.',
    zh: '凭证签发后登记内容有变更，以系统记录为准。',
  },
  outside_days: { en: 'Today is outside the planned days.', zh: '今日不在计划进离场日期内。' },
  valid: { en: 'It holds today.', zh: '凭证当前有效。' },
};

/** What checking the signature came to, in words, for whoever has all the keys of this service. Only `true` is a slip of it. */
export const SLIP_RESULTS = ['true', 'forged', 'unknown_key', 'unreadable'] as const;
export type SlipResult = (typeof SLIP_RESULTS)[number];

export const SLIP_RESULT_WORDS: Readonly<Record<SlipResult, Message>> = {
  true: { en: 'A true slip of this registry.', zh: '真：本系统签发的凭证。' },
  forged: { en: 'Forged: the signature does not hold.', zh: '伪造：签名不符。' },
  unknown_key: {
    en: 'Forged: signed by a key that is none of this registry.',
    zh: '伪造：签名密钥不属于本系统。',
  },
  unreadable: { en: 'No slip, or a damaged one.', zh: '不是进场登记凭证，或已损坏。' },
};
