import { Button, Card, Empty, Flex, Grid, Skeleton, Table, type TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useT, w } from '../session/language.ts';
import { Fault } from './fault.tsx';
import type { Pages } from './use-pages.ts';

const W = {
  more: w('加载更多', 'Load more'),
  none: w('没有符合条件的记录', 'Nothing matches'),
  loading: w('加载中…', 'Loading…'),
};

/**
 * The rows of a list: a table where there is room, cards on a phone. Both show what has been read so far and ask for more.
 * `card` is one row on a phone; `empty` says what an empty list means and what to do next.
 */
export function Rows<T extends object>({
  pages,
  columns,
  card,
  rowKey,
  label,
  empty,
}: {
  readonly pages: Pages<T>;
  readonly columns: TableColumnsType<T>;
  readonly card: (row: T) => ReactNode;
  readonly rowKey: (row: T) => string;
  readonly label: string;
  readonly empty?: ReactNode;
}) {
  const t = useT();
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  if (pages.error && pages.rows.length === 0) return <Fault error={pages.error} onRetry={pages.again} />;
  if (pages.asking)
    return (
      <div role="status">
        <span className="visually-hidden">{t(W.loading)}</span>
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    );
  if (pages.rows.length === 0) return <Card>{empty ?? <Empty description={t(W.none)} />}</Card>;
  return (
    <>
      {roomy ? (
        <Table<T>
          aria-label={label}
          columns={columns}
          dataSource={[...pages.rows]}
          rowKey={rowKey}
          pagination={false}
          size="middle"
          scroll={{ x: 'max-content' }}
        />
      ) : (
        <Flex component="ul" vertical gap={8} aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {pages.rows.map((row) => (
            <li key={rowKey(row)}>
              <Card size="small">{card(row)}</Card>
            </li>
          ))}
        </Flex>
      )}
      {pages.more && (
        <Flex justify="center" style={{ marginTop: 16 }}>
          <Button onClick={pages.more} loading={pages.fetchingMore}>
            {t(W.more)}
          </Button>
        </Flex>
      )}
      {pages.error && <Fault error={pages.error} onRetry={pages.again} />}
    </>
  );
}
