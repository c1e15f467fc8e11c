import { Card, Flex, Select, Typography } from 'antd';
import { useLanguage, useT, w } from '../../session/language.ts';
import { CountyMap } from './county-map.tsx';
import type { Months } from './months.ts';
import { pointOf, type Report, type ReportColumn, useReport } from './reports.ts';

const W = {
  map: w('县区分布', 'By county'),
  figure: w('着色指标', 'Coloured by'),
};

const FIRST = 'breaches';
/** Of the report on filings: it is no leading figure of the comparison, but somebody has to act on it. */
const OVERDUE = 'overdueReviews';

/** The counties by a figure that the reader chooses. */
export function CountyCard({
  report,
  months,
  county,
  figure,
  onFigure,
}: {
  readonly report: Report;
  readonly months: Months;
  readonly county: string | undefined;
  readonly figure: string | undefined;
  readonly onFigure: (name: string) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const filings = useReport('filings', 'county', months);
  const overdue = filings.data?.columns.find(({ name }) => name === OVERDUE);
  const columns: readonly ReportColumn[] = [...report.columns, ...(overdue ? [overdue] : [])];
  const column = columns.find(({ name }) => name === figure) ?? columns.find(({ name }) => name === FIRST);
  if (!column) return null;
  const of = column.name === OVERDUE ? filings.data : report;
  return (
    <Card
      size="small"
      style={{ height: '100%' }}
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.map)}
        </Typography.Title>
      }
    >
      <Flex vertical gap={12}>
        <Select
          aria-label={t(W.figure)}
          prefix={`${t(W.figure)}:`}
          value={column.name}
          onChange={onFigure}
          options={columns.map(({ name, title }) => ({ value: name, label: title[language] }))}
          style={{ width: '100%' }}
        />
        <CountyMap
          title={column.title[language]}
          unit={column.unit}
          chosen={county}
          pointOf={(code) => pointOf(of?.items.find(({ key }) => key === code)?.cells[column.name])}
        />
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {column.definition[language]}
        </Typography.Text>
      </Flex>
    </Card>
  );
}
