import { Column, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { ReportGroup } from '../domain/reports/rows.ts';

/** The columns by which rows are somebody's. */
export type Owners = { readonly county: PgColumn; readonly organisation: PgColumn };

// A bare literal is not allowed in GROUP BY.
export const ALL = sql<string>`cast('' as text)`;

/** What rows are grouped by: the empty text for the whole. */
export const keyOf = (by: ReportGroup, { county, organisation }: Owners): SQL | PgColumn =>
  by === 'all' ? ALL : by === 'county' ? county : organisation;

/** A key as text: of an id its UUID. */
export const textOf = (key: SQL | Column): SQL<string> =>
  key instanceof Column ? (sql`${key}`.mapWith(key) as SQL<string>) : sql`${key}`;
