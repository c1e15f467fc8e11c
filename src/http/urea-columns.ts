import type { NamedRefill } from '../actions/urea/export-refills.ts';
import type { UreaRow } from '../actions/urea/figures.ts';
import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';

const heading = (zh: string, en: string): Message => ({ zh, en });
const colourOf = (colour: string | null, language: keyof Message): Cell =>
  colour === null ? null : ((PLATE_COLOUR_NAMES as Readonly<Record<string, Message>>)[colour]?.[language] ?? colour);

const STATUSES: Readonly<Record<string, Message>> = {
  standing: heading('有效', 'standing'),
  corrected: heading('已更正', 'corrected'),
  voided: heading('已作废', 'taken back'),
};

/** The table of refills (尿素加注台账). */
export const REFILL_COLUMNS: readonly Column<NamedRefill>[] = [
  { heading: heading('企业', 'Enterprise'), width: 24, cell: ({ enterprise }) => enterprise },
  { heading: heading('记录编号', 'Key'), cell: ({ row }) => row.key },
  { heading: heading('号牌号码', 'Plate'), cell: ({ row }) => row.plate },
  { heading: heading('号牌颜色', 'Plate colour'), cell: ({ row }, language) => colourOf(row.plateColour, language) },
  {
    heading: heading('加注时间', 'Refilled at'),
    width: 20,
    cell: ({ row }) => formatInstant(row.refilledAt).slice(0, 19).replace('T', ' '),
  },
  { heading: heading('加注量（升）', 'Litres'), cell: ({ row }) => row.millilitres / 1_000 },
  { heading: heading('加注点', 'Point'), width: 24, cell: ({ point }) => point },
  { heading: heading('状态', 'Status'), cell: ({ row }, language) => STATUSES[row.status]?.[language] ?? row.status },
  { heading: heading('更正或作废原因', 'Reason of its end'), width: 24, cell: ({ row }) => row.endReason },
  { heading: heading('备注', 'Remarks'), width: 24, cell: ({ row }) => row.remarks },
];

const CHECKS: Readonly<Record<string, Message>> = {
  shortfall: heading('无加注记录，待核查', 'no refill on record, to be looked at'),
  refilled: heading('有加注记录', 'refilled'),
  unverified: heading('车辆信息未核实', 'vehicle not verified'),
};

/** The table of a month's urea against what was hauled, by vehicle. */
export const FIGURE_COLUMNS: readonly Column<UreaRow>[] = [
  { heading: heading('号牌号码', 'Plate'), cell: ({ plate }) => plate },
  { heading: heading('号牌颜色', 'Plate colour'), cell: (row, language) => colourOf(row.plateColour, language) },
  { heading: heading('进出次数', 'Passages'), cell: ({ tally }) => tally.passages },
  { heading: heading('运量（吨）', 'Tonnes'), cell: ({ tally }) => (tally.kg === 0 ? null : tally.kg / 1_000) },
  { heading: heading('未称重车次', 'Loads not weighed'), cell: ({ tally }) => tally.unweighed },
  { heading: heading('加注次数', 'Refills'), cell: ({ tally }) => tally.refills },
  { heading: heading('加注量（升）', 'Litres'), cell: ({ tally }) => tally.millilitres / 1_000 },
  {
    heading: heading('每千吨加注量（升）', 'Litres per 1,000 t'),
    cell: ({ ratios }) => (ratios.mlPerThousandTonnes === null ? null : ratios.mlPerThousandTonnes / 1_000),
  },
  {
    heading: heading('每次进出加注量（升）', 'Litres per passage'),
    cell: ({ ratios }) => (ratios.mlPerPassage === null ? null : ratios.mlPerPassage / 1_000),
  },
  {
    heading: heading('核查', 'Check'),
    width: 24,
    cell: ({ check }, language) => (check ? (CHECKS[check]?.[language] ?? null) : null),
  },
];
