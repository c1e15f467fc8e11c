import { useQuery } from '@tanstack/react-query';
import { Card, Empty, Flex, Statistic, Table, Typography } from 'antd';
import { Link } from 'react-router';
import type { Message } from '../../domain/failure.ts';
import { authorised } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { Fault } from '../parts/fault.tsx';
import { Loading } from '../parts/loading.tsx';
import { keptLanguage, useT, w } from '../session/language.ts';
import type { Job } from './use-jobs.ts';

const W = {
  total: w('数据行', 'Rows'),
  done: w('已处理', 'Dealt with'),
  faulty: w('有问题的行', 'Faulty rows'),
  faults: w('逐行问题', 'What is wrong, row by row'),
  row: w('行号', 'Row'),
  column: w('列', 'Column'),
  detail: w('问题', 'What is wrong'),
  clean: w('没有发现问题', 'Nothing is wrong'),
  trial: w('这是试导入：未写入任何数据。', 'This was a trial: nothing was stored.'),
  see: w('查看数据', 'Open the list'),
};

/** Where each kind of import is told of, and where what it brought is listed. */
const PLACES: Readonly<Record<string, { readonly report: string; readonly list?: string }>> = {
  'filing-import': { report: 'filings', list: '/filings' },
  'vehicle-import': { report: 'vehicles', list: '/vehicles' },
  'registration-import': { report: 'registrations', list: '/verification' },
  'retirement-proof-import': { report: 'retirement-proofs', list: '/retirement' },
  'seller-import': { report: 'sellers' },
  'enterprise-import': { report: 'enterprises', list: '/organisations' },
  'urea-refill-import': { report: 'urea-refills' },
};

type Report = {
  readonly dryRun: boolean;
  readonly total: number;
  readonly done: number;
  readonly faultyRows: number;
  readonly faults: readonly {
    readonly row: number;
    readonly column: string | null;
    readonly heading: string | null;
    readonly detail: string;
  }[];
};

/** What became of the rows of a table that was imported. */
export function ImportReport({ job }: { readonly job: Job }) {
  const t = useT();
  const place = PLACES[job.kind];
  const { data, error, isPending } = useQuery({
    queryKey: ['jobs', job.id, 'report', job.status, job.done],
    queryFn: () => read(`/api/v1/${place?.report}/imports/${job.id}`),
    enabled: place !== undefined,
    placeholderData: (before: Report | undefined) => before,
  });
  if (!place) return null;
  if (error) return <Fault error={error} />;
  if (isPending) return <Loading />;
  const figures: readonly (readonly [Message, number])[] = [
    [W.total, data.total],
    [W.done, data.done],
    [W.faulty, data.faultyRows],
  ];
  return (
    <>
      {data.dryRun && <Typography.Text strong>{t(W.trial)}</Typography.Text>}
      <Flex gap={16} wrap>
        {figures.map(([word, value]) => (
          <Card key={word.en} size="small" style={{ minWidth: 120, flex: '1 1 120px' }}>
            <Statistic title={t(word)} value={value} />
          </Card>
        ))}
      </Flex>
      <section>
        <Typography.Title level={2} style={{ fontSize: 16 }}>
          {t(W.faults)}
        </Typography.Title>
        {data.faults.length === 0 ? (
          <Card size="small">
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(W.clean)} />
          </Card>
        ) : (
          <Table
            aria-label={t(W.faults)}
            size="small"
            rowKey={({ row, column, detail }) => `${row} ${column} ${detail}`}
            dataSource={[...data.faults]}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t(W.row), dataIndex: 'row', width: 72 },
              { title: t(W.column), width: 160, render: (_, fault) => fault.heading ?? fault.column ?? '—' },
              { title: t(W.detail), dataIndex: 'detail' },
            ]}
          />
        )}
      </section>
      {place.list && <Link to={place.list}>{t(W.see)}</Link>}
    </>
  );
}

async function read(path: string): Promise<Report> {
  const answer = await authorised(new Request(path));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return (await answer.json()) as Report;
}
