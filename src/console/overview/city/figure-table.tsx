import { Table } from 'antd';
import { Link } from 'react-router';
import { useT } from '../../session/language.ts';
import type { Figures } from './figures.ts';
import { numberText, type Point, type Unit } from './reports.ts';

/** The numbers of a chart as a table, each opening the rows behind it. */
export function FigureTable({ figures, label }: { readonly figures: Figures; readonly label: string }) {
  const { labels, labelTitle, series, unit } = figures;
  return (
    <Table
      size="small"
      aria-label={label}
      pagination={false}
      scroll={{ x: 'max-content', y: 260 }}
      rowKey="label"
      dataSource={labels.map((name, place) => ({ label: name, place }))}
      columns={[
        { title: labelTitle, dataIndex: 'label', fixed: 'left' as const },
        ...series.map(({ name, points }) => ({
          title: name,
          key: name,
          align: 'right' as const,
          render: (row: { readonly place: number }) => <NumberOf point={points[row.place]} unit={unit} />,
        })),
      ]}
    />
  );
}

/** A number that opens the rows behind it, where there are any. */
export function NumberOf({ point, unit }: { readonly point: Point | undefined; readonly unit: Unit }) {
  const t = useT();
  const text = numberText(point?.value ?? null, unit, t);
  return (
    <span className="numbers">{point?.page && point.value !== null ? <Link to={point.page}>{text}</Link> : text}</span>
  );
}

/** The same for those who do not see the chart: without links, which nobody could see themselves on. */
export function HiddenTable({ figures, label }: { readonly figures: Figures; readonly label: string }) {
  const t = useT();
  const { labels, labelTitle, series, unit } = figures;
  return (
    <div className="visually-hidden">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{labelTitle}</th>
            {series.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((name, place) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {series.map((one) => (
                <td key={one.name}>{numberText(one.points[place]?.value ?? null, unit, t)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
