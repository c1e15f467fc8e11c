import type { Message } from '../../domain/failure.ts';
import type { Action, Scope } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Figure } from '../../domain/reports/figure.ts';
import { instantsOf, type Period } from '../../domain/reports/period.ts';
import type { MachineGroup, ReportGroup } from '../../domain/reports/rows.ts';
import type { ReportRange } from '../../store/reports.ts';
import type { Reader } from '../../store/store.ts';

/** What the rows of a report are: one for each of these. */
export const REPORT_ROWS = [
  'county',
  'enterprise',
  'contractor',
  'clause',
  'kind',
  'category',
  'site',
  'month',
] as const;
export type ReportRows = (typeof REPORT_ROWS)[number];

/**
 * A number and the calls that list exactly the rows behind it: as many as it says, or such that their field `sum` adds up
 * to it.
 */
export type Amount<V extends number | null = number> = {
  readonly value: V;
  readonly rows: readonly string[];
  readonly sum?: string;
};

/** What stands in one cell: an amount, or a share with its two amounts. Null where there is nothing to divide by. */
export type Cell =
  | Amount<number | null>
  | { readonly value: number | null; readonly numerator: Amount; readonly denominator: Amount };
export type Cells = Readonly<Record<string, Cell>>;

/** Whether numbers come with the calls behind them. */
export type Detail = 'linked' | 'bare';

/** Cells as JSON. */
export const jsonOf = (cells: Cells, detail: Detail): string =>
  JSON.stringify(cells, detail === 'bare' ? withoutCalls : undefined);

const withoutCalls = (name: string, value: unknown): unknown => (name === 'rows' || name === 'sum' ? undefined : value);

/** What a report is narrowed to; absent members narrow nothing. */
export type Narrowing = {
  readonly countyCode?: string | undefined;
  readonly enterpriseId?: string | undefined;
  readonly clause?: string | undefined;
  readonly kind?: string | undefined;
};

/** What is counted of one period for some rows at once. `bulk` reads many rows: never the main connection. */
export type Question = {
  readonly bulk: Reader;
  readonly scope: Scope;
  readonly period: Period;
  readonly narrowing: Narrowing;
  /** The rows asked for; of `all` one, of which the key is empty. */
  readonly group: MachineGroup | 'clause' | 'kind';
  /** The enterprises or contractors of the rows, where they are rows. */
  readonly organisationIds?: readonly string[] | undefined;
  /** The sites of the rows, where they are rows. */
  readonly siteIds?: readonly string[] | undefined;
  readonly policies: PolicySet;
  readonly now: number;
};

/** The cells of each row by its key; `keys` are those of which there is anything. */
export type Answer = {
  readonly keys: readonly string[];
  readonly cells: (key: string) => Cells;
  /** The JSON of the cells, where it is made faster than the cells are. */
  readonly json?: (key: string, detail: Detail) => string;
};

export type ReportDef = {
  readonly title: Message;
  /** Whose rows are counted: the scope of this action. */
  readonly action: Action;
  readonly rows: readonly ReportRows[];
  readonly figures: readonly Figure[];
  readonly narrowedBy: readonly (keyof Narrowing)[];
  /** The period has to be whole months. */
  readonly byWholeMonths?: boolean;
  readonly count: (question: Question) => Promise<Answer>;
};

/** The range that a question counts in. */
export function rangeOf({ scope, period, narrowing, organisationIds }: Question): ReportRange {
  const { countyCode, enterpriseId } = narrowing;
  const ids = organisationIds ?? (enterpriseId === undefined ? undefined : [enterpriseId]);
  return { scope, ...instantsOf(period), countyCode, organisationIds: ids };
}

/** The group of a question whose rows are owned by somebody; a clause, kind, category or site is none. */
export function ownersOf({ group }: Question): ReportGroup {
  if (group === 'all' || group === 'county' || group === 'organisation') return group;
  throw new Error(`this report has no rows by ${group}`);
}

/** The filter that narrows a list to one row. */
const ROW_FILTERS = {
  county: 'countyCode',
  clause: 'clause',
  kind: 'kind',
  category: 'category',
  site: 'siteId',
} as const;

/** Calls that list the rows of one row of a report: the same narrowing, and the row's own. */
export function linksOf(
  question: Question,
  key: string,
  organisation: 'enterpriseId' | 'organisationId' = 'enterpriseId',
) {
  const { narrowing, group, period } = question;
  const named = group === 'all' ? {} : { [{ ...ROW_FILTERS, organisation }[group]]: key };
  const of: Record<string, string | undefined> = { ...narrowing, ...named };
  return {
    /** Of the period. */
    during: (path: string, more: Readonly<Record<string, string>> = {}): string[] => [
      pathTo(path, { from: period.from, to: period.to, ...of, ...more }),
    ],
    /** As things stand now. */
    now: (path: string, more: Readonly<Record<string, string>> = {}): string[] => [pathTo(path, { ...of, ...more })],
  };
}

function pathTo(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const search = new URLSearchParams(given).toString();
  return search === '' ? `/api/v1${path}` : `/api/v1${path}?${search}`;
}
