import { PLATE_COLOUR_NAMES } from '../domain/codes/plate-colour.ts';
import type { Message } from '../domain/failure.ts';
import { type ObservationKind, QUANTITIES, RESULT_NAMES } from '../domain/observations/kinds.ts';
import { formatInstant } from '../domain/time.ts';
import type { Cell, Column } from '../exports/table.ts';
import type { ObservationRow } from '../store/observations.ts';
import { DETAIL_FIELDS, type DetailField, MEASURED, presentField, readingsOf } from './observation-fields.ts';

const heading = (zh: string, en: string): Message => ({ zh, en });
const moment = (ms: number): string => formatInstant(ms).slice(0, 19).replace('T', ' ');
const detailsOf = (row: ObservationRow) => row.details as Readonly<Record<string, unknown>>;
const named = (names: Readonly<Record<string, Message>>, code: string | null, language: keyof Message): Cell =>
  code === null ? null : (names[code]?.[language] ?? code);

/** Headings of what all kinds have, as imports know them too. */
export const COMMON_TITLES = {
  source: heading('数据来源', 'Source'),
  externalId: heading('来源编号', 'Key'),
  plate: heading('号牌号码', 'Plate'),
  plateColour: heading('号牌颜色', 'Plate colour'),
  vin: heading('车辆识别代号', 'VIN'),
  occurredAt: heading('监测时间', 'When'),
  countyCode: heading('县区代码', 'County'),
  result: heading('结果', 'Result'),
};

const FOLLOW_UP: Readonly<Record<string, Message>> = {
  none: heading('无需跟进', 'none'),
  open: heading('待跟进', 'open'),
  closed: heading('已办结', 'closed'),
};

/** The table of one kind of observations. */
export function observationColumns(kind: ObservationKind): Column<ObservationRow>[] {
  return [
    { heading: COMMON_TITLES.source, width: 20, cell: ({ source }) => source },
    { heading: COMMON_TITLES.externalId, width: 20, cell: ({ externalId }) => externalId },
    { heading: COMMON_TITLES.plate, cell: ({ plate }) => plate || null },
    {
      heading: COMMON_TITLES.plateColour,
      cell: (row, language) => named(PLATE_COLOUR_NAMES, row.plateColour, language),
    },
    { heading: COMMON_TITLES.vin, width: 20, cell: ({ vin }) => vin },
    { heading: COMMON_TITLES.occurredAt, width: 20, cell: ({ occurredAt }) => moment(occurredAt) },
    { heading: COMMON_TITLES.countyCode, cell: ({ countyCode }) => countyCode },
    { heading: COMMON_TITLES.result, cell: (row, language) => named(RESULT_NAMES, row.result, language) },
    ...Object.entries(DETAIL_FIELDS[kind]).map(([name, field]) => detailColumn(name, field)),
    ...MEASURED[kind].flatMap((name) => {
      const { title, unit, digits } = QUANTITIES[name];
      const value = (row: ObservationRow, of: 'value' | 'limit'): Cell => {
        const told = readingsOf(detailsOf(row))[name]?.[of];
        return told === undefined ? null : told / 10 ** digits;
      };
      return [
        {
          heading: heading(`${title.zh}（${unit}）`, `${title.en} (${unit})`),
          cell: (row: ObservationRow) => value(row, 'value'),
        },
        {
          heading: heading(`${title.zh}限值（${unit}）`, `${title.en} limit (${unit})`),
          cell: (row: ObservationRow) => value(row, 'limit'),
        },
      ];
    }),
    { heading: heading('跟进', 'Follow-up'), cell: (row, language) => named(FOLLOW_UP, row.followUp, language) },
    { heading: heading('跟进说明', 'What was done'), width: 24, cell: ({ followUpReason }) => followUpReason },
  ];
}

function detailColumn(name: string, field: DetailField): Column<ObservationRow> {
  return {
    heading: field.title,
    cell: (row, language) => {
      const value = detailsOf(row)[name];
      if (value === undefined) return null;
      if (field.form === 'moment') return moment(value as number);
      if (field.names) return named(field.names, String(value), language);
      if (Array.isArray(value)) return value.join('; ');
      return presentField(field, value) as Cell;
    },
  };
}
