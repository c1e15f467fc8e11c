import { z } from 'zod';
import { record } from '../../actions/audit.ts';
import { REPORT_ROWS } from '../../actions/reports/report.ts';
import { REPORT_KINDS, REPORTS, type ReportKind } from '../../actions/reports/reports.ts';
import { forbidden, invalid, type Message } from '../../domain/failure.ts';
import { scopeOf } from '../../domain/identity/permissions.ts';
import { monthPeriod } from '../../domain/reports/period.ts';
import { TABLE_FORMATS, TABLE_TYPES } from '../../exports/table.ts';
import { cleanMonth } from '../clean-transport-schema.ts';
import { pageUpTo } from '../cursors.ts';
import { exported } from '../exported.ts';
import type { Language } from '../language.ts';
import { narrowingOf, narrowingQuery, periodQuery, reportOut, reportPeriod } from '../report-schema.ts';
import { type Reply, type Request, route } from '../route.ts';
import { flagQuery, pageQuery } from '../schemas.ts';

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
      const language = spokenIn(req, req.query.language);
      const asked = { ...whoOf(req), kind, rows: by, period, narrowing, format, language };
      return exported(req, {
        name: `${kind}-${period.from}-${period.to}.${format}`,
        contentType: TABLE_TYPES[format],
        note: (tx) =>
          record(tx, req.actor, req.at, 'report.export', { type: 'report', id: kind }, { by, as: format, ...period }),
        make: () => req.env.papers.write('report', asked),
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
      const { countyCode } = narrowingOf(req.query);
      const asked = { ...whoOf(req), period, countyCode, language: spokenIn(req, req.query.language) };
      return exported(req, {
        name: `monthly-${req.params.month}.xlsx`,
        contentType: TABLE_TYPES.xlsx,
        note: (tx) => record(tx, req.actor, req.at, 'report.export', { type: 'report', id: 'monthly' }, { ...period }),
        make: () => req.env.papers.write('monthly', asked),
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
      const asked = { ...whoOf(req), period, countyCode, language: spokenIn(req, req.query.language) };
      const about = { ...period, ...(countyCode === undefined ? {} : { countyCode }) };
      return exported(req, {
        name: `machinery-return-${req.params.month}${countyCode === undefined ? '' : `-${countyCode}`}.xlsx`,
        contentType: TABLE_TYPES.xlsx,
        note: (tx) => record(tx, req.actor, req.at, 'report.export', { type: 'report', id: 'machinery-return' }, about),
        make: () => req.env.papers.write('machinery-return', asked),
      });
    },
  }),
];

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
      links: flagQuery.optional().meta({
        description:
          '`false`: the numbers alone, a tenth of the answer, without the calls that list the rows behind each.',
      }),
    }),
    replies: { 200: { description: 'A page of the report.', schema: reportOut } },
    raw: async (req) => {
      const { by, links } = req.query;
      const period = reportPeriod(req.query, req.now, def.byWholeMonths);
      const narrowing = narrowingOf(req.query);
      if (scopeOf(req.actor, def.action).to === 'none') throw forbidden();
      const detail = links === false ? ('bare' as const) : ('linked' as const);
      const asked = { ...whoOf(req), kind, rows: by, period, narrowing, detail };
      const { rows, next } = await pageUpTo(req, req.query, async (request) => {
        const { json, reached } = await req.env.papers.answer('report-page', { ...asked, request });
        return { rows: [json], ...(reached ? { reached } : {}) };
      });
      return jsonReply(rows, next);
    },
  });
}

const whoOf = ({ actor, now }: Pick<Request, 'actor' | 'now'>) => ({ actor, now });

/** The JSON of an answer as it came, with the cursor of the next page as its last member. */
function jsonReply(json: readonly Uint8Array[], next: string | undefined): Reply {
  const whole = Buffer.concat(json);
  const cursor = Buffer.from(`,"next":${JSON.stringify(next)}}`);
  const text = next === undefined ? whole : Buffer.concat([whole.subarray(0, -1), cursor]);
  return { status: 200, headers: { 'Content-Type': 'application/json' }, text };
}

/** Reports are Chinese papers, so as files they are in Chinese unless English is asked for. */
const spokenIn = (req: Pick<Request, 'preferred'>, asked: Language | undefined): Language =>
  asked ?? req.preferred ?? 'zh';

const NO_SUCH_ROWS: Message = { en: 'This report has no such rows.', zh: '该报表不支持按此分组。' };
const NO_SUCH_NARROWING: Message = { en: 'This report is not narrowed by that.', zh: '该报表不支持此筛选条件。' };
