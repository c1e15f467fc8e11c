import { Image, Skeleton } from 'antd';
import { useT, w } from '../session/language.ts';
import { usePicture } from './photos/use-picture.ts';

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
  const { url, isPending } = usePicture(path);
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
