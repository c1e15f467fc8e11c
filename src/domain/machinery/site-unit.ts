import type { Message } from '../failure.ts';

/** What a unit (参建单位) is on a site: who has it built, who builds it, who builds a part of it. */
export const UNIT_ROLES = ['developer', 'contractor', 'subcontractor'] as const;
export type UnitRole = (typeof UNIT_ROLES)[number];

/** What each role is called. */
export const UNIT_ROLE_NAMES: Readonly<Record<UnitRole, Message>> = {
  developer: { en: 'developer', zh: '建设单位' },
  contractor: { en: 'contractor', zh: '施工单位' },
  subcontractor: { en: 'subcontractor', zh: '分包单位' },
};

/** Invited until the unit answers. Only a confirmed one files; one that ended keeps what it filed. */
export const UNIT_STATES = ['invited', 'confirmed', 'declined', 'ended'] as const;
export type UnitState = (typeof UNIT_STATES)[number];
export type UnitAction = 'confirm' | 'decline' | 'end';

/** A unit's time on a site, legal days, both included; without `until` no end is set. */
export type UnitTerm = { readonly since: string; readonly until: string | null };

const ALLOWED: Readonly<Record<UnitAction, readonly UnitState[]>> = {
  confirm: ['invited'],
  decline: ['invited'],
  end: ['invited', 'confirmed'],
};

const NEXT = { confirm: 'confirmed', decline: 'declined', end: 'ended' } as const;

/** What each state is called. */
export const UNIT_STATE_NAMES: Readonly<Record<UnitState, Message>> = {
  invited: { en: 'invited', zh: '待确认' },
  confirmed: { en: 'confirmed', zh: '已确认' },
  declined: { en: 'declined', zh: '已谢绝' },
  ended: { en: 'ended', zh: '已退出' },
};

/** The state after an action, or why the state forbids it. */
export function unitAfter(
  action: UnitAction,
  status: UnitState,
): (typeof NEXT)[UnitAction] | { readonly refusal: Message } {
  if (ALLOWED[action].includes(status)) return NEXT[action];
  const { en, zh } = UNIT_STATE_NAMES[status];
  return { refusal: { en: `This unit is ${en}; this is not possible now.`, zh: `该单位${zh}，不能进行此操作。` } };
}

/** Whether a unit stands in the way of adding the organisation again: it is invited or confirmed, and its term is not over. */
export function isStanding({ status, until }: UnitTerm & { readonly status: string }, today: string): boolean {
  return (status === 'invited' || status === 'confirmed') && (until === null || today <= until);
}

/** Whether a unit may file for the site on a day: confirmed, and its term not over. It files before it begins, as machines come later. */
export function mayFile(unit: UnitTerm & { readonly status: string }, today: string): boolean {
  return unit.status === 'confirmed' && isStanding(unit, today);
}

/** Whether a unit that was ever confirmed was on the site on a day. */
export function wasOnSite(unit: UnitTerm & { readonly confirmedAt: number | null }, day: string): boolean {
  return unit.confirmedAt !== null && unit.since <= day && (unit.until === null || day <= unit.until);
}

/** The last day of a unit that ends today: an end set before stays. */
export function lastDay({ until }: UnitTerm, today: string): string {
  return until !== null && until < today ? until : today;
}
