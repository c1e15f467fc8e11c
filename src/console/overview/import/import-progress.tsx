import { useMutation } from '@tanstack/react-query';
import { Button, Flex, Progress, Spin, Typography } from 'antd';
import { api, told } from '../../api/client.ts';
import { useT, w } from '../../session/language.ts';
import type { ImportReport } from './import-report.ts';

const W = {
  trying: w('正在检查…', 'Being tried …'),
  going: w('正在导入，可离开本页，在“任务进度”中查看。', 'Being imported. You can leave; see “Long work”.'),
  done: w('导入完成', 'Imported'),
  failed: w('导入失败，未写入', 'Failed; nothing was stored'),
  cancelled: w('已取消，已写入的保留', 'Called off; what was stored stays'),
  cancel: w('取消', 'Call it off'),
  progress: w('进度', 'Progress'),
};

/** How far an import has come; one that goes on can be called off. Without a report it is being tried. */
export function ImportProgress({ report }: { readonly report: ImportReport | undefined }) {
  const t = useT();
  const cancelling = useMutation({
    mutationFn: (id: string) => told(api.POST('/api/v1/jobs/{id}/cancel', { params: { path: { id } } })),
  });
  if (!report)
    return (
      <Flex gap={8} align="center" role="status" style={{ marginTop: 12 }}>
        <Spin size="small" />
        {t(W.trying)}
      </Flex>
    );
  const { status, id, dryRun, done, tried, total } = report;
  const came = dryRun ? tried : done;
  const percent = status === 'done' ? 100 : Math.floor((came / Math.max(1, total)) * 100);
  const words = status === 'queued' ? (dryRun ? W.trying : W.going) : W[status];
  return (
    <Flex vertical gap={8} role="status" style={{ marginTop: 12 }}>
      <Typography.Text>{t(words)}</Typography.Text>
      <Progress
        aria-label={t(W.progress)}
        percent={percent}
        status={status === 'failed' ? 'exception' : status === 'done' ? 'success' : 'active'}
      />
      {status === 'queued' && id && (
        <Button
          style={{ alignSelf: 'flex-start' }}
          loading={cancelling.isPending}
          onClick={() => cancelling.mutate(id)}
        >
          {t(W.cancel)}
        </Button>
      )}
    </Flex>
  );
}
