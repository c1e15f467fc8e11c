import type { Detail, ReportRows } from '../../actions/reports/report.ts';
import { REPORTS, type ReportKind } from '../../actions/reports/reports.ts';
import { type Asked, type Report, runReport } from '../../actions/reports/run-report.ts';
import type { Message } from '../../domain/failure.ts';
import type { Actor } from '../../domain/identity/actor.ts';
import type { Period } from '../../domain/reports/period.ts';
import { type Sheet, tableBytes, workbookBytes } from '../../exports/table-bytes.ts';
import type { Cursor, PageRequest } from '../../store/page.ts';
import type { Language } from '../language.ts';
import { machineryReturnSheets } from '../machinery-return-book.ts';
import { reportJson } from '../report-schema.ts';
import { definitionSheet, reportSheet, turnedSheet } from '../report-sheets.ts';
import type { As, Desk } from './desk.ts';

type Who = { readonly actor: Actor; readonly now: number };
export type ReportAsked = Who & Omit<Asked, 'def'> & { readonly kind: ReportKind };

const run = ({ reader, policies }: Desk, { kind, actor, now, ...asked }: ReportAsked): Promise<Report> =>
  runReport({ bulk: reader, actor, policies, now }, { def: REPORTS[kind], ...asked });

/** A page of a report as the JSON of its answer, and the row it came to where there are more. */
export async function reportPage(
  desk: Desk,
  {
    request: { limit, ...on },
    detail,
    ...asked
  }: ReportAsked & { readonly request: PageRequest; readonly detail: Detail },
): Promise<{ readonly json: Uint8Array; readonly reached?: Cursor }> {
  const { kind, rows: by, period, now } = asked;
  const report = await run(desk, asked);
  const found = await report.page({ limit: limit + 1, ...on });
  const rows = found.slice(0, limit);
  const json = reportJson(report, rows, { kind, def: REPORTS[kind], by, period, now, detail });
  const last = rows.at(-1);
  return found.length > limit && last ? { json, reached: { id: last.key } } : { json };
}

/** A whole report (报表) as a table; the workbook tells on a sheet of its own what each figure means. */
export async function* reportPaper(desk: Desk, { format, language, ...asked }: ReportAsked & As) {
  const def = REPORTS[asked.kind];
  const report = await run(desk, asked);
  const sheet: Sheet =
    asked.kind === 'comparison'
      ? await turnedSheet(def.title, report, language)
      : reportSheet(def.title, report, language);
  if (format === 'xlsx') yield* workbookBytes([sheet, definitionSheet([def], language)]);
  else yield* tableBytes({ ...sheet, format }, sheet.chunks);
}

type MonthAsked = Who & {
  readonly period: Period;
  readonly countyCode: string | undefined;
  readonly language: Language;
};

/** The month of a county, or of the city, as one workbook. */
export async function* monthlyPaper(desk: Desk, { period, countyCode, language, ...who }: MonthAsked) {
  const of = (kind: ReportKind, rows: ReportRows) =>
    run(desk, { ...who, kind, rows, period, narrowing: { countyCode } });
  const compared = await turnedSheet(REPORTS.comparison.title, await of('comparison', 'county'), language);
  const sheets: Sheet[] = [];
  for (const [kind, rows, title] of MONTHLY) sheets.push(reportSheet(title, await of(kind, rows), language));
  yield* workbookBytes([compared, ...sheets, definitionSheet(Object.values(REPORTS), language)]);
}

/** The monthly return on machinery (非道路移动机械月报). */
export async function* machineryReturnPaper({ reader, policies }: Desk, asked: MonthAsked) {
  yield* workbookBytes(await machineryReturnSheets({ bulk: reader, policies, ...asked }));
}

/** The rows under which a month is told, beside its counties. */
const MONTHLY: readonly (readonly [ReportKind, ReportRows, Message])[] = [
  ['passages', 'county', { zh: '过车-按县区', en: 'Passages by county' }],
  ['passages', 'enterprise', { zh: '过车-按企业', en: 'Passages by enterprise' }],
  ['clean-transport', 'enterprise', { zh: '清洁运输-按企业', en: 'Clean transport' }],
  ['violations', 'clause', { zh: '违规-按条款', en: 'Violations by clause' }],
  ['violations', 'kind', { zh: '违规-按类型', en: 'Violations by kind' }],
  ['violations', 'enterprise', { zh: '违规-按企业', en: 'Violations by enterprise' }],
  ['repeat-offenders', 'county', { zh: '屡罚屡犯', en: 'Repeat offenders' }],
  ['connectivity', 'enterprise', { zh: '门禁联网-按企业', en: 'Networking by enterprise' }],
  ['filings', 'contractor', { zh: '机械申报-按施工单位', en: 'Filings by contractor' }],
  ['machines', 'county', { zh: '机械-按县区', en: 'Machines by county' }],
  ['sites', 'county', { zh: '工地申报-按县区', en: 'Sites by county' }],
  ['retirements', 'county', { zh: '淘汰进度', en: 'Retirement progress' }],
  ['spot-checks', 'enterprise', { zh: '抽查-按企业', en: 'Spot checks by enterprise' }],
];
