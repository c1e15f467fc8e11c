import { z } from 'zod';
import type { NewCleanTransport } from '../actions/fleet/clean-transport.ts';
import type { ImportColumn, ImportForm } from '../actions/imports/read-import.ts';
import type { Message } from '../domain/failure.ts';
import { CLEAN_MODES, type CleanMode } from '../domain/fleet/clean-share.ts';
import { legalDayOf } from '../domain/time.ts';
import { fieldErrors } from './issues.ts';
import { direction } from './passage-schema.ts';
import { check, line, scaled } from './schemas.ts';

const MONTH: Message = { en: 'This must be a month, YYYY-MM, from 2015 on.', zh: '必须是 2015 年起的月份 YYYY-MM。' };

/** A month `YYYY-MM` from 2015 on. */
export const cleanMonth = z
  .string()
  .superRefine(check((text) => /^(?:201[5-9]|20[2-9]\d|21\d\d)-(?:0[1-9]|1[0-2])$/.test(text), MONTH))
  .meta({ example: '2021-10' });

/** What was moved in a month by one mode; `tonnes` gives kg. */
export const cleanTransportFields = {
  month: cleanMonth,
  mode: z.enum(CLEAN_MODES),
  direction,
  cargo: line(60),
  tonnes: scaled(3, { max: 2_000_000 }).meta({ description: 'At most three decimals.' }),
};

export const FUTURE_MONTH: Message = { en: 'This month has not begun.', zh: '该月份尚未开始。' };

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

type Column = ImportColumn & { readonly title: Message; readonly note: Message };

const column = (name: string, title: Message, note: Message): Column => ({
  ...{ name, title, note, required: true },
  headings: [title.zh, title.en, name],
});
const namesOf = (names: Readonly<Record<string, Message>>, language: 'en' | 'zh'): string =>
  Object.values(names)
    .map((one) => one[language])
    .join(language === 'zh' ? '、' : ', ');

/** The columns of the template. */
export const CLEAN_TRANSPORT_COLUMNS: readonly Column[] = [
  column('month', { en: 'Month', zh: '月份' }, { en: 'Such as 2021-10.', zh: '如 2021-10。' }),
  column('mode', { en: 'Mode', zh: '运输方式' }, { en: namesOf(MODE_NAMES, 'en'), zh: namesOf(MODE_NAMES, 'zh') }),
  column('direction', { en: 'Direction', zh: '方向' }, { en: namesOf(WAY_NAMES, 'en'), zh: namesOf(WAY_NAMES, 'zh') }),
  column('cargo', { en: 'Cargo', zh: '货物名称' }, { en: 'Such as coal.', zh: '如 煤炭。' }),
  column('tonnes', { en: 'Tonnes', zh: '运量（吨）' }, { en: 'At most three decimals.', zh: '最多三位小数。' }),
];

const fields = z.strictObject(cleanTransportFields);

/** A table of what an enterprise moved, each row as `POST /clean-transport` would take it; `now` bounds its months. */
export function cleanTransportForm(now: number): ImportForm<Omit<NewCleanTransport, 'enterpriseId'>> {
  return {
    columns: CLEAN_TRANSPORT_COLUMNS,
    parse: (cells) => {
      const body = bodyOf(cells);
      const parsed = fields.safeParse(body);
      if (!parsed.success)
        return {
          faults: fieldErrors(parsed.error.issues, body, 'body').map(({ pointer, detail }) => ({
            column: pointer.split('/')[1] ?? null,
            detail,
          })),
        };
      const { tonnes: kg, ...row } = parsed.data;
      if (row.month > legalDayOf(now).slice(0, 7)) return { faults: [{ column: 'month', detail: FUTURE_MONTH }] };
      return { value: { ...row, kg } };
    },
    keyOf: ({ month, mode, direction: way, cargo }) => JSON.stringify([month, mode, way, cargo]),
  };
}

function bodyOf({ month, mode, direction: way, cargo, tonnes }: Readonly<Record<string, string>>) {
  return {
    ...(month === undefined ? {} : { month: monthOf(month) }),
    ...(mode === undefined ? {} : { mode: codeOf(mode, MODE_NAMES) }),
    ...(way === undefined ? {} : { direction: codeOf(way, WAY_NAMES) }),
    ...(cargo === undefined ? {} : { cargo }),
    ...(tonnes === undefined ? {} : { tonnes: /^\d+(?:\.\d+)?$/.test(tonnes) ? Number(tonnes) : tonnes }),
  };
}

/** Months as people and spreadsheets write them; anything else stays for the check to refuse. */
function monthOf(text: string): string {
  const match = /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]0?1)?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  return match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : text;
}

function codeOf(text: string, names: Readonly<Record<string, Message>>): string {
  const said = text.normalize('NFKC').trim().toLowerCase();
  const found = Object.entries(names).find(([code, { en, zh }]) => [code, en, zh].includes(said));
  return found?.[0] ?? text;
}
