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
  again: w('上次执行未成功，将自动重试', 'The last attempt failed; it is tried again'),
  leave: w(
    '可以离开此页，任务会继续进行，随时可在“任务进度”中找到。',
    'You may leave this page: the work goes on, and is found again under “Long work”.',
  ),
};

/** What is said of errors that have a name of their own. */
const ERRORS: Readonly<Record<string, ReturnType<typeof w>>> = {
  'faulty-rows': w('表格中有错误的行，未导入任何数据。', 'Rows of the table are faulty; nothing was imported.'),
  StepLost: w('执行过程中服务内部异常中断。', 'The service broke off while it was at it.'),
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
        {job.error && (
          <Alert
            type={job.status === 'queued' ? 'warning' : 'error'}
            showIcon
            title={t(job.status === 'queued' ? W.again : W.failed)}
            description={ERRORS[job.error] ? t(ERRORS[job.error] as ReturnType<typeof w>) : job.error}
          />
        )}
        {job.kind.endsWith('-import') && <ImportReport job={job} />}
        {job.kind === 'policy-preview' && job.status === 'done' && <PreviewReport id={job.id} />}
      </Flex>
    </Page>
  );
}
