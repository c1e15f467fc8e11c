import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Flex } from 'antd';
import { api, type Schema, told } from '../../api/client.ts';
import { Rows } from '../../parts/rows.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { useLanguage, useT, w } from '../../session/language.ts';

const W = {
  title: w('各企业清洁运输比例', 'Clean share of each enterprise'),
  enterprise: w('企业', 'Enterprise'),
  empty: w('本月没有运量记录。', 'Nothing was moved in this month.'),
};

type Report = Schema<'Report'>;
type Item = Report['items'][number];

/** The clean share of each enterprise in a month; one is looked at by choosing it. */
export function EnterpriseShares({
  month,
  countyCode,
  onChoose,
}: {
  readonly month: string;
  readonly countyCode: string | undefined;
  readonly onChoose: (enterpriseId: string) => void;
}) {
  const t = useT();
  const { language } = useLanguage();
  const ask = (cursor: string | undefined) =>
    told(
      api.GET('/api/v1/reports/clean-transport', {
        params: {
          query: {
            month,
            by: 'enterprise',
            ...(countyCode === undefined ? {} : { countyCode }),
            ...(cursor === undefined ? {} : { cursor }),
          },
        },
      }),
    );
  const key = ['report', 'clean-transport', month, countyCode];
  const pages = usePages<Item>(key, ask);
  const { data } = useQuery({ queryKey: [...key, 'columns'], queryFn: () => ask(undefined) });
  const columns = data?.columns ?? [];
  const cell = ({ cells }: Item, { name, unit }: Report['columns'][number]) => {
    const value = cells[name]?.value ?? null;
    return value === null ? '—' : unit === 'percent' ? `${value}%` : value.toLocaleString('zh-CN');
  };
  return (
    <section aria-label={t(W.title)}>
      <h2 style={{ fontSize: 16, margin: '0 0 8px' }}>{`${t(W.title)} · ${month}`}</h2>
      <Rows
        pages={pages}
        label={t(W.title)}
        rowKey={({ key: id }) => id}
        empty={<Empty description={t(W.empty)} />}
        columns={[
          {
            title: t(W.enterprise),
            key: 'name',
            render: (_, item) => (
              <Button type="link" style={{ padding: 0 }} onClick={() => onChoose(item.key)}>
                {item.name ?? '—'}
              </Button>
            ),
          },
          ...columns.map((column) => ({
            title: <span title={column.definition[language]}>{column.title[language]}</span>,
            key: column.name,
            align: 'right' as const,
            render: (_: unknown, item: Item) => cell(item, column),
          })),
        ]}
        card={(item) => (
          <Flex vertical gap={4}>
            <Button type="link" style={{ padding: 0, justifyContent: 'start' }} onClick={() => onChoose(item.key)}>
              {item.name ?? '—'}
            </Button>
            {columns.map((column) => (
              <Flex key={column.name} justify="space-between" gap={8}>
                <span>{column.title[language]}</span>
                <strong>{cell(item, column)}</strong>
              </Flex>
            ))}
          </Flex>
        )}
      />
    </section>
  );
}
