import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Message } from '../../../domain/failure.ts';
import { type Answer, api, told } from '../../api/client.ts';
import { pageOf } from '../../parts/api-links.ts';
import { daysOf, type Months } from './months.ts';

export type Report = Answer<'/api/v1/reports/passages'>;
export type Cell = Report['total'][string];
export type ReportColumn = Report['columns'][number];
export type Unit = ReportColumn['unit'];

/** How often a screen on the wall asks again, ms. */
export const EVERY = 120_000;

type Kind = 'comparison' | 'passages' | 'violations' | 'connectivity' | 'filings' | 'retirements';

/** A report of whole months, of the city or of a county. Kept while another period is fetched. */
export function useReport(kind: Kind, by: string, months: Months, county?: string) {
  const query = { ...daysOf(months), by, limit: '200', ...(county ? { countyCode: county } : {}) };
  return useQuery({
    queryKey: ['reports', kind, query],
    // All reports are asked for and answered in the same way.
    queryFn: () =>
      told(api.GET(`/api/v1/reports/${kind}` as '/api/v1/reports/passages', { params: { query: query as never } })),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY,
  });
}

/** One number on a chart or in a table, and the page that shows the rows behind it. */
export type Point = { readonly value: number | null; readonly page?: string | undefined };

/** The number in a cell. The rows behind a share are those of its numerator. */
export function pointOf(cell: Cell | undefined): Point {
  if (!cell) return { value: null };
  const [call] = ('numerator' in cell ? cell.numerator.rows : cell.rows) ?? [];
  return { value: cell.value, page: call === undefined ? undefined : pageOf(call) };
}

/** A number as people read it: a dash where there is none. */
export function numberText(value: number | null, unit: Unit, say: (message: Message) => string): string {
  if (value === null) return '—';
  const text = value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  return unit === 'percent' ? `${text}%` : `${text}${unit === 'count' ? '' : ` ${say(UNITS[unit])}`}`;
}

const UNITS: Readonly<Record<'tonnes' | 'hours', Message>> = {
  tonnes: { zh: '吨', en: 't' },
  hours: { zh: '小时', en: 'h' },
};
