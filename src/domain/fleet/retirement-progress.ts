/** How many vehicles, of a county; null is the county of those of which the register does not tell it. */
type OfCounty = { readonly countyCode: string | null; readonly vehicles: number };

/** One decision on how many vehicles a county is to retire in a year. */
export type Quota = {
  readonly id: string;
  readonly countyCode: string;
  readonly vehicles: number;
  readonly decidedOn: string;
};

/** What is known for a year: vehicles on the list now, and those proven to have been retired on each day. */
export type ProgressInput = {
  readonly year: number;
  /** The legal day as of which it is told: later retirements and decisions are left out. */
  readonly on: string;
  readonly counties: readonly string[];
  /** In the order in which they take each other's place. */
  readonly quotas: readonly Quota[];
  readonly listed: readonly OfCounty[];
  readonly unproven: readonly OfCounty[];
  readonly transferredOut: readonly OfCounty[];
  readonly retired: readonly (OfCounty & { readonly day: string })[];
};

export type Progress = {
  /** Null where none was decided. */
  readonly quota: number | null;
  readonly quotaId: string | null;
  /** Retired within the year, with a proof that counts. */
  readonly retired: number;
  /** Still to retire; 0 where the quota is met, null where there is none. */
  readonly remaining: number | null;
  readonly byMonth: readonly { readonly month: string; readonly retired: number }[];
  /** On the list now. */
  readonly listed: number;
  /** Left the list as retired without a proof that counts: not counted. */
  readonly unproven: number;
  /** Left the list for another place: never counted. */
  readonly transferredOut: number;
};
export type CountyProgress = Progress & { readonly countyCode: string | null };

/**
 * The progress (进度) of the retirement programme in a year against the counties' quotas, and the city's: the sum of the
 * quotas against all that was retired, whatever its county. Clause 2.4.4.
 */
export function retirementProgress(input: ProgressInput): {
  readonly counties: readonly CountyProgress[];
  readonly city: Progress & { readonly withoutQuota: readonly string[] };
} {
  const known = input.counties.map((countyCode) => ({ countyCode, ...progressOf(input, countyCode) }));
  const unknown = progressOf(input, null);
  const hasUnknown = unknown.retired + unknown.listed + unknown.unproven + unknown.transferredOut > 0;
  const counties: CountyProgress[] = hasUnknown ? [...known, { countyCode: null, ...unknown }] : known;
  const withoutQuota = known.filter(({ quota }) => quota === null).map(({ countyCode }) => countyCode);
  const decided = known.flatMap(({ quota }) => quota ?? []);
  const quota = decided.length === 0 ? null : sum(decided);
  const retired = sum(counties.map((one) => one.retired));
  return {
    counties,
    city: {
      ...{ quota, quotaId: null, retired, remaining: remainingOf(quota, retired) },
      byMonth: unknown.byMonth.map(({ month }, at) => ({
        month,
        retired: sum(counties.map((one) => one.byMonth[at]?.retired ?? 0)),
      })),
      listed: sum(counties.map((one) => one.listed)),
      unproven: sum(counties.map((one) => one.unproven)),
      transferredOut: sum(counties.map((one) => one.transferredOut)),
      withoutQuota,
    },
  };
}

function progressOf(input: ProgressInput, countyCode: string | null): Progress {
  const { year, on, quotas, retired } = input;
  const last = quotas.findLast((one) => one.countyCode === countyCode && one.decidedOn <= on);
  const proven = retired.filter(
    (one) => one.countyCode === countyCode && one.day.startsWith(`${year}-`) && one.day <= on,
  );
  const count = sum(proven.map(({ vehicles }) => vehicles));
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
  const of = (rows: readonly OfCounty[]) =>
    sum(rows.filter((one) => one.countyCode === countyCode).map(({ vehicles }) => vehicles));
  return {
    quota: last?.vehicles ?? null,
    quotaId: last?.id ?? null,
    retired: count,
    remaining: remainingOf(last?.vehicles ?? null, count),
    byMonth: months.map((month) => ({
      month,
      retired: sum(proven.filter(({ day }) => day.startsWith(month)).map(({ vehicles }) => vehicles)),
    })),
    listed: of(input.listed),
    unproven: of(input.unproven),
    transferredOut: of(input.transferredOut),
  };
}

const remainingOf = (quota: number | null, retired: number): number | null =>
  quota === null ? null : Math.max(0, quota - retired);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
