import { z } from 'zod';
import { record } from '../../actions/audit.ts';
import { REPORT_ROWS, type ReportRows } from '../../actions/reports/report.ts';
import { REPORT_KINDS, REPORTS, type ReportKind } from '../../actions/reports/reports.ts';
import { runReport } from '../../actions/reports/run-report.ts';
import { forbidden, invalid, type Message } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { monthPeriod, type Period } from '../../domain/reports/period.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { type Sheet, streamTable, streamWorkbook } from '../../exports/table-stream.ts';
import { cleanMonth } from '../clean-transport-schema.ts';
import { page } from '../cursors.ts';
import { exported } from '../exported.ts';
import type { Language } from '../language.ts';
import { machineryReturnSheets } from '../machinery-return-book.ts';
import { narrowingOf, narrowingQuery, periodQuery, presentReport, reportOut, reportPeriod } from '../report-schema.ts';
import { definitionSheet, reportColumns, reportLines, reportSheet, turnedSheet } from '../report-sheets.ts';
import { ok, type Request, route } from '../route.ts';
import { pageQuery } from '../schemas.ts';

const language = z
  .enum(['zh', 'en'])
  .optional()
  .meta({ description: 'Of headings and names; Chinese unless English is asked for here or by Accept-Language.' });

/** Reports (报表): sums over what is in reach, each number with the rows behind it and what it means. */
export const reportRoutes = [
  ...REPORT_KINDS.map(reportRoute),
  route({
    method: 'GET',
    path: '/reports/{kind}/export',
    id: 'exportReport',
    tag: 'reports',
    summary: 'A whole report as CSV or XLSX; it is recorded who took it',
    description: 'The workbook tells on a sheet of its own what each figure means.',
    who: 'report.export',
    params: z.strictObject({ kind: z.enum(REPORT_KINDS) }),
    query: z.strictObject({
      ...periodQuery,
      ...narrowingQuery({ narrowedBy: ['countyCode', 'enterpriseId', 'clause', 'kind'] }),
      by: z.enum(REPORT_ROWS).optional().meta({ description: 'As the report itself takes it.' }),
      format: z.enum(TABLE_FORMATS),
      language,
    }),
    replies: { 200: { description: 'The file.' } },
    mediaType: Object.values(TABLE_TYPES),
    raw: async (req) => {
      const { kind } = req.params;
      const { format, by = REPORTS[kind].rows[0] } = req.query;
      const def = REPORTS[kind];
      if (scopeOf(req.actor, def.action).to === 'none') throw forbidden();
      if (by === undefined || !def.rows.includes(by)) throw invalid('#/by', NO_SUCH_ROWS);
      const narrowing = narrowingOf(req.query);
      const foreign = (Object.keys(narrowing) as (keyof typeof narrowing)[]).find(
        (name) => narrowing[name] !== undefined && !def.narrowedBy.includes(name),
      );
      if (foreign) throw invalid(`#/${foreign}`, NO_SUCH_NARROWING);
      const period = reportPeriod(req.query, req.now, def.byWholeMonths);
      const report = await runReport(contextOf(req), { def, rows: by, period, narrowing });
      const spoken = spokenIn(req, req.query.language);
      const sheet = kind === 'comparison' ? await turnedSheet(def.title, report, spoken) : undefined;
      return exported(req, {
        name: `${kind}-${period.from}-${period.to}.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) =>
          record(tx, req.actor, req.at, 'report.export', { type: 'report', id: kind }, { by, as: format, ...period }),
        make: () => {
          if (format === 'xlsx')
            return streamWorkbook([sheet ?? reportSheet(def.title, report, spoken), definitionSheet([def], spoken)]);
          const table = sheet ?? { title: def.title, language: spoken, columns: reportColumns(report.figures) };
          const chunks = sheet ? sheet.chunks : reportLines(report);
          return streamTable({ ...(table as Sheet), format }, chunks as Sheet['chunks']);
        },
      });
    },
  }),
  route({
    method: 'GET',
    path: '/reports/monthly/{month}',
    id: 'exportMonthlyReport',
    tag: 'reports',
    summary: 'The month of a county, or of the city, as one workbook; it is recorded who took it',
    description: 'Every report of the month by county and by enterprise, and what each figure means.',
    who: 'report.monthly',
    params: z.strictObject({ month: cleanMonth }),
    query: z.strictObject({ ...narrowingQuery({ narrowedBy: ['countyCode'] }), language }),
    replies: { 200: { description: 'The workbook.' } },
    mediaType: TABLE_TYPES.xlsx,
    raw: async (req) => {
      if (scopeOf(req.actor, 'report.monthly').to === 'none') throw forbidden();
      const period = monthPeriod(req.params.month);
      const spoken = spokenIn(req, req.query.language);
      const sheets = await monthlySheets(req, narrowingOf(req.query).countyCode, period, spoken);
      return exported(req, {
        name: `monthly-${req.params.month}.xlsx`,
        contentType: TABLE_TYPES.xlsx,
        note: (tx) => record(tx, req.actor, req.at, 'report.export', { type: 'report', id: 'monthly' }, { ...period }),
        make: () => streamWorkbook(sheets),
      });
    },
  }),
  route({
    method: 'GET',
    path: '/reports/machinery-return/{month}',
    id: 'exportMachineryReturn',
    tag: 'reports',
    summary:
      'The monthly return on non-road machines of a county, or of all in reach, as one workbook; it is recorded who took it',
    description:
      'Summary with definitions, machines on site, filings with state and delay, inspections, prohibitions, flags. ' +
      'Without telephone numbers.',
    who: 'report.monthly',
    params: z.strictObject({ month: cleanMonth }),
    query: z.strictObject({ ...narrowingQuery({ narrowedBy: ['countyCode'] }), language }),
    replies: { 200: { description: 'The workbook.' } },
    mediaType: TABLE_TYPES.xlsx,
    raw: async (req) => {
      if (scopeOf(req.actor, 'report.monthly').to === 'none') throw forbidden();
      const period = monthPeriod(req.params.month);
      const { countyCode } = narrowingOf(req.query);
      const spoken = spokenIn(req, req.query.language);
      const sheets = await machineryReturnSheets({ ...contextOf(req), period, countyCode, language: spoken });
      const about = { ...period, ...(countyCode === undefined ? {} : { countyCode }) };
      return exported(req, {
        name: `machinery-return-${req.params.month}${countyCode === undefined ? '' : `-${countyCode}`}.xlsx`,
        contentType: TABLE_TYPES.xlsx,
        note: (tx) => record(tx, req.actor, req.at, 'report.export', { type: 'report', id: 'machinery-return' }, about),
        make: () => streamWorkbook(sheets),
      });
    },
  }),
];

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

async function monthlySheets(
  req: Asked,
  countyCode: string | undefined,
  period: Period,
  spoken: Language,
): Promise<[Sheet, ...Sheet[]]> {
  const run = (kind: ReportKind, rows: ReportRows) =>
    runReport(contextOf(req), { def: REPORTS[kind], rows, period, narrowing: { countyCode } });
  const compared = await turnedSheet(REPORTS.comparison.title, await run('comparison', 'county'), spoken);
  const sheets: Sheet[] = [];
  for (const [kind, rows, title] of MONTHLY) sheets.push(reportSheet(title, await run(kind, rows), spoken));
  return [compared, ...sheets, definitionSheet(Object.values(REPORTS), spoken)];
}

function reportRoute(kind: ReportKind) {
  const def = REPORTS[kind];
  const [first, ...others] = def.rows;
  if (!first) throw new Error(`the report ${kind} has no rows`);
  return route({
    method: 'GET',
    path: `/reports/${kind}`,
    id: `report${kind.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tag: 'reports',
    summary: `${def.title.en}, by ${def.rows.join(', ')}`,
    description:
      'Periods are legal days (Asia/Shanghai). Each number opens the rows behind it, and `columns` tells what it means; ' +
      '`total` is over everything in reach, whatever the rows are.',
    who: def.action,
    query: z.strictObject({
      ...pageQuery,
      ...periodQuery,
      ...narrowingQuery(def),
      by: z.enum([first, ...others]).default(first),
    }),
    replies: { 200: { description: 'A page of the report.', schema: reportOut } },
    raw: async (req) => {
      const { by } = req.query;
      const period = reportPeriod(req.query, req.now, def.byWholeMonths);
      const narrowing = narrowingOf(req.query);
      const report = await runReport(contextOf(req), { def, rows: by, period, narrowing });
      const found = await page(req, req.query, report.page, ({ key }) => ({ id: key }));
      return ok(presentReport(report, found, { kind, def, by, period, now: req.now }));
    },
  });
}

type Asked = Pick<Request, 'env' | 'actor' | 'now'>;

const contextOf = ({ env, actor, now }: Asked) => ({
  bulk: env.store.bulk,
  actor,
  policies: env.policies.current(),
  now,
});

/** Reports are Chinese papers, so as files they are in Chinese unless English is asked for. */
const spokenIn = (req: Pick<Request, 'preferred'>, asked: Language | undefined): Language =>
  asked ?? req.preferred ?? 'zh';

const NO_SUCH_ROWS: Message = { en: 'This report has no such rows.', zh: '该报表不支持按此分组。' };
const NO_SUCH_NARROWING: Message = { en: 'This report is not narrowed by that.', zh: '该报表不支持此筛选条件。' };
