import { and, eq, exists, gt, gte, inArray, isNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from './dialect.ts';
import type { Tables } from './schema.ts';

/** A condition that holds or not; undefined asks for neither. */
export type Whether = boolean | undefined;

/** Instants, ms; `until` is exclusive. Absent members bound nothing. */
export type Bounds = { readonly from?: number | undefined; readonly until?: number | undefined };

type Instant =
  | Tables['filings']['enteredAt']
  | Tables['siteEntries']['enteredAt']
  | Tables['inspections']['inspectedAt'];
type Met = {
  readonly siteId: Tables['siteEntries']['siteId'] | Tables['inspections']['siteId'];
  readonly machineId: Tables['siteEntries']['machineId'] | Tables['inspections']['machineId'];
  readonly at: Instant;
};

/** Conditions by which sites and sightings are told apart: what runs when, what was filed for, who was seen without a filing. */
export const siteActivity = ({ q, t: { sites, filings: f, siteEntries: e, inspections: i } }: Db) => {
  const isOpen = or(inArray(f.status, ['submitted', 'accepted']), and(eq(f.status, 'returned'), isNull(f.closedAt)));

  /** Submitted strictly before an instant and lost after it, from when it was returned if it was not mended in time. */
  const stoodAt = (instant: Instant): SQL | undefined =>
    and(lt(f.submittedAt, instant), gt(sql`coalesce(${f.returnedAt}, ${f.closedAt})`, instant));

  /** A filing stands until it is rejected, withdrawn or left unmended; after the entry that undoes nothing. */
  const stands = (until: number | undefined): SQL | undefined =>
    and(or(isOpen, stoodAt(f.enteredAt)), until === undefined ? undefined : lt(f.submittedAt, until));

  /** Whether a machine met on a site had a filing for it, submitted before an instant, on which it had not left again. */
  const metFiled = (met: Met, until: number | undefined): SQL =>
    exists(
      q
        .select({ id: f.id })
        .from(f)
        .where(
          and(
            eq(f.siteId, met.siteId),
            eq(f.machineId, met.machineId),
            or(stands(until), stoodAt(met.at)),
            or(isNull(f.exitedAt), gte(f.exitedAt, met.at), gte(f.enteredAt, met.at)),
          ),
        ),
    );

  const seen: Met = { siteId: e.siteId, machineId: e.machineId, at: e.enteredAt };
  const tested: Met = { siteId: i.siteId, machineId: i.machineId, at: i.inspectedAt };
  const within = (at: Instant, { from, until }: Bounds): SQL | undefined =>
    and(from === undefined ? undefined : gte(at, from), until === undefined ? undefined : lt(at, until));

  return {
    stands,

    /** Whether a machine that was seen had a filing for that site, submitted before an instant; one filing is for one stay. */
    entryFiled: (until: number | undefined): SQL => metFiled(seen, until),

    /** The schedule touches these legal days, and the site was not closed before them. */
    running: ({ from, to }: { readonly from: string; readonly to: string }): SQL | undefined =>
      and(lte(sites.startsOn, to), gte(sites.endsOn, from), or(isNull(sites.closedOn), gte(sites.closedOn, from))),

    /** Something was filed for the site before an instant. */
    filed: (until: number | undefined): SQL =>
      exists(
        q
          .select({ id: f.id })
          .from(f)
          .where(and(eq(f.siteId, sites.id), stands(until))),
      ),

    /** A machine was seen or inspected on the site in this time for which nothing was filed there. */
    seenUnfiled: (bounds: Bounds): SQL => {
      const entries = q
        .select({ id: e.id })
        .from(e)
        .where(and(eq(e.siteId, sites.id), within(e.enteredAt, bounds), not(metFiled(seen, bounds.until))));
      const inspections = q
        .select({ id: i.id })
        .from(i)
        .where(
          and(
            eq(i.siteId, sites.id),
            isNull(i.voidedAt),
            within(i.inspectedAt, bounds),
            not(metFiled(tested, bounds.until)),
          ),
        );
      return sql`(${exists(entries)} or ${exists(inspections)})`;
    },
  };
};

/** The condition or its opposite, as it is asked for. */
export const whether = (is: Whether, condition: SQL): SQL | undefined =>
  is === undefined ? undefined : is ? condition : not(condition);
