import type { InspectionJudgement } from '../actions/machinery/machine-case.ts';
import type { MachineOnSite } from '../actions/reports/machinery-return.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { stageNameOf } from '../domain/codes/emission-stage.ts';
import { MACHINE_CATEGORY_NAMES, type MachineCategory } from '../domain/codes/machine-category.ts';
import { VIOLATION_STATUS_NAMES } from '../domain/enforcement/violation-states.ts';
import type { Message } from '../domain/failure.ts';
import { FILING_STATE_NAMES } from '../domain/machinery/filing.ts';
import { knownStage } from '../domain/machinery/known-stage.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';
import type { ReturnFiling, ReturnFlag, ReturnInspection, ReturnProhibition } from '../store/machinery-returns.ts';
import type { Language } from './language.ts';

/** A line of the summary: what is counted, how much it is, and what it means. */
export type SummaryLine = {
  readonly of: Message;
  readonly figure: Message;
  readonly value: number | null;
  readonly definition: Message;
};

const column = <Row>(zh: string, en: string, width: number, cell: Column<Row>['cell']): Column<Row> => ({
  heading: { zh, en },
  width,
  cell,
});

/** `YYYY-MM-DD HH:mm` at Yangquan, as such papers are read. */
const moment = (at: number | null | undefined): Cell =>
  at === null || at === undefined ? null : formatInstant(at).slice(0, 16).replace('T', ' ');
const hoursFrom = (from: number, to: number): number => Math.round((to - from) / 36_000) / 100;

type Names = Readonly<Record<string, Message>>;
const named = (names: Names, code: string, language: Language): string => names[code]?.[language] ?? code;

export const INSPECTION_RESULT_NAMES: Names = {
  pass: { zh: '合格', en: 'passed' },
  fail: { zh: '不合格', en: 'failed' },
  inconclusive: { zh: '无法判定', en: 'inconclusive' },
};
export const MACHINE_FLAG_NAMES: Names = {
  unregistered_machine: { zh: '未申报进场', en: 'on a site without a filing' },
  late_registration: { zh: '进场前未申报', en: 'filed too late' },
  machine_over_limit: { zh: '排气超标', en: 'smoke over the limit' },
  prohibited_machine_in_use: { zh: '禁用后仍使用', en: 'in use though prohibited' },
  alert_restriction_breach: { zh: '违反应急管控', en: 'in breach of an order' },
};
const PROHIBITION_STATUS_NAMES: Names = {
  open: { zh: '禁用中', en: 'in force' },
  lifted: { zh: '已解除', en: 'lifted' },
};

export const summaryColumns: Column<SummaryLine>[] = [
  column('类别', 'Of', 24, ({ of }, language) => of[language]),
  column('指标', 'Figure', 36, ({ figure }, language) => figure[language]),
  column('数值', 'Value', 12, ({ value }) => value),
  column('口径', 'Definition', 80, ({ definition }, language) => definition[language]),
];

type Called = {
  readonly site: string | null;
  readonly organisation: string | null;
  readonly machine: string;
  readonly category: string;
  readonly environmentalCode: string | null;
  readonly emissionStage: string;
  readonly fuel: string | null;
};

const called = <Row extends Called>(countyOf: (row: Row) => string | null): Column<Row>[] => [
  column('县区', 'County', 10, (row, language) => countyName(countyOf(row), language)),
  column('工地', 'Site', 28, ({ site }) => site),
  column('施工单位', 'Contractor', 28, ({ organisation }) => organisation),
  column('机械', 'Machine', 20, ({ machine }) => machine),
  column('类型', 'Category', 14, ({ category }, language) =>
    category in MACHINE_CATEGORY_NAMES ? MACHINE_CATEGORY_NAMES[category as MachineCategory][language] : category,
  ),
  column('环保编码', 'Environmental code', 16, ({ environmentalCode }) => environmentalCode),
  column('排放阶段', 'Stage', 12, (row, language) => stageNameOf(knownStage(row) ?? 'X')[language]),
];
const countyName = (code: string | null, language: Language): Cell =>
  code !== null && isCountyCode(code) ? COUNTY_NAMES[code][language] : code;
const YES_NO = { zh: ['是', '否'], en: ['yes', 'no'] } as const;

