import { z } from 'zod';
import { type Detail, jsonOf, type Narrowing, REPORT_ROWS, type ReportDef } from '../actions/reports/report.ts';
import type { Report, ReportRow } from '../actions/reports/run-report.ts';
import { countyInput } from '../domain/codes/county.ts';
import { invalid, type Message } from '../domain/failure.ts';
import type { Figure } from '../domain/reports/figure.ts';
import { monthOf, monthPeriod, monthsOf, type Period } from '../domain/reports/period.ts';
import { legalDayOf } from '../domain/time.ts';
import { cleanMonth } from './clean-transport-schema.ts';
import { dayOut, dayText, idText, instant, instantOut, line } from './schemas.ts';

const said = z.strictObject({ zh: z.string(), en: z.string() });
const amount = {
  rows: z.array(z.string()).optional().meta({
    description: 'The lists whose rows the number counts; absent where they were not asked for.',
  }),
  sum: z
    .string()
    .optional()
    .meta({ description: 'The field of those rows that adds up to it; absent: they are counted.' }),
};
const amountOut = z.strictObject({ value: z.number(), ...amount });
const cellOut = z
  .union([
    z.strictObject({ value: z.number().nullable(), ...amount }),
    z.strictObject({ value: z.number().nullable(), numerator: amountOut, denominator: amountOut }),
  ])
  .meta({
    id: 'ReportCell',
    description:
      'A number with the rows behind it, or a share in per cent with its two; null where nothing is divided.',
  });
const cells = z.record(z.string(), cellOut).meta({ description: 'By the name of the column.' });

export const reportOut = z
  .strictObject({
    kind: z.string(),
    title: said,
    by: z.enum(REPORT_ROWS),
    from: dayOut,
    to: dayOut,
    madeAt: instantOut,
    columns: z.array(
      z.strictObject({
        name: z.string(),
        unit: z.enum(['count', 'percent', 'tonnes', 'hours']),
        title: said,
        definition: said.meta({ description: 'Numerator, denominator, and what unknown does.' }),
      }),
    ),
    total: cells,
    items: z.array(z.strictObject({ key: z.string(), name: z.string().nullable(), cells })),
    next: z.string().optional(),
  })
  .meta({ id: 'Report' });

export const periodQuery = {
  month: cleanMonth.optional().meta({ description: 'A legal month; this one unless a period is given.' }),
  from: dayText.optional(),
  to: dayText.optional(),
};

/** What the reports of some kinds may be narrowed to. */
export function narrowingQuery({ narrowedBy }: Pick<ReportDef, 'narrowedBy'>) {
  const all = {
    countyCode: countyInput.optional(),
    enterpriseId: idText.optional(),
    clause: line(20).optional(),
    kind: line(60).optional(),
  };
  const named = Object.entries(all).filter(([name]) => narrowedBy.some((one) => one === name));
  return Object.fromEntries(named) as Partial<typeof all>;
}

export const narrowingOf = (query: Readonly<Record<string, unknown>>): Narrowing => {
  const { countyCode, enterpriseId, clause, kind } = query as Narrowing;
  return { countyCode, enterpriseId, clause, kind };
};

/** Months that one report covers at the most. */
const MOST_MONTHS = 36;

type AskedPeriod = {
  readonly month?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** The legal days a report is about. 400 where they make no period, are too many, or have to be whole months and are not. */
export function reportPeriod({ month, from, to }: AskedPeriod, now: number, wholeMonths = false): Period {
  if (month !== undefined && (from !== undefined || to !== undefined)) throw invalid('#/month', ONE_OF_BOTH);
  if (from === undefined && to === undefined) return monthPeriod(month ?? monthOf(legalDayOf(now)));
  if (from === undefined) throw invalid('#/from', BOTH_ENDS);
  if (to === undefined) throw invalid('#/to', BOTH_ENDS);
  if (to < from) throw invalid('#/to', { en: 'The period ends before it begins.', zh: '时间段的结束早于开始。' });
  if (Number(to.slice(0, 4)) - Number(from.slice(0, 4)) > MOST_MONTHS || monthsOf({ from, to }).length > MOST_MONTHS)
    throw invalid('#/from', TOO_LONG);
  if (wholeMonths && (from !== monthPeriod(monthOf(from)).from || to !== monthPeriod(monthOf(to)).to))
    throw invalid('#/from', WHOLE_MONTHS);
  return { from, to };
}

/**
 * A page of a report but for the cursor of the next, as its JSON. Put together row by row: as one text with the Chinese of
 * its heading all of it would take two bytes a character, and be encoded slowly.
 */
export function reportJson(
  { figures, total }: Pick<Report, 'figures' | 'total'>,
  rows: readonly ReportRow[],
  about: {
    readonly kind: string;
    readonly def: ReportDef;
    readonly by: string;
    readonly period: Period;
    readonly now: number;
    readonly detail: Detail;
  },
): Uint8Array {
  const { kind, def, by, period, now, detail } = about;
  const heading = {
    ...{ kind, title: def.title, by, ...period, madeAt: instant(now) },
    columns: figures.map(({ name, unit, title, definition }: Figure) => ({ name, unit, title, definition })),
  };
  const texts = [JSON.stringify(heading).slice(0, -1), ',"total":', jsonOf(total, detail), ',"items":['];
  for (const [place, { key, name, json }] of rows.entries())
    texts.push(`${place === 0 ? '' : ','}${JSON.stringify({ key, name }).slice(0, -1)},"cells":`, json(detail), '}');
  texts.push(']}');
  return Buffer.concat(texts.map((text) => Buffer.from(text)));
}

const ONE_OF_BOTH: Message = {
  en: 'Give a month, or from and to, not both.',
  zh: '请填写月份或起止日期，不能同时填写。',
};
const BOTH_ENDS: Message = { en: 'Give both from and to, or a month.', zh: '请同时填写起止日期，或填写月份。' };
const TOO_LONG: Message = {
  en: `The period touches more than ${MOST_MONTHS} months.`,
  zh: `时间段超过 ${MOST_MONTHS} 个月。`,
};
const WHOLE_MONTHS: Message = {
  en: 'This report is of whole months: from the first day of one to the last day of one.',
  zh: '该报表按整月统计：请从某月首日至某月末日。',
};
