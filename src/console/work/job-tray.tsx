import { SyncOutlined } from '@ant-design/icons';
import { Badge, Button, Flex, Popover } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useT, w } from '../session/language.ts';
import { useMe } from '../session/session-provider.tsx';
import { JobProgress } from './job-progress.tsx';
import { jobWords } from './job-words.ts';
import { useRunningJobs } from './use-jobs.ts';

const W = {
  running: w('正在进行的任务', 'Work under way'),
  all: w('全部任务', 'All of it'),
};

/** The work that is under way, in the header of every page; nothing where there is none. */
export default function JobTray() {
  const t = useT();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const { data: jobs = [] } = useRunningJobs(me.id);
  if (jobs.length === 0) return null;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      title={t(W.running)}
      content={
        <Flex vertical gap={12} style={{ width: 260 }}>
          {jobs.slice(0, 6).map((job) => (
            <Link key={job.id} to={`/jobs/${job.id}`} onClick={() => setOpen(false)} style={{ color: 'inherit' }}>
              {t(jobWords(job.kind))}
              <JobProgress job={job} />
            </Link>
          ))}
          <Link to="/jobs" onClick={() => setOpen(false)}>
            {t(W.all)}
          </Link>
        </Flex>
      }
    >
      <Badge count={jobs.length} size="small" color="#0958d9" offset={[-6, 6]}>
        <Button type="text" icon={<SyncOutlined spin />} aria-label={`${t(W.running)}: ${jobs.length}`} />
      </Badge>
    </Popover>
  );
}
