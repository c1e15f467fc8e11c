import { Button, Empty, Flex, Typography } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { authorised } from '../../api/client.ts';
import { Problem, problemOf } from '../../api/problem.ts';
import { Fault } from '../../parts/fault.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { type PageOf, usePages } from '../../parts/use-pages.ts';
import { keptLanguage, useT, w } from '../../session/language.ts';
import { countyName } from '../parts/words.ts';
import { REPORTS } from './kinds.ts';
import { LISTS } from './lists.tsx';

const W = {
  title: w('数字背后的明细', 'The rows behind a number'),
  back: w('返回报表', 'Back to the report'),
  none: w(
    '没有记录。数字可能已随数据更新而变化，请刷新报表。',
    'Nothing. The number may have changed since: refresh the report.',
  ),
  period: w('{from} 至 {to}', '{from} to {to}'),
};

/** The rows that a number of a report counts, as the report's own calls list them. */
export function RowsPage() {
  const t = useT();
  const go = useNavigate();
  const [params] = useSearchParams();
  const calls = params.getAll('call').filter((call) => listOf(call) !== undefined);
  const of = params.get('of');
  if (calls.length === 0) return <Fault error={new Problem(404, {})} />;
  return (
    <Page
      title={of ? { zh: `${of}：明细`, en: `${of}: rows` } : W.title}
      trail={[{ to: '/reports', title: REPORTS }]}
      actions={<Button onClick={() => void go(-1)}>{t(W.back)}</Button>}
    >
      <Flex vertical gap={24}>
        {calls.map((call) => (
          <OneList key={call} call={call} />
        ))}
      </Flex>
    </Page>
  );
}

/** The list that a call is of; only those that are known here are asked for. */
function listOf(call: string): (typeof LISTS)[string] | undefined {
  const match = /^\/api\/v1\/([a-z-]+)(?:\?|$)/.exec(call);
  return match?.[1] === undefined ? undefined : LISTS[match[1]];
}

type Row = Readonly<Record<string, unknown>>;

function OneList({ call }: { readonly call: string }) {
  const t = useT();
  const list = listOf(call);
  const pages = usePages<Row>(['law', 'report-rows', call], (cursor) => pageOf(call, cursor));
  if (!list) return null;
  const asked = new URL(call, location.origin).searchParams;
  const [from, to, county] = [
    asked.get('from') ?? asked.get('fromMonth'),
    asked.get('to') ?? asked.get('toMonth'),
    asked.get('countyCode'),
  ];
  const words = [
    from && to ? t(W.period).replace('{from}', from).replace('{to}', to) : undefined,
    county ? t(countyName(county)) : undefined,
  ].filter((one) => one !== undefined);
  const columns = list.columns(t);
  return (
    <div>
      <h2 style={{ fontSize: 16, margin: '0 0 4px' }}>{t(list.title)}</h2>
      <Typography.Paragraph type="secondary">{words.join(' · ')}</Typography.Paragraph>
      <Rows
        pages={pages}
        label={t(list.title)}
        rowKey={(row) =>
          String(
            row.id ??
              row.vehicleId ??
              row.enterpriseId ??
              row.organisationId ??
              row.plate ??
              JSON.stringify(row.seller),
          )
        }
        empty={<Empty description={t(W.none)} />}
        columns={columns.map(([title, cell]) => ({
          title,
          key: title,
          render: (_: unknown, row: Row) => cell(row as never),
        }))}
        card={(row) => (
          <Flex vertical gap={4}>
            {columns.map(([title, cell]) => (
              <Flex key={title} justify="space-between" gap={8}>
                <Typography.Text type="secondary">{title}</Typography.Text>
                <span style={{ textAlign: 'right' }}>{cell(row as never)}</span>
              </Flex>
            ))}
          </Flex>
        )}
      />
    </div>
  );
}

async function pageOf(call: string, cursor: string | undefined): Promise<PageOf<Row>> {
  const url = new URL(call, location.origin);
  if (cursor) url.searchParams.set('cursor', cursor);
  const answer = await authorised(new Request(url));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as PageOf<Row>;
}
