import { Button, Typography } from 'antd';
import { useT, w } from '../session/language.ts';

const W = {
  failed: w('这部分内容没有读取到', 'This part could not be read'),
  again: w('重试', 'Try again'),
};

/** In place of a short list that could not be read, which is not an empty one; nothing while it is read or once it was. */
export function PartFault({
  of,
}: {
  readonly of: { readonly error: unknown; readonly data: unknown; readonly refetch: () => unknown };
}) {
  const t = useT();
  if (!of.error || of.data !== undefined) return null;
  return (
    <div role="alert">
      <Typography.Text type="danger">{t(W.failed)}</Typography.Text>{' '}
      <Button type="link" size="small" onClick={() => void of.refetch()}>
        {t(W.again)}
      </Button>
    </div>
  );
}
