import { FILING_STATE_NAMES, FILING_STATES } from '../../domain/machinery/filing.ts';
import { countFigure, hoursFigure, ofNow, percentFigure, percentOf } from '../../domain/reports/figure.ts';
import { legalDayOf } from '../../domain/time.ts';
import type { FilingSum } from '../../store/reports.ts';
import { type Answer, type Cells, linksOf, ownersOf, type Question, type ReportDef, rangeOf } from './report.ts';

const ACCEPTED = { accepted: 'true' };
const HOUR_MS = 3_600_000;

/** Filings of machines (非道路移动机械进场申报): how long acceptance took, and entry before or after. Clause 2.4.6a. */
export const filingReport: ReportDef = {
  title: { zh: '机械进场申报统计', en: 'Filings of machines' },
  action: 'report.filings',
  rows: ['county', 'contractor', 'month'],
  narrowedBy: ['countyCode'],
  figures: [
    percentFigure(
      'lateShare',
      ['进场前未申报占比', 'Share of late filings'],
      [
        '分子：申报不早于进场的；分母：已上报进场时间的。未上报进场的两边均不计。',
        'Numerator: filings not submitted strictly before the entry. Denominator: filings with a reported entry. Those without one are in neither.',
      ],
    ),
    countFigure(
      'filings',
      ['申报数', 'Filings'],
      ['按有效提交日计的申报数。', 'Filings, by the day of the submission that counts.'],
    ),
    ...FILING_STATES.map((status) =>
      countFigure(
        status,
        [`其中：${FILING_STATE_NAMES[status].zh}`, `of these ${FILING_STATE_NAMES[status].en}`],
        [`目前状态为“${FILING_STATE_NAMES[status].zh}”的申报数。`, `Filings whose state is ${status} now.`],
      ),
    ),
    countFigure(
      'everAccepted',
      ['曾受理', 'Ever accepted'],
      ['有受理时间的申报数。', 'Filings with a time of acceptance, whatever their state now.'],
    ),
    hoursFigure(
      'averageHours',
      ['平均受理时长（小时）', 'Hours to acceptance, average'],
      [
        '曾受理的申报自有效提交至受理的平均小时数；未受理的不计；无受理的为空。',
        'From the submission that counts to acceptance, over those ever accepted; the others are left out. Null where none was.',
      ],
    ),
    hoursFigure(
      'longestHours',
      ['最长受理时长（小时）', 'Hours to acceptance, longest'],
      ['同上，最长的一件。', 'The same, the longest of them.'],
    ),
    countFigure(
      'enteredInTime',
      ['申报后进场', 'Entered after filing'],
      ['进场严格晚于提交的申报数。', 'Filings whose reported entry is strictly later than the submission.'],
    ),
    countFigure(
      'enteredLate',
      ['进场前未申报', 'Entered before filing'],
      [
        '进场不晚于提交（同一时刻亦然）的申报数。',
        'Filings whose reported entry is not later than the submission; equal is late.',
      ],
    ),
    countFigure(
      'notEntered',
      ['未上报进场', 'No entry reported'],
      ['未上报进场时间的申报数。', 'Filings without a reported entry.'],
    ),
    hoursFigure(
      'averageLateHours',
      ['平均迟报时长（小时）', 'Hours filed too late, average'],
      [
        '进场前未申报的，自进场至有效提交的平均小时数；没有的为空。',
        'From the entry to the submission that counts, over those entered before filing. Null where there is none.',
      ],
    ),
    hoursFigure(
      'longestLateHours',
      ['最长迟报时长（小时）', 'Hours filed too late, longest'],
      ['同上，最长的一件。', 'The same, the longest of them.'],
    ),
    ofNow(
      hoursFigure(
        'longestWaitingHours',
        ['待审核最长等待（小时）', 'Hours waiting for review, longest'],
        [
          '仍待审核的申报自有效提交至今的最长小时数；没有待审核的为空。',
          'From the submission that counts until now, the longest of those that still wait. Null where none waits.',
        ],
      ),
    ),
    ofNow(
      countFigure(
        'overdueReviews',
        ['逾期未审核', 'Reviews overdue'],
        [
          '仍待审核且已过县区审核期限的；县区未设期限的不计。',
          'Those that still wait on a day after the last for their review; without one set by the county none counts.',
        ],
      ),
    ),
  ],
  count: async (question: Question): Promise<Answer> => {
    const sums = await question.bulk.reports.filings(ownersOf(question), rangeOf(question), legalDayOf(question.now));
    return { keys: [...new Set(sums.map(({ key }) => key))], cells: (key) => cellsOf(question, key, sums) };
  },
};

function cellsOf(question: Question, key: string, sums: readonly FilingSum[]): Cells {
  const links = linksOf(question, key, 'organisationId');
  const own = sums.filter((sum) => sum.key === key);
  const list = (more: Readonly<Record<string, string>> = {}) => links.during('/filings', more);
  const cell = (which: (sum: FilingSum) => boolean, more: Readonly<Record<string, string>>) => ({
    value: own.filter(which).reduce((total, { count }) => total + count, 0),
    rows: list(more),
  });
  const everAccepted = cell(({ accepted }) => accepted, ACCEPTED);
  const enteredLate = cell(({ entry }) => entry === 'late', { entry: 'late' });
  const entered = cell(({ entry }) => entry !== 'none', { entry: 'reported' });
  const waited = own.reduce((total, { waitedMs }) => total + waitedMs, 0);
  const longest = Math.max(0, ...own.map(({ longestMs }) => longestMs));
  const hours = (ms: number, of = everAccepted.value) => (of === 0 ? null : Math.round((ms / HOUR_MS) * 100) / 100);
  const late = own.reduce((total, { lateMs }) => total + lateMs, 0);
  const waiting = own.filter(({ status }) => status === 'submitted').map(({ oldestSubmittedAt }) => oldestSubmittedAt);
  const [LATE, WAITING, OVERDUE] = [{ entry: 'late' }, { status: 'submitted' }, { overdue: 'true' }];
  return {
    lateShare: {
      value: percentOf(enteredLate.value, entered.value),
      numerator: enteredLate,
      denominator: entered,
    },
    filings: cell(() => true, {}),
    ...Object.fromEntries(FILING_STATES.map((status) => [status, cell((sum) => sum.status === status, { status })])),
    everAccepted,
    averageHours: { value: hours(waited / Math.max(1, everAccepted.value)), rows: list(ACCEPTED) },
    longestHours: { value: hours(longest), rows: list(ACCEPTED) },
    enteredInTime: cell(({ entry }) => entry === 'in_time', { entry: 'in_time' }),
    enteredLate,
    notEntered: cell(({ entry }) => entry === 'none', { entry: 'none' }),
    averageLateHours: {
      value: hours(late / Math.max(1, enteredLate.value), enteredLate.value),
      rows: list(LATE),
    },
    longestLateHours: {
      value: hours(Math.max(0, ...own.map(({ longestLateMs }) => longestLateMs)), enteredLate.value),
      rows: list(LATE),
    },
    longestWaitingHours: { value: hours(question.now - Math.min(...waiting), waiting.length), rows: list(WAITING) },
    overdueReviews: { value: own.reduce((total, { overdue }) => total + overdue, 0), rows: list(OVERDUE) },
  };
}
