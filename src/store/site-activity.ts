import { and, eq, exists, gte, inArray, isNotNull, isNull, lt, lte, not, or, type SQL } from 'drizzle-orm';
import type { Db } from './dialect.ts';

/** A condition that holds or not; undefined asks for neither. */
export type Whether = boolean | undefined;

/** Instants, ms; `until` is exclusive. Absent members bound nothing. */
export type Bounds = { readonly from?: number | undefined; readonly until?: number | undefined };

/** Conditions by which sites and sightings are told apart: what runs when, what was filed for, who was seen without a filing. */
export const siteActivity = ({ q, t: { sites, filings, siteEntries } }: Db) => {
  /** A filing stands until it is rejected or withdrawn; after the entry that undoes nothing. */
  const stands = (until: number | undefined): SQL | undefined =>
    and(
      or(inArray(filings.status, ['submitted', 'accepted', 'returned']), isNotNull(filings.enteredAt)),
      until === undefined ? undefined : lt(filings.submittedAt, until),
    );

  /** Whether a machine that was seen had a filing for that site, submitted before an instant. */
  const entryFiled = (until: number | undefined): SQL =>
    exists(
      q
        .select({ id: filings.id })
        .from(filings)
        .where(
          and(eq(filings.siteId, siteEntries.siteId), eq(filings.machineId, siteEntries.machineId), stands(until)),
        ),
    );

  return {
    stands,
    entryFiled,

    /** The schedule touches these legal days, and the site was not closed before them. */
    running: ({ from, to }: { readonly from: string; readonly to: string }): SQL | undefined =>
      and(lte(sites.startsOn, to), gte(sites.endsOn, from), or(isNull(sites.closedOn), gte(sites.closedOn, from))),

    /** Something was filed for the site before an instant. */
    filed: (until: number | undefined): SQL =>
      exists(
        q
          .select({ id: filings.id })
          .from(filings)
          .where(and(eq(filings.siteId, sites.id), stands(until))),
      ),

    /** A machine was seen on the site in this time for which nothing was filed there. */
    seenUnfiled: ({ from, until }: Bounds): SQL =>
      exists(
        q
          .select({ id: siteEntries.id })
          .from(siteEntries)
          .where(
            and(
              eq(siteEntries.siteId, sites.id),
              from === undefined ? undefined : gte(siteEntries.enteredAt, from),
              until === undefined ? undefined : lt(siteEntries.enteredAt, until),
              not(entryFiled(until)),
            ),
          ),
      ),
  };
};

/** The condition or its opposite, as it is asked for. */
export const whether = (is: Whether, condition: SQL): SQL | undefined =>
  is === undefined ? undefined : is ? condition : not(condition);
