import { conflict, type Failure, type Message } from '../failure.ts';
import type { ViolationStatus } from './violation.ts';

/**
 * What people may make of a violation (违规): from each state, the states it can go to. Judging alone re-opens, and withdraws
 * what it raised; a person withdraws what a person recorded. A granted appeal cancels also what is withdrawn already, so that
 * judging never opens it again.
 */
const NEXT: Readonly<Record<ViolationStatus, readonly ViolationStatus[]>> = {
  open: ['notified', 'appealed', 'confirmed', 'rectified', 'cancelled', 'withdrawn'],
  notified: ['appealed', 'confirmed', 'rectified', 'cancelled', 'withdrawn'],
  appealed: ['open', 'notified', 'confirmed', 'rectified', 'cancelled'],
  confirmed: ['appealed', 'rectified', 'cancelled', 'withdrawn'],
  cancelled: [],
  rectified: ['appealed', 'cancelled', 'withdrawn'],
  withdrawn: ['cancelled'],
};

export function mayBecome(from: ViolationStatus, to: ViolationStatus): boolean {
  return NEXT[from].includes(to);
}

/** The 409 for a change that the state forbids. */
export function stateForbids(from: ViolationStatus): Failure {
  return conflict(
    {
      en: `This violation is ${from}, which does not allow it.`,
      zh: `该违规线索状态为“${VIOLATION_STATUS_NAMES[from].zh}”，不允许此操作。`,
    },
    undefined,
    { state: from },
  );
}

/** What each state of a violation is called. */
export const VIOLATION_STATUS_NAMES: Readonly<Record<ViolationStatus, Message>> = {
  open: { en: 'open', zh: '待处理' },
  notified: { en: 'notified', zh: '已告知' },
  appealed: { en: 'appealed', zh: '申诉中' },
  confirmed: { en: 'confirmed', zh: '已确认' },
  cancelled: { en: 'cancelled', zh: '已撤销' },
  rectified: { en: 'rectified', zh: '已整改' },
  withdrawn: { en: 'withdrawn', zh: '已失效' },
};
