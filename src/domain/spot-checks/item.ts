import type { Message } from '../failure.ts';

/** What a spot check (抽查) looks at, one by one. */
export const ITEM_KINDS = ['ledger_row', 'passage', 'alert_day', 'video_vehicle'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ITEM_KIND_NAMES: Readonly<Record<ItemKind, Message>> = {
  ledger_row: { zh: '台账完整性', en: 'Ledger rows' },
  passage: { zh: '排放阶段复核', en: 'Stages re-verified' },
  alert_day: { zh: '应急期间过车量', en: 'Alert days' },
  video_vehicle: { zh: '视频比对', en: 'Vehicles on video' },
};

/** `undetermined` counts for nothing; `pending` keeps the check open. */
export const VERDICTS = ['pending', 'right', 'wrong', 'undetermined'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_NAMES: Readonly<Record<Verdict, Message>> = {
  pending: { zh: '待查', en: 'pending' },
  right: { zh: '正确', en: 'right' },
  wrong: { zh: '错误', en: 'wrong' },
  undetermined: { zh: '无法判定', en: 'undetermined' },
};

/** Stages held against each other: `not_told` where the registry knew none, `undetermined` where the officer found none. */
export const AGREEMENTS = ['agrees', 'differs', 'not_told', 'undetermined'] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** The stage that judged a passage (`X`: unknown) against the one an officer found (`X`: could not be found). */
export function agreementOf(judged: string, found: string): Agreement {
  if (found === 'X') return 'undetermined';
  if (judged === 'X') return 'not_told';
  return judged === found ? 'agrees' : 'differs';
}

export const verdictOf = (agreement: Agreement): Verdict =>
  agreement === 'undetermined' ? 'undetermined' : agreement === 'agrees' ? 'right' : 'wrong';

/** Accesses of a day against those of ordinary days: their mean, one decimal, and the change from it in per cent. */
export function dayAgainst(
  accesses: number,
  ordinary: readonly number[],
): { mean: number | null; change: number | null } {
  if (ordinary.length === 0) return { mean: null, change: null };
  const total = ordinary.reduce((sum, one) => sum + one, 0);
  const mean = Math.round((total * 10) / ordinary.length) / 10;
  const change = total === 0 ? null : Math.round(((accesses * ordinary.length - total) * 1000) / total) / 10;
  return { mean, change };
}
