import { useQueryClient } from '@tanstack/react-query';
import { Alert, Flex, Progress, Typography } from 'antd';
import { api, told } from '../../api/client.ts';
import { Act } from '../../parts/act.tsx';
import { useT, w } from '../../session/language.ts';
import { useMay } from '../../session/session-provider.tsx';

const W = {
  running: w('正在进行', 'Under way'),
  done: w('已完成', 'Done'),
  failed: w('未能完成', 'It failed'),
  cancelled: w('已取消，已得出的部分结果保留', 'Cancelled; what was found so far stays'),
  cancel: w('取消', 'Cancel'),
  cancelSays: w('取消后不再继续，已完成的部分保留。', 'It goes no further; what was done so far stays.'),
  leave: w('可以离开此页，进度不会丢失。', 'You may leave this page: it goes on.'),
  of: w('已处理 {done} / {total}', '{done} of {total}'),
};

type Job = {
  readonly id: string | null;
  readonly status: 'queued' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
};

/** How far long work has come; whoever began it may call it off. */
export function JobProgress({ job }: { readonly job: Job }) {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const { id, status, done, total } = job;
  if (status === 'done') return <Alert type="success" showIcon title={t(W.done)} />;
  if (status === 'failed') return <Alert type="error" showIcon title={t(W.failed)} />;
  if (status === 'cancelled') return <Alert type="warning" showIcon title={t(W.cancelled)} />;
  return (
    <Flex vertical gap={8} aria-live="polite">
      <Flex gap={12} wrap align="center" justify="space-between">
        <Typography.Text strong>
          {t(W.running)} ·{' '}
          {t(W.of)
            .replace('{done}', String(done))
            .replace('{total}', total === null ? '…' : String(total))}
        </Typography.Text>
        {id !== null && may('job.cancel') && (
          <Act
            label={W.cancel}
            says={t(W.cancelSays)}
            size="small"
            act={() => told(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } }))}
            after={() => void queries.invalidateQueries()}
          />
        )}
      </Flex>
      <Progress
        aria-label={t(W.running)}
        percent={total ? Math.min(100, Math.round((done * 100) / total)) : 0}
        status="active"
      />
      <Typography.Text type="secondary">{t(W.leave)}</Typography.Text>
    </Flex>
  );
}
