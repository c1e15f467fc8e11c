import { Card, Flex, Typography } from 'antd';
import { Link } from 'react-router';
import { useLanguage, useT } from '../../session/language.ts';
import { type Cell, numberText, pointOf, type Report, type ReportColumn } from './reports.ts';

const NAMES = [
  'breaches',
  'openBreaches',
  'accesses',
  'chinaViShare',
  'transmissionRate',
  'silentGates',
  'filings',
  'stillToRetire',
] as const;

/** The numbers that one looks for first, each opening its rows. */
export function KeyNumbers({ report }: { readonly report: Report }) {
  const columns = NAMES.flatMap((name) => report.columns.find((one) => one.name === name) ?? []);
  return (
    <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fit, minmax(118px, 1fr))' }}>
      {columns.map((column) => (
        <KeyNumber key={column.name} column={column} cell={report.total[column.name]} />
      ))}
    </div>
  );
}

function KeyNumber({ column, cell }: { readonly column: ReportColumn; readonly cell: Cell | undefined }) {
  const { language } = useLanguage();
  const t = useT();
  const point = pointOf(cell);
  const number = (
    <Card size="small" hoverable={point.page !== undefined} style={{ height: '100%' }}>
      <Flex vertical gap={4}>
        <Typography.Text type="secondary" style={{ fontSize: 13 }}>
          {column.title[language]}
        </Typography.Text>
        <Typography.Text className="numbers" strong style={{ fontSize: 26, lineHeight: 1.1 }}>
          {numberText(point.value, column.unit, t)}
        </Typography.Text>
      </Flex>
    </Card>
  );
  if (!point.page) return <div title={column.definition[language]}>{number}</div>;
  return (
    <Link to={point.page} title={column.definition[language]}>
      {number}
    </Link>
  );
}
