import { EMISSION_STAGES, type EmissionStage, stageNameOf } from '../../domain/codes/emission-stage.ts';
import { knownStage } from '../../domain/machinery/known-stage.ts';
import { MACHINE_STATUS_NAMES, MACHINE_STATUSES, type MachineStatus } from '../../domain/machinery/machine-life.ts';
import { countFigure, ofNow } from '../../domain/reports/figure.ts';
import type { MachineSum } from '../../store/machinery-reports.ts';
import { type Answer, type Cells, linksOf, type Question, type ReportDef, rangeOf } from './report.ts';

const ENDED = MACHINE_STATUSES.filter((status) => status !== 'active');
const KNOWN_STAGES = EMISSION_STAGES.filter((stage) => stage !== 'X');
const IN_USE = { status: 'active' };

const camel = (code: string): string => code.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const stageName = (stage: EmissionStage): string => `stage${stage}`;

const stageFigure = (stage: EmissionStage) => {
  const { en, zh } = stageNameOf(stage);
  return countFigure(
    stageName(stage),
    [zh, `${en[0]?.toUpperCase()}${en.slice(1)}`],
    [
      `在用机械中登记排放阶段为${zh}的；阶段未知或与燃料矛盾的另列。`,
      `Machines in use that are on record as ${en}; those whose stage is unknown or contradicts their fuel stand apart.`,
    ],
  );
};

const endedFigure = (status: MachineStatus) =>
  countFigure(
    camel(status),
    [MACHINE_STATUS_NAMES[status].zh, `No longer in use: ${MACHINE_STATUS_NAMES[status].en}`],
    ['不计入在用机械及各排放阶段。', 'Counted neither among the machines in use nor under any stage.'],
  );

/** Non-road machines (非道路移动机械) as they stand now, by stage. Clause 2.4.6. */
export const machineReport: ReportDef = {
  title: { zh: '非道路移动机械统计', en: 'Non-road machines' },
  action: 'report.filings',
  rows: ['county', 'category', 'site', 'contractor'],
  narrowedBy: ['countyCode'],
  figures: [
    countFigure(
      'machines',
      ['在用机械', 'In use'],
      [
        '已登记或现场发现、未转卖报废转出的机械。按县区统计时，单位所属县区及申报、出现过的县区各计一次；按工地统计时，为该工地申报，或在该工地出现、受检过的机械。',
        'On record or seen on a site, and neither sold, scrapped nor moved out. By county, one counts in the county of its holder and in each where it was filed or seen; by site, where it is filed for, was seen or inspected.',
      ],
    ),
    countFigure(
      'registered',
      ['其中：已登记', 'of these registered'],
      ['由单位登记的在用机械。', 'Machines in use that an organisation has put on record.'],
    ),
    countFigure(
      'seen',
      ['其中：仅现场发现', 'of these only seen'],
      [
        '仅在现场发现、无单位登记的在用机械。',
        'Machines in use that were seen on a site and nobody has put on record.',
      ],
    ),
    ...KNOWN_STAGES.map(stageFigure),
    countFigure(
      'stageUnknown',
      ['排放阶段未知', 'Stage unknown'],
      [
        '在用机械中排放阶段未知或与燃料矛盾的；不视为达标。',
        'Machines in use of which the stage is unknown or contradicts the fuel; they count as compliant nowhere.',
      ],
    ),
    ...ENDED.map(endedFigure),
  ].map(ofNow),
  count: async (question: Question): Promise<Answer> => {
    const { bulk, group, siteIds } = question;
    if (group === 'clause' || group === 'kind') throw new Error(`machines have no rows by ${group}`);
    const { scope, countyCode, organisationIds } = rangeOf(question);
    const sums = await bulk.machineryReports.machines(group, { scope, countyCode, organisationIds, siteIds });
    return { keys: [...new Set(sums.map(({ key }) => key))], cells: (key) => cellsOf(question, key, sums) };
  },
};

function cellsOf(question: Question, key: string, sums: readonly MachineSum[]): Cells {
  const links = linksOf(question, key, 'organisationId');
  const own = sums.filter((sum) => sum.key === key);
  const cell = (which: (sum: MachineSum) => boolean, more: Readonly<Record<string, string>>) => ({
    value: own.filter(which).reduce((total, { count }) => total + count, 0),
    rows: links.now('/machines', more),
  });
  const inUse = ({ status }: MachineSum) => status === IN_USE.status;
  const ofStage = (code: string) =>
    cell((sum) => inUse(sum) && (knownStage(sum) ?? 'X') === code, { ...IN_USE, emissionStage: code });
  const ofOrigin = (origin: string) => cell((sum) => inUse(sum) && sum.origin === origin, { ...IN_USE, origin });
  return {
    machines: cell(inUse, IN_USE),
    registered: ofOrigin('registered'),
    seen: ofOrigin('seen'),
    ...Object.fromEntries(KNOWN_STAGES.map((stage) => [stageName(stage), ofStage(stage)])),
    stageUnknown: ofStage('X'),
    ...Object.fromEntries(ENDED.map((status) => [camel(status), cell((sum) => sum.status === status, { status })])),
  };
}