export const onSiteColumns: Column<MachineOnSite>[] = [
  ...called<MachineOnSite>(({ countyCode }) => countyCode),
  column('登记情况', 'On record', 14, ({ origin }, language) =>
    origin === 'registered'
      ? { zh: '已登记', en: 'registered' }[language]
      : { zh: '仅现场发现', en: 'only seen' }[language],
  ),
  column('进场时间', 'Entered', 18, ({ enteredAt }) => moment(enteredAt)),
  column('离场时间', 'Left', 18, ({ exitedAt }) => moment(exitedAt)),
  column('当月进场记录', 'Sightings in the month', 14, ({ sightings }) => sightings),
  column('当月检查次数', 'Inspections in the month', 14, ({ inspections }) => inspections),
  column('登记编号', 'Filing', 24, ({ filing }, language) =>
    filing ? (filing.number ?? filing.id) : { zh: '未申报', en: 'not filed' }[language],
  ),
  column('申报状态', 'State of the filing', 14, ({ filing }, language) =>
    filing ? named(FILING_STATE_NAMES, filing.status, language) : null,
  ),
];

/** `now` ends the waiting of filings that nobody has reviewed. */
export const filingColumns = (now: number): Column<ReturnFiling>[] => [
  column('登记编号', 'Filing', 24, ({ filing }) => filing.number ?? filing.id),
  ...called<ReturnFiling>(({ filing }) => filing.countyCode),
  column('提交时间', 'Submitted', 18, ({ filing }) => moment(filing.submittedAt)),
  column('计划进场', 'Planned entry', 12, ({ filing }) => filing.plannedEntryOn),
  column('计划离场', 'Planned exit', 12, ({ filing }) => filing.plannedExitOn),
  column('状态', 'State', 12, ({ filing }, language) => named(FILING_STATE_NAMES, filing.status, language)),
  column('受理时间', 'Accepted', 18, ({ filing }) => moment(filing.acceptedAt)),
  column('等待审核（小时）', 'Hours waited for review', 16, ({ filing: { acceptedAt, submittedAt, status } }) => {
    const end = acceptedAt ?? (status === 'submitted' ? now : null);
    return end === null ? null : hoursFrom(submittedAt, end);
  }),
  column('审核期限', 'Review by', 12, ({ filing }) => filing.reviewBy),
  column('进场时间', 'Entered', 18, ({ filing }) => moment(filing.enteredAt)),
  column('迟报（小时）', 'Hours filed too late', 16, ({ filing: { enteredAt, submittedAt } }) =>
    enteredAt !== null && enteredAt <= submittedAt ? hoursFrom(enteredAt, submittedAt) : null,
  ),
  column('离场时间', 'Left', 18, ({ filing }) => moment(filing.exitedAt)),
];

export const inspectionColumns: Column<ReturnInspection>[] = [
  column('检查时间', 'Inspected', 18, ({ inspection }) => moment(inspection.inspectedAt)),
  ...called<ReturnInspection>(({ inspection }) => inspection.countyCode),
  column('作业中', 'Working', 10, ({ inspection: { working } }, language) =>
    working === null ? null : YES_NO[language][working ? 0 : 1],
  ),
  column('结果', 'Result', 12, ({ inspection }, language) =>
    named(INSPECTION_RESULT_NAMES, inspection.result, language),
  ),
  column('限值类别', 'Smoke class', 10, ({ inspection }) => classOf(inspection)),
  column('林格曼级数', 'Ringelmann', 12, ({ inspection }) => inspection.ringelmann),
];

/** The class that it was judged by, which an officer need not have named. */
const classOf = ({ judgement, smokeClass }: ReturnInspection['inspection']): Cell =>
  (judgement as InspectionJudgement).class ?? smokeClass;

export const prohibitionColumns: Column<ReturnProhibition>[] = [
  column('禁用起始', 'Since', 18, ({ prohibition }) => moment(prohibition.openedAt)),
  ...called<ReturnProhibition>(({ prohibition }) => prohibition.countyCode),
  column('状态', 'State', 12, ({ prohibition }, language) =>
    named(PROHIBITION_STATUS_NAMES, prohibition.status, language),
  ),
  column('解除时间', 'Lifted', 18, ({ prohibition }) => moment(prohibition.liftedAt)),
];

export const flagColumns: Column<ReturnFlag>[] = [
  column('发生时间', 'Occurred', 18, ({ flag }) => moment(flag.occurredAt)),
  ...called<ReturnFlag>(({ flag }) => flag.countyCode),
  column('线索', 'Flag', 20, ({ flag }, language) => named(MACHINE_FLAG_NAMES, flag.kind, language)),
  column('性质', 'Effect', 12, ({ flag }, language) =>
    flag.effect === 'breach' ? { zh: '违规', en: 'breach' }[language] : { zh: '待核查', en: 'for review' }[language],
  ),
  column('条款', 'Clause', 12, ({ flag }) => flag.clause),
  column('状态', 'Status', 12, ({ flag }, language) => named(VIOLATION_STATUS_NAMES, flag.status, language)),
];
