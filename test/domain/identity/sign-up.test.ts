import { describe, expect, test } from 'vitest';
import { afterStep, SIGN_UP_STATES, type SignUpState, type SignUpStep } from '../../../src/domain/identity/sign-up.ts';

/** Where every step leads from every state; null is a conflict. */
const LEADS: Readonly<Record<SignUpState, Readonly<Record<SignUpStep, SignUpState | null>>>> = {
  submitted: { verify: 'verified', refuse: 'refused', withdraw: 'withdrawn', resubmit: 'submitted' },
  verified: { verify: null, refuse: null, withdraw: null, resubmit: null },
  refused: { verify: null, refuse: null, withdraw: 'withdrawn', resubmit: 'submitted' },
  withdrawn: { verify: null, refuse: null, withdraw: null, resubmit: null },
};

describe('a sign-up', () => {
  const cases = SIGN_UP_STATES.flatMap((state) =>
    (Object.keys(LEADS[state]) as SignUpStep[]).map((step) => [state, step, LEADS[state][step]] as const),
  );
  test.each(cases)('%s, %s: %s', (state, step, to) => {
    expect(afterStep(state, step) ?? null).toBe(to);
  });
});
