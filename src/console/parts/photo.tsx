import { useQuery } from '@tanstack/react-query';
import { Image, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { authorised } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { keptLanguage, useT, w } from '../session/language.ts';

const W = { gone: w('照片无法显示', 'The photo cannot be shown') };

/** A picture that only those who may see it can load; `alt` says what it shows. `path` is a path of the API. */
export function Photo({
  path,
  alt,
  width = 160,
  height = 120,
}: {
  readonly path: string;
  readonly alt: string;
  readonly width?: number | string;
  readonly height?: number;
}) {
  const t = useT();
  const { data, isPending } = useQuery({ queryKey: ['photo', path], queryFn: () => blobOf(path), staleTime: 600_000 });
  const url = useObjectUrl(data);
  if (isPending) return <Skeleton.Image active style={{ width, height }} />;
  if (!url)
    return (
      <div
        style={{
          width,
          height,
          display: 'grid',
          placeItems: 'center',
          background: '#eef1f1',
          borderRadius: 8,
          fontSize: 12,
        }}
      >
        {t(W.gone)}
      </div>
    );
  return <Image src={url} alt={alt} width={width} height={height} style={{ objectFit: 'cover', borderRadius: 8 }} />;
}

async function blobOf(path: string): Promise<Blob> {
  const answer = await authorised(new Request(path));
  if (!answer.ok) throw await problemOf(answer, keptLanguage());
  return answer.blob();
}

/** An address for something in memory, given back when it is no longer shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
