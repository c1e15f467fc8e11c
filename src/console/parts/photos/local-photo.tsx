import { useEffect, useState } from 'react';

/** A picture that lies on this device and was not sent yet. */
export function LocalPhoto({
  blob,
  alt,
  width = 160,
  height = 120,
}: {
  readonly blob: Blob;
  readonly alt: string;
  readonly width?: number | string;
  readonly height?: number;
}) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  const style = {
    width,
    height,
    objectFit: 'cover',
    borderRadius: 8,
    background: '#eef1f1',
    display: 'block',
  } as const;
  return url ? <img src={url} alt={alt} style={style} /> : <div style={style} />;
}
