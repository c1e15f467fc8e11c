import { ALERT_LEVELS, type AlertLevel } from '../../domain/alerts/order.ts';
import { NEW_BREACH_DAYS } from '../../domain/enforcement/new-breaches.ts';
import type { UserActor } from '../../domain/identity/actor.ts';
import { type Action, type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import { addDays, DAY_MS, formatInstant, legalDayOf, startOfDay } from '../../domain/time.ts';
import type { Reader } from '../../store/store.ts';
import { waitingInQueue } from '../fleet/verification-queue.ts';
import { doubtfulPlates } from '../gates/doubtful-plates.ts';
import { policyAt } from '../gates/gate-parameters.ts';
import { limitsOf } from '../gates/view-connectivity.ts';
import { horizonOf, overstayMs } from '../gates/visits.ts';
import { claimsAwaiting } from '../machinery/get-machine-claim.ts';

/** Whose desk it is and as of when; `reader` is for long reads. */
export type Asked = {
  readonly reader: Reader;
  readonly actor: UserActor;
  readonly policies: PolicySet;
  readonly now: number;
};

/** The orders in force: the highest level, and when the last of them ends (ms; null: that is not yet set). */
export type AlertNow = { readonly level: AlertLevel; readonly endsAt: number | null };

/** A moment (ms) of each row counted, null where rows have none; `more` where the list was not read to its end. */
export type Seen = { readonly at: readonly (number | null)[]; readonly more?: boolean; readonly alert?: AlertNow };

type Query = Readonly<Record<string, string>>;

/** A list of this API, what narrows it, and a look at its rows by the very query that the list makes. */
export type Look = {
  readonly list: string;
  readonly query: (asked: Asked) => Query;
  readonly look: (asked: Asked) => Promise<Seen>;
};

/** No more rows than this are counted of a topic, and of those that are judged one by one. */
export const MOST_COUNTED = 1_000;
const MOST_JUDGED = 200;
/** One more tells that there are more. */
const UP_TO = { limit: MOST_COUNTED + 1 };

/** How far back passages are looked at one by one. */
const CLOSELY_DAYS = 1;

const daysAgo = (now: number, days: number): string => addDays(legalDayOf(now), -days);

function looked<Row>(
  list: string,
  action: Action,
  query: Look['query'],
  rows: (asked: Asked, scope: Scope) => Promise<readonly Row[]>,
  at: (row: Row) => number | null,
): Look {
  return {
    list,
    query,
    look: async (asked) => ({ at: (await rows(asked, scopeOf(asked.actor, action))).map(at) }),
  };
}

/** Filings in a state, or overdue in a way, since they were submitted. */
export const filingsIn = (status: 'submitted' | 'returned'): Look =>
  looked(
    '/filings',
    'filing.read',
    () => ({ status }),
    ({ reader }, scope) => reader.filings.page(scope, { status }, UP_TO),
    ({ submittedAt }) => submittedAt,
  );

export const filingsDue = (due: 'overdue' | 'entryDue' | 'exitDue'): Look =>
  looked(
    '/filings',
    'filing.read',
    () => ({ [due]: 'true' }),
    ({ reader, now }, scope) => reader.filings.page(scope, { [due]: { today: legalDayOf(now), is: true } }, UP_TO),
    ({ submittedAt }) => submittedAt,
  );

export const signUps = looked(
  '/sign-ups',
  'sign-up.read',
  () => ({ status: 'submitted' }),
  ({ reader }, scope) => reader.signUps.page(scope, { status: 'submitted' }, UP_TO),
  ({ submittedAt }) => submittedAt,
);

export const appeals = looked(
  '/appeals',
  'appeal.read',
  () => ({ status: 'submitted' }),
  ({ reader }, scope) => reader.appeals.page(scope, { status: 'submitted' }, UP_TO),
  ({ submittedAt }) => submittedAt,
);

export const exemptionRequests = looked(
  '/exemption-requests',
  'exemption-request.read',
  () => ({ status: 'submitted' }),
  ({ reader }, scope) => reader.exemptionRequests.page(scope, { status: 'submitted' }, UP_TO),
  ({ submittedAt }) => submittedAt,
);

export const deadLetters = looked(
  '/dead-letters',
  'dead-letter.read',
  () => ({ status: 'open' }),
  ({ reader }, scope) => reader.deadLetters.page(scope, { status: 'open' }, UP_TO),
  ({ receivedAt }) => receivedAt,
);

export const claimsTo = (what: 'answer' | 'decision'): Look =>
  looked(
    '/machine-claims',
    'machine-claim.read',
    () => ({ awaits: what }),
    ({ reader, actor, now }, scope) =>
      reader.machineClaims.page(scope, { awaits: claimsAwaiting(what, actor, now) }, UP_TO),
    ({ openedAt }) => openedAt,
  );

export const overdueCases = looked(
  '/cases',
  'case.read',
  () => ({ overdue: 'true' }),
  ({ reader, now }, scope) => reader.cases.page(scope, { overdue: { today: legalDayOf(now), is: true } }, UP_TO),
  ({ openedAt }) => openedAt,
);

/** Cases of which a notice was served and no statement made: notices (告知书) that wait for an answer. */
export const noticedCases = looked(
  '/cases',
  'case.read',
  () => ({ status: 'noticed' }),
  ({ reader }, scope) => reader.cases.page(scope, { status: 'noticed' }, UP_TO),
  ({ noticedAt }) => noticedAt,
);

export const openProhibitions = looked(
  '/prohibitions',
  'prohibition.read',
  () => ({ status: 'open' }),
  ({ reader }, scope) => reader.prohibitions.page(scope, { status: 'open' }, UP_TO),
  ({ openedAt }) => openedAt,
);

/** Sites whose contractor says that the own organisation is a unit of them. */
export const ownInvitations = looked(
  '/site-units',
  'site-unit.read',
  ({ actor }) => ({ status: 'invited', organisationId: actor.organisationId ?? '' }),
  async ({ reader, actor: { organisationId } }, scope) =>
    organisationId === null ? [] : reader.siteUnits.page(scope, { status: 'invited', organisationId }, UP_TO),
  ({ addedAt }) => addedAt,
);

export const openBreaches = looked(
  '/violations',
  'violation.read',
  () => ({ effect: 'breach', status: 'open' }),
  ({ reader }, scope) => reader.violations.listed(scope, { effect: 'breach', status: 'open' }, UP_TO),
  ({ occurredAt }) => occurredAt,
);

export const newBreaches = looked(
  '/violations',
  'violation.read',
  ({ now }) => ({ effect: 'breach', status: 'open', from: daysAgo(now, NEW_BREACH_DAYS) }),
  ({ reader, now }, scope) => {
    const from = startOfDay(daysAgo(now, NEW_BREACH_DAYS));
    return reader.violations.listed(scope, { effect: 'breach', status: 'open', from }, UP_TO);
  },
  ({ occurredAt }) => occurredAt,
);

/** Since when each was last heard. */
export const silentGates = looked(
  '/connectivity',
  'connectivity.read',
  () => ({ state: 'silent' }),
  ({ reader, policies, now }, scope) => {
    const hearing = { state: 'silent' as const, after: now - limitsOf({ policies, now }).silenceMs };
    return reader.gates.page(scope, { hearing }, UP_TO);
  },
  ({ lastHeartbeatAt }) => lastHeartbeatAt,
);

/** The queue adds up passages, which over its usual window takes longer than a desk may. */
export const queuedVehicles = looked(
  '/vehicles/verification-queue',
  'passage.read',
  () => ({ days: String(CLOSELY_DAYS) }),
  ({ reader, now }, scope) => waitingInQueue(reader, scope, { since: now - CLOSELY_DAYS * DAY_MS }, UP_TO.limit),
  () => null,
);

/** As far back as the vehicles inside are looked for. */
export const overstayedVisits = looked(
  '/visits',
  'visit.read',
  (asked) => ({ state: 'overstayed', from: insideFrom(asked) }),
  ({ reader, policies, now, ...asked }, scope) => {
    const from = startOfDay(insideFrom({ reader, policies, now, ...asked }));
    const overstayedBefore = now - overstayMs(policies, now);
    const moment = { at: horizonOf(now), overstayedBefore, state: 'overstayed' as const };
    return reader.visits.page(scope, { from }, moment, UP_TO);
  },
  ({ first }) => first.passedAt,
);

const insideFrom = ({ policies, now }: Asked): string =>
  daysAgo(now, policyAt(policies, now).parameter('insideLookBackDays'));

export const doubtfulPassages: Look = {
  list: '/passages/doubtful',
  query: ({ now }) => ({ from: daysAgo(now, CLOSELY_DAYS) }),
  look: async ({ reader, actor, policies, now }) => {
    const from = startOfDay(daysAgo(now, CLOSELY_DAYS));
    const belowE4 = Math.round(policyAt(policies, now).parameter('doubtfulConfidence') * 10_000);
    const { rows, reached } = await doubtfulPlates(reader, actor, { from }, belowE4, { limit: MOST_JUDGED });
    return { at: rows.map(({ row }) => row.passedAt), more: reached !== undefined };
  },
};

/** County officers see those that cover their county. */
export const alertsInForce: Look = {
  list: '/alerts',
  query: ({ actor, now }) => ({
    inForceAt: formatInstant(now),
    ...(actor.countyCode === null ? {} : { countyCode: actor.countyCode }),
  }),
  look: async ({ reader, actor, now }) => {
    const countyCode = actor.countyCode ?? undefined;
    const revisions = (await reader.alerts.page({ inForceAt: now, countyCode }, UP_TO)).map(({ revision }) => revision);
    const at = revisions.map(({ startsAt }) => startsAt);
    const level = ALERT_LEVELS.findLast((one) => revisions.some((revision) => revision.level === one));
    if (level === undefined) return { at };
    const ends = revisions.map(({ endsAt }) => endsAt);
    const known = ends.filter((end) => end !== null);
    return { at, alert: { level, endsAt: known.length < ends.length ? null : Math.max(...known) } };
  },
};
