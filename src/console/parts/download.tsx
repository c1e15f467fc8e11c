import { DownloadOutlined } from '@ant-design/icons';
import { App, Button, type ButtonProps } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { authorised } from '../api/client.ts';
import { problemOf } from '../api/problem.ts';
import { keptLanguage, useT, w } from '../session/language.ts';

const W = { stop: w('取消下载', 'Stop') };

/**
 * Downloads a file of the API under its own name, tells how much has come, and can be stopped. `path` stands with its query;
 * `fileName` is used where the service names none.
 */
export function Download({
  path,
  fileName,
  children,
  ...button
}: { readonly path: string; readonly fileName: string; readonly children: ReactNode } & ButtonProps) {
  const t = useT();
  const { message } = App.useApp();
  const [got, setGot] = useState<number>();
  const stopping = useRef<AbortController>(undefined);
  const start = async () => {
    const stop = new AbortController();
    stopping.current = stop;
    setGot(0);
    try {
      const answer = await authorised(new Request(path, { signal: stop.signal }));
      if (!answer.ok) throw await problemOf(answer, keptLanguage());
      save(await collect(answer, setGot), nameOf(answer) ?? fileName);
    } catch (error) {
      if (!stop.signal.aborted) void message.error(error instanceof Error ? error.message : String(error));
    } finally {
      setGot(undefined);
    }
  };
  if (got !== undefined)
    return (
      <Button {...button} onClick={() => stopping.current?.abort()}>
        {t(W.stop)} · {(got / 1_048_576).toFixed(1)} MB
      </Button>
    );
  return (
    <Button icon={<DownloadOutlined />} {...button} onClick={() => void start()}>
      {children}
    </Button>
  );
}

async function collect(answer: Response, tell: (bytes: number) => void): Promise<Blob> {
  const parts: BlobPart[] = [];
  let bytes = 0;
  const reader = answer.body?.getReader();
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    parts.push(piece.value);
    bytes += piece.value.byteLength;
    tell(bytes);
  }
  return new Blob(parts, { type: answer.headers.get('Content-Type') ?? 'application/octet-stream' });
}

function nameOf(answer: Response): string | undefined {
  const said = answer.headers.get('Content-Disposition') ?? '';
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  return coded ? decodeURIComponent(coded) : /filename="([^"]+)"/i.exec(said)?.[1];
}

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
