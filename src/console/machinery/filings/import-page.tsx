import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Popconfirm } from 'antd';
import { Link, useParams } from 'react-router';
import { api, told } from '../../api/client.ts';
import { Fault } from '../../parts/fault.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Instant } from '../../parts/moments.tsx';
import { Page } from '../../parts/page.tsx';
import { Section } from '../../parts/section.tsx';
import { Mark } from '../../parts/tags.tsx';
import { useT, w } from '../../session/language.ts';
import { keyed, useAct } from '../act.ts';
import { ImportReportView } from './import-report.tsx';

const W = {
  title: w('批量申报进度', 'Filing by Excel'),
  filings: w('进场申报', 'Filings'),
  back: w('Excel 批量申报', 'File by Excel'),
  what: w('办理情况', 'How it stands'),
  leave: w(
    '可以离开本页，申报会继续；以后可从“Excel 批量申报”或“任务进度”找到。',
    'You may leave; it goes on. Find it again under “File by Excel” or “Long work”.',
  ),
  stop: w('取消', 'Call it off'),
  stopWhat: w(
    '取消后剩余的行不再申报，已申报的仍然有效。',
    'The rows that are left are not filed; what was filed stands.',
  ),
  stopped: w('已取消', 'Called off'),
  list: w('查看申报', 'To the filings'),
  again: w('上传另一张表格', 'Another table'),
  trial: w('只是检查，没有申报', 'Only tried: nothing was filed'),
};

const STATES = {
  queued: [w('进行中', 'Going on'), 'info'],
  done: [w('已完成', 'Done'), 'good'],
  failed: [w('未完成', 'Failed'), 'bad'],
  cancelled: [w('已取消', 'Called off'), 'plain'],
} as const;

/** One import, asked for again and again while it goes on. */
export const useImport = (id: string | undefined) =>
  useQuery({
    queryKey: ['filing-imports', id],
    queryFn: () => told(api.GET('/api/v1/filings/imports/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data?.status === 'queued' ? 1_000 : false),
  });

/** Where an import stands. */
export function ImportState({ of }: { readonly of: keyof typeof STATES }) {
  const t = useT();
  const [word, tone] = STATES[of];
  return <Mark tone={tone}>{t(word)}</Mark>;
}

/** A table of machines being filed: how far it has come, and what became of each row. */
export function ImportPage() {
  const t = useT();
  const { id } = useParams();
  const { data: report, error, refetch } = useImport(id);
  const cancel = useAct(
    (_: undefined, key) =>
      told(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id: id ?? '' }, header: keyed(key) } })),
    { done: t(W.stopped) },
  );
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!report) return <Loading />;
  const going = report.status === 'queued';
  return (
    <Page
      title={W.title}
      trail={[
        { to: '/filings', title: W.filings },
        { to: '/filings/import', title: W.back },
      ]}
      actions={
        going && (
          <Popconfirm title={t(W.stop)} description={t(W.stopWhat)} onConfirm={() => cancel.mutate(undefined)}>
            <Button size="large">{t(W.stop)}</Button>
          </Popconfirm>
        )
      }
    >
      <Section
        title={t(W.what)}
        actions={
          <Flex gap={8} align="center">
            <ImportState of={report.status} /> <Instant at={report.createdAt} />
          </Flex>
        }
      >
        {report.dryRun && <p>{t(W.trial)}</p>}
        {going && <p>{t(W.leave)}</p>}
        <ImportReportView report={report} />
        {!going && (
          <Flex gap={8} wrap style={{ marginTop: 16 }}>
            <Link to="/filings">
              <Button type="primary" size="large">
                {t(W.list)}
              </Button>
            </Link>
            <Link to="/filings/import">
              <Button size="large">{t(W.again)}</Button>
            </Link>
          </Flex>
        )}
      </Section>
    </Page>
  );
}
