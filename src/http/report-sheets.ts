import type { Cells, ReportDef } from '../actions/reports/report.ts';
import type { Report } from '../actions/reports/run-report.ts';
import { COUNTY_NAMES, isCountyCode } from '../domain/codes/county.ts';
import { MACHINE_CATEGORY_NAMES, type MachineCategory } from '../domain/codes/machine-category.ts';
import type { Message } from '../domain/failure.ts';
import type { Figure } from '../domain/reports/figure.ts';
import type { Cell, Column } from '../exports/table.ts';
import { inOneChunk, type Sheet } from '../exports/table-bytes.ts';
import type { Language } from './language.ts';

/** Rows read at a time. */
const CHUNK = 200;
const TOTAL: Message = { zh: '合计', en: 'Total' };
const PART: Message = { zh: '分子', en: 'numerator' };
const WHOLE: Message = { zh: '分母', en: 'denominator' };

type Line = {
  readonly key: string;
  readonly name: string | null;
  readonly cells: Cells;
  readonly total?: boolean;
};

/** The columns of a report as a table: each share with its two counts beside it. */
export function reportColumns(figures: readonly Figure[]): Column<Line>[] {
  return [
    { heading: { zh: '项目', en: 'Row' }, width: 30, cell: nameOf },
    { heading: { zh: '代码', en: 'Code' }, width: 16, cell: ({ key, total }) => (total ? null : key) },
    ...figures.flatMap(columnsOf),
  ];
}

/** All rows of a report, its total last, in chunks. */
export async function* reportLines({ page, total }: Report): AsyncGenerator<Line[]> {
  let after: string | undefined;
  for (;;) {
    const rows = await page({ limit: CHUNK, ...(after === undefined ? {} : { after: { id: after } }) });
    if (rows.length > 0) yield rows.map(({ key, name, cells }) => ({ key, name, cells: cells() }));
    after = rows.at(-1)?.key;
    if (rows.length < CHUNK) break;
  }
  yield [{ key: '', name: null, cells: total, total: true }];
}

/** A report as a sheet. */
export const reportSheet = (title: Message, report: Report, language: Language): Sheet =>
  ({ title, language, columns: reportColumns(report.figures), chunks: reportLines(report) }) as Sheet<Line> as Sheet;

/** A report turned on its side: a line for each figure, a column for each of its rows. */
export async function turnedSheet(title: Message, report: Report, language: Language): Promise<Sheet> {
  const rows: Line[] = [];
  for await (const chunk of reportLines(report)) rows.push(...chunk);
  const lines = report.figures.flatMap((figure) => columnsOf(figure).map((column) => ({ column })));
  type Turned = (typeof lines)[number];
  const columns: Column<Turned>[] = [
    { heading: { zh: '指标', en: 'Figure' }, width: 36, cell: ({ column }, spoken) => column.heading[spoken] },
    ...rows.map((row) => ({
      heading: { zh: String(nameOf(row, 'zh')), en: String(nameOf(row, 'en')) },
      cell: ({ column }: Turned, spoken: Language) => column.cell(row, spoken),
    })),
  ];
  return { title, language, columns, chunks: inOneChunk(lines) } as Sheet<Turned> as Sheet;
}

type Defined = { readonly report: Message; readonly figure: Figure };

/** What every figure of some reports means, in both languages. */
export function definitionSheet(defs: readonly ReportDef[], language: Language): Sheet {
  const lines = defs.flatMap(({ title, figures }) => figures.map((figure) => ({ report: title, figure })));
  const columns: Column<Defined>[] = [
    { heading: { zh: '报表', en: 'Report' }, width: 24, cell: ({ report }) => `${report.zh} ${report.en}` },
    { heading: { zh: '指标', en: 'Figure' }, width: 36, cell: ({ figure: { title } }) => `${title.zh} ${title.en}` },
    { heading: { zh: '口径', en: 'Definition in Chinese' }, width: 80, cell: ({ figure }) => figure.definition.zh },
    { heading: { zh: '英文口径', en: 'Definition' }, width: 80, cell: ({ figure }) => figure.definition.en },
  ];
  return { title: DEFINITIONS, language, columns, chunks: inOneChunk(lines) } as Sheet<Defined> as Sheet;
}

const DEFINITIONS: Message = { zh: '指标口径', en: 'Definitions' };

function nameOf({ key, name, total }: Line, language: Language): Cell {
  if (total) return TOTAL[language];
  return (
    name ?? (isCountyCode(key) ? COUNTY_NAMES[key] : MACHINE_CATEGORY_NAMES[key as MachineCategory])?.[language] ?? key
  );
}

function columnsOf({ name, unit, title }: Figure): Column<Line>[] {
  const value: Column<Line> = { heading: title, width: 14, cell: ({ cells }) => cells[name]?.value ?? null };
  if (unit !== 'percent') return [value];
  const part = (which: 'numerator' | 'denominator', word: Message): Column<Line> => ({
    heading: { zh: `${title.zh}·${word.zh}`, en: `${title.en}, ${word.en}` },
    width: 14,
    cell: ({ cells }) => {
      const cell = cells[name];
      return cell && which in cell ? (cell as Readonly<Record<typeof which, { value: number }>>)[which].value : null;
    },
  });
  return [
    { ...value, heading: { zh: `${title.zh}（%）`, en: `${title.en}, %` } },
    part('numerator', PART),
    part('denominator', WHOLE),
  ];
}
