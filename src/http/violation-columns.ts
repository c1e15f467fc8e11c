import type { NamedViolation } from '../actions/enforcement/export-violations.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { stageNameOf } from '../domain/codes/emission-stage.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import { KIND_NAMES } from '../domain/enforcement/kind-names.ts';
import type { ViolationStatus } from '../domain/enforcement/violation.ts';
import { VIOLATION_STATUS_NAMES } from '../domain/enforcement/violation-states.ts';
import { explainFlag, type FlagWhy } from '../domain/enforcement/why.ts';
import type { Message } from '../domain/failure.ts';
import { answerableFor } from '../domain/policy/manual-kinds.ts';
import type { PolicySet } from '../domain/policy/policy-set.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';

const heading = (zh: string, en: string): Message => ({ zh, en });
const named = (names: Readonly<Record<string, Message>>, code: string | null, language: keyof Message): Cell =>
  code === null ? null : (names[code]?.[language] ?? code);

const EFFECTS: Readonly<Record<string, Message>> = {
  breach: heading('违法线索', 'breach'),
  review: heading('待复核线索', 'review'),
};

export const VIOLATIONS_TITLE = heading('违法线索', 'Violations');

/** The table of violations, each with why it stands in one line. */
export function violationColumns(policies: PolicySet): Column<NamedViolation>[] {
  return [
    { heading: heading('编号', 'Id'), width: 38, cell: ({ id }) => id },
    {
      heading: heading('发生时间', 'When'),
      width: 20,
      cell: ({ occurredAt }) => formatInstant(occurredAt).slice(0, 19).replace('T', ' '),
    },
    { heading: heading('法定日期', 'Legal day'), width: 12, cell: ({ legalDay }) => legalDay },
    { heading: heading('条款', 'Clause'), cell: ({ clause }) => clause },
    { heading: heading('违规类型', 'Kind'), width: 28, cell: (row, language) => kindOf(row, policies)[language] },
    { heading: heading('性质', 'Effect'), width: 12, cell: ({ effect }, language) => named(EFFECTS, effect, language) },
    {
      heading: heading('状态', 'State'),
      cell: ({ status }, language) => VIOLATION_STATUS_NAMES[status as ViolationStatus][language],
    },
    {
      heading: heading('县区', 'County'),
      cell: ({ countyCode: code }, language) => (code && isCountyCode(code) ? COUNTY_NAMES[code][language] : code),
    },
    { heading: heading('单位', 'Organisation'), width: 28, cell: ({ organisationName }) => organisationName },
    { heading: heading('号牌号码', 'Plate'), width: 12, cell: ({ plate }) => plate },
    {
      heading: heading('号牌颜色', 'Plate colour'),
      cell: ({ plateColour }, language) => named(PLATE_COLOUR_NAMES, plateColour, language),
    },
    {
      heading: heading('排放阶段', 'Emission stage'),
      cell: ({ emissionStage: stage }, language) => (stage === null ? null : stageNameOf(stage)[language]),
    },
    { heading: heading('销售单位', 'Seller'), width: 28, cell: ({ sellerName }) => sellerName },
    {
      heading: heading('认定依据', 'Why'),
      width: 60,
      cell: ({ why }, language) => explainFlag(why as FlagWhy, language),
    },
    {
      heading: heading('负责单位', 'Who answers'),
      width: 40,
      cell: ({ policy, rule }) => answerableFor(policies.get(policy), rule).join('、') || null,
    },
  ];
}

function kindOf({ kind, policy }: NamedViolation, policies: PolicySet): Message {
  const manual = policies
    .get(policy)
    ?.parameter('manualKinds')
    .find((one) => one.kind === kind);
  return (KIND_NAMES as Readonly<Record<string, Message>>)[kind] ?? manual?.title ?? { zh: kind, en: kind };
}
