import { Button, Card, Flex, Grid, Table, Typography } from 'antd';
import { MACHINE_CATEGORY_NAMES } from '../../../domain/codes/machine-category.ts';
import type { Rule } from '../../../domain/policy/document.ts';
import { useT, w } from '../../session/language.ts';
import { kindName } from '../parts/kind-words.ts';
import { countyName, nameIn } from '../parts/words.ts';
import { useLawOn } from '../policies/law-on.ts';
import { BY_NAMES } from './kinds.ts';
import { isNought, ReportCell } from './report-cell.tsx';
import type { Report } from './report-page.tsx';

const W = {
  total: w('合计', 'Total'),
  more: w('加载更多', 'Load more'),
  quality: w('数据质量', 'Data quality'),
  units: { count: w('', ''), percent: w('（%）', ' (%)'), tonnes: w('（吨）', ' (t)'), hours: w('（小时）', ' (h)') },
};

type Item = Report['items'][number];

/** A report: the total first, then its rows; a table where there is room, cards on a phone. */
export function ReportTable({
  report,
  items,
  hideZeros,
  more,
  fetching,
}: {
  readonly report: Report;
  readonly items: readonly Item[];
  readonly hideZeros: boolean;
  readonly more: (() => void) | undefined;
  readonly fetching: boolean;
}) {
  const t = useT();
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  const total: Item = { key: '', name: t(W.total), cells: report.total };
  const rows = [total, ...items];
  const shown = report.columns.filter(({ name }) => !hideZeros || rows.some(({ cells }) => !isNought(cells[name])));
  const columns = shown.length > 0 ? shown : report.columns;
  const law = useLawOn(report.to);
  const clauses = report.by === 'clause' ? law.data?.rules : undefined;
  const nameOf = (item: Item) => (item === total ? t(W.total) : rowName(report.by, item, t, clauses));
  return (
    <>
      {roomy ? (
        <Table<Item>
          aria-label={t(report.title)}
          size="small"
          bordered
          pagination={false}
          dataSource={rows}
          rowKey={({ key }) => key || 'total'}
          scroll={{ x: 'max-content' }}
          // A few numbers drawn out over a wall are hard to follow along their row.
          style={{ maxWidth: 260 + columns.length * 200 }}
          onRow={(item) => (item === total ? { style: { fontWeight: 600 } } : {})}
          columns={[
            { title: t(BY_NAMES[report.by]), key: 'name', fixed: 'left', render: (_, item) => nameOf(item) },
            ...columns.map(({ name, title, unit }) => ({
              title: (
                <span style={{ display: 'inline-block', maxWidth: 130, whiteSpace: 'normal' }}>
                  {t(title)}
                  {t(W.units[unit])}
                </span>
              ),
              key: name,
              align: 'right' as const,
              render: (_: unknown, item: Item) => (
                <span className="numbers">
                  <ReportCell cell={item.cells[name]} title={t(title)} />
                </span>
              ),
            })),
          ]}
        />
      ) : (
        <Flex
          component="ul"
          vertical
          gap={8}
          aria-label={t(report.title)}
          style={{ listStyle: 'none', margin: 0, padding: 0 }}
        >
          {rows.map((item) => (
            <li key={item.key || 'total'}>
              <Card size="small" title={nameOf(item)}>
                {columns
                  .filter(({ name }) => item === total || !hideZeros || !isNought(item.cells[name]))
                  .map(({ name, title, unit }) => (
                    <Flex key={name} justify="space-between" gap={8} style={{ padding: '3px 0' }}>
                      <Typography.Text type="secondary">
                        {t(title)}
                        {t(W.units[unit])}
                      </Typography.Text>
                      <span className="numbers" style={{ textAlign: 'right' }}>
                        <ReportCell cell={item.cells[name]} title={t(title)} />
                      </span>
                    </Flex>
                  ))}
              </Card>
            </li>
          ))}
        </Flex>
      )}
      {more && (
        <Flex justify="center">
          <Button onClick={more} loading={fetching}>
            {t(W.more)}
          </Button>
        </Flex>
      )}
    </>
  );
}

function rowName(
  by: Report['by'],
  { key, name }: Item,
  t: ReturnType<typeof useT>,
  rules: readonly Pick<Rule, 'clause' | 'title'>[] = [],
): string {
  if (by === 'clause') {
    if (key === 'data-quality') return t(W.quality);
    const titles = rules.filter(({ clause }) => clause === key).map(({ title }) => t(title));
    return [key, titles.join('；')].join(' ').trim();
  }
  if (name) return name;
  if (by === 'county') return t(countyName(key));
  if (by === 'kind') return t(kindName(key));
  if (by === 'category') return t(nameIn(MACHINE_CATEGORY_NAMES, key));
  return key;
}
