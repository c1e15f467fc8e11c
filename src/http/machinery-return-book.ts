import { everyRow, machinesOnSites } from '../actions/reports/machinery-return.ts';
import { REPORTS } from '../actions/reports/reports.ts';
import { runReport } from '../actions/reports/run-report.ts';
import type { Message } from '../domain/failure.ts';
import type { Actor } from '../domain/identity/actor.ts';
import { scopeOf } from '../domain/identity/permissions.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { instantsOf, type Period } from '../domain/reports/period.ts';
import type { Column } from '../exports/table.ts';
import { inOneChunk, type Sheet } from '../exports/table-bytes.ts';
import type { ReturnRange } from '../store/machinery-returns.ts';
import type { Reader } from '../store/store.ts';
import type { Language } from './language.ts';
import {
  filingColumns,
  flagColumns,
  INSPECTION_RESULT_NAMES,
  inspectionColumns,
  MACHINE_FLAG_NAMES,
  onSiteColumns,
  prohibitionColumns,
  type SummaryLine,
  summaryColumns,
} from './machinery-return-sheets.ts';

export type AskedReturn = {
  readonly bulk: Reader;
  readonly actor: Actor;
  readonly policies: PolicySet;
  readonly now: number;
  readonly period: Period;
  readonly countyCode: string | undefined;
  readonly language: Language;
};

/** The sheets of the monthly return on machinery (非道路移动机械月报), read while they are written. */
export async function machineryReturnSheets(asked: AskedReturn): Promise<[Sheet, ...Sheet[]]> {
  const { bulk, actor, countyCode, language, now, period } = asked;
  const scope = scopeOf(actor, 'report.monthly');
  const range: ReturnRange = { scope, countyCode, ...instantsOf(period) };
  const { machineryReturns: of } = bulk;
  const sheet = <Row>(title: Message, columns: readonly Column<Row>[], chunks: AsyncIterable<readonly Row[]>) =>
    ({ title, language, columns, chunks }) as Sheet<Row> as Sheet;
  return [
    sheet(SUMMARY, summaryColumns, inOneChunk(await summaryOf(asked, range))),
    sheet(ON_SITE, onSiteColumns, machinesOnSites(bulk, range, now)),
    sheet(
      FILINGS,
      filingColumns(now),
      everyRow(
        (request) => of.filings(range, request),
        ({ filing }) => filing.id,
      ),
    ),
    sheet(
      INSPECTIONS,
      inspectionColumns,
      everyRow(
        (request) => of.inspections(range, request),
        ({ inspection }) => inspection.id,
      ),
    ),
    sheet(
      PROHIBITIONS,
      prohibitionColumns,
      everyRow(
        (request) => of.prohibitions(range, request),
        ({ prohibition }) => prohibition.id,
      ),
    ),
    sheet(
      FLAGS,
      flagColumns,
      everyRow(
        (request) => of.flags(range, request),
        ({ flag }) => flag.id,
      ),
    ),
  ];
}

async function summaryOf(asked: AskedReturn, range: ReturnRange): Promise<SummaryLine[]> {
  const { bulk, period, countyCode } = asked;
  const lines: SummaryLine[] = [];
  for (const kind of ['machines', 'sites', 'filings'] as const) {
    const def = REPORTS[kind];
    const { figures, total } = await runReport(asked, { def, rows: 'county', period, narrowing: { countyCode } });
    for (const { name, title, definition } of figures)
      lines.push({ of: def.title, figure: title, value: total[name]?.value ?? null, definition });
  }
  const inspections = await bulk.machineryReturns.inspectionSums(range);
  for (const [key, figure] of Object.entries(INSPECTION_RESULT_NAMES))
    lines.push({ of: INSPECTIONS, figure, value: sumOf(inspections, key), definition: COUNTED.inspections });
  const { inForce, opened, lifted } = await bulk.machineryReturns.prohibitionSums(range);
  lines.push(
    { of: PROHIBITIONS, figure: { zh: '当月有效', en: 'in force' }, value: inForce, definition: COUNTED.inForce },
    { of: PROHIBITIONS, figure: { zh: '当月禁用', en: 'opened' }, value: opened, definition: COUNTED.opened },
    { of: PROHIBITIONS, figure: { zh: '当月解除', en: 'lifted' }, value: lifted, definition: COUNTED.lifted },
  );
  const flags = await bulk.machineryReturns.flagSums(range);
  const others = flags.map(({ key }) => key).filter((key) => !(key in MACHINE_FLAG_NAMES));
  for (const key of [...Object.keys(MACHINE_FLAG_NAMES), ...others.sort()])
    lines.push({
      of: FLAGS,
      figure: MACHINE_FLAG_NAMES[key] ?? { zh: key, en: key },
      value: sumOf(flags, key),
      definition: COUNTED.flags,
    });
  return lines;
}

const sumOf = (sums: readonly { readonly key: string; readonly count: number }[], key: string): number =>
  sums.find((one) => one.key === key)?.count ?? 0;

const SUMMARY: Message = { zh: '汇总', en: 'Summary' };
const ON_SITE: Message = { zh: '在场机械', en: 'Machines on site' };
const FILINGS: Message = { zh: '进场申报', en: 'Filings' };
const INSPECTIONS: Message = { zh: '监督检查', en: 'Inspections' };
const PROHIBITIONS: Message = { zh: '禁用', en: 'Prohibitions' };
const FLAGS: Message = { zh: '违规线索', en: 'Flags' };

const COUNTED = {
  inspections: {
    zh: '检查时间在当月且未作废的检查。',
    en: 'Inspections by their time, without those that were voided.',
  },
  inForce: {
    zh: '当月内任一时刻有效的禁用，不含已取消的。',
    en: 'Prohibitions in force at some time of the month, without those annulled.',
  },
  opened: { zh: '当月作出的禁用，不含已取消的。', en: 'Prohibitions that began in the month.' },
  lifted: { zh: '当月解除的禁用。', en: 'Prohibitions that were lifted in the month.' },
  flags: {
    zh: '发生时间在当月的机械线索，不含已撤销和已取消的。',
    en: 'Flags of machines by when they occurred, without those withdrawn or cancelled.',
  },
} as const satisfies Record<string, Message>;
