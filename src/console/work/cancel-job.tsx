import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { api, newKey, told } from '../api/client.ts';
import { useT, w } from '../session/language.ts';
import { useMay } from '../session/session-provider.tsx';
import { mayBeCalledOff } from './job-words.ts';
import type { Job } from './use-jobs.ts';

const W = {
  cancel: w('取消任务', 'Call off'),
  ask: w('确定取消这项任务？', 'Call this work off?'),
  said: w('已完成的部分保留，其余不再进行。', 'What was done so far stays; the rest is not done.'),
  back: w('不取消', 'Let it go on'),
};

/** Calls a piece of work off, where that may be; nothing otherwise. */
export function CancelJob({ job }: { readonly job: Job }) {
  const t = useT();
  const may = useMay();
  const queries = useQueryClient();
  const { modal, message } = App.useApp();
  const cancel = useMutation({
    mutationFn: () =>
      told(
        api.POST('/api/v1/jobs/{id}/cancel', {
          params: { path: { id: job.id }, header: { 'Idempotency-Key': newKey() } },
        }),
      ),
    onError: (error) => void message.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
  if (job.status !== 'queued' || !mayBeCalledOff(job.kind) || !may('job.cancel')) return null;
  return (
    <Button
      size="small"
      loading={cancel.isPending}
      onClick={() =>
        void modal.confirm({
          title: t(W.ask),
          content: t(W.said),
          okText: t(W.cancel),
          cancelText: t(W.back),
          onOk: () => cancel.mutateAsync().catch(() => undefined),
        })
      }
    >
      {t(W.cancel)}
    </Button>
  );
}
