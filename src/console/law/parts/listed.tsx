import { Card, Flex, Grid, Table, Typography } from 'antd';
import type { ReactNode } from 'react';

type Column<T> = {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly align?: 'right';
  /** What only repeats another column, and is left out on a phone. */
  readonly deskOnly?: boolean;
};

/** Rows that are all here already: a table where there is room, cards with the same words on a phone. */
export function Listed<T extends object>({
  title,
  hidden = false,
  wrap = false,
  rows,
  rowKey,
  columns,
}: {
  readonly title: string;
  /** The title is told to screen readers alone, where a heading says it already. */
  readonly hidden?: boolean;
  /** Long texts are broken at a desk; else the table is scrolled. */
  readonly wrap?: boolean;
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  readonly columns: readonly Column<T>[];
}) {
  const [first, ...rest] = columns;
  const others = rest.filter(({ deskOnly }) => !deskOnly);
  const roomy = Grid.useBreakpoint().md ?? window.innerWidth >= 768;
  return (
    <div>
      {!hidden && (
        <Typography.Title level={3} style={{ fontSize: 16, margin: '8px 0' }}>
          {title}
        </Typography.Title>
      )}
      {roomy ? (
        <Table<T>
          aria-label={title}
          size="small"
          dataSource={[...rows]}
          rowKey={rowKey}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          {...(wrap ? {} : { scroll: { x: 'max-content' } })}
          columns={columns.map((one) => ({
            title: <span style={{ whiteSpace: 'nowrap' }}>{one.title}</span>,
            render: (_: unknown, row: T) => one.cell(row),
            ...(one.align ? { align: one.align } : {}),
          }))}
        />
      ) : (
        <Flex component="ul" aria-label={title} vertical gap={8} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {rows.map((row) => (
            <li key={rowKey(row)}>
              <Card size="small">
                <Flex vertical gap={4}>
                  {first && <strong style={{ overflowWrap: 'anywhere' }}>{first.cell(row)}</strong>}
                  {others.map((one) => (
                    <Flex key={one.title} gap={8} justify="space-between">
                      <Typography.Text type="secondary" style={{ flex: 'none' }}>
                        {one.title}
                      </Typography.Text>
                      <span style={{ textAlign: 'right', minWidth: 0, overflowWrap: 'anywhere' }}>{one.cell(row)}</span>
                    </Flex>
                  ))}
                </Flex>
              </Card>
            </li>
          ))}
        </Flex>
      )}
    </div>
  );
}
