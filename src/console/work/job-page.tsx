import { Alert, Card, Descriptions, Flex } from 'antd';
import { useParams } from 'react-router';
import { Fault } from '../parts/fault.tsx';
import { Loading } from '../parts/loading.tsx';
import { Instant } from '../parts/moments.tsx';
import { Page } from '../parts/page.tsx';
import { useT, w } from '../session/language.ts';
import { CancelJob } from './cancel-job.tsx';
import { ImportReport } from './import-report.tsx';
import { JobProgress } from './job-progress.tsx';
import { jobWords } from './job-words.ts';
import { State } from './jobs-page.tsx';
import { PreviewReport } from './preview-report.tsx';
import { useJob } from './use-jobs.ts';

const W = {
  jobs: w('任务进度', 'Long work'),
  status: w('状态', 'State'),
  begun: w('开始时间', 'Begun'),
  ended: w('结束时间', 'Ended'),
  failed: w('任务未完成', 'It failed'),
  leave: w(
    '可以离开此页，任务会继续进行，随时可在“任务进度”中找到。',
    'You may leave this page: the work goes on, and is found again under “Long work”.',
  ),
};

/** One piece of long work, and what came of it. */
export function JobPage() {
  const t = useT();
  const { id = '' } = useParams();
  const { data: job, error, isPending, refetch } = useJob(id);
  if (isPending) return <Loading />;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <Page title={jobWords(job.kind)} trail={[{ to: '/jobs', title: W.jobs }]} actions={<CancelJob job={job} />}>
      <Flex vertical gap={16} style={{ maxWidth: 960 }}>
        <Card size="small">
          <Descriptions
            size="small"
            column={{ xs: 1, md: 3 }}
            items={[
              { key: 'status', label: t(W.status), children: <State job={job} /> },
              { key: 'begun', label: t(W.begun), children: <Instant at={job.createdAt} seconds /> },
              { key: 'ended', label: t(W.ended), children: <Instant at={job.finishedAt} seconds /> },
            ]}
          />
          <JobProgress job={job} />
        </Card>
        {job.status === 'queued' && <Alert type="info" showIcon title={t(W.leave)} />}
        {job.error && <Alert type="error" showIcon title={t(W.failed)} description={job.error} />}
        {job.kind.endsWith('-import') && <ImportReport job={job} />}
        {job.kind === 'policy-preview' && job.status === 'done' && <PreviewReport id={job.id} />}
      </Flex>
    </Page>
  );
}
