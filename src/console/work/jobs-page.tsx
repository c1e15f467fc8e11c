import { Empty, Flex, Segmented, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { api, told } from '../api/client.ts';
import { Instant } from '../parts/moments.tsx';
import { Page } from '../parts/page.tsx';
import { Rows } from '../parts/rows.tsx';
import { Mark } from '../parts/tags.tsx';
import { useUrlFilters } from '../parts/url-filters.ts';
import { usePages } from '../parts/use-pages.ts';
import { useT, w } from '../session/language.ts';
import { CancelJob } from './cancel-job.tsx';
import { JobProgress } from './job-progress.tsx';
import { JOB_STATES, jobWords } from './job-words.ts';
import type { Job } from './use-jobs.ts';

const W = {
  title: w('任务进度', 'Long work'),
  all: w('全部', 'All'),
  status: w('状态', 'State'),
  kind: w('任务', 'What'),
  progress: w('进度', 'Progress'),
  begun: w('开始时间', 'Begun'),
  ended: w('结束时间', 'Ended'),
  none: w(
    '没有任务。批量导入、规则预演等耗时操作会列在这里，离开页面后可随时回来查看结果。',
    'Nothing here. Imports, previews and other long work is listed here; you can leave, and come back for the result.',
  ),
};
const FILTERS = ['status'] as const;
const EVERY_MS = 5_000;

/** Long work: how far each has come, and the way to what came of it. */
export function JobsPage() {
  const t = useT();
  const [{ status }, setFilters] = useUrlFilters(FILTERS);
  const asked = status !== undefined && status in JOB_STATES ? { status: status as Job['status'] } : {};
  const pages = usePages(
    ['jobs', 'list', asked],
    (cursor) =>
      told(api.GET('/api/v1/jobs', { params: { query: { ...asked, ...(cursor === undefined ? {} : { cursor }) } } })),
    { every: EVERY_MS },
  );
  const columns: TableColumnsType<Job> = [
    { title: t(W.kind), render: (_, job) => <Link to={`/jobs/${job.id}`}>{t(jobWords(job.kind))}</Link> },
    { title: t(W.status), render: (_, job) => <State job={job} /> },
    { title: t(W.progress), width: 220, render: (_, job) => <JobProgress job={job} /> },
    { title: t(W.begun), render: (_, job) => <Instant at={job.createdAt} seconds /> },
    { title: t(W.ended), render: (_, job) => <Instant at={job.finishedAt} seconds /> },
    { title: '', key: 'act', render: (_, job) => <CancelJob job={job} /> },
  ];
  return (
    <Page title={W.title}>
      <Segmented
        value={asked.status ?? ''}
        onChange={(value) => setFilters({ status: value || undefined })}
        options={[
          { value: '', label: t(W.all) },
          ...Object.entries(JOB_STATES).map(([value, [word]]) => ({ value, label: t(word) })),
        ]}
        style={{ marginBottom: 16 }}
      />
      <Rows
        pages={pages}
        columns={columns}
        rowKey={({ id }) => id}
        label={t(W.title)}
        empty={<Empty description={t(W.none)} />}
        card={(job) => (
          <Flex vertical gap={4}>
            <Flex justify="space-between" gap={8}>
              <Link to={`/jobs/${job.id}`}>{t(jobWords(job.kind))}</Link>
              <State job={job} />
            </Flex>
            <JobProgress job={job} />
            <Flex justify="space-between" align="center" gap={8}>
              <Instant at={job.createdAt} />
              <CancelJob job={job} />
            </Flex>
          </Flex>
        )}
      />
    </Page>
  );
}

export function State({ job }: { readonly job: Pick<Job, 'status'> }) {
  const t = useT();
  const [word, tone] = JOB_STATES[job.status];
  return <Mark tone={tone}>{t(word)}</Mark>;
}
