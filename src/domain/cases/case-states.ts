import { conflict, type Failure, type Message } from '../failure.ts';

/**
 * States of a case (案件): `open` it is gathered · `noticed` a notice was served · `heard` the offender made its statement
 * (陈述申辩) · `decided` a person gave its outcome · `closed` all is done · `suspended` it stands still (中止).
 */
export const CASE_STATUSES = ['open', 'noticed', 'heard', 'decided', 'closed', 'suspended'] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** States in which a case still waits for its outcome; a violation is in at most one such case. */
export const UNDECIDED: readonly CaseStatus[] = ['open', 'noticed', 'heard', 'suspended'];

/** What people do with a case. `open` itself is no step of one that stands. */
export const CASE_STEPS = [
  'change-violations',
  'make-notice',
  'serve-notice',
  'take-statement',
  'find',
  'decide',
  'close',
  'suspend',
  'resume',
] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** From each state, the steps that may be taken and where each leads; `back` is the state it was suspended in. */
const NEXT: Readonly<Record<CaseStatus, Partial<Record<CaseStep, CaseStatus | 'back'>>>> = {
  open: {
    'change-violations': 'open',
    'make-notice': 'open',
    'serve-notice': 'noticed',
    find: 'open',
    decide: 'decided',
    suspend: 'suspended',
  },
  noticed: {
    'make-notice': 'noticed',
    'serve-notice': 'noticed',
    'take-statement': 'heard',
    find: 'noticed',
    decide: 'decided',
    suspend: 'suspended',
  },
  heard: {
    'make-notice': 'heard',
    'serve-notice': 'heard',
    'take-statement': 'heard',
    find: 'heard',
    decide: 'decided',
    suspend: 'suspended',
  },
  decided: { close: 'closed' },
  closed: {},
  suspended: { resume: 'back' },
};

/** The state that a step leads to; undefined where the state does not allow it. */
export function afterStep(from: CaseStatus, step: CaseStep, resumesTo: CaseStatus | null): CaseStatus | undefined {
  const to = NEXT[from][step];
  return to === 'back' ? (resumesTo ?? undefined) : to;
}

/** The 409 for a step that the state forbids. */
export function caseForbids(from: CaseStatus): Failure {
  const { en, zh } = CASE_STATUS_NAMES[from];
  return conflict(
    { en: `This case is ${en}, which does not allow it.`, zh: `该案件状态为“${zh}”，不允许此操作。` },
    undefined,
    { state: from },
  );
}

export const CASE_STATUS_NAMES: Readonly<Record<CaseStatus, Message>> = {
  open: { en: 'open', zh: '已立案' },
  noticed: { en: 'noticed', zh: '已告知' },
  heard: { en: 'heard', zh: '已陈述申辩' },
  decided: { en: 'decided', zh: '已作出处理决定' },
  closed: { en: 'closed', zh: '已结案' },
  suspended: { en: 'suspended', zh: '已中止' },
};
