import type { Warning } from '../codes/warning.ts';
import type { FieldError, Message } from '../failure.ts';
import { legalDayOf } from '../time.ts';

/** Where a filing (进场申报) stands. It exists from its submission on. */
export const FILING_STATES = ['submitted', 'accepted', 'returned', 'rejected', 'withdrawn'] as const;
export type FilingState = (typeof FILING_STATES)[number];

/** How the reported entry lies to the submission that counts: `late` where it was not strictly later. Clause 2.4.6a. */
export const FILING_ENTRIES = ['none', 'late', 'in_time'] as const;
export type FilingEntry = (typeof FILING_ENTRIES)[number];

export const FILING_ACTIONS = [
  'accept',
  'return',
  'reject',
  'resubmit',
  'withdraw',
  'amend',
  'extend',
  'entry',
  'exit',
] as const;
export type FilingAction = (typeof FILING_ACTIONS)[number];

/** What each thing that happens to a filing is called, its first submission among them. */
export const FILING_ACTION_NAMES: Readonly<Record<FilingAction | 'submit', Message>> = {
  submit: { en: 'submitted', zh: '提交申报' },
  accept: { en: 'accepted', zh: '受理' },
  return: { en: 'returned', zh: '退回补正' },
  reject: { en: 'rejected', zh: '驳回' },
  resubmit: { en: 'resubmitted', zh: '重新提交' },
  withdraw: { en: 'withdrawn', zh: '撤回' },
  amend: { en: 'amended', zh: '变更' },
  extend: { en: 'extended', zh: '延期' },
  entry: { en: 'entry reported', zh: '报告进场' },
  exit: { en: 'exit reported', zh: '报告离场' },
};

/** What decides on an action: the state, and whether entry and exit were reported (ms, null: not yet). */
export type FilingStanding = {
  readonly status: FilingState;
  readonly enteredAt: number | null;
  readonly exitedAt: number | null;
  /** Accepted by a setting, then extended to days that no officer has seen. */
  readonly extensionUnreviewed?: boolean;
};

export type PlannedDays = { readonly plannedEntryOn: string; readonly plannedExitOn: string };

const ALLOWED: Readonly<Record<FilingAction, readonly FilingState[]>> = {
  accept: ['submitted'],
  return: ['submitted'],
  reject: ['submitted'],
  resubmit: ['returned'],
  withdraw: ['submitted', 'accepted', 'returned'],
  amend: ['submitted', 'returned'],
  extend: ['accepted'],
  entry: ['submitted', 'accepted', 'returned'],
  exit: FILING_STATES,
};

const NEXT: Readonly<Partial<Record<FilingAction, FilingState>>> = {
  accept: 'accepted',
  return: 'returned',
  reject: 'rejected',
  resubmit: 'submitted',
  withdraw: 'withdrawn',
};

/** What each state is called. */
export const FILING_STATE_NAMES: Readonly<Record<FilingState, Message>> = {
  submitted: { en: 'submitted', zh: '已提交' },
  accepted: { en: 'accepted', zh: '已受理' },
  returned: { en: 'returned', zh: '已退回' },
  rejected: { en: 'rejected', zh: '已驳回' },
  withdrawn: { en: 'withdrawn', zh: '已撤回' },
};

/** Why the filing's state forbids an action (a 409), or undefined where it allows it. */
export function actionRefusal(action: FilingAction, filing: FilingStanding): Message | undefined {
  const ofExtension = action === 'accept' && filing.status === 'accepted' && filing.extensionUnreviewed === true;
  if (!ALLOWED[action].includes(filing.status) && !ofExtension) {
    const state = FILING_STATE_NAMES[filing.status];
    return {
      en: `The filing is ${state.en}; this is not possible now.`,
      zh: `申报${state.zh}，不能进行此操作。`,
    };
  }
  if (action === 'entry' && filing.enteredAt !== null)
    return { en: 'The entry of this filing was reported already.', zh: '该申报的进场已报告。' };
  if ((action === 'amend' || action === 'extend') && filing.exitedAt !== null)
    return { en: 'The machine has left the site.', zh: '该机械已离场。' };
  if (action === 'exit' && filing.enteredAt === null)
    return { en: 'No entry was reported on this filing.', zh: '该申报尚未报告进场。' };
  if (action === 'exit' && filing.exitedAt !== null)
    return { en: 'The exit of this filing was reported already.', zh: '该申报的离场已报告。' };
  return undefined;
}

/** The state after an allowed action; entry and exit leave it as it is. */
export function stateAfter(action: FilingAction, status: FilingState): FilingState {
  return NEXT[action] ?? status;
}

/** Whether a filing is still open: submitted, accepted or returned, and the machine has not left. */
export function isOpen({ status, exitedAt }: Pick<FilingStanding, 'status' | 'exitedAt'>): boolean {
  return (status === 'submitted' || status === 'accepted' || status === 'returned') && exitedAt === null;
}

/** Whether two filings' planned days share a day; both ends are included. */
export function plannedDaysOverlap(one: PlannedDays, other: PlannedDays): boolean {
  return one.plannedEntryOn <= other.plannedExitOn && other.plannedEntryOn <= one.plannedExitOn;
}

/**
 * What is wrong with planned days: ending before they start, or outside the site's schedule (both ends included). Only the
 * `given` ones are looked at, so that days taken before a schedule was shortened stand.
 */
export function plannedDayErrors(
  planned: PlannedDays,
  site: { readonly startsOn: string; readonly endsOn: string },
  given: readonly (keyof PlannedDays)[] = ['plannedEntryOn', 'plannedExitOn'],
): FieldError[] {
  const errors: FieldError[] = [];
  const outside = {
    en: `This day is outside the site's schedule, ${site.startsOn} to ${site.endsOn}.`,
    zh: `该日期不在工地计划工期（${site.startsOn} 至 ${site.endsOn}）内。`,
  };
  const turned = planned.plannedExitOn < planned.plannedEntryOn;
  const isOutside = (day: keyof PlannedDays) =>
    given.includes(day) && (planned[day] < site.startsOn || site.endsOn < planned[day]);
  if (isOutside('plannedEntryOn')) errors.push({ pointer: '#/plannedEntryOn', detail: outside });
  else if (turned && given.includes('plannedEntryOn') && !given.includes('plannedExitOn'))
    errors.push({ pointer: '#/plannedEntryOn', detail: TURNED });
  if (turned && given.includes('plannedExitOn')) errors.push({ pointer: '#/plannedExitOn', detail: TURNED });
  else if (isOutside('plannedExitOn')) errors.push({ pointer: '#/plannedExitOn', detail: outside });
  return errors;
}

const TURNED: Message = {
  en: 'The planned exit is before the planned entry.',
  zh: '计划离场日期早于计划进场日期。',
};

/** Whether a machine left before its planned days were over (提前离场); both what was planned and what came stay on file. */
export function leftEarly(planned: PlannedDays, exitedAt: number): boolean {
  return legalDayOf(exitedAt) < planned.plannedExitOn;
}

/** An entry before or after the planned days is no breach, only a warning. */
export function entryWarnings(planned: PlannedDays, enteredAt: number): Warning[] {
  const day = legalDayOf(enteredAt);
  const asPlanned = planned.plannedEntryOn <= day && day <= planned.plannedExitOn;
  return asPlanned ? [] : [{ code: 'outside_planned_days', pointer: '#/enteredAt' }];
}
