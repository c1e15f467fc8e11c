import { COUNTY_CODES } from '../../domain/codes/county.ts';
import { MACHINE_CATEGORIES } from '../../domain/codes/machine-category.ts';
import { forbidden } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import { type Scope, scopeOf } from '../../domain/identity/permissions.ts';
import type { PolicySet } from '../../domain/policy/policy-set.ts';
import type { Figure } from '../../domain/reports/figure.ts';
import { monthsOf, type Period } from '../../domain/reports/period.ts';
import { WHOLE } from '../../domain/reports/rows.ts';
import type { PageRequest } from '../../store/page.ts';
import type { Reader } from '../../store/store.ts';
import {
  type Answer,
  type Cell,
  type Cells,
  type Detail,
  jsonOf,
  type Narrowing,
  type Question,
  type ReportDef,
  type ReportRows,
} from './report.ts';

export type Asked = {
  readonly def: ReportDef;
  readonly rows: ReportRows;
  readonly period: Period;
  readonly narrowing: Narrowing;
};

export type Context = {
  /** For many rows: `store.bulk`. */
  readonly bulk: Reader;
  readonly actor: Actor;
  readonly policies: PolicySet;
  readonly now: number;
};

/** `name` where the key is an id. */
export type ReportRow = {
  readonly key: string;
  readonly name: string | null;
  readonly cells: () => Cells;
  /** The cells as JSON. */
  readonly json: (detail: Detail) => string;
};

/** Rows that are reached page by page stand newest first under their organisation's id; all others are few. */
export type ReportPage = (request: PageRequest) => Promise<ReportRow[]>;

export type Report = {
  readonly figures: readonly Figure[];
  /** Over everything in reach, whatever the rows are. */
  readonly total: Cells;
  readonly page: ReportPage;
};

/** One report as an actor may see it; forbidden where the actor may see none of its rows. */
export async function runReport(context: Context, { def, rows, period, narrowing }: Asked): Promise<Report> {
  const { bulk, actor, policies, now } = context;
  const scope = scopeOf(actor, def.action);
  if (scope.to === 'none') throw forbidden();
  const figures = def.figures.filter(({ ofNow }) => rows !== 'month' || !ofNow);
  const question: Question = { bulk, scope, period, narrowing, group: 'all', policies, now };
  const shown = (cells: Cells): Cells => {
    const told: Record<string, Cell> = {};
    for (const { name } of figures) {
      const cell = cells[name];
      if (cell) told[name] = cell;
    }
    return told;
  };
  const total = shown((await def.count(question)).cells(WHOLE));
  const page: ReportPage = async (request) =>
    (await rowsOf(def, rows, question, request)).map(({ key, name, answer, of = key }) => {
      const cells = () => shown(answer.cells(of));
      const { json } = answer;
      const isWhole = figures.length === def.figures.length;
      return {
        key,
        name,
        cells,
        json: (detail: Detail) => (json && isWhole ? json(of, detail) : jsonOf(cells(), detail)),
      };
    });
  return { figures, total, page };
}

/** A row before it is told: its cells are those of `answer` for `of`, or for its key. */
type Found = Pick<ReportRow, 'key' | 'name'> & { readonly answer: Answer; readonly of?: string };

async function rowsOf(def: ReportDef, rows: ReportRows, question: Question, request: PageRequest): Promise<Found[]> {
  if (rows === 'enterprise' || rows === 'contractor') return organisations(def, rows, question, request);
  if (rows === 'site') return sites(def, question, request);
  const all = await (rows === 'month' ? months(def, question) : groups(def, rows, question));
  const { after, limit } = request;
  const start = after ? all.findIndex(({ key }) => key === after.id) + 1 : 0;
  return all.slice(start, start + limit);
}

async function organisations(
  def: ReportDef,
  kind: 'enterprise' | 'contractor',
  question: Question,
  request: PageRequest,
): Promise<Found[]> {
  const { bulk, scope, narrowing } = question;
  const { countyCode, enterpriseId } = narrowing;
  const filter = {
    kind,
    ...(countyCode === undefined ? {} : { countyCode }),
    ...(enterpriseId === undefined ? {} : { id: enterpriseId }),
  };
  const found = await bulk.organisations.page(scope, filter, request);
  const ids = found.map(({ id }) => id);
  if (ids.length === 0) return [];
  const answer = await def.count({ ...question, group: 'organisation', organisationIds: ids });
  return found.map(({ id, name }) => ({ key: id, name, answer }));
}

async function sites(def: ReportDef, question: Question, request: PageRequest): Promise<Found[]> {
  const { bulk, scope, narrowing } = question;
  const found = await bulk.sites.page(scope, { countyCode: narrowing.countyCode }, request);
  const siteIds = found.map(({ id }) => id);
  if (siteIds.length === 0) return [];
  const answer = await def.count({ ...question, group: 'site', siteIds });
  return found.map(({ id, name }) => ({ key: id, name, answer }));
}

/** Each month by itself: one pass over no more than what the whole period holds. */
async function months(def: ReportDef, question: Question): Promise<Found[]> {
  const found: Found[] = [];
  for (const { month, period } of monthsOf(question.period)) {
    const answer = await def.count({ ...question, period });
    found.push({ key: month, name: null, answer, of: WHOLE });
  }
  return found;
}

type Grouped = 'county' | 'clause' | 'kind' | 'category';

async function groups(def: ReportDef, group: Grouped, question: Question): Promise<Found[]> {
  const answer = await def.count({ ...question, group });
  const { keys } = answer;
  const known = await knownKeys(group, question);
  const listed = [...known, ...keys.filter((key) => !known.includes(key)).sort()];
  return listed.map((key) => ({ key, name: null, answer }));
}

/** The rows that are shown also where there is nothing of them. */
async function knownKeys(group: Grouped, question: Question): Promise<readonly string[]> {
  switch (group) {
    case 'county':
      return countiesOf(question);
    case 'clause':
      return clausesOf(question);
    case 'category':
      return MACHINE_CATEGORIES;
    case 'kind':
      return [];
  }
}

/** Every county in reach, also one of which there is nothing. */
async function countiesOf({ bulk, scope, narrowing: { countyCode } }: Question): Promise<string[]> {
  const reached = await reachedCounties(bulk, scope);
  return reached.filter((code) => countyCode === undefined || code === countyCode);
}

async function reachedCounties(bulk: Reader, scope: Scope): Promise<string[]> {
  if (scope.to === 'county') return [scope.countyCode];
  if (scope.to !== 'organisation') return [...COUNTY_CODES];
  const own = await bulk.organisations.find(scope.organisationId);
  return own ? [own.countyCode] : [];
}

/** The clauses of the policies that were in force in the period, in their order. */
function clausesOf({ policies, period, narrowing: { clause } }: Question): string[] {
  const first = policies.on(period.from);
  const inForce = policies.all.filter(
    (policy) => policy === first || (policy.from > period.from && policy.from <= period.to),
  );
  const clauses = inForce.flatMap(({ document }) => document.rules.map((rule) => rule.clause));
  return [...new Set(clauses)].filter((one) => clause === undefined || one === clause);
}
