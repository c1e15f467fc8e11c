import { type Column, eq, or, type SQL, sql } from 'drizzle-orm';
import type { Scope } from '../domain/identity/permissions.ts';

/** The columns of a table by which its rows belong to someone; a scope without its column reaches no row. */
export type ScopeColumns = {
  readonly county?: Column;
  /** Several where a row is of each of these organisations. */
  readonly organisation?: Column | readonly Column[];
  /** The rows that an organisation reaches by what other tables tell. */
  readonly shared?: (organisationId: string) => SQL;
  readonly gate?: Column;
  readonly user?: Column;
};

/** The condition that keeps a query within a scope; undefined where the scope is every row. */
export function within(scope: Scope, columns: ScopeColumns): SQL | undefined {
  switch (scope.to) {
    case 'all':
      return undefined;
    case 'county':
      return matches(columns.county, scope.countyCode);
    case 'organisation':
      return ofOrganisation(columns, scope.organisationId);
    case 'gate':
      return matches(columns.gate, scope.gateId);
    case 'own':
      return matches(columns.user, scope.userId);
    case 'none':
      return nothing();
  }
}

function ofOrganisation({ organisation = [], shared }: ScopeColumns, organisationId: string): SQL {
  const own = (Array.isArray(organisation) ? organisation : [organisation]).map((column: Column) =>
    eq(column, organisationId),
  );
  return or(...own, shared?.(organisationId)) ?? nothing();
}

const matches = (column: Column | undefined, value: string): SQL => (column ? eq(column, value) : nothing());
const nothing = (): SQL => sql`1 = 0`;
