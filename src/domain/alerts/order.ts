import { legalDayOf, startOfDay } from '../time.ts';

/** Levels of a heavy-pollution alert (预警等级), the lowest first. */
export const ALERT_LEVELS = ['yellow', 'orange', 'red'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** What a restriction of an order can be on: goods vehicles (货车), heavy ones (重型载货车辆), machines (非道路移动机械). */
export const RESTRICTED = ['goods_vehicle', 'heavy_vehicle', 'machine'] as const;

/**
 * Who an order can let through (豁免类别). A new-energy vehicle is free by the fact itself; of the others an officer grants
 * an exemption that names the category.
 */
export const EXEMPT_CATEGORIES = [
  'new_energy',
  'emergency',
  'livelihood',
  'green_pass',
  'special_work',
  'military_police',
  'approved_project',
] as const;
export type ExemptCategory = (typeof EXEMPT_CATEGORIES)[number];

/** The categories that an officer grants: a new-energy vehicle needs no exemption. */
export const GRANTED_CATEGORIES = EXEMPT_CATEGORIES.filter((category) => category !== 'new_energy');

/** Hours of a day in Asia/Shanghai, `HH:MM`, [from, to); `to` before `from` crosses midnight, `24:00` ends the day. */
export type Hours = { readonly from: string; readonly to: string };

/** One line of an order's table (管控措施): all that is named must be met; what is not named asks nothing. */
export type Restriction = {
  readonly appliesTo: (typeof RESTRICTED)[number];
  /** That stage or older; without it all but zero-tailpipe. */
  readonly maxStage?: string;
  readonly fuels?: readonly string[];
  readonly grades?: readonly string[];
  readonly sectors?: readonly string[];
  readonly hours?: readonly Hours[];
  readonly exempt?: readonly ExemptCategory[];
};

/** What an order says; members that a revision can change. */
export type OrderTerms = {
  readonly level: AlertLevel;
  readonly countyCodes: readonly string[];
  readonly startsAt: number;
  /** Exclusive; null: until it is lifted. */
  readonly endsAt: number | null;
  readonly restrictions: readonly Restriction[];
  readonly closedHours: readonly Hours[];
};

/** One revision of an order (管控令) as it was issued: instants in ms, revisions counted from 1. */
export type OrderRevision = OrderTerms & {
  readonly orderId: string;
  /** A short number of the order within this registry, for facts that are kept beside passages. */
  readonly serial: number;
  readonly orderNumber: string | null;
  readonly revision: number;
  readonly issuedAt: number;
};

/** Of an order's revisions those issued by an instant, the latest issued: what the order says then, in force or not. */
export function latestIssued<R extends Pick<OrderRevision, 'issuedAt' | 'revision'>>(
  revisions: readonly R[],
  instant: number,
): R | undefined {
  let latest: R | undefined;
  for (const revision of revisions) {
    if (revision.issuedAt > instant) continue;
    if (!latest || isLater(revision, latest)) latest = revision;
  }
  return latest;
}

const isLater = (a: Pick<OrderRevision, 'issuedAt' | 'revision'>, b: typeof a): boolean =>
  a.issuedAt > b.issuedAt || (a.issuedAt === b.issuedAt && a.revision > b.revision);

/**
 * The revisions that are in force over a county at an instant, one of each order: the latest issued by then, where its
 * window [startsAt, endsAt) holds the instant. So a lift frees from its issuing on, and an extension convicts nobody who
 * came before it was issued. Plan-clauses, point 10.
 */
export function inForce(revisions: readonly OrderRevision[], countyCode: string, instant: number): OrderRevision[] {
  const byOrder = new Map<string, OrderRevision[]>();
  for (const revision of revisions) {
    const of = byOrder.get(revision.orderId);
    if (of) of.push(revision);
    else byOrder.set(revision.orderId, [revision]);
  }
  return [...byOrder.values()].flatMap((of) => {
    const latest = latestIssued(of, instant);
    const holds =
      latest?.countyCodes.includes(countyCode) &&
      latest.startsAt <= instant &&
      (latest.endsAt === null || instant < latest.endsAt);
    return latest && holds ? [latest] : [];
  });
}

/** Whether an instant lies within any of these hours of its day. */
export function withinHours(hours: readonly Hours[], instant: number): boolean {
  const time = instant - startOfDay(legalDayOf(instant));
  return hours.some(({ from, to }) => {
    const [start, end] = [msOf(from), msOf(to)];
    return start < end ? start <= time && time < end : time >= start || time < end;
  });
}

/** The instants of a day at which any of these hours begin or end; `day` is its first instant. */
export function turnsOf(hours: readonly Hours[], day: number): number[] {
  return hours.flatMap(({ from, to }) => [day + msOf(from), day + msOf(to)]);
}

/** `HH:MM` as ms from the start of a day. */
function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * 60_000;
}
