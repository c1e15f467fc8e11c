import type { ListedDetail } from '../actions/policies/preview-listing.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import type { Verdict } from '../domain/policy/compare.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';
import type { PreviewListRow } from '../store/policy-previews.ts';

type Told = (detail: ListedDetail, language: keyof Message) => Cell;

const column = (zh: string, en: string, cell: Told, width = 16): Column<PreviewListRow> => ({
  heading: { zh, en },
  width,
  cell: (row, language) => cell(row.detail as ListedDetail, language),
});
const counted = (zh: string, en: string, name: 'newly' | 'noLonger' | 'changed'): Column<PreviewListRow> => ({
  heading: { zh, en },
  width: 12,
  cell: (row) => row[name],
});

const NAMES: Readonly<Record<string, Message | undefined>> = PLATE_COLOUR_NAMES;
const county: Told = ({ countyCode }, language) =>
  countyCode && isCountyCode(countyCode) ? COUNTY_NAMES[countyCode][language] : null;
const flags = ({ flags: called }: Verdict): Cell =>
  called.map(({ clause, kind }) => `${clause} ${kind}`).join('; ') || null;

/** What a preview's list is exported as: what of a row applies, and how both laws see it. */
export const PREVIEW_COLUMNS: readonly Column<PreviewListRow>[] = [
  column(
    '过车时间',
    'Passed at',
    ({ at }) => (at === undefined ? null : formatInstant(at).slice(0, 19).replace('T', ' ')),
    20,
  ),
  column('号牌号码', 'Plate', ({ plate }) => plate ?? null),
  column('号牌颜色', 'Plate colour', ({ plateColour }, language) =>
    plateColour ? (NAMES[plateColour]?.[language] ?? plateColour) : null,
  ),
  column('名称', 'Name', ({ name }) => name ?? null, 28),
  column('县区', 'County', county),
  counted('新增标记', 'Newly flagged', 'newly'),
  counted('不再标记', 'No longer flagged', 'noLonger'),
  counted('结果变化', 'Changed', 'changed'),
  column('现行结果', 'Outcome in force', ({ before }) => before.outcome ?? null),
  column('草案结果', 'Outcome under the draft', ({ after }) => after.outcome ?? null),
  column('现行标记', 'Flags in force', ({ before }) => flags(before), 32),
  column('草案标记', 'Flags under the draft', ({ after }) => flags(after), 32),
  column('过车编号', 'Passage', ({ passageId }) => passageId ?? null, 38),
  column('企业编号', 'Enterprise', ({ enterpriseId }) => enterpriseId ?? null, 38),
  column('机械编号', 'Machine', ({ machineId }) => machineId ?? null, 38),
];
