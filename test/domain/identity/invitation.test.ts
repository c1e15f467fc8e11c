import { expect, test } from 'vitest';
import { invitationState } from '../../../src/domain/identity/invitation.ts';

test.each([
  // Taken up at, revoked at, expires at, now.
  [null, null, 100, 99, 'open'],
  [null, null, 100, 100, 'expired'],
  [null, null, 100, 101, 'expired'],
  [null, 50, 100, 99, 'revoked'],
  [null, 50, 100, 100, 'revoked'],
  [50, null, 100, 99, 'accepted'],
  [50, null, 100, 100, 'accepted'],
  // Who has joined has joined, whatever was done to the invitation later.
  [50, 60, 100, 99, 'accepted'],
  [50, 60, 100, 100, 'accepted'],
] as const)('taken up %s, revoked %s, until %s, at %s: %s', (acceptedAt, revokedAt, expiresAt, now, state) => {
  expect(invitationState({ acceptedAt, revokedAt, expiresAt }, now)).toBe(state);
});
