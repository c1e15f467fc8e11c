import { DAY_MS } from '../time.ts';

/**
 * How long data of a settled sign-up is kept, ms: 30 days, enough to read the reason and submit anew. What was refused or
 * taken back serves no purpose after that (Personal Information Protection Law, article 19). Ours, no law names a number.
 */
export const SIGN_UP_DAYS = 30;
export const SIGN_UP_KEPT_MS = SIGN_UP_DAYS * DAY_MS;

/** How long an invitation may be taken up, ms: a week, over a weekend and a business trip. Ours. */
export const INVITATION_MS = 7 * DAY_MS;

/** How long an invitation stays on the list once nobody can take it up any more, ms. Ours. */
export const INVITATION_KEPT_MS = 90 * DAY_MS;

/** How long the secret is good by which a password is set anew, ms: a day, since it is told on the phone or at a counter. Ours. */
export const RESET_MS = DAY_MS;
