import { z } from 'zod';
import { CLEAN_TRANSPORT_IMPORT, writableEnterprise } from '../../actions/fleet/clean-transport.ts';
import type { Message } from '../../domain/failure.ts';
import { CLEAN_MODES, type CleanMode } from '../../domain/fleet/clean-share.ts';
import { legalDayOf } from '../../domain/time.ts';
import { CLEAN_MONTH_AHEAD, cleanTransportFields } from '../clean-transport-schema.ts';
import { codedColumn, column, formOf, numberColumn } from '../import-columns.ts';
import { importRoutes } from '../import-routes.ts';
import { check, idText } from '../schemas.ts';

const MODE_NAMES: Readonly<Record<CleanMode, Message>> = {
  rail: { en: 'rail', zh: '铁路' },
  water: { en: 'water', zh: '水路' },
  pipe: { en: 'pipe', zh: '管道' },
  belt: { en: 'belt', zh: '管状带' },
};
const WAY_NAMES: Readonly<Record<string, Message>> = {
  in: { en: 'in', zh: '运入' },
  out: { en: 'out', zh: '运出' },
};

const required = true;
const COLUMNS = [
  column(
    'month',
    { en: 'Month', zh: '月份' },
    { en: 'Such as 2021-10.', zh: '如 2021-10。' },
    { required, read: monthOf },
  ),
  codedColumn('mode', { en: 'Mode', zh: '运输方式' }, CLEAN_MODES, MODE_NAMES, { required }),
  codedColumn('direction', { en: 'Direction', zh: '方向' }, ['in', 'out'], WAY_NAMES, { required }),
  column('cargo', { en: 'Cargo', zh: '货物名称' }, { en: 'Such as coal.', zh: '如 煤炭。' }, { required }),
  numberColumn(
    'tonnes',
    { en: 'Tonnes', zh: '运量（吨）' },
    { en: 'At most three decimals.', zh: '最多三位小数。' },
    { required },
  ),
];

/** Months as people and spreadsheets write them; anything else stays for the check to refuse. */
function monthOf(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]0?1)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : text;
}

/** What an enterprise moved, by the table, each row as `POST /clean-transport` would take it. */
export const cleanTransportImportRoutes = importRoutes({
  what: CLEAN_TRANSPORT_IMPORT,
  form: (now, { enterpriseId }) => {
    const month = cleanTransportFields.month.superRefine(
      check((text) => text <= legalDayOf(now).slice(0, 7), CLEAN_MONTH_AHEAD),
    );
    const schema = z
      .strictObject({ ...cleanTransportFields, month })
      .transform(({ tonnes: kg, ...row }) => ({ ...row, kg, enterpriseId }));
    return formOf(COLUMNS, schema, (row) => JSON.stringify([row.month, row.mode, row.direction, row.cargo]));
  },
  query: z.strictObject({ enterpriseId: idText }),
  authorise: async (reader, actor, { enterpriseId }) => writableEnterprise(reader, actor, enterpriseId),
  ...{ path: '/clean-transport', name: 'CleanTransport', plural: 'CleanTransport', tag: 'enterprises' },
  who: 'clean-transport.write',
  title: { en: 'Clean transport', zh: '清洁运输' },
  description: 'What is on record with another mass is corrected.',
  outcomes: {
    created: 'Put on record.',
    corrected: 'On record with another mass.',
    unchanged: 'On record just so.',
  },
  // More are no enterprise's months.
  atOnce: 500,
});
