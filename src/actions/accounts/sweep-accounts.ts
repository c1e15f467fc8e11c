import { INVITATION_KEPT_MS, SIGN_UP_KEPT_MS } from '../../domain/identity/terms.ts';
import type { Writer } from '../../store/store.ts';

/** Drops what serves no purpose any more: settled sign-ups, old invitations, resets that ran out; gives how many of each. */
export async function sweepAccounts(tx: Writer, now: number) {
  return {
    signUps: await tx.signUps.sweep(now - SIGN_UP_KEPT_MS),
    invitations: await tx.invitations.sweep(now - INVITATION_KEPT_MS),
    resets: await tx.passwordResets.sweep(now),
  };
}
