import { Card, Table, Typography } from 'antd';
import { useLanguage, useT, w } from '../../session/language.ts';
import { useCountyName } from '../words.ts';
import { NumberOf } from './figure-table.tsx';
import { pointOf, type Report } from './reports.ts';

const W = {
  title: w('县区对比', 'Counties compared'),
  county: w('县区', 'County'),
  all: w('合计', 'All'),
};

type Line = { readonly key: string; readonly name: string; readonly cells: Report['total'] };

/** Every leading figure of every county side by side, each opening its rows. */
export function CountyTable({ report }: { readonly report: Report }) {
  const t = useT();
  const { language } = useLanguage();
  const countyName = useCountyName();
  const lines: Line[] = [
    ...report.items.map(({ key, cells }) => ({ key, name: countyName(key), cells })),
    { key: 'all', name: t(W.all), cells: report.total },
  ];
  return (
    <Card
      size="small"
      title={
        <Typography.Title level={2} style={{ fontSize: 16, margin: 0 }}>
          {t(W.title)}
        </Typography.Title>
      }
    >
      <Table<Line>
        size="small"
        aria-label={t(W.title)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={lines}
        columns={[
          { title: t(W.county), dataIndex: 'name', fixed: 'left' },
          ...report.columns.map(({ name, title, unit, definition }) => ({
            title: <span title={definition[language]}>{title[language]}</span>,
            key: name,
            align: 'right' as const,
            render: ({ cells }: Line) => <NumberOf point={pointOf(cells[name])} unit={unit} />,
          })),
        ]}
      />
    </Card>
  );
}
