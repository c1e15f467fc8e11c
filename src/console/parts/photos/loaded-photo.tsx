import { useQuery } from '@tanstack/react-query';
import { Skeleton, Typography } from 'antd';
import { type CSSProperties, useEffect, useState } from 'react';
import { authorised } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { keptLanguage, useT, w } from '../../session/language.ts';

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
  const { data, isPending } = useQuery({
    queryKey: ['photo', path],
    queryFn: async () => {
      const answer = await authorised(new Request(path));
      if (!answer.ok) throw await problemOf(answer, keptLanguage());
      return answer.blob();
    },
    staleTime: 600_000,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return undefined;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  if (isPending) return <Skeleton.Node active style={{ width: '100%' }} />;
  if (!url) return <Typography.Text type="secondary">{t(W.gone)}</Typography.Text>;
  return <img src={url} alt={alt} style={style} />;
}
