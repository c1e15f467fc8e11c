import { Progress } from 'antd';
import { useT } from '../session/language.ts';
import { jobWords } from './job-words.ts';
import type { Job } from './use-jobs.ts';

/** How far a piece of work has come. */
export function JobProgress({ job }: { readonly job: Pick<Job, 'kind' | 'status' | 'done' | 'total'> }) {
  const t = useT();
  const { status, done, total } = job;
  const percent = status === 'done' ? 100 : total ? Math.floor((100 * done) / total) : 0;
  return (
    <div>
      <Progress
        percent={percent}
        size="small"
        showInfo={false}
        aria-label={t(jobWords(job.kind))}
        status={status === 'failed' ? 'exception' : status === 'queued' ? 'active' : 'normal'}
      />
      <span className="numbers" style={{ fontSize: 13 }}>
        {total === null ? done : `${done} / ${total}`}
      </span>
    </div>
  );
}
