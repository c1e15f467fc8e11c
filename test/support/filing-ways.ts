/** What may happen to a filing beside entry and exit. `lapse`: nothing, until the time of a returned one has run out. */
export type WayStep =
  | 'accept'
  | 'amend'
  | 'extend'
  | 'return'
  | 'resubmit'
  | 'resubmit late'
  | 'lapse'
  | 'reject'
  | 'withdraw';
/** From which instant an entry is counted: the first submission, the return, what ended the filing, the late resubmission. */
export type Anchor = 'submission' | 'return' | 'end' | 'late resubmission';
export type Flag = 'late_registration' | 'unregistered_machine' | 'none';

/** A way that a filing can go, and what clause 2.4.6a makes of an entry 1 ms before, at, and 1 ms after an instant of it. */
export type Way = {
  readonly name: string;
  readonly steps: readonly WayStep[];
  /** Whether the county accepts it by its setting. */
  readonly bySetting?: true;
  readonly entries: readonly (readonly [anchor: Anchor, before: Flag, at: Flag, after: Flag])[];
};

const [LATE, NONE, UNREGISTERED] = ['late_registration', 'none', 'unregistered_machine'] as const;
const MET = [['submission', LATE, LATE, NONE]] as const;
/** What was lost counts for what came before it was lost, and for nothing that came before it was there. */
const lost = (anchor: Anchor) => [
  ['submission', UNREGISTERED, UNREGISTERED, NONE] as const,
  [anchor, NONE, UNREGISTERED, UNREGISTERED] as const,
];

/** Every way, as a lawyer reads clause 2.4.6a. */
export const WAYS: readonly Way[] = [
  { name: 'submitted', steps: [], entries: MET },
  { name: 'accepted', steps: ['accept'], entries: MET },
  { name: 'accepted by the setting of the county', steps: [], bySetting: true, entries: MET },
  { name: 'amended, then accepted', steps: ['amend', 'accept'], entries: MET },
  { name: 'accepted, then extended', steps: ['accept', 'extend'], entries: MET },
  { name: 'accepted, then withdrawn', steps: ['accept', 'withdraw'], entries: lost('end') },
  { name: 'rejected', steps: ['reject'], entries: lost('end') },
  { name: 'withdrawn', steps: ['withdraw'], entries: lost('end') },
  { name: 'returned, its time still running', steps: ['return'], entries: [...MET, ['return', NONE, NONE, NONE]] },
  { name: 'returned and amended, its time still running', steps: ['return', 'amend'], entries: MET },
  { name: 'returned and back in time', steps: ['return', 'resubmit'], entries: [...MET, ['return', NONE, NONE, NONE]] },
  { name: 'returned, back in time, then accepted', steps: ['return', 'resubmit', 'accept'], entries: MET },
  { name: 'returned, back in time, then rejected', steps: ['return', 'resubmit', 'reject'], entries: lost('end') },
  { name: 'returned, then withdrawn', steps: ['return', 'withdraw'], entries: lost('return') },
  { name: 'returned and never back', steps: ['return', 'lapse'], entries: lost('return') },
  {
    name: 'returned and back too late',
    steps: ['return', 'resubmit late'],
    entries: [
      ['submission', LATE, LATE, NONE],
      ['return', NONE, LATE, LATE],
      ['late resubmission', LATE, LATE, NONE],
    ],
  },
];
