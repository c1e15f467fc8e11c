import type { Role } from '../../domain/identity/actor.ts';
import {
  alertsInForce,
  appeals,
  claimsTo,
  deadLetters,
  doubtfulPassages,
  exemptionRequests,
  filingsDue,
  filingsIn,
  type Look,
  newBreaches,
  noticedCases,
  openBreaches,
  openProhibitions,
  overdueCases,
  overstayedVisits,
  ownInvitations,
  queuedVehicles,
  signUps,
  silentGates,
} from './desk-looks.ts';

const OFFICERS: readonly Role[] = ['admin', 'city_officer', 'county_officer'];
const FILERS: readonly Role[] = ['contractor', 'enterprise'];

type Topic = {
  readonly topic: string;
  readonly roles: readonly Role[];
  readonly urgent?: boolean;
  readonly look: Look;
};

/** What may wait for whom, in the order in which it is shown. */
export const TOPICS = [
  { topic: 'alerts-in-force', roles: OFFICERS, urgent: true, look: alertsInForce },
  { topic: 'cases-overdue', roles: OFFICERS, urgent: true, look: overdueCases },
  { topic: 'filing-reviews-overdue', roles: OFFICERS, urgent: true, look: filingsDue('overdue') },
  { topic: 'filings-to-review', roles: OFFICERS, look: filingsIn('submitted') },
  { topic: 'sign-ups-to-verify', roles: OFFICERS, look: signUps },
  { topic: 'vehicles-to-verify', roles: OFFICERS, look: queuedVehicles },
  { topic: 'breaches-new', roles: [...OFFICERS, 'department'], look: newBreaches },
  { topic: 'appeals-to-decide', roles: OFFICERS, look: appeals },
  { topic: 'machine-claims-to-decide', roles: OFFICERS, look: claimsTo('decision') },
  { topic: 'exemption-requests-to-decide', roles: OFFICERS, look: exemptionRequests },
  { topic: 'gates-silent', roles: [...OFFICERS, 'enterprise'], look: silentGates },
  { topic: 'dead-letters-open', roles: OFFICERS, look: deadLetters },
  { topic: 'machines-prohibited', roles: ['contractor', 'department'], urgent: true, look: openProhibitions },
  { topic: 'notices-to-answer', roles: FILERS, urgent: true, look: noticedCases },
  { topic: 'filings-returned', roles: FILERS, urgent: true, look: filingsIn('returned') },
  { topic: 'entries-due', roles: FILERS, look: filingsDue('entryDue') },
  { topic: 'exits-due', roles: FILERS, look: filingsDue('exitDue') },
  { topic: 'invitations-to-answer', roles: FILERS, look: ownInvitations },
  { topic: 'machine-claims-to-answer', roles: ['contractor'], look: claimsTo('answer') },
  { topic: 'violations-open', roles: FILERS, look: openBreaches },
  { topic: 'plates-doubtful', roles: ['enterprise'], look: doubtfulPassages },
  { topic: 'vehicles-overstayed', roles: ['enterprise'], look: overstayedVisits },
] as const satisfies readonly Topic[];

export type DeskTopic = (typeof TOPICS)[number]['topic'];

export const DESK_TOPICS: readonly DeskTopic[] = TOPICS.map(({ topic }) => topic);
