import { Skeleton, Typography } from 'antd';
import type { CSSProperties } from 'react';
import { useT, w } from '../../session/language.ts';
import { usePicture } from './use-picture.ts';

const W = { gone: w('照片无法显示', 'The photo cannot be shown') };

/** A picture of the API as it is, in the shape that `style` gives it. */
export function LoadedPhoto({
  path,
  alt,
  style,
}: {
  readonly path: string;
  readonly alt: string;
  readonly style: CSSProperties;
}) {
  const t = useT();
  const { url, isPending } = usePicture(path);
  if (isPending) return <Skeleton.Node active style={{ width: '100%' }} />;
  if (!url) return <Typography.Text type="secondary">{t(W.gone)}</Typography.Text>;
  return <img src={url} alt={alt} style={style} />;
}
