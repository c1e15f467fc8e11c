/**
 * How a sign-up (注册申请) stands. Submitted: an officer has it before them. Verified: the account is open. Refused: it may
 * be submitted anew. Withdrawn: the applicant took it back.
 */
export const SIGN_UP_STATES = ['submitted', 'verified', 'refused', 'withdrawn'] as const;
export type SignUpState = (typeof SIGN_UP_STATES)[number];

export type SignUpStep = 'verify' | 'refuse' | 'withdraw' | 'resubmit';

const STEPS: Readonly<Record<SignUpStep, { readonly from: readonly SignUpState[]; readonly to: SignUpState }>> = {
  verify: { from: ['submitted'], to: 'verified' },
  refuse: { from: ['submitted'], to: 'refused' },
  withdraw: { from: ['submitted', 'refused'], to: 'withdrawn' },
  resubmit: { from: ['submitted', 'refused'], to: 'submitted' },
};

/** The state that a step leads to, or undefined where the sign-up is past it. */
export const afterStep = (state: SignUpState, step: SignUpStep): SignUpState | undefined =>
  STEPS[step].from.includes(state) ? STEPS[step].to : undefined;
